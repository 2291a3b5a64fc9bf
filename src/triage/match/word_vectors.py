"""What words mean, as vectors: words that no wording has still tell which entry is meant.

"Wine" stands near "beer" and "alcohol" though they share no letter. The table is small, and fixed
like code: some 15,000 English word stems, each a vector of a few dozen whole numbers, worked out
once from a public sentence-embedding model (``bench/word_vectors.py`` tells how and from what). The
model is not needed to answer or to compile. In cross-validation top-1 rises by a point and a half
on public sets of 10 to 25 wordings an entry, and by one on the shipped entries with their hundred.

A text's vector is the sum of its words' vectors, of unit length times ``WEIGHT``: the mean of word
vectors with common words weighed down, SIF (Arora et al. 2017), is close to what trained sentence
models do for short texts. It says little of long ones, so it counts less there (``SHORT``).
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from triage.match.features import FAMILY_BITS, WORDS, half_steps, word_feature

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE = Path(__file__).with_name("word_vectors.bin")

WEIGHT = 0.7
"""How much the vector counts beside all other features together, which have length 1; 0.5 to 1.0
differ by a point in cross-validation, 1.5 is worse."""

SHORT = 20
"""Words of the table; the vector of a longer text counts less, in proportion. Else a FAQ of one
wording an entry that is asked in long messages loses by it: on MeQSum top-1 fell from .81 to .76
where long texts counted in full, at a weight of 1."""

_HEAD = struct.Struct("<16sIII")
_MAGIC = b"TRIAGE-VECTORS-1"
_LARGEST = 127
_CENTRE = 128
_REMEMBERED = 1 << 16


class Sum(NamedTuple):
    """The vectors of a text's words added up, in half steps; more can be added."""

    lanes: int = 0
    """A lane of 32 bits a dimension, each number biased by ``_CENTRE``."""
    halves: int = 0
    """How many vectors there are in it."""


class WordVectors:
    """The table. Immutable; safe to share between threads."""

    def __init__(self, data: memoryview) -> None:
        """``data``: what ``laid_out`` made. Raises ValueError for anything else."""
        magic, self.checksum, number, self.dimensions = _HEAD.unpack(data[: _HEAD.size])
        if magic != _MAGIC:
            raise ValueError("no table of word vectors")
        body = data[_HEAD.size :]
        self._features: memoryview[int] = body[: 4 * number].cast("I")
        self._rows = body[4 * number :].cast("b")
        self._seen: dict[int, int] = {}

    def add(self, steps: Iterable[tuple[int, int]], to: Sum) -> Sum:
        """The sum with more words: each feature (``word_feature``) so many half steps."""
        lanes, halves = to
        seen = self._seen
        for feature, step in steps:
            row = seen.get(feature)
            if row is None:
                row = self._row(feature)
            if row:
                lanes += step * row
                halves += step
        return Sum(lanes, halves)

    def vector(self, of: Sum) -> list[float]:
        """The vector of a text, (dimensions,); all 0 where no word is known."""
        width = 4 * self.dimensions
        sums = memoryview(of.lanes.to_bytes(width, "little")).cast("I").tolist()
        centre = _CENTRE * of.halves
        square = sum((value - centre) ** 2 for value in sums)
        if not square:
            return [0.0] * self.dimensions
        factor = WEIGHT * min(1.0, 2 * SHORT / of.halves) / square**0.5
        return [(value - centre) * factor for value in sums]

    def _row(self, feature: int) -> int:
        """A word's vector as lanes; 0 for an unknown one."""
        place = bisect_left(self._features, feature)
        row = 0
        if place < len(self._features) and self._features[place] == feature:
            start = place * self.dimensions
            values = self._rows[start : start + self.dimensions]
            row = int.from_bytes(
                b"".join((value + _CENTRE).to_bytes(4, "little") for value in values), "little"
            )
        if len(self._seen) < _REMEMBERED:
            self._seen[feature] = row
        return row


def halves_of_words(counts: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Of a text's features those that may be words, each with its half steps."""
    for feature, count in counts.items():
        if feature & FAMILY_BITS == WORDS:
            yield feature, half_steps(count)


@cache
def word_vectors() -> WordVectors:
    """The shipped table, memory-mapped. Raises OSError, or ValueError where it is damaged."""
    with TABLE.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return WordVectors(memoryview(mapped))


def laid_out(stems: Sequence[str], vectors: NDArray[np.float32]) -> bytes:
    """The bytes of a table: ``vectors``, (stems, dimensions), in one byte a number."""
    import numpy as np

    features = np.array([word_feature(stem) for stem in stems], dtype="<u4")
    order = np.argsort(features)
    # A few numbers are far larger than the rest, which would otherwise round to nothing.
    scale = _LARGEST / np.quantile(np.abs(vectors), 0.9995)
    rounded = np.clip(np.rint(vectors * scale), -_LARGEST, _LARGEST).astype(np.int8)
    body: bytes = features[order].tobytes() + rounded[order].tobytes()
    return _HEAD.pack(_MAGIC, crc32(body), len(stems), vectors.shape[1]) + body
