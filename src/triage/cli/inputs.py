"""What a run reads: its files opened, read record by record, told apart by their digests."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from hashlib import file_digest, sha256
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.cli.streams import print_problem
from triage.model import Comment, Problem, Severity, TriageError

if TYPE_CHECKING:
    from triage.readers import ReadOptions

STDIN = Path("-")


class Inputs:
    """The sources of a run, in the order named."""

    def __init__(self, paths: Sequence[Path], options: ReadOptions, *, quiet: bool) -> None:
        """Raises TriageError for a path that is not there or is named twice."""
        self.paths = paths
        self._read = 0
        self._options = options
        self._quiet = quiet
        for path in paths:
            if path != STDIN and not path.exists():
                raise TriageError(f"{path}: no such file")
        if len({path.resolve() if path != STDIN else path for path in paths}) < len(paths):
            raise TriageError("a file is named twice")
        self._found = {path: _state(path) for path in paths if _is_file(path)}
        self._sizes = [self._found.get(path, (0, 0))[0] for path in paths]
        self._at = 0
        self._before = 0
        self._expected: int | None = None
        self._records: Iterator[Comment | Problem] = self._all()

    @property
    def passing(self) -> Path | None:
        """The first source that can be read only once, such as stdin."""
        return next((p for p in self.paths if not _is_file(p) and not _is_folder(p)), None)

    def identities(self) -> list[dict[str, Any]]:
        """Name, size and digest of each source; of none that can be read only once."""
        return [_identity(path) for path in self.paths]

    def columns(self) -> tuple[str, ...]:
        """The columns of the tables among the sources, each once; asked before ``records``.

        A source that can be read only once is read up to its first comment, which is kept.
        """
        from triage.readers import first_columns

        found: dict[str, None] = {}
        for path in filter(_is_file, self.paths):
            with _open(path) as source:
                found.update(dict.fromkeys(first_columns(source, str(path), self._options)))
        if self.passing:
            held: list[Comment | Problem] = []
            for record in self._records:
                held.append(record)
                if isinstance(record, Comment):
                    found.update(dict.fromkeys(record.extra))
                    break
            self._records = chain(held, self._records)
        return tuple(found)

    def records(self) -> Iterator[Comment | Problem]:
        """Every record of every source; notes and warnings are told at once and are no records."""
        return self._records

    def _all(self) -> Iterator[Comment | Problem]:
        for number, path in enumerate(self.paths):
            self._at, self._before, self._expected = number, self._read, None
            for record in self._of(path):
                if isinstance(record, Problem) and record.severity is not Severity.ERROR:
                    if not self._quiet:
                        print_problem(record)
                else:
                    self._read += 1
                    yield record

    def share(self, done: int) -> float | None:
        """How much of the input, by size, ``done`` records are: 0 to 1, None where unknown.

        Exact at the end of each file, and within one as if its records were of equal length.
        """
        total = sum(self._sizes)
        if not total or self.passing or not (self._expected or self._at):
            return None
        within = min(1.0, max(0, done - self._before) / (self._expected or done))
        return (sum(self._sizes[: self._at]) + within * self._sizes[self._at]) / total

    def changed(self) -> list[Path]:
        """The files that are not as they were when the run began."""
        return [
            path for path, was in self._found.items() if not _is_file(path) or _state(path) != was
        ]

    def _expect(self, records: int) -> None:
        self._expected = records

    def _of(self, path: Path) -> Iterator[Comment | Problem]:
        from triage.readers import read, read_folder

        if path == STDIN:
            yield from read(sys.stdin.buffer, "stdin", self._options, self._expect)
        elif path.is_dir():
            yield from read_folder(path, self._options, self._expect)
        else:
            with _open(path) as source:
                yield from read(source, str(path), self._options, self._expect)


def _open(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror}") from None


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _is_file(path: Path) -> bool:
    return path != STDIN and path.is_file()


def _is_folder(path: Path) -> bool:
    return path != STDIN and path.is_dir()


def _identity(path: Path) -> dict[str, Any]:
    if not path.is_dir():
        with _open(path) as source:
            digest = file_digest(source, "sha256").hexdigest()
        return {"name": str(path), "size": path.stat().st_size, "sha256": digest}
    whole, size = sha256(), 0
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        with _open(file) as source:
            each = file_digest(source, "sha256").hexdigest()
        whole.update(f"{each} {file.relative_to(path).as_posix()}\n".encode(errors="replace"))
        size += file.stat().st_size
    return {"name": str(path), "size": size, "sha256": whole.hexdigest()}
