"""A pipe that was looked into before it is read."""

from __future__ import annotations

import io
from typing import BinaryIO


class Resumed(io.RawIOBase):
    """A pipe whose first bytes were already taken out to look at."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what there is."""
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            read1 = getattr(self._rest, "read1", None)
            data = read1(len(buffer)) if read1 else self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
