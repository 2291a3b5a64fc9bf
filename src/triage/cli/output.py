"""Where results go: stdout, or a file that is whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from triage.model import TriageError


class ResultFile:
    """Stdout, or FILE.part renamed to FILE when complete. Readable by its owner alone (0600).

    A run that stops leaves FILE.part with what is finished. Never written over an input.
    """

    def __init__(self, path: Path | None, inputs: Iterable[Path] = ()) -> None:
        """Raises TriageError when ``path`` is one of the inputs."""
        if path is not None and any(
            source.exists() and path.exists() and path.samefile(source) for source in inputs
        ):
            raise TriageError(f"{path} is an input; choose another file for -o")
        self._path = path
        self._stream: TextIO = sys.stdout

    @property
    def _part(self) -> Path:
        assert self._path is not None
        return self._path.with_name(self._path.name + ".part")

    def __enter__(self) -> ResultFile:
        """Open FILE.part. Raises TriageError when that cannot be done."""
        if self._path is not None:
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
                handle = os.open(self._part, flags, 0o600)
            except OSError as error:
                raise TriageError(f"{self._path}: {error.strerror}") from None
            self._stream = os.fdopen(handle, "w", encoding="utf-8", newline="")
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
        if kind is None:
            self._part.replace(self._path)
