"""What the vector of a text adds to every entry: a matrix product in whole numbers, without numpy.

Each dimension of the word vectors has a row of one unsigned 32-bit lane an entry (a weight of 11
bits, biased by ``_CENTRE``), read as one big integer; the text's number in that dimension, of 10
bits, multiplies all entries at once. Numbers above and below 0 are added up apart, so that no lane
borrows from its neighbour: 1,023 of the largest products fit in a lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CENTRE = 1024
_STEPS = 1023


class Axes:
    """The rows of all dimensions. Immutable; safe to share between threads."""

    def __init__(self, data: memoryview, classes: int, scale: float) -> None:
        """``data`` and ``scale``: what ``packed`` gave; empty where nothing was learnt."""
        self._width = 4 * classes
        self._data = data
        self._scale = scale
        self._rows: list[int] = []

    def __bool__(self) -> bool:
        return bool(self._data)

    def along(self, vector: Sequence[float]) -> list[float]:
        """What a vector, (dimensions,), of length 1 at most, adds to every class, (classes,)."""
        if not self._rows:
            places = range(0, len(self._data), self._width)
            self._rows = [
                int.from_bytes(self._data[place : place + self._width], "little")
                for place in places
            ]
        above = below = total = 0
        for number, row in zip(vector, self._rows, strict=True):
            step = round(number * _STEPS)
            total += step
            if step > 0:
                above += step * row
            else:
                below -= step * row
        factor = 1 / (_STEPS * self._scale)
        centre = _CENTRE * total
        return [
            (more - less - centre) * factor
            for more, less in zip(self._lanes(above), self._lanes(below), strict=True)
        ]

    def _lanes(self, packed: int) -> memoryview[int]:
        return memoryview(packed.to_bytes(self._width, "little")).cast("I")


def packed(axes: NDArray[np.float32]) -> tuple[NDArray[np.uint32], float]:
    """The rows of fitted weights, (dimensions, classes), and how many steps a weight of 1 has."""
    import numpy as np

    largest = float(np.abs(axes).max(initial=0.0)) or 1.0
    scale = _STEPS / largest
    return (np.rint(axes * scale) + _CENTRE).astype("<u4"), scale
