"""XML as a stream of elements: no document type, no entities, no network, and mended if broken.

Exports break strict parsers: WordPress writes commenters' addresses with a bare "&" and leaves
control characters in bodies. A file that does not parse is mended in exactly these points and
parsed strictly again; nothing else is guessed, and no text is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from triage.model import Location, Problem
from triage.readers.encoding import is_text_encoding, too_large
from triage.readers.interface import error, warning

_CHUNK = 1 << 16
_DEEPEST = 500
_LARGEST = 512 << 20
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_IDS = frozenset(("id", "ref", "term"))
_UNQUOTED = re.compile(r"(\sdsq:id=)([0-9]{1,20})(?=[\s/>])")
# What expat finds at the end of a file: no (closing) element, a torn tag, character or CDATA.
_AT_END = frozenset((3, 5, 6, 20))
_CUT = "the export may be cut off; export it again"
_BROKEN = "have this place put right, or export without the page it belongs to"
_NUMBERED = re.compile(r"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")


@dataclass(slots=True)
class Element:
    """An element that has ended: its local name, the names around it, and its leaves' texts.

    ``leaves``: local names of its descendants that hold text, joined by "/", to their text.
    ``ids``: the same for an attribute ``id``, ``ref`` or ``term``. Line counts from 1.
    """

    name: str
    line: int
    path: tuple[str, ...]
    text: str = ""
    id: str = ""
    leaves: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """The file is no export: it declares a document type, the door to entity bombs and to other
    files, or nests without end. ``args``: the code and the message of the problem."""


def elements(source: BinaryIO, name: str, wanted: frozenset[str]) -> Iterator[Element | Problem]:
    """The wanted elements as they end, in order; then Problems for what could not be read."""
    from xml.parsers.expat import ExpatError

    start = source.tell()
    count = 0
    try:
        for element in _parse(_chunks(source), wanted):
            count += 1
            yield element
        return
    except RefusedError as refused:
        yield _refusal(refused, name)
        return
    except (ExpatError, LookupError, ValueError) as broken:
        first = broken
    source.seek(start)
    data = source.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield too_large(name, _LARGEST)
        return
    text, mended = _mended(data)
    if not isinstance(first, ExpatError):  # an encoding that only Python knows, or nobody
        mended.append("the encoding, read and written as UTF-8")
    if mended:
        message = f"not well-formed XML; mended: {', '.join(mended)}"
        line, column = getattr(first, "lineno", 1), getattr(first, "offset", -1) + 1
        yield warning("mended-xml", message, Location(name, line, column))
    try:
        # The part before the break reads the same again; it was given already.
        for number, element in enumerate(_parse(iter([text]), wanted, encoding="utf-8")):
            if number >= count:
                yield element
    except RefusedError as refused:
        yield _refusal(refused, name)
    except ExpatError as broken:
        from xml.parsers.expat import ErrorString

        message = f"not well-formed XML: {ErrorString(broken.code)}; the rest was not read"
        place = Location(name, broken.lineno, broken.offset + 1)
        yield error("malformed-xml", message, place, _CUT if broken.code in _AT_END else _BROKEN)


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    # Some tools put a line break before the declaration, which XML forbids.
    chunk = source.read(_CHUNK).lstrip(b" \t\r\n")
    while chunk:
        yield chunk
        chunk = source.read(_CHUNK)


def _mended(data: bytes) -> tuple[bytes, list[str]]:
    """The file as UTF-8 without what XML forbids, and what was mended, in words."""
    declared = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']", data[:300])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    text = data.decode(encoding if is_text_encoding(encoding) else "utf-8", errors="replace")
    mended = []
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        mended.append(f"bytes that are not {encoding}")
    before = text.lstrip("\ufeff").partition("<")[0].strip()
    if before and len(before) < 100 and "<" in text:
        text = text[text.index("<") :]
        mended.append(f"{len(before)} characters before the first tag removed")
    text, characters = _FORBIDDEN.subn("", text)
    ampersands = attributes = 0
    parts = _CDATA.split(text)
    for at in range(0, len(parts), 2):
        parts[at], n = _BARE.subn("&amp;", parts[at])
        ampersands += n
        parts[at], n = _UNQUOTED.subn(r'\1"\2"', parts[at])
        attributes += n
        parts[at], n = _NUMBERED.subn(_allowed, parts[at])
    if characters:
        mended.append(f"{characters} control characters removed")
    if ampersands:
        mended.append(f"{ampersands} bare & written as &amp;")
    if attributes:
        mended.append(f"{attributes} attributes put in quotes")
    return "".join(parts).lstrip("\ufeff \t\r\n").encode(), mended


def _allowed(reference: re.Match[str]) -> str:
    digits = reference[1]
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    legal = code < 0x110000 and not _FORBIDDEN.match(chr(code))
    return reference[0] if legal else ""


def _parse(
    chunks: Iterator[bytes], wanted: frozenset[str], encoding: str | None = None
) -> Iterator[Element]:
    from xml.parsers.expat import ParserCreate

    parser = ParserCreate(encoding)
    builder = _Builder(wanted, parser)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    for chunk in chunks:
        builder.feed(chunk)
        yield from builder.take()
    builder.feed(b"", final=True)
    yield from builder.take()


def _refuse(*_: object) -> None:
    raise RefusedError("doctype", "the file declares a document type (DOCTYPE); no export does")


def _refusal(refused: RefusedError, name: str) -> Problem:
    code, message = refused.args
    return error(code, message, Location(name), "export it again; do not edit the file")


class _Builder:
    """Collects the texts of the wanted elements; forgets everything else at once."""

    def __init__(self, wanted: frozenset[str], parser: Any) -> None:
        self._wanted = wanted
        self._parser = parser
        self._path: list[str] = []
        self._open: list[tuple[int, Element]] = []
        self._texts: list[list[str]] = []
        self._done: list[Element] = []
        self._broken: Exception | None = None

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        """Parse a chunk; an error is held back until what came before it was taken."""
        try:
            self._parser.Parse(chunk, final)
        except Exception as broken:
            self._broken = broken

    def take(self) -> Iterator[Element]:
        """The elements that have ended; then raises what broke the parse."""
        yield from self._done
        self._done.clear()
        if self._broken is not None:
            raise self._broken

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = tag.rpartition(":")[2]
        if len(self._path) > _DEEPEST:
            message = f"elements more than {_DEEPEST} deep; no export nests like that"
            raise RefusedError("malformed-xml", message)
        if name in self._wanted:
            element = Element(name, self._parser.CurrentLineNumber, tuple(self._path))
            self._open.append((len(self._path), element))
        self._path.append(name)
        if self._open:
            depth, element = self._open[-1]
            given = next((v for k, v in attributes.items() if k.rpartition(":")[2] in _IDS), "")
            if len(self._path) == depth + 1:
                element.id = given
            elif given:
                element.ids.setdefault("/".join(self._path[depth + 1 :]), given)
            self._texts.append([])

    def data(self, text: str) -> None:
        """Text inside a wanted element."""
        if self._texts:
            self._texts[-1].append(text)

    def end(self, tag: str) -> None:
        """An element closes."""
        self._path.pop()
        if not self._open:
            return
        text = "".join(self._texts.pop())
        depth, element = self._open[-1]
        if len(self._path) == depth:
            element.text = text
            self._open.pop()
            self._done.append(element)
            return
        # Markup outside CDATA: a bold word in a comment is part of the comment's text.
        self._texts[-1].append(text)
        leaf = "/".join([*self._path[depth + 1 :], tag.rpartition(":")[2]])
        element.leaves.setdefault(leaf, text)
