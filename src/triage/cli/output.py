"""Where results go: stdout, or a file that is whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from triage.cli.streams import say
from triage.model import TriageError


class ResultFile:
    """Stdout, or FILE.part renamed to FILE when complete. Readable by its owner alone (0600).

    A run that stops leaves FILE.part with what is finished, and a later one does not write over
    it. Never written over an input. A device or a pipe is written to as it is; a link's target is
    what is replaced.
    """

    def __init__(
        self, path: Path | None, inputs: Iterable[Path] = (), *, force: bool = False
    ) -> None:
        """Raises TriageError when ``path`` cannot be the result, or a stopped run lies there."""
        self._path = path.resolve() if path is not None else None
        self._stream: TextIO = sys.stdout
        self._direct = False
        if self._path is None:
            return
        if self._path.is_dir():
            raise TriageError(f"{path} is a folder; name a file in it")
        self._direct = self._path.exists() and not self._path.is_file()
        read = {source.resolve() for source in inputs}
        if read & {self._path, self._part}:
            raise TriageError(f"{path} would be written over an input; choose another file for -o")
        if self._part.exists() and not self._direct and not force:
            raise TriageError(
                f"{self._part} is there from a run that was stopped; "
                "move it away, or write over it with --force"
            )

    @property
    def _part(self) -> Path:
        assert self._path is not None
        return self._path.with_name(self._path.name + ".part")

    def __enter__(self) -> ResultFile:
        """Open FILE.part. Raises TriageError when that cannot be done."""
        if self._path is None:
            return self
        try:
            if self._direct:
                self._stream = self._path.open("w", encoding="utf-8", newline="")
            else:
                self._part.unlink(missing_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
                handle = os.open(self._part, flags, 0o600)
                self._stream = os.fdopen(handle, "w", encoding="utf-8", newline="")
        except OSError as error:
            raise TriageError(f"{self._path}: {error.strerror}") from None
        return self

    def write(self, text: str) -> None:
        """Write a piece of the result."""
        self._stream.write(text)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Rename FILE.part to FILE after a whole run."""
        if self._path is None:
            return
        self._stream.close()
        if kind is None and not self._direct:
            self._part.replace(self._path)
        elif not self._direct:
            say(f"what is finished is in {self._part}")
