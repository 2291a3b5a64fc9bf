"""The compiled index: a fitted model laid out so that answering needs neither numpy nor parsing.

One file, memory-mapped: opening costs the same whatever its size. A feature that bears on many
entries has a full row of a weight an entry, one that bears on few, as most do, keeps only these
(``triage.match.lanes`` adds them up).

Layout: magic, length and CRC-32 of the header, the header (JSON), then the sections it names:
``slots`` (open-addressing table, row number + 1), ``hashes``, ``idf``, ``rows`` (the full ones, of
the first features), ``pair_starts``, ``pair_classes`` and ``pair_weights`` (of the others),
``axes`` (what the words mean, ``triage.match.axes``; empty where that was not learnt from),
``phrasings`` (row numbers of every nearest-phrasing candidate), ``starts`` (where each begins),
``norms``, ``vocabulary`` (known words) and ``texts`` (wordings that nothing else keeps). No pickle;
a file of another layout, truncated or damaged raises IndexDamagedError, and whoever opened it
rebuilds it.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
import sys
from collections.abc import Iterable, Mapping
from operator import add, mul
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from triage.match.axes import Axes
from triage.match.features import FAMILY_BITS, FAMILY_WEIGHTS, WORDS, half_steps
from triage.match.lanes import Lanes, Sums
from triage.match.word_vectors import Sum, halves_of_words, word_vectors

MAGIC = b"TRIAGE-INDEX-3\n\0"
PREFIX = struct.Struct("<16sII")
_REMEMBERED = 1 << 17
"""Features whose row numbers are remembered: most words come again."""


class IndexDamagedError(Exception):
    """The file is no index of this layout, or not whole."""


class Lookup(NamedTuple):
    """What the index knows of a text's features, added up; more can be added (``look_up``)."""

    counts: Mapping[int, int] = {}
    """How often each feature occurs, known or not."""
    weights: Mapping[int, float] = {}
    """What each known feature's row adds to its likeness to a wording."""
    sums: Sums = Sums()
    square: float = 0.0
    """Of the norm of what is known, in half steps."""
    lost: float = 0.0
    """The same of what is not."""
    meaning: Sum = Sum()
    """The vectors of its words, where the index has learnt from them."""

    @property
    def norm(self) -> float:
        """The length of the text as a vector."""
        return math.sqrt(self.square) / 2

    @property
    def known(self) -> float:
        """The share of the text's feature weight that the index knows, 0 to 1."""
        return self.square / total if (total := self.square + self.lost) else 0.0


_NOTHING = Lookup()


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

        pairs = (
            section("pair_starts").cast("I"),
            section("pair_classes").cast("H"),
            section("pair_weights").cast("b"),
        )
        self._lanes = Lanes(
            len(self._bias), section("rows")[: 2 * len(self._bias) * header["full_rows"]], pairs
        )
        self._axes = Axes(section("axes"), len(self._bias), header["axes_scale"])
        self._words = word_vectors() if self._axes else None
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
        self._seen: dict[int, int] = {}
        self._unknown_idf: float = header["unknown_idf"]

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

    def look_up(self, counts: Mapping[int, int], to: Lookup = _NOTHING) -> Lookup:
        """A text's features (``triage.match.features``), each with its number of occurrences.

        ``to``: what they are added to, so that texts that share most of their words share the work;
        a number below 0 then takes occurrences away.
        """
        return self._more(counts, to) if to.counts else self._all(counts)

    def _all(self, counts: Mapping[int, int]) -> Lookup:
        seen = self._seen
        found = [
            row if (row := seen.get(feature)) is not None else self.row(feature)
            for feature in counts
        ]
        rows = [row for row in found if row >= 0]
        idf = list(map(self._idf.__getitem__, rows))
        weights = dict(zip(rows, map(mul, idf, idf), strict=True))
        square = 4 * sum(weights.values())
        lost = 4 * (len(found) - len(rows))
        again: dict[int, list[int]] = {}
        for row, count in zip(found, counts.values(), strict=True):
            if count > 1:
                halves = half_steps(count)
                if row < 0:
                    lost += halves * halves - 4
                else:
                    square += (halves * halves - 4) * weights[row]
                    weights[row] *= halves / 2
                    again.setdefault(halves - 2, []).append(row)
        sums = self._lanes.add([(2, rows), *again.items()], Sums())
        meaning = Sum()
        if self._words:
            meaning = self._words.add(halves_of_words(counts), meaning)
        return Lookup(counts, weights, sums, square, lost * self._unknown_idf**2, meaning)

    def _more(self, counts: Mapping[int, int], to: Lookup) -> Lookup:
        merged, weights = dict(to.counts), dict(to.weights)
        square, lost = to.square, 0
        steps: dict[int, list[int]] = {}
        said: list[tuple[int, int]] = []
        for feature, number in counts.items():
            before = merged.get(feature, 0)
            merged[feature] = before + number
            old, new = half_steps(before), half_steps(before + number)
            if old == new:
                continue
            if feature & FAMILY_BITS == WORDS:
                said.append((feature, new - old))
            row = self.row(feature)
            if row < 0:
                lost += new * new - old * old
                continue
            weight = self._idf[row] ** 2
            square += (new * new - old * old) * weight
            weights[row] = new / 2 * weight
            steps.setdefault(new - old, []).append(row)
        sums = self._lanes.add(steps.items(), to.sums)
        meaning = self._words.add(said, to.meaning) if self._words else to.meaning
        lost_square = to.lost + lost * self._unknown_idf**2
        return Lookup(merged, weights, sums, square, lost_square, meaning)

    def scores(self, lookup: Lookup) -> list[float]:
        """The margin of every entry, in the order of ``entries``, and last that of "none"."""
        factor = 1 / (2 * self._scale * norm) if (norm := lookup.norm) else 0.0
        totals = self._lanes.totals(lookup.sums)
        scores = [bias + total * factor for bias, total in zip(self._bias, totals, strict=True)]
        if self._words:
            scores = list(map(add, scores, self._axes.along(self._words.vector(lookup.meaning))))
        return scores

    def telling(self, entry: int, features: Iterable[int]) -> list[int]:
        """Those of the features that speak for an entry: its own wordings say them."""
        row, speaks = self.row, self._lanes.speaks
        return [feature for feature in features if speaks(row(feature), entry)]

    def nearest(self, entry: int, lookup: Lookup) -> tuple[int, float]:
        """The number of the entry's wording nearest to the message, and their cosine (0 to 1).

        Wordings count from 0 in the order they were given to ``build``; -1 where there is none.
        """
        best, similarity = -1, 0.0
        norm, weight_of = lookup.norm, lookup.weights.get
        first, last = self._of_entry[entry]
        for number in range(first, last):
            rows = self._phrasings[self._starts[number] : self._starts[number + 1]]
            shared = sum(filter(None, map(weight_of, rows)))
            cosine = shared / (self._norms[number] * norm) if shared else 0.0
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
