"""Fitting the model: the only user of numpy, imported only when the content has changed.

One linear support vector machine an entry against all others (squared hinge loss), plus one for
"no entry answers this", by dual coordinate descent (Hsieh et al. 2008, the method of LIBLINEAR),
all classes at once: a message is visited, its margins against every class are taken in one small
matrix product, and every class's dual variable moves. On 12 to 60 wordings an entry it is as good
as softmax regression and needs neither a kernel matrix nor a tuned step size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.match.features import CHARACTERS, FAMILY_BITS, FAMILY_WEIGHTS, PAIRS, half_steps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NONE = -1
"""The class of messages that no entry answers."""

COST = 1.0
"""C of the support vector machine; 0.3 to 3 differ by less than a point in cross-validation."""

EPOCHS = 6
"""Passes over the messages; 5 and 10 differ by less than half a point in cross-validation."""
BIAS = 1.0

RARE = (CHARACTERS, PAIRS)
RARE_FROM = 2000
"""With more messages than this, features of these families that only one message has are left out.

They are more than half of all, and leaving them out costs nothing in cross-validation.
"""

SEED = 20261123


@dataclass(frozen=True, slots=True)
class Sample:
    """One message to learn from, as feature counts.

    ``label`` is the index of its entry, or ``NONE``. ``only``: the message says nothing but "not
    this entry" (a look-alike), so that it bears on the class ``label`` alone, as a counterexample.
    """

    counts: Mapping[int, int]
    label: int
    only: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model: ``weights`` is (features, classes) float32, idf folded in, class last = none.

    ``hashes``: the features' CRC-32, ascending, shape (features,); ``idf`` likewise; ``bias``:
    (classes,). The score of class c is ``bias[c] + sum(half_steps/2 * weights[f, c]) / norm`` with
    ``norm = sqrt(sum((half_steps/2 * idf[f])**2))``.
    """

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


def fit(samples: Sequence[Sample], classes: int) -> Fitted:
    """Fit the model over ``classes`` entries; the same samples give the same model.

    Raises ValueError without samples.
    """
    import numpy as np

    if not samples:
        raise ValueError("nothing to fit: no phrasings and no examples")
    hashes, idf = _vocabulary(sample.counts for sample in samples)
    rows = [_unit_row(sample.counts, hashes, idf) for sample in samples]
    targets = np.full((len(samples), classes + 1), -1.0, dtype=np.float32)
    active = np.ones((len(samples), classes + 1), dtype=np.float32)
    for i, sample in enumerate(samples):
        if sample.only:
            active[i] = 0.0
            active[i, sample.label] = 1.0
        else:
            targets[i, sample.label] = 1.0
    weights, bias = _descend(rows, targets, active, len(hashes))
    weights *= idf[:, None]
    return Fitted(hashes, idf, weights, bias)


def _vocabulary(
    messages: Iterable[Mapping[int, int]],
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """All features, ascending, with their weight.

    The weight is the smoothed inverse document frequency (never negative) times the family's.
    """
    import numpy as np

    columns = [np.fromiter(counts, np.uint32, len(counts)) for counts in messages]
    hashes, frequency = np.unique(np.concatenate(columns), return_counts=True)
    if len(columns) > RARE_FROM:
        kept = (frequency > 1) | ~np.isin(hashes & FAMILY_BITS, RARE)
        hashes, frequency = hashes[kept], frequency[kept]
    idf = np.log((1 + len(columns)) / (1 + frequency)) + 1
    return hashes, (idf * np.array(FAMILY_WEIGHTS)[hashes & FAMILY_BITS]).astype(np.float32)


def _unit_row(
    counts: Mapping[int, int], hashes: NDArray[np.uint32], idf: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    import numpy as np

    wanted = np.fromiter(counts, np.uint32, len(counts))
    halves = np.fromiter((half_steps(n) for n in counts.values()), np.float32, len(counts))
    columns = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
    known = hashes[columns] == wanted
    columns, halves = columns[known], halves[known]
    values = halves / 2 * idf[columns]
    length = math.sqrt(float(values @ values)) or 1.0
    return columns, (values / length).astype(np.float32)


def _descend(
    rows: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]],
    targets: NDArray[np.float32],
    active: NDArray[np.float32],
    features: int,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    import numpy as np

    classes = targets.shape[1]
    weights = np.zeros((features, classes), dtype=np.float32)
    bias = np.zeros(classes, dtype=np.float32)
    alpha = np.zeros_like(targets)
    ridge = np.float32(1 / (2 * COST))
    step = np.float32(1 / (1 + BIAS**2 + 1 / (2 * COST)))
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for i in order.permutation(len(rows)):
            columns, values = rows[i]
            block = weights[columns]
            y, a = targets[i], alpha[i]
            gradient = y * (values @ block + bias) - 1 + ridge * a
            moved = np.maximum(a - step * gradient, 0) * active[i] - a
            alpha[i] += moved
            moved *= y
            weights[columns] = block + np.outer(values, moved)
            bias += BIAS * moved
    return weights, bias
