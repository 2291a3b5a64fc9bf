"""Excel workbooks (.xlsx) with the standard library: a zip of XML, read with a cap on its size.

The stated dimension of a sheet is ignored: exporters write it wrong, and readers that trust it
lose rows without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from triage.model import Comment, Problem
from triage.readers.columns import choose
from triage.readers.intake import Intake
from triage.readers.interface import ReadOptions, error, warning
from triage.readers.rows import Row
from triage.readers.table import comments
from triage.readers.workbook import LARGEST, Book, rows

if TYPE_CHECKING:
    from zipfile import ZipFile

# Measured elsewhere: a 209 KB file that unpacks to 200 MB takes other readers 400 to 600 MB.
_STEEPEST = 100


class Xlsx:
    """The first sheet of a workbook that holds texts; its first row names the columns."""

    name = "xlsx"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """A zip archive with the parts of a workbook."""
        return 90 if head.startswith(b"PK\x03\x04") and b"xl/" in head else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem a row; empty rows count for nothing."""
        from xml.parsers.expat import ExpatError
        from zipfile import BadZipFile, ZipFile
        from zlib import error as ZlibError  # noqa: N812

        intake = Intake(self.name, name, options)
        try:
            with ZipFile(source) as archive:
                refused = _too_large(archive, intake)
                if refused:
                    yield refused
                    return
                yield from _sheet(archive, intake, options)
        except (
            BadZipFile,
            ExpatError,
            ZlibError,
            EOFError,
            LookupError,
            ValueError,
            OSError,
        ) as why:
            message = f"not a sound workbook ({type(why).__name__})"
            hint = "save it again as .xlsx or as CSV UTF-8"
            yield error("broken-workbook", message, intake.place(), hint)
        except (RuntimeError, NotImplementedError):  # what zipfile raises on a password
            hint = "save it without a password"
            yield error("locked", "the workbook is locked", intake.place(), hint)
        yield from intake.notes()


def _too_large(archive: ZipFile, intake: Intake) -> Problem | None:
    unpacked = sum(part.file_size for part in archive.infolist())
    packed = sum(part.compress_size for part in archive.infolist())
    if unpacked <= LARGEST and (unpacked <= 10 << 20 or unpacked <= _STEEPEST * packed):
        return None
    message = f"the workbook unpacks to {unpacked >> 20} MB"
    return error("too-large", message, intake.place(), "save it as CSV UTF-8")


def _sheet(archive: ZipFile, intake: Intake, options: ReadOptions) -> Iterator[Comment | Problem]:
    names = set(archive.namelist())
    if names & {"xl/vbaProject.bin", "xl/workbook.bin"}:
        message = "a workbook with macros or of binary parts (.xlsm, .xlsb)"
        yield error("unsupported", message, intake.place(), "save it as CSV UTF-8")
        return
    sheets = sorted(
        (name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
        key=lambda name: int(re.sub(r"\D", "", name)),
    )
    book = Book.of(archive)
    refused = error("empty-file", "the workbook's sheets are empty", intake.place())
    for sheet in sheets:
        found = rows(archive, sheet, book)
        header = next((row for row in found if any(cell.strip() for cell in row.cells)), None)
        if header is None:
            continue
        columns = choose(header.cells, options.columns, intake.place(header.line))
        if isinstance(columns, Problem):
            refused = columns if refused.code == "empty-file" else refused
            continue
        outside: list[int] = []
        kept = _named(found, len(header.cells), outside)
        yield from comments(kept, columns, intake, " ")
        if outside:
            message = f"{len(outside)} rows have cells that no header names; those were left out"
            yield warning("no-header", message, intake.place(outside[0]), "name every column")
        if len(sheets) > 1:
            message = f"of {len(sheets)} sheets only {sheet.rpartition('/')[2]} was read"
            yield warning("more-sheets", message, intake.place(), "save the others as files")
        return
    yield refused


def _named(found: Iterator[Row], width: int, outside: list[int]) -> Iterator[Row]:
    """The rows without cells that no header names, whose lines go to ``outside``."""
    for row in found:
        if any(cell.strip() for cell in row.cells[width:]):
            outside.append(row.line)
        yield Row(row.cells[:width], row.line)
