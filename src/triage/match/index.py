"""The compiled index: a fitted model laid out so that answering needs neither numpy nor parsing.

One file, memory-mapped: opening costs the same whatever its size. A feature that bears on many
entries has a full row of one unsigned 16-bit lane an entry (a weight in 8 bits, biased by 128), so
that the rows of a message are added as single big integers, all entries at once. After 255 rows the
lanes are widened to 32 bits before they could overflow. A feature that bears on few entries, as
most do, keeps only these: pairs of entry and weight, added one by one.

Layout: magic, length and CRC-32 of the header, the header (JSON), then the sections it names:
``slots`` (open-addressing table, row number + 1), ``hashes``, ``idf``, ``rows`` (the full ones, of
the first features), ``pair_starts``, ``pair_classes`` and ``pair_weights`` (of the others),
``phrasings`` (row numbers of every nearest-phrasing candidate), ``starts`` (where each begins),
``norms``, ``vocabulary`` (known words) and ``texts`` (wordings that nothing else keeps). No pickle;
a file of another layout, truncated or damaged raises IndexDamagedError, and whoever opened it
rebuilds it.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from triage.match.features import FAMILY_BITS, FAMILY_WEIGHTS, half_steps

MAGIC = b"TRIAGE-INDEX-2\n\0"
PREFIX = struct.Struct("<16sII")
CENTRE = 128
_LANES_SAFE = 255
_REMEMBERED = 1 << 17
_REMEMBERED_ROWS = 1 << 14
_REMEMBERED_BYTES = 1 << 25
"""Features whose row numbers, and full rows whose lanes, are remembered: most words come again."""


class IndexDamagedError(Exception):
    """The file is no index of this layout, or not whole."""


class Lookup(NamedTuple):
    """A message's known features: row numbers by count (index 0 = once), and the vector's norm.

    ``known``: the share of the message's feature weight that the index knows, 0 to 1.
    """

    rows: tuple[tuple[int, ...], ...]
    norm: float
    known: float


class Index:
    """A fitted model ready to answer. Immutable; safe to share between threads."""

    def __init__(self, data: memoryview) -> None:
        """``data``: a whole index file. Raises IndexDamagedError."""
        if sys.byteorder != "little":  # pragma: no cover - no such clinic PC
            raise IndexDamagedError("this index layout needs a little-endian machine")
        header, body = _open_header(data)
        self.entries: tuple[str, ...] = tuple(header["entries"])
        self.known_concepts: tuple[frozenset[str], ...] = tuple(
            frozenset(names) for names in header["concepts"]
        )
        self.common_concepts: frozenset[str] = frozenset(header["common"])
        self.key: str = header["key"]
        self.has_none: bool = header["has_none"]
        """Whether messages that no entry answers were learnt from."""
        self._bias: list[float] = header["bias"]
        self._scale: float = header["scale"]
        places: dict[str, tuple[int, int]] = header["sections"]

        def section(name: str) -> memoryview:
            start, size = places[name]
            return body[start : start + size]

        self._rows = section("rows")
        self._full: int = header["full_rows"]
        self._pair_starts: memoryview[int] = section("pair_starts").cast("I")
        self._pair_classes: memoryview[int] = section("pair_classes").cast("H")
        self._pair_weights: memoryview[int] = section("pair_weights").cast("b")
        self._slots: memoryview[int] = section("slots").cast("I")
        self._hashes: memoryview[int] = section("hashes").cast("I")
        self._phrasings: memoryview[int] = section("phrasings").cast("I")
        self._starts: memoryview[int] = section("starts").cast("I")
        self._idf: memoryview[float] = section("idf").cast("f")
        self._norms: memoryview[float] = section("norms").cast("f")
        self._vocabulary = section("vocabulary")
        self._texts = section("texts")
        self._decoded: list[list[str]] | None = None
        self._of_entry: list[tuple[int, int]] = [tuple(pair) for pair in header["of_entry"]]
        self._width = 2 * len(self._bias)
        self._seen: dict[int, int] = {}
        self._lanes: dict[int, int] = {}
        self._most_lanes = min(_REMEMBERED_ROWS, _REMEMBERED_BYTES // self._width)
        self._unknown_idf: float = header["unknown_idf"]
        low = b"\xff\xff\0\0" * ((len(self._bias) + 1) // 2)
        self._mask = int.from_bytes(low, "little")

    @classmethod
    def open(cls, path: Path) -> Index:
        """Memory-map an index file. Raises OSError, or IndexDamagedError."""
        with path.open("rb") as file:
            try:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:  # an empty file
                raise IndexDamagedError(str(error)) from None
        return cls(memoryview(mapped))

    @property
    def vocabulary(self) -> list[str]:
        """The known normal words, for mending misspelt ones; decoded at every call."""
        return bytes(self._vocabulary).decode().split()

    def text_of(self, entry: int, number: int) -> str:
        """The text of a wording as ``nearest`` numbers it; "" where texts were not kept."""
        if self._decoded is None:
            self._decoded = json.loads(bytes(self._texts)) or []
        return self._decoded[entry][number] if self._decoded and number >= 0 else ""

    def row(self, feature: int) -> int:
        """The row of a feature's hash, -1 where the index does not know it."""
        known = self._seen.get(feature)
        if known is not None:
            return known
        slots, hashes = self._slots, self._hashes
        mask = len(slots) - 1
        slot = (feature >> 2) & mask
        found = -1
        while row := slots[slot]:
            if hashes[row - 1] == feature:
                found = row - 1
                break
            slot = (slot + 1) & mask
        if len(self._seen) < _REMEMBERED:
            self._seen[feature] = found
        return found

    def idf(self, feature: int) -> float:
        """How rare a feature is among the known wordings: 1 in all of them, more the rarer.

        The family's own weight is not in it. An unknown feature is as rare as the rarest known.
        """
        row = self.row(feature)
        if row < 0:
            return self._unknown_idf / max(FAMILY_WEIGHTS)
        return self._idf[row] / FAMILY_WEIGHTS[feature & FAMILY_BITS]

    def look_up(self, counts: Mapping[int, int]) -> Lookup:
        """The rows of a message's features (``triage.match.features``)."""
        levels: tuple[list[int], ...] = ([], [], [], [])
        square = lost = 0.0
        idf, seen = self._idf, self._seen
        for feature, count in counts.items():
            row = seen.get(feature)
            if row is None:
                row = self.row(feature)
            halves = 2 if count == 1 else half_steps(count)
            if row < 0:
                lost += halves * halves
            else:
                levels[halves - 2].append(row)
                square += (halves * idf[row]) ** 2
        total = square + lost * self._unknown_idf**2
        known = square / total if total else 0.0
        return Lookup(tuple(map(tuple, levels)), square**0.5 / 2, known)

    def scores(self, lookup: Lookup) -> list[float]:
        """The margin of every entry, in the order of ``entries``, and last that of "none"."""
        even = odd = units = 0
        full = self._full
        few: list[tuple[int, int]] = []
        for level, rows in enumerate(lookup.rows):
            halves = level + 2
            many = [row for row in rows if row < full]
            few += [(row - full, halves) for row in rows if row >= full]
            for start in range(0, len(many), _LANES_SAFE):
                chunk = many[start : start + _LANES_SAFE]
                lanes = self._add(chunk)
                even += halves * (lanes & self._mask)
                odd += halves * ((lanes >> 16) & self._mask)
                units += halves * len(chunk)
        width = 4 * ((len(self._bias) + 1) // 2)
        sums = [0] * (width // 2)
        sums[::2] = memoryview(even.to_bytes(width, "little")).cast("I").tolist()
        sums[1::2] = memoryview(odd.to_bytes(width, "little")).cast("I").tolist()
        starts, classes, weights = self._pair_starts, self._pair_classes, self._pair_weights
        for pairs, halves in few:
            for place in range(starts[pairs], starts[pairs + 1]):
                sums[classes[place]] += halves * weights[place]
        factor = 1 / (2 * self._scale * lookup.norm) if lookup.norm else 0.0
        centre = CENTRE * units
        return [b + (s - centre) * factor for b, s in zip(self._bias, sums, strict=False)]

    def _add(self, rows: Sequence[int]) -> int:
        """The sum of full rows, at most 255 of them, as one big integer."""
        known = self._lanes
        total = 0
        for row in rows:
            lanes = known.get(row)
            if lanes is None:
                start = row * self._width
                lanes = int.from_bytes(self._rows[start : start + self._width], "little")
                if len(known) < self._most_lanes:
                    known[row] = lanes
            total += lanes
        return total

    def weight(self, row: int, entry: int) -> int:
        """What a row adds to an entry, -127 to 127; above 0 where its own wordings say it."""
        if row < self._full:
            place = row * self._width + 2 * entry
            return int.from_bytes(self._rows[place : place + 2], "little") - CENTRE
        pairs = row - self._full
        for place in range(self._pair_starts[pairs], self._pair_starts[pairs + 1]):
            if self._pair_classes[place] == entry:
                return self._pair_weights[place]
        return 0

    def weights(self, lookup: Lookup) -> dict[int, float]:
        """What each row of a message adds to its likeness to a wording, for ``nearest``."""
        idf = self._idf
        return {
            row: (level + 2) / 2 * idf[row] ** 2
            for level, rows in enumerate(lookup.rows)
            for row in rows
        }

    def nearest(
        self, entry: int, lookup: Lookup, weights: Mapping[int, float]
    ) -> tuple[int, float]:
        """The number of the entry's wording nearest to the message, and their cosine (0 to 1).

        ``weights``: of the lookup. Wordings count from 0 in the order they were given to ``build``;
        -1 where there is none.
        """
        best, similarity = -1, 0.0
        first, last = self._of_entry[entry]
        for number in range(first, last):
            rows = self._phrasings[self._starts[number] : self._starts[number + 1]]
            shared = sum(filter(None, map(weights.get, rows)))
            cosine = shared / (self._norms[number] * lookup.norm) if shared else 0.0
            if cosine > similarity:
                best, similarity = number - first, cosine
        return best, min(1.0, similarity)


def _open_header(data: memoryview) -> tuple[dict[str, Any], memoryview]:
    if len(data) < PREFIX.size:
        raise IndexDamagedError("too short")
    magic, length, checksum = PREFIX.unpack(data[: PREFIX.size])
    if magic != MAGIC:
        raise IndexDamagedError("another layout")
    raw = bytes(data[PREFIX.size : PREFIX.size + length])
    if crc32(raw) != checksum:
        raise IndexDamagedError("the header does not match its checksum")
    header: dict[str, Any] = json.loads(raw)
    body = data[PREFIX.size + length :]
    if len(body) != header["size"]:
        raise IndexDamagedError("not whole")
    return header, body
