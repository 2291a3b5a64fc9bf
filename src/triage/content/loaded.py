"""What a loader gives back: the value, and everything wrong with the file in one go."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from triage.model import Location, Problem, Severity

if TYPE_CHECKING:
    from triage.content.yamlfile import Document

T = TypeVar("T")

MOST_PROBLEMS = 300
"""Problems listed for one file; beyond these only their number is told."""


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """The value of one file and its problems, in the order of the file.

    ``value`` is None as soon as one problem is an error: half a set of red flags must not run.
    ``salvaged`` holds what could be read all the same, so that a check can go on and report more;
    nothing else may use it. ``document`` finds the place of a value in the file (YAML only).
    """

    value: T | None
    problems: tuple[Problem, ...] = ()
    salvaged: T | None = None
    document: Document | None = field(default=None, repr=False, compare=False)


class SourceText:
    """The text of a file, which tells the line and column of any offset in it."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: array[int] | None = None

    def place(self, offset: int) -> Location:
        """The location of a character offset; lines end at LF, CRLF or CR, as editors count."""
        if self._starts is None:
            self._starts = _line_starts(self.text)
        line = bisect_right(self._starts, offset)
        return Location(self.file, line, offset - self._starts[line - 1] + 1)


def _line_starts(text: str) -> array[int]:
    # not str.splitlines, which also cuts at form feeds and U+2028, where no editor does
    return array("Q", chain((0,), (end.end() for end in re.finditer(r"\r\n?|\n", text))))


class Report:
    """Collects the problems of one file, up to a bound."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.failed = False
        self._problems: list[Problem] = []
        self._beyond = 0

    def add(
        self,
        code: str,
        message: str,
        place: Location,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one problem; an error marks the whole file as failed."""
        if severity is Severity.ERROR:
            self.failed = True
        if len(self._problems) >= MOST_PROBLEMS:
            self._beyond += 1
            return
        self._problems.append(Problem(code, message, place, hint, severity))

    def problems(self) -> tuple[Problem, ...]:
        """All problems by line and column, with a last one for those beyond the bound."""
        ordered = sorted(self._problems, key=lambda p: (p.location.line, p.location.column))
        if self._beyond:
            ordered.append(
                Problem(
                    "more-problems",
                    f"{self._beyond} more problems are not listed",
                    Location(self.file),
                    "mend those above first",
                    Severity.ERROR if self.failed else Severity.WARNING,
                )
            )
        return tuple(ordered)

    def loaded(self, value: T | None, document: Document | None = None) -> Loaded[T]:
        """The result: the value where no error was met, else None with the value as salvaged."""
        return Loaded(None if self.failed else value, self.problems(), value, document)


def shown(text: str, most: int = 60) -> str:
    """Text of a file as it may stand in a message: one line, bounded, controls made visible."""
    cut = text if len(text) <= most else text[: most - 3] + "..."
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)


def suggestion(word: str, known: list[str]) -> str:
    """A hint for an unknown word: the known one it resembles, else all of them."""
    from difflib import get_close_matches

    close = get_close_matches(word[:60].lower(), known, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    if not known:
        return ""
    listed = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"known here: {listed}"
