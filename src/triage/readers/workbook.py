"""The XML parts of an .xlsx workbook: shared strings, cell styles, and the rows of a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from triage.readers.rows import Row

if TYPE_CHECKING:
    from zipfile import ZipFile

LARGEST = 200 << 20
"""Bytes that a part, and all parts together, may unpack to."""

UNCOMPUTED = "#N/A"
"""What stands in a cell whose formula was never computed."""

_CHUNK = 1 << 16
_WIDEST = 1000
_DATE_FORMATS = frozenset((*range(14, 23), *range(45, 48)))  # ECMA-376 part 1, 18.8.30


@dataclass(slots=True)
class Book:
    """What the cells of a workbook refer to."""

    strings: list[str] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    """Whether each cell style shows its number as a date."""
    epoch: datetime = datetime(1899, 12, 30)

    @classmethod
    def of(cls, archive: ZipFile) -> Book:
        """Read from the parts that there are. Raises ExpatError or ValueError for broken ones."""
        book = cls()
        for part in _PARTS.keys() & set(archive.namelist()):
            _parse(archive, part, _PARTS[part](book))
        return book


class _Handler:
    """Takes the elements of one part, by their local names."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str, text: str) -> None:
        """An element closes; ``text`` is what stood in it since the last tag."""


def _parse(archive: ZipFile, part: str, handler: _Handler) -> None:
    for _ in _parsing(archive, part, handler):
        pass


def _parsing(archive: ZipFile, part: str, handler: _Handler) -> Iterator[None]:
    """Feed a part to a handler, giving way after each piece. A document type is refused."""
    from xml.parsers.expat import ParserCreate

    parser: Any = ParserCreate()
    text: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        handler.start(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        handler.end(tag.rpartition(":")[2], "".join(text))
        text.clear()

    def refuse(*_: object) -> None:
        raise ValueError("document type")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    with archive.open(part) as stream:
        read = 0
        while piece := stream.read(_CHUNK):
            read += len(piece)
            if read > LARGEST:  # the archive's own word on its sizes may be false
                raise ValueError("too large")
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield


class _Strings(_Handler):
    """The shared strings; a string may come in pieces, with readings that are no part of it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._pieces: list[str] = []
        self._reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._reading = True

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._reading:
            self._pieces.append(text)
        elif name == "rPh":
            self._reading = False
        elif name == "si":
            self._book.strings.append("".join(self._pieces))
            self._pieces.clear()


class _Styles(_Handler):
    """Which cell styles are dates."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._own: set[str] = set()
        self._cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", attributes.get("formatCode", ""))
            if re.search(r"[ymdh]", code, re.IGNORECASE):
                self._own.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = attributes.get("numFmtId", "0")
            known = number.isdecimal() and int(number) in _DATE_FORMATS
            self._book.dates.append(known or number in self._own)

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self._cells = False


class _Properties(_Handler):
    """The workbook's own: old ones of the Macintosh count days from 1904."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self._book.epoch = datetime(1904, 1, 1)


_PARTS: dict[str, Callable[[Book], _Handler]] = {
    "xl/workbook.xml": _Properties,
    "xl/sharedStrings.xml": _Strings,
    "xl/styles.xml": _Styles,
}


class _Cells(_Handler):
    """The rows of a sheet, each cell where its reference says."""

    def __init__(self, book: Book) -> None:
        self.ready: list[Row] = []
        self._book = book
        self._cells: dict[int, str] = {}
        self._line = self._column = 0
        self._kind = self._style = ""
        self._inline: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self._line = int(number) if number.isdecimal() else self._line + 1
            self._cells, self._column = {}, 0
        elif name == "c":
            self._column = _column(attributes.get("r", "")) or self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._inline = []

    def end(self, name: str, text: str) -> None:
        if name == "t":
            self._inline.append(text)
        elif name == "f":
            # Its value follows, unless nothing has ever computed it.
            self._put(UNCOMPUTED)
        elif name == "v":
            self._put(self._value(text))
        elif name == "is":
            self._put("".join(self._inline))
        elif name == "row":
            width = max(self._cells, default=0)
            cells = [self._cells.get(n, "") for n in range(1, width + 1)]
            self.ready.append(Row(cells, self._line))

    def _put(self, value: str) -> None:
        if self._column <= _WIDEST:
            self._cells[self._column] = value

    def _value(self, text: str) -> str:
        if self._kind == "s":
            at = int(text)
            return self._book.strings[at] if at < len(self._book.strings) else ""
        style = int(self._style) if self._style.isdecimal() else -1
        if self._kind == "n" and 0 <= style < len(self._book.dates) and self._book.dates[style]:
            return _moment(text, self._book.epoch)
        return text


def _column(reference: str) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return number


def _moment(text: str, epoch: datetime) -> str:
    """A date kept as a count of days, as spreadsheets do; else the number as it is."""
    try:
        when = epoch + timedelta(seconds=round(float(text) * 86400))
    except (ValueError, OverflowError):
        return text
    return when.isoformat(sep=" ") if float(text) % 1 else when.date().isoformat()


def rows(archive: ZipFile, part: str, book: Book) -> Iterator[Row]:
    """The rows of a sheet, one by one, empty ones too if they are there."""
    cells = _Cells(book)
    for _ in _parsing(archive, part, cells):
        yield from cells.ready
        cells.ready.clear()
