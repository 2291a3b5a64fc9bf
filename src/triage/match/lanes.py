"""Adding up the weights of a message's rows, every entry at once.

A full row has one unsigned 16-bit lane an entry (a weight in 8 bits, biased by ``CENTRE``), so that
rows are added as single big integers. After 255 rows the lanes are widened to 32 bits before they
could overflow. The other rows keep only pairs of entry and weight, added one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

CENTRE = 128
_LANES_SAFE = 255
_REMEMBERED_ROWS = 1 << 15
_REMEMBERED_BYTES = 1 << 25
"""Full rows that are remembered as integers: most words come again."""
_WORD = 8
"""Bytes of a row that is read as a number of the machine, as quick as remembered."""


class Sums(NamedTuple):
    """Weights added up, in half steps: packed in 32-bit lanes, and of the rows without lanes."""

    even: int = 0
    odd: int = 0
    centre: int = 0
    """What the bias of the lanes comes to."""
    few: Mapping[int, int] = {}
    """By entry, what its pairs come to."""


class Lanes:
    """The weights of every row. Immutable; safe to share between threads."""

    def __init__(
        self,
        classes: int,
        rows: memoryview,
        pairs: tuple[memoryview[int], memoryview[int], memoryview[int]],
    ) -> None:
        """``rows``: the full ones; ``pairs``: where each other row's begin, entries, weights."""
        self._classes = classes
        self._weights = rows.cast("H")
        self._starts, self._entries, self._pair_weights = pairs
        width = 2 * classes
        self._full = len(rows) // width
        self._row: Callable[[int], int] = (
            rows.cast("Q").__getitem__ if width == _WORD else _Remembered(rows, width).__getitem__
        )
        self._mask = int.from_bytes(b"\xff\xff\0\0" * ((classes + 1) // 2), "little")

    def add(self, steps: Iterable[tuple[int, list[int]]], to: Sums) -> Sums:
        """The sums with more rows: each list of them so many half steps, or fewer where below 0."""
        even, odd, centre, few = to
        full, row_of, mask = self._full, self._row, self._mask
        for halves, rows in steps:
            many = [row for row in rows if row < full]
            for start in range(0, len(many), _LANES_SAFE):
                lanes = sum(map(row_of, many[start : start + _LANES_SAFE]))
                even += halves * (lanes & mask)
                odd += halves * ((lanes >> 16) & mask)
            centre += halves * CENTRE * len(many)
            if len(many) < len(rows):
                few = self._add_pairs(halves, (row - full for row in rows if row >= full), few)
        return Sums(even, odd, centre, few)

    def _add_pairs(
        self, halves: int, pairs: Iterable[int], to: Mapping[int, int]
    ) -> dict[int, int]:
        sums = dict(to)
        starts, entries, weights = self._starts, self._entries, self._pair_weights
        for pair in pairs:
            for place in range(starts[pair], starts[pair + 1]):
                entry = entries[place]
                sums[entry] = sums.get(entry, 0) + halves * weights[place]
        return sums

    def totals(self, sums: Sums) -> list[int]:
        """What the rows add to every entry, in half steps."""
        width = 4 * ((self._classes + 1) // 2)
        found = [0] * (width // 2)
        found[::2] = memoryview(sums.even.to_bytes(width, "little")).cast("I").tolist()
        found[1::2] = memoryview(sums.odd.to_bytes(width, "little")).cast("I").tolist()
        totals = [total - sums.centre for total in found[: self._classes]]
        for entry, few in sums.few.items():
            totals[entry] += few
        return totals

    def speaks(self, row: int, entry: int) -> bool:
        """Whether a row adds to an entry: the entry's own wordings say it. No row is -1."""
        if row < 0:
            return False
        if row < self._full:
            return self._weights[row * self._classes + entry] > CENTRE
        pair = row - self._full
        return any(
            self._entries[place] == entry and self._pair_weights[place] > 0
            for place in range(self._starts[pair], self._starts[pair + 1])
        )


class _Remembered(dict[int, int]):
    """Full rows as integers, by their number."""

    def __init__(self, rows: memoryview, width: int) -> None:
        super().__init__()
        self._rows = rows
        self._width = width
        self._most = min(_REMEMBERED_ROWS, _REMEMBERED_BYTES // width)

    def __missing__(self, row: int) -> int:
        start = row * self._width
        lanes = int.from_bytes(self._rows[start : start + self._width], "little")
        if len(self) < self._most:
            self[row] = lanes
        return lanes
