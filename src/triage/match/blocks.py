"""Which entries are fitted together, and on which messages.

Every entry against every message is exact, and at 10,000 entries needs more memory than a clinic's
computer has. There an entry is fitted against its own messages, those that look like them, and some
drawn by chance; the many others, which share next to nothing with it, only say that its bias is
low.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.match.matrix import Matrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_CELLS = 120_000_000
"""Features times classes up to which all is one block (4 bytes a cell)."""

TOGETHER = 200
"""Entries fitted together beyond that: more of them are quicker an entry, and take more memory."""

NEAR = 8
FEWEST_NEAR, MOST_NEAR = 40, 200
"""Look-alikes for each of an entry's own messages, and their bounds an entry."""

BY_CHANCE = 2000
"""Messages drawn for each block: on 1,000 made-up entries (``bench/many.py``) 1,000 lose six points
of top-1 against fitting all at once, 3,000 four, and take longer."""

TELLING = 100
"""An entry's strongest features, by which its look-alikes are found."""

COMMON = 0.2
"""Features that this share of all messages has find no look-alikes."""

_SEED = 20261123


@dataclass(frozen=True, slots=True)
class Block:
    """Classes to be fitted together.

    ``messages``: what they are fitted on, as rows of the matrix; ``targets``, (messages, classes):
    1 where a message is the class's own, -1 where it is not, 0 where it says nothing about it.
    """

    classes: NDArray[np.int64]
    messages: NDArray[np.int64]
    targets: NDArray[np.float32]


def blocks(
    messages: Matrix, labels: NDArray[np.int64], only: NDArray[np.bool_], classes: int
) -> Iterator[Block]:
    """Every class in one block. ``labels``: each message's class; ``only``: see ``fit.Sample``."""
    import numpy as np

    every = np.arange(len(messages))
    if len(messages.hashes) * classes <= MOST_CELLS:
        yield _block(np.arange(classes), every, labels, only)
        return
    near = _Near(messages, labels)
    chance = np.random.default_rng(_SEED)
    for first in range(0, classes - 1, TOGETHER):
        together = np.arange(first, min(first + TOGETHER, classes - 1))
        chosen = [np.flatnonzero(np.isin(labels, together))]
        chosen += [near.to(int(number)) for number in together]
        chosen.append(chance.integers(0, len(messages), BY_CHANCE))
        yield _block(together, np.unique(np.concatenate(chosen)), labels, only)
    yield _block(np.array([classes - 1]), every, labels, only)


def _block(
    together: NDArray[np.int64],
    messages: NDArray[np.int64],
    labels: NDArray[np.int64],
    only: NDArray[np.bool_],
) -> Block:
    import numpy as np

    own = labels[messages, None] == together
    alone = only[messages, None]
    targets = np.where(own & ~alone, 1, np.where(own | ~alone, -1, 0)).astype(np.float32)
    return Block(together, messages, targets)


class _Near:
    """Finds the messages of others that look most like a class's own."""

    def __init__(self, messages: Matrix, labels: NDArray[np.int64]) -> None:
        import numpy as np

        self._messages, self._labels = messages, labels
        self._order = np.argsort(messages.columns, kind="stable")
        self._owner = np.repeat(np.arange(len(messages)), np.diff(messages.starts))
        frequency = np.bincount(messages.columns, minlength=len(messages.hashes))
        self._starts = np.concatenate(([0], np.cumsum(frequency)))
        self._common = frequency > COMMON * len(messages)
        self._by_label = np.argsort(labels, kind="stable")
        self._label_starts = np.searchsorted(labels[self._by_label], np.arange(labels.max() + 2))

    def to(self, number: int) -> NDArray[np.int64]:
        """The look-alikes of a class, by the features that tell most about it."""
        import numpy as np

        own = self._by_label[self._label_starts[number] : self._label_starts[number + 1]]
        rows = [self._messages.row(int(message)) for message in own]
        if not rows:
            return own
        columns = np.concatenate([self._messages.columns[row] for row in rows])
        values = np.concatenate([self._messages.values[row] for row in rows])
        features, place = np.unique(columns, return_inverse=True)
        weight = np.bincount(place, values) * ~self._common[features]
        telling = np.argsort(-weight, kind="stable")[:TELLING]
        likeness = np.zeros(len(self._messages))
        for feature, importance in zip(features[telling], weight[telling], strict=True):
            found = self._order[self._starts[feature] : self._starts[feature + 1]]
            likeness[self._owner[found]] += importance * self._messages.values[found]
        likeness[own] = 0
        most = int(np.clip(NEAR * len(own), FEWEST_NEAR, MOST_NEAR))
        best = np.argsort(-likeness, kind="stable")[:most]
        return best[likeness[best] > 0]
