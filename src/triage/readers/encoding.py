"""Bytes to text: a byte order mark, else strict UTF-8, else Windows-1252, and say so.

No detector: on short texts charset-normalizer reads cp1252 as big5hkscs and loses letters.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from triage.model import Location, Problem
from triage.readers.interface import error, warning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LARGEST = 64 << 20
"""Bytes of a source that is read as a whole, if its format says nothing else."""

_CHUNK = 1 << 20
# Codecs of Python's own that no file is written in; some take a time that grows with the square.
_NO_FILE = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text stream over a source, or what stands in the way of one, and what to tell."""

    text: TextIO | None
    problems: tuple[Problem, ...] = ()


def marked_encoding(head: bytes) -> str | None:
    """The encoding a byte order mark names."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def glimpse(head: bytes) -> str:
    """The first bytes of a file as text, for recognising it; never fails."""
    return head.decode(marked_encoding(head) or "utf-8", errors="replace")


def open_text(source: BinaryIO, name: str, encoding: str | None) -> Decoded:
    """The whole source as text with its newlines as they are.

    ``source`` can seek and stands at the start of what is to be read. Bytes that do not fit the
    encoding become U+FFFD, with a warning that says where.
    """
    place = Location(name)
    if encoding is not None and not is_text_encoding(encoding):
        hint = "for example utf-8, cp1252, utf-16, latin-1"
        return Decoded(None, (error("unknown-encoding", f"no encoding {encoding!r}", place, hint),))
    start = source.tell()
    head = source.read(4096)
    source.seek(start)
    chosen = encoding or marked_encoding(head)
    if chosen is None and head.count(0) > len(head) // 4:
        message = "this looks like UTF-16 without a byte order mark"
        return Decoded(None, (error("encoding", message, place, "pass --encoding utf-16-le"),))
    problems: list[Problem] = []
    offset = _first_misfit(source, chosen or "utf-8")
    source.seek(start)
    if offset is not None:
        problems.append(_misfit(place, chosen, offset))
    stream = io.TextIOWrapper(
        io.BufferedReader(_Unowned(source)),
        encoding=chosen or ("utf-8" if offset is None else "cp1252"),
        errors="replace",
        newline="",
    )
    return Decoded(stream, tuple(problems))


def _misfit(place: Location, chosen: str | None, offset: int) -> Problem:
    if chosen is None:
        message = f"not UTF-8 (byte {offset}); read as Windows-1252"
        return warning("encoding", message, place, "pass --encoding if that is wrong")
    message = f"not {chosen} (near byte {offset}); what does not fit is shown as \ufffd"
    return warning("encoding", message, place, "pass another --encoding")


def decode(
    source: BinaryIO, name: str, encoding: str | None, largest: int = LARGEST
) -> tuple[str | None, tuple[Problem, ...]]:
    """All of a source as text, like ``open_text``; None if it holds more than ``largest`` bytes."""
    data = source.read(largest + 1)
    if len(data) > largest:
        return None, (too_large(name, largest),)
    opened = open_text(io.BytesIO(data), name, encoding)
    return (opened.text.read() if opened.text else None), opened.problems


def too_large(name: str, largest: int) -> Problem:
    """A source that must be held in memory and is too large for that."""
    message = f"larger than {largest >> 20} MB, and this format must be read as a whole"
    return error("too-large", message, Location(name), "split it; JSON Lines may be of any size")


def is_text_encoding(name: str) -> bool:
    """Whether a name is that of an encoding that files of text are written in."""
    if name.lower().replace("_", "-") in _NO_FILE:
        return False
    try:
        "".encode(name)
        b"a\n".decode(name, errors="replace")
    except (LookupError, ValueError):  # not known, not a text encoding, NUL in the name
        return False
    return True


def _first_misfit(source: BinaryIO, encoding: str) -> int | None:
    """The offset of the first byte that does not fit, None if all do; moves the source."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    read = 0
    try:
        while chunk := source.read(_CHUNK):
            decoder.decode(chunk)
            read += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as misfit:
        return read + misfit.start
    except UnicodeError:
        return read
    return None


class _Unowned(io.RawIOBase):
    """A view of a stream that leaves it open when the text wrapper around it goes."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the source."""
        data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
