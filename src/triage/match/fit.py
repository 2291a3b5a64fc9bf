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
from typing import TYPE_CHECKING, NamedTuple

from triage.match.blocks import Block, blocks
from triage.match.features import FAMILY_WEIGHTS
from triage.match.matrix import Matrix, matrix
from triage.match.word_vectors import WordVectors

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
    whole numbers, of the classes at the same places of ``classes``. ``axes``: (dimensions,
    classes), the weights of what the words mean. The score of class c is
    ``bias[c] + sum(half_steps/2 * weight / scale) / norm + vector @ axes[:, c]`` with
    ``norm = sqrt(sum((half_steps/2 * idf[f])**2))`` and the text's ``vector``
    (``triage.match.word_vectors``).
    """

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float32]
    bias: NDArray[np.float32]
    has_none: bool
    scale: float
    starts: NDArray[np.int64]
    classes: NDArray[np.uint16]
    weights: NDArray[np.int8]
    axes: NDArray[np.float32]


def fit(
    samples: Iterable[Sample],
    classes: int,
    *,
    cost: float = COST,
    ordinary: int = 0,
    least: int = 1,
    meanings: WordVectors | None = None,
) -> Fitted:
    """Fit the model over ``classes`` entries; the same samples give the same model.

    ``cost``: C of the support vector machine; ``ordinary``: see ``triage.match.matrix.matrix``;
    ``least``: weights smaller than this, of 127, are left out; ``meanings``: what the words mean
    is learnt from too.
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

    messages = matrix(counts(), FAMILY_WEIGHTS, ordinary, meanings)
    label_of, alone = np.array(labels), np.array(only, dtype=bool)
    bias = np.zeros(classes + 1, dtype=np.float32)
    axes = np.zeros((messages.vectors.shape[1], classes + 1), dtype=np.float32)
    found: list[_Weights] = []
    for block in blocks(messages, label_of, alone, classes + 1):
        plane = _descend(messages, block, cost)
        bias[block.classes], axes[:, block.classes] = plane.bias, plane.axes
        weights = plane.weights * messages.idf[plane.columns, None]
        found.append(_telling(plane.columns, block.classes, weights))
    has_none = bool((label_of == classes).any())
    return _joined(messages, bias, axes, found, has_none=has_none, least=least)


class _Planes(NamedTuple):
    """What separates a block's classes, the bias of each last; ``columns``: of the weights."""

    columns: NDArray[np.int64]
    weights: NDArray[np.float32]
    axes: NDArray[np.float32]
    bias: NDArray[np.float32]


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
    axes: NDArray[np.float32],
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
        messages.hashes,
        messages.idf,
        bias,
        has_none,
        scale,
        starts,
        classes[order],
        rounded[order],
        axes,
    )


def _descend(messages: Matrix, block: Block, cost: float) -> _Planes:
    """Separate a block's classes by dual coordinate descent."""
    import numpy as np

    columns, rows = messages.part(block.messages)
    vectors = messages.vectors[block.messages]
    weights = np.zeros((len(columns), len(block.classes)), dtype=np.float32)
    axes = np.zeros((vectors.shape[1], len(block.classes)), dtype=np.float32)
    bias = np.zeros(len(block.classes), dtype=np.float32)
    alpha = np.zeros_like(block.targets)
    ridge = np.float32(1 / (2 * cost))
    steps = 1 / (1 + (vectors**2).sum(axis=1) + np.float32(BIAS**2) + ridge)
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for i in order.permutation(len(rows)):
            places, values = rows[i]
            part, vector = weights[places], vectors[i]
            y, a = block.targets[i], alpha[i]
            margins = values @ part + vector @ axes + bias
            gradient = np.abs(y) * (y * margins - 1 + ridge * a)
            moved = np.maximum(a - steps[i] * gradient, 0) - a
            alpha[i] += moved
            moved *= y
            weights[places] = part + np.outer(values, moved)
            axes += np.outer(vector, moved)
            bias += BIAS * moved
    return _Planes(columns, weights, axes, bias)
