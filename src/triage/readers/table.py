"""CSV and its kin: comma, semicolon, tab or bar, as spreadsheets and form plugins write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from triage.model import Comment, Problem
from triage.readers.columns import Columns, choose, recognised
from triage.readers.dates import DayOrder, day_order, has_slashes
from triage.readers.encoding import glimpse, open_text
from triage.readers.intake import Intake
from triage.readers.interface import ReadOptions, error, warning
from triage.readers.rows import Row, Rows, delimiter_option, first_record, headers_of

# A text that begins with "=" or "-" and was typed into a spreadsheet ends as one of these.
_LOST = frozenset(("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A"))
_FULL_CELL = 32_767  # the most characters that Excel keeps in a cell


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
        headers = headers_of(first_record(text))
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
        rows = Rows(opened.text, intake, options.delimiter)
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
        if rows.escaped:
            message = "quotes are escaped with backslashes here; read so from this row on"
            yield warning("escaped-quotes", message, intake.place(rows.escaped))
        yield from intake.notes()


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
        raw = columns.raw(cells, row.line)
        if raw.body.strip() in _LOST:
            message = "a spreadsheet took this text for a formula; the text is lost"
            hint = "look it up where it was sent, or export again without a spreadsheet"
            yield error("lost-text", message, intake.place(row.line), hint)
            continue
        if len(cells[body]) == _FULL_CELL:
            tally["full"] += 1
            first.setdefault("full", row.line)
        yield intake.comment(raw)
    yield from _told(tally, first, intake)


def _told(tally: Counter[str], first: dict[str, int], intake: Intake) -> Iterator[Problem]:
    if tally["joined"]:
        message = f"{tally['joined']} rows had unquoted delimiters in the text; it was kept whole"
        yield warning("ragged-row", message, intake.place(first["joined"]))
    if tally["excel"]:
        message = f"{tally['excel']} ids look rounded by a spreadsheet (1.23E+15)"
        yield warning("rounded-id", message, intake.place(first["excel"]))
    if tally["full"]:
        message = f"{tally['full']} texts fill a spreadsheet's cell; their ends may be cut off"
        yield warning("full-cell", message, intake.place(first["full"]))


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
    for row in Rows(again.text, intake, options.delimiter):
        if isinstance(row, Row) and at < len(row.cells):
            date = row.cells[at].strip()
            if dates or has_slashes(date):
                dates.append(date[:10])
            elif date[:4].isdigit():
                break  # a date that needs no second look: nor do the others
    return day_order(dates)
