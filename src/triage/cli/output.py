"""Where results go: stdout, or a file that is whole or not there, and can be gone on with."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from triage.cli.streams import say
from triage.model import TriageError

if TYPE_CHECKING:
    from triage.runs.journal import Checkpoint
    from triage.runs.tally import Tally

BETWEEN_CHECKPOINTS = 256
"""Records between checkpoints: what a killed run may have to do again."""

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class ResultFile:
    """Stdout, or FILE.part renamed to FILE when complete. Readable by its owner alone (0600).

    A run that stops leaves FILE.part with what is finished, and beside it FILE.part.run with what
    the run was and how far it came (``triage.runs.journal``), by which the same run can go on; no
    other run writes over it. Never written over an input. A device or a pipe is written to as it
    is; a link's target is what is replaced.
    """

    def __init__(
        self,
        path: Path | None,
        inputs: Iterable[Path] = (),
        *,
        force: bool = False,
        resume: bool = False,
    ) -> None:
        """Raises TriageError when ``path`` cannot be the result, or a stopped run lies there."""
        self._path = path.resolve() if path is not None else None
        self._stream: BinaryIO | None = None
        self._journal: BinaryIO | None = None
        self._identity: Mapping[str, Any] | None = None
        self._direct = False
        self._resume = resume
        self._digest, self._size, self._last = sha256(), 0, 0
        self._state: Checkpoint | None = None
        if self._path is None:
            return
        if self._path.is_dir():
            raise TriageError(f"{path} is a folder; name a file in it")
        self._direct = self._path.exists() and not self._path.is_file()
        read = {source.resolve() for source in inputs}
        if read & {self._path, self._part, self._run}:
            raise TriageError(f"{path} would be written over an input; choose another file for -o")
        if resume and self._direct:
            raise TriageError(f"{path} is no file, so no stopped run can be there to --resume")
        if self._part.exists() and not (self._direct or force or resume):
            raise TriageError(
                f"{self._part} is there from a run that was stopped; go on with it by --resume, "
                "or write over it with --force"
            )

    @property
    def journaled(self) -> bool:
        """True where a stopped run leaves something to go on with."""
        return self._path is not None and not self._direct

    @property
    def is_file(self) -> bool:
        """True where the result does not go to stdout."""
        return self._path is not None

    @property
    def _part(self) -> Path:
        assert self._path is not None
        return self._path.with_name(self._path.name + ".part")

    @property
    def _run(self) -> Path:
        return self._part.with_name(self._part.name + ".run")

    def begin(self, identity: Mapping[str, Any] | None) -> Checkpoint:
        """Say what run this is, None for one that cannot be repeated, and open the result.

        Gives how far an earlier run came, nothing done for a new one. Raises TriageError when the
        stopped run was another one, is still going, or when the file cannot be written.
        """
        from triage.runs.journal import Checkpoint

        self._state, self._identity = Checkpoint(), identity
        if self._path is None:
            return self._state
        try:
            if self._direct:
                self._stream = self._path.open("wb")
            elif self._resume and self._part.exists():
                self._go_on()
            else:
                self._start_anew()
        except OSError as error:
            raise TriageError(f"{self._path}: {error.strerror}") from None
        self._last = self._state.records
        return self._state

    def _start_anew(self) -> None:
        if self._resume:
            say(f"{self._part} is not there: nothing to resume, this run starts at the beginning")
        if self._part.exists():
            with self._part.open("rb") as other:
                _lock(other, self._part)
        self._run.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
        if self._identity is not None:
            self._journal = os.fdopen(os.open(self._run, flags, 0o600), "wb")
            self._journal.write((json.dumps(self._identity) + "\n").encode())
            self._journal.flush()
        self._stream = os.fdopen(os.open(self._part, flags, 0o600), "wb")
        _lock(self._stream, self._part)

    def _go_on(self) -> None:
        from triage.runs.journal import differences, last_whole, parse_journal

        assert self._identity is not None
        over = "move it away, or write over it with --force"
        raw = self._run.read_bytes() if self._run.is_file() else b""
        journal = parse_journal(raw)
        if journal is None:
            raise TriageError(
                f"{self._run}, which says what {self._part.name} is, is missing or damaged: {over}"
            )
        then, checkpoints = journal
        if told := differences(then, self._identity):
            raise TriageError(
                f"{self._part} cannot be gone on with: {'; '.join(told)}. "
                f"Run it as it was, or {over}"
            )
        handle = os.open(self._part, os.O_RDWR | _BINARY | _NO_LINK)
        part = os.fdopen(handle, "r+b")
        _lock(part, self._part)
        self._state = last_whole(part, checkpoints)
        self._size = self._state.size
        part.seek(0)
        while (left := self._size - part.tell()) > 0:
            self._digest.update(part.read(min(1 << 20, left)))
        part.truncate(self._size)
        part.seek(self._size)
        self._stream = part
        kept = 1 + (checkpoints.index(self._state) + 1 if self._state.records else 0)
        lines = raw.split(b"\n")[:kept]
        self._journal = self._run.open("r+b")
        self._journal.truncate(sum(len(line) + 1 for line in lines))
        self._journal.seek(0, os.SEEK_END)
        say(f"going on after {self._state.records} records that were done before")

    def write(self, text: str) -> None:
        """Write a piece of the result."""
        if self._stream is None:
            sys.stdout.write(text)
            sys.stdout.flush()  # what comes in live goes out live
            return
        data = text.encode("utf-8", errors="replace")
        self._stream.write(data)
        if self._journal is not None:
            self._digest.update(data)
            self._size += len(data)

    def done(self, records: int, tally: Tally) -> None:
        """Say that all of the first ``records`` is written, and what they counted."""
        if self._journal is None:
            return
        from triage.runs.journal import Checkpoint

        self._state = Checkpoint(records, self._size, self._digest.hexdigest(), tally)
        if records - self._last >= BETWEEN_CHECKPOINTS:
            self._check_in()

    def _check_in(self) -> None:
        assert self._stream is not None
        assert self._journal is not None
        assert self._state is not None
        self._stream.flush()
        self._journal.write(self._state.line().encode())
        self._journal.flush()
        self._last = self._state.records

    def __enter__(self) -> ResultFile:
        """Nothing is opened before ``begin``."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Rename FILE.part to FILE after a whole run."""
        if self._stream is None:
            return
        if kind is not None:
            self._stop()
            return
        self._stream.flush()
        if not self._direct:
            os.fsync(self._stream.fileno())
        self._close()
        if not self._direct:
            assert self._path is not None
            self._part.replace(self._path)
            self._run.unlink(missing_ok=True)

    def _stop(self) -> None:
        with suppress(OSError):  # a full disk: the last checkpoint that was written holds
            if self._journal is not None:
                self._check_in()
            self._close()
        if not self._direct:
            again = "; the same command with --resume goes on" if self._journal else ""
            say(f"what is finished is in {self._part}{again}")

    def _close(self) -> None:
        for file in (self._stream, self._journal):
            if file is not None:
                file.close()


def write_whole(
    path: Path | None, pieces: Iterable[str], inputs: Iterable[Path] = (), *, force: bool = False
) -> None:
    """Write a result that is made in one go, with nothing to go on with if it stops."""
    with ResultFile(path, inputs, force=force) as target:
        target.begin(None)
        for piece in pieces:
            target.write(piece)


def _lock(file: BinaryIO, path: Path) -> None:
    """Take a file for this run alone until it is closed; TriageError if another run has it."""
    if sys.platform == "win32":
        return  # an open file cannot be removed or renamed there
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise TriageError(f"{path} is being written by another run") from None
    except OSError:
        return  # a file system without locks
