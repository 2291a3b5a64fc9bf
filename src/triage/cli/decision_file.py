"""The decisions of a review on disk: only ever added to, each one safe before the next message."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import TracebackType

from triage.decisions import Decision
from triage.model import TriageError


class DecisionFile:
    """Open for adding while the context lasts, for its owner alone, for one review at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = -1

    def __enter__(self) -> DecisionFile:
        """Open or create the file. Raises TriageError when it cannot be written or is in use."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        try:
            self._handle = os.open(self._path, flags, 0o600)
            _lock(self._handle)
            self._end_torn_line()
        except BlockingIOError:
            os.close(self._handle)
            raise TriageError(f"{self._path} is open in another review of these cases") from None
        except OSError as error:
            raise TriageError(f"{self._path}: {error.strerror}") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it; the lock goes with it."""
        os.close(self._handle)

    def add(self, decision: Decision) -> None:
        """Write one decision and see it safe on the disk. Raises TriageError when it is not."""
        line = json.dumps(decision.to_dict()) + "\n"
        try:
            self._write(line.encode())
        except OSError as error:
            message = f"{self._path}: the last decision could not be kept ({error.strerror})"
            raise TriageError(message) from None

    def _end_torn_line(self) -> None:
        """Close a line that a run cut short, so that the next decision stands on its own."""
        size = os.fstat(self._handle).st_size
        if not size:
            return
        os.lseek(self._handle, size - 1, os.SEEK_SET)
        if os.read(self._handle, 1) != b"\n":
            self._write(b"\n")

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._handle, data) :]
        os.fsync(self._handle)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        """Not on Windows: its locks would keep ``drafts`` from reading the file."""

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
