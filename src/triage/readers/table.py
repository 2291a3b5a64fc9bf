"""CSV and its kin: comma, semicolon, tab or bar, as spreadsheets and form plugins write them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, TextIO

from triage.model import Comment, Problem
from triage.readers.columns import Columns, choose, recognised
from triage.readers.dates import DayOrder, day_order, has_slashes
from triage.readers.encoding import glimpse, open_text
from triage.readers.intake import Intake
from triage.readers.interface import ReadOptions, error, warning

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

DELIMITERS = ",;\t|"
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
# One record may not run on for longer than this: a quote was left open.
_LONGEST_RECORD = 1 << 20
_MOST_RESUMPTIONS = 50


class Table:
    """One comment a row, the columns named in the header."""

    name = "csv"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By the names in the header; the file's ending breaks a doubt."""
        text = glimpse(head).lstrip("\ufeff \t\r\n")
        named = name.lower().endswith((".csv", ".tsv", ".tab"))
        if text[:4].lower() == "sep=":
            return 80
        first = _first_record(text)
        headers = next(iter(_quietly(first, delimiter_of(first))), [])
        fields = recognised(headers)
        if len(headers) > 1 and len(fields) > 1 and ("body" in fields or len(fields) > 2):
            return 75
        return 50 if named else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem a row; empty rows count for nothing."""
        intake = Intake(self.name, name, options)
        if options.delimiter and delimiter_option(options.delimiter) is None:
            message = f"{options.delimiter!r} cannot be a delimiter"
            yield error("delimiter", message, intake.place(), "one character, or tab")
            return
        start = source.tell()
        opened = open_text(source, name, options.encoding)
        yield from opened.problems
        if opened.text is None:
            return
        rows = _Rows(opened.text, intake, options.delimiter)
        header = next((row for row in rows if isinstance(row, Problem) or any(row.cells)), None)
        if header is None or isinstance(header, Problem):
            yield header or error("empty-file", "no header and no rows", intake.place())
            return
        columns = choose(header.cells, options.columns, intake.place(header.line))
        if isinstance(columns, Problem):
            yield columns
            return
        body_start = source.tell()
        intake.order = _order(source, start, intake, options, columns)
        source.seek(body_start)
        yield from comments(rows, columns, intake, rows.delimiter)
        yield from intake.notes()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and the line, from 1, on which it starts."""

    cells: list[str]
    line: int


def comments(
    rows: Iterable[Row | Problem], columns: Columns, intake: Intake, delimiter: str
) -> Iterator[Comment | Problem]:
    """The comments of a table's rows; ``delimiter`` puts an unquoted last cell together again."""
    width, body = len(columns.headers), columns.positions["body"]
    tally: Counter[str] = Counter()
    first: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        if not any(cell.strip() for cell in row.cells):
            continue
        cells = _fitted(row.cells, width, body, delimiter)
        if cells is None:
            message = f"{len(row.cells)} cells, but the header has {width} columns"
            hint = "quote the cells that hold a delimiter"
            yield error("ragged-row", message, intake.place(row.line), hint)
            continue
        if any(row.cells[width:]):
            tally["joined"] += 1
            first.setdefault("joined", row.line)
        if _excel_id(cells, columns):
            tally["excel"] += 1
            first.setdefault("excel", row.line)
        yield intake.comment(columns.raw(cells, row.line))
    if tally["joined"]:
        message = f"{tally['joined']} rows had unquoted delimiters in the text; it was kept whole"
        yield warning("ragged-row", message, intake.place(first["joined"]))
    if tally["excel"]:
        message = f"{tally['excel']} ids look rounded by a spreadsheet (1.23E+15)"
        yield warning("rounded-id", message, intake.place(first["excel"]))


def _fitted(cells: list[str], width: int, body: int, delimiter: str) -> list[str] | None:
    """The row with as many cells as the header; None where that would lose or misplace text."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > width:
        # Unquoted delimiters in the last column can be put back exactly.
        return [*cells[:body], delimiter.join(cells[body:])] if body == width - 1 else None
    return cells if len(cells) > body else None


def _excel_id(cells: list[str], columns: Columns) -> bool:
    at = columns.positions.get("id")
    return at is not None and at < len(cells) and "E+" in cells[at] and cells[at][:1].isdigit()


def _order(
    source: BinaryIO, start: int, intake: Intake, options: ReadOptions, columns: Columns
) -> DayOrder:
    """How the dates of this file are meant: one look at all of them, if they need it."""
    at = columns.positions.get("date")
    if at is None:
        return DayOrder.UNKNOWN
    source.seek(start)
    again = open_text(source, "", options.encoding)
    if again.text is None:
        return DayOrder.UNKNOWN
    dates: list[str] = []
    for row in _Rows(again.text, intake, options.delimiter):
        if isinstance(row, Row) and at < len(row.cells):
            date = row.cells[at].strip()
            if dates or has_slashes(date):
                dates.append(date[:10])
            elif date[:4].isdigit():
                break  # a date that needs no second look: nor do the others
    return day_order(dates)


@dataclass
class _Rows:
    """The records of a table with the lines they start on; a broken one is a Problem."""

    text: TextIO
    intake: Intake
    asked: str | None
    delimiter: str = ","
    _again: deque[str] = field(default_factory=deque)
    _taken: list[str] = field(default_factory=list)
    _size: int = 0
    _line: int = 0
    _spaced: bool = False

    def __iter__(self) -> Iterator[Row | Problem]:
        return self._rows

    def __post_init__(self) -> None:
        self._rows = self._read()

    def _read(self) -> Iterator[Row | Problem]:
        import csv

        csv.field_size_limit(4 * _LONGEST_RECORD)
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
        line = self.text.readline()
        while line and not line.strip("\ufeff \t\r\n"):
            self._line += 1
            line = self.text.readline()
        line = line.lstrip("\ufeff")
        asked = delimiter_option(self.asked) if self.asked else None
        if line[:4].lower() == "sep=":
            self._line += 1
            self.delimiter = asked or delimiter_option(line[4:5]) or ","
            return
        self._again.append(line)
        while line.count('"') % 2 and len(self._again) < 20:  # a header with line breaks in it
            more = self.text.readline()
            if not more:
                break
            self._again.append(more)
            line += more
        self.delimiter = asked or delimiter_of(line)
        # Written by hand: Ann, "One, two?"
        self._again.extend(islice(iter(self.text.readline, ""), 50))
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
        while line := (self._again.popleft() if self._again else self.text.readline()):
            self._line += 1
            self._size += len(line)
            self._taken.append(line)
            if self._size > _LONGEST_RECORD and len(self._taken) > 1:
                return
            yield line.replace("\0", "")


def delimiter_option(text: str) -> str | None:
    """The delimiter a user names, ``;`` or ``tab``; None for what cannot be one."""
    text = _NAMED.get(text.lower(), text)
    return text if len(text) == 1 and text not in '\r\n" \0' else None


def delimiter_of(header: str) -> str:
    """The delimiter that stands most often in a header, outside quotes; a comma in doubt."""
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _first_record(text: str) -> str:
    """The first record of a text, line breaks inside quotes included."""
    end = 0
    while (end := text.find("\n", end) + 1) and text.count('"', 0, end) % 2:
        pass
    return text[:end] if end else text


def _quietly(record: str, delimiter: str) -> list[list[str]]:
    import csv

    try:
        return list(csv.reader([record.replace("\0", "")[:20_000]], delimiter=delimiter))
    except csv.Error:
        return []
