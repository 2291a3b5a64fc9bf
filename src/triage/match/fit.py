"""Fitting the model: numpy at work, imported only when the content has changed.

One linear support vector machine an entry against all others (squared hinge loss), plus one for
"no entry answers this", by dual coordinate descent (Hsieh et al. 2008, the method of LIBLINEAR),
all classes of a block at once: a message is visited, its margins against every class are taken in
one small matrix product, and every class's dual variable moves. On 12 to 60 wordings an entry it is
as good as softmax regression and needs neither a kernel matrix nor a tuned step size.

Hundreds of entries are one block: every entry against every message. Thousands are fitted in blocks
of some entries against the messages that matter to them (``triage.match.blocks``).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.match.blocks import Block, blocks
from triage.match.features import FAMILY_WEIGHTS
from triage.match.matrix import Matrix, matrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NONE = -1
"""The class of messages that no entry answers."""

COST = 1.0
"""C of the support vector machine where nothing else is said; 0.3 to 4 differ by less than a point
in cross-validation."""

EPOCHS = 6
"""Passes over the messages; 5 and 10 differ by less than half a point in cross-validation."""
BIAS = 1.0

STEPS = 127
"""A weight is kept as a whole number from -127 to 127."""

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
    """A fitted model; idf is folded into its weights, the last class is "none".

    ``hashes``: the features' CRC-32, ascending, (features,); ``idf`` likewise; ``bias``:
    (classes,); ``has_none``: whether any message was one that no entry answers. The weights that
    are not zero, feature by feature: those of feature f are ``weights[starts[f]:starts[f + 1]]``,
    whole numbers, of the classes at the same places of ``classes``. The score of class c is
    ``bias[c] + sum(half_steps/2 * weight / scale) / norm`` with
    ``norm = sqrt(sum((half_steps/2 * idf[f])**2))``.
    """

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float32]
    bias: NDArray[np.float32]
    has_none: bool
    scale: float
    starts: NDArray[np.int64]
    classes: NDArray[np.uint16]
    weights: NDArray[np.int8]


def fit(
    samples: Iterable[Sample],
    classes: int,
    *,
    cost: float = COST,
    ordinary: int = 0,
    least: int = 1,
) -> Fitted:
    """Fit the model over ``classes`` entries; the same samples give the same model.

    ``cost``: C of the support vector machine; ``ordinary``: see ``triage.match.matrix.matrix``;
    ``least``: weights smaller than this, of 127, are left out.
    Raises ValueError without samples, and beyond 65,000 entries.
    """
    import numpy as np

    if classes > 65_000:
        raise ValueError(f"an index holds 65,000 entries at most, not {classes}")
    labels, only = array("i"), array("b")

    def counts() -> Iterator[Mapping[int, int]]:
        for sample in samples:
            labels.append(classes if sample.label == NONE else sample.label)
            only.append(sample.only)
            yield sample.counts

    messages = matrix(counts(), FAMILY_WEIGHTS, ordinary)
    label_of, alone = np.array(labels), np.array(only, dtype=bool)
    bias = np.zeros(classes + 1, dtype=np.float32)
    found: list[_Weights] = []
    for block in blocks(messages, label_of, alone, classes + 1):
        columns, weights, block_bias = _descend(messages, block, cost)
        weights *= messages.idf[columns, None]
        bias[block.classes] = block_bias
        found.append(_telling(columns, block.classes, weights))
    return _joined(messages, bias, found, has_none=bool((label_of == classes).any()), least=least)


@dataclass(frozen=True, slots=True)
class _Weights:
    """The weights of a block that may not round to zero, with their features and classes."""

    features: NDArray[np.int64]
    classes: NDArray[np.int64]
    weights: NDArray[np.float32]
    cells: int
    largest: float


def _telling(
    columns: NDArray[np.int64], classes: NDArray[np.int64], weights: NDArray[np.float32]
) -> _Weights:
    import numpy as np

    size = np.abs(weights)
    largest = max(1e-6, float(np.quantile(size, 0.9999)))
    # Half of what rounds to zero here: the scale of all blocks together may be a finer one.
    rows, places = np.nonzero(size > largest / STEPS / 4)
    kept = weights[rows, places]
    return _Weights(columns[rows], classes[places], kept, weights.size, largest)


def _joined(
    messages: Matrix,
    bias: NDArray[np.float32],
    found: Sequence[_Weights],
    *,
    has_none: bool,
    least: int,
) -> Fitted:
    import numpy as np

    cells = sum(part.cells for part in found)
    scale = STEPS / (sum(part.largest * part.cells for part in found) / cells)
    features = np.concatenate([part.features for part in found])
    classes = np.concatenate([part.classes for part in found]).astype(np.uint16)
    weights = np.concatenate([part.weights for part in found])
    rounded = np.clip(np.rint(weights * scale), -STEPS, STEPS).astype(np.int8)
    kept = np.flatnonzero(np.abs(rounded) >= least)
    order = kept[np.argsort(features[kept] * len(bias) + classes[kept], kind="stable")]
    starts = np.zeros(len(messages.hashes) + 1, dtype=np.int64)
    np.cumsum(np.bincount(features[kept], minlength=len(messages.hashes)), out=starts[1:])
    return Fitted(
        messages.hashes, messages.idf, bias, has_none, scale, starts, classes[order], rounded[order]
    )


def _descend(
    messages: Matrix, block: Block, cost: float
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """The features a block's messages have, their weights for its classes, and the biases."""
    import numpy as np

    columns, rows = messages.part(block.messages)
    weights = np.zeros((len(columns), len(block.classes)), dtype=np.float32)
    bias = np.zeros(len(block.classes), dtype=np.float32)
    alpha = np.zeros_like(block.targets)
    ridge = np.float32(1 / (2 * cost))
    step = np.float32(1 / (1 + BIAS**2 + 1 / (2 * cost)))
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for i in order.permutation(len(rows)):
            places, values = rows[i]
            part = weights[places]
            y, a = block.targets[i], alpha[i]
            gradient = np.abs(y) * (y * (values @ part + bias) - 1 + ridge * a)
            moved = np.maximum(a - step * gradient, 0) - a
            alpha[i] += moved
            moved *= y
            weights[places] = part + np.outer(values, moved)
            bias += BIAS * moved
    return columns, weights, bias
