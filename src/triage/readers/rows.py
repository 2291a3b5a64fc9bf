"""The rows of a delimited text, with the lines they start on; a broken row costs no other."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from triage.model import Problem
from triage.readers.intake import Intake
from triage.readers.interface import error

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

DELIMITERS = ",;\t|"
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
# One record may not run on for longer than this: a quote was left open.
_LONGEST_RECORD = 1 << 20
_LONGEST_LINE = 4 * _LONGEST_RECORD
_MOST_RESUMPTIONS = 50
_LONGEST_HEADER = 20_000
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and the line, from 1, on which it starts."""

    cells: list[str]
    line: int


@dataclass
class Rows:
    """The records of a table with the lines they start on; a broken one is a Problem.

    ``escaped``: the line from which on quotes are escaped with backslashes, as some form plugins
    do; 0 if they are not.
    """

    text: TextIO
    intake: Intake
    asked: str | None
    delimiter: str = ","
    escaped: int = 0
    _again: deque[str] = field(default_factory=deque)
    _taken: list[str] = field(default_factory=list)
    _size: int = 0
    _line: int = 0
    _spaced: bool = False
    _unescapable: bool = False

    def __iter__(self) -> Iterator[Row | Problem]:
        return self._rows

    def __post_init__(self) -> None:
        self._rows = self._read()

    def _read(self) -> Iterator[Row | Problem]:
        import csv

        csv.field_size_limit(_LONGEST_LINE)
        self._choose_delimiter()
        resumed = 0
        reader = self._reader()
        while True:
            start, self._size = self._line + 1, 0
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as wrong:
                if self._other_quoting(start):
                    reader = self._reader()
                    continue
                yield self._problem(start, str(wrong))
                resumed += 1
                if resumed > _MOST_RESUMPTIONS:
                    message = "too many broken rows; the rest of the file was not read"
                    yield error("broken-table", message, self.intake.place(self._line + 1))
                    return
                self._again.extendleft(reversed(self._taken[1:]))
                self._line = start
                reader = self._reader()
                continue
            yield Row(cells, start)

    def _other_quoting(self, start: int) -> bool:
        """Whether to try a broken record again with its quotes read in the other way."""
        if self.escaped == start:
            self.escaped, self._unescapable = 0, True
        elif self.escaped or self._unescapable or not any('\\"' in one for one in self._taken):
            return False
        else:
            self.escaped = start
        self._again.extendleft(reversed(self._taken))
        self._line = start - 1
        return True

    def _problem(self, line: int, why: str) -> Problem:
        place = self.intake.place(line)
        if "unexpected end" in why:
            message = "a quote opened in this row is never closed; reading went on at the next line"
            hint = 'close it, or write quotes inside a cell twice: ""'
            return error("unclosed-quote", message, place, hint)
        if "limit" in why:
            return error("too-long", "a cell longer than 4 million characters", place)
        message = "a quote inside a cell that is not written twice"
        return error("stray-quote", message, place, 'write quotes inside a cell twice: ""')

    def _choose_delimiter(self) -> None:
        line = self._next()
        while line and not line.strip("\ufeff \t\r\n"):
            self._line += 1
            line = self._next()
        line = line.lstrip("\ufeff")
        asked = delimiter_option(self.asked) if self.asked else None
        if line[:4].lower() == "sep=":
            self._line += 1
            self.delimiter = asked or delimiter_option(line[4:5]) or ","
            return
        self._again.append(line)
        while line.count('"') % 2 and len(self._again) < 20:  # a header with line breaks in it
            more = self._next()
            if not more:
                break
            self._again.append(more)
            line += more
        self.delimiter = asked or delimiter_of(line)
        # Written by hand: Ann, "One, two?"
        self._again.extend(islice(iter(self._next, ""), 50))
        quoted = self.delimiter + ' "'
        self._spaced = self.delimiter != " " and any(
            quoted in line.replace(quoted + '"', "") for line in self._again
        )

    def _reader(self) -> CsvReader:
        import csv

        return csv.reader(
            self._lines(), delimiter=self.delimiter, strict=True, skipinitialspace=self._spaced
        )

    def _lines(self) -> Iterator[str]:
        import csv

        while line := (self._again.popleft() if self._again else self._next()):
            self._line += 1
            self._size += len(line)
            self._taken.append(line)
            if len(line) > _LONGEST_LINE:
                raise csv.Error("limit")
            if self._size > _LONGEST_RECORD and len(self._taken) > 1:
                return
            yield _ESCAPE.sub(_unescaped, line) if self.escaped else line

    def _next(self) -> str:
        """The next line; of one that is too long for a row the rest is passed over."""
        line = self.text.readline(_LONGEST_LINE + 1)
        rest = line
        while len(rest) > _LONGEST_LINE and not rest.endswith(("\n", "\r")):
            rest = self.text.readline(_LONGEST_LINE + 1)
        return line


def _unescaped(found: re.Match[str]) -> str:
    return {'"': '""', "n": "\n", "r": ""}.get(found[1], found[1])


def delimiter_option(text: str) -> str | None:
    """The delimiter a user names, ``;`` or ``tab``; None for what cannot be one."""
    text = _NAMED.get(text.lower(), text)
    return text if len(text) == 1 and text not in '\r\n" \0' else None


def delimiter_of(header: str) -> str:
    """The delimiter that stands most often in a header, outside quotes; a comma in doubt."""
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def first_record(text: str) -> str:
    """The first record of a text, line breaks inside quotes included; no more than will be read."""
    text = text[:_LONGEST_HEADER]
    start = quotes = 0
    while end := text.find("\n", start) + 1:
        quotes += text.count('"', start, end)
        if quotes % 2 == 0:
            return text[:end]
        start = end
    return text


def headers_of(record: str) -> list[str]:
    """The cells of a header record; none if it is broken."""
    import csv

    try:
        return next(csv.reader([record], delimiter=delimiter_of(record)), [])
    except csv.Error:
        return []
