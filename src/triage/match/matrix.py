"""Messages as the rows of one sparse matrix, for fitting."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.match.background import shares
from triage.match.features import CHARACTERS, FAMILY_BITS, PAIRS, half_steps
from triage.match.word_vectors import Sum, WordVectors, halves_of_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RARE = (CHARACTERS, PAIRS)
RARE_FROM = 2000
"""With more messages than this, features of these families that only one message has are left out.

They are more than half of all, and leaving them out costs nothing in cross-validation.
"""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Messages by features, each message of unit length.

    ``hashes``: the features' CRC-32, ascending; ``idf``: the smoothed inverse document frequency
    (never negative) times the family's weight; message i has ``values[starts[i]:starts[i + 1]]`` at
    the features of the same places in ``columns``. ``vectors``: (messages, dimensions), what their
    words mean (``triage.match.word_vectors``), which comes on top; no dimensions where that is left
    out.
    """

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float32]
    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, message: int) -> slice:
        """Where a message's columns and values stand."""
        return slice(int(self.starts[message]), int(self.starts[message + 1]))

    def part(
        self, messages: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], list[tuple[NDArray[np.int64], NDArray[np.float32]]]]:
        """Some messages: the columns they use, and per message its places in these and values."""
        import numpy as np

        slices = [self.row(int(message)) for message in messages]
        used = np.zeros(len(self.hashes), dtype=bool)
        for where in slices:
            used[self.columns[where]] = True
        columns = np.flatnonzero(used)
        place = np.cumsum(used) - 1
        return columns, [(place[self.columns[where]], self.values[where]) for where in slices]


def matrix(
    messages: Iterable[Mapping[int, int]],
    family_weights: Sequence[float],
    ordinary: int = 0,
    meanings: WordVectors | None = None,
) -> Matrix:
    """Weigh the features of messages (``triage.match.features``).

    ``ordinary``: how many messages about anything count beside them when rarity is taken
    (``triage.match.background``). ``meanings``: the table for ``Matrix.vectors``.

    The messages are read once and not kept: as mappings they take ten times the room. Raises
    ValueError where there is none.
    """
    import numpy as np

    all_features, all_halves, all_lengths = array("I"), array("B"), array("I")
    vectors = array("f")
    for counts in messages:
        if meanings is not None:
            vectors.extend(meanings.vector(meanings.add(halves_of_words(counts), Sum())))
        all_features.extend(counts)
        all_halves.extend(map(half_steps, counts.values()))
        all_lengths.append(len(counts))
    if not all_lengths:
        raise ValueError("nothing to fit: no phrasings and no examples")
    found = np.frombuffer(all_features, np.uint32)
    halves = np.frombuffer(all_halves, np.uint8)
    lengths = np.frombuffer(all_lengths, np.uint32)
    number = len(lengths)
    hashes, columns, frequency = np.unique(found, return_inverse=True, return_counts=True)
    kept = np.ones(len(hashes), dtype=bool)
    if number > RARE_FROM:
        kept = (frequency > 1) | ~np.isin(hashes & FAMILY_BITS, RARE)
    seen = frequency + ordinary * _background(hashes)
    idf = np.log((1 + number + ordinary) / (1 + seen)) + 1
    idf = (idf * np.array(family_weights)[hashes & FAMILY_BITS]).astype(np.float32)
    owner = np.repeat(np.arange(number), lengths)
    present = kept[columns]
    columns = (np.cumsum(kept) - 1)[columns[present]]
    hashes, idf, owner = hashes[kept], idf[kept], owner[present]
    values = halves[present].astype(np.float32) / 2 * idf[columns]
    norms = np.sqrt(np.bincount(owner, values**2, number))
    values = (values / np.where(norms > 0, norms, 1)[owner]).astype(np.float32)
    starts = np.zeros(number + 1, dtype=np.int64)
    np.cumsum(np.bincount(owner, minlength=number), out=starts[1:])
    return Matrix(
        hashes,
        idf,
        starts,
        columns.astype(np.int32),
        values,
        np.frombuffer(vectors, np.float32).reshape(number, -1),
    )


def _background(hashes: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The share of ordinary messages that have each feature."""
    import numpy as np

    common = shares()
    return np.array([common.get(feature, 0.0) for feature in hashes.tolist()])
