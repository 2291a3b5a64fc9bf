"""The neutral record: JSON Lines, one object a line, or one JSON array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from triage.model import Comment, Location, Problem
from triage.readers.clean import clean_line, scrub
from triage.readers.encoding import decode, glimpse, marked_encoding, open_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions, error, warning
from triage.readers.shapes import neutral_records

_FIELDS = (
    "id", "author", "email", "date", "parent", "subject", "url", "status", "type",
    "message_id", "references",
)  # fmt: skip
_LONGEST_LINE = 16 << 20
_LARGEST = 256 << 20
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")


class JsonLines:
    """One JSON object a line; reads a pipe while it is being written."""

    name = "jsonl"
    replies = True
    live = True

    def claims(self, head: bytes, name: str) -> int:
        """Sure where the first line is an object of its own."""
        line, _, rest = glimpse(head).lstrip("\ufeff \t\r\n").partition("\n")
        if not line.startswith("{"):
            return 0
        try:
            record = json.loads(line)
            alone = not rest.strip() and not {"body", "text"} & set(record)
            return 40 if alone else 90  # an only object may hold the comments in a list
        except (ValueError, RecursionError):
            return 60 if name.lower().endswith((".jsonl", ".ndjson")) else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem a line; empty lines count for nothing."""
        intake = Intake(self.name, name, options)
        lines: Iterator[str | bytes] = _byte_lines(source)
        if options.encoding or marked_encoding(_peek(source)) not in (None, "utf-8-sig"):
            opened = open_text(source, name, options.encoding)
            yield from opened.problems
            if opened.text is None:
                return
            lines = iter(opened.text)
        for number, line in enumerate(lines, 1):
            yield from self._line(line, number, intake)
        yield from intake.notes()

    def _line(self, line: str | bytes, number: int, intake: Intake) -> Iterator[Comment | Problem]:
        if isinstance(line, bytes):
            if len(line) > _LONGEST_LINE:
                message = "this line is longer than 16 MB"
                yield error("too-long", message, intake.place(number))
                return
            data = line
            try:
                line = data.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as misfit:
                place = intake.place(number, misfit.start + 1)
                yield warning("encoding", "not UTF-8; read as Windows-1252", place)
                line = data.decode("cp1252", errors="replace")
        if not line.strip("\ufeff \t\r\n\x0b\x0c"):
            return
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as wrong:
            column = getattr(wrong, "colno", 0)
            hint = "each line must be one JSON object"
            yield error("json", f"not JSON: {_why(wrong)}", intake.place(number, column), hint)
            return
        yield from outcomes(record, number, intake)


class JsonArray:
    """One JSON array of objects, or one object that holds such an array as its comments."""

    name = "json"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """Whatever opens with a bracket or a brace may be JSON."""
        text = glimpse(head).lstrip("\ufeff \t\r\n")
        if re.match(r"\[\s*[{\]]", text):
            return 70
        return 50 if re.match(r"\{\s*[\"}]", text) else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem an item."""
        intake = Intake(self.name, name, options)
        for item in items(source, name, options):
            if isinstance(item, Problem):
                yield item
            else:
                yield from outcomes(item[0], item[1], intake)
        yield from intake.notes()


def items(source: BinaryIO, name: str, options: ReadOptions) -> Iterator[tuple[Any, int] | Problem]:
    """The items of a JSON array with their lines, one by one; one Problem for a broken rest."""
    text, problems = decode(source, name, options.encoding, _LARGEST)
    yield from problems
    if text is None:
        return
    start = _skip(text, 0)
    if text[start : start + 1] != "[":
        yield from _object(text, start, name)
        return
    place = Intake("json", name, options).place
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    position = _skip(text, start + 1)
    while position < len(text) and text[position] != "]":
        line, counted = line + text.count("\n", counted, position), position
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as wrong:
            at = getattr(wrong, "lineno", line), getattr(wrong, "colno", 0)
            message = f"not JSON: {_why(wrong)}; the rest of the file was not read"
            yield error("json", message, place(*at), "save the export again")
            return
        yield item, line
        position = _skip(text, position)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
        elif text[position : position + 1] != "]":
            break
    if text[position : position + 1] != "]":
        message = "the array is not closed: the file may be cut off here"
        yield error("json", message, place(text.count("\n") + 1), "save the export again")


def _object(text: str, start: int, name: str) -> Iterator[tuple[Any, int] | Problem]:
    line = text.count("\n", 0, start) + 1
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as wrong:
        place = Location(name, getattr(wrong, "lineno", 0), getattr(wrong, "colno", 0))
        yield error("json", f"not JSON: {_why(wrong)}", place, "save the export again")
        return
    yield found, line
    end = _skip(text, end)
    if end < len(text):
        message = "more stands behind the JSON object; it was not read"
        place = Location(name, text.count("\n", 0, end) + 1)
        yield error("json", message, place, "one object a line: --input jsonl")


def outcomes(value: Any, line: int, intake: Intake) -> Iterator[Comment | Problem]:
    """The comments and problems of one JSON value, whatever service it comes from."""
    place = intake.place(line)
    count = 0
    for count, record in enumerate(neutral_records(value, place), 1):
        found = record if isinstance(record, Problem) else neutral(record, line, intake)
        if isinstance(found, Problem) and record is not value and not isinstance(record, Problem):
            found = replace(found, message=f"item {count}: {found.message}")
        yield found


def neutral(record: Any, line: int, intake: Intake) -> Comment | Problem:
    """The comment of a neutral record; unknown keys are kept in ``extra``."""
    place = intake.place(line)
    if not isinstance(record, Mapping):
        return error("not-an-object", f"a JSON {_kind(record)}, not an object", place, _HINT)
    body = record.get("body") if record.get("body") is not None else record.get("text")
    if body is None:
        return error("no-body", "a record without body or text", place, _HINT)
    if not isinstance(body, str):
        return error("no-body", f"the body is a JSON {_kind(body)}, not text", place, _HINT)
    fields: dict[str, Any] = {name: text(record.get(name)) for name in _FIELDS}
    if isinstance(record.get("references"), list):
        fields["references"] = " ".join(map(text, record["references"]))
    staff = record.get("is_staff")
    used = {"body", "text", "is_staff", *_FIELDS}
    return intake.comment(
        Raw(
            body=body,
            line=line,
            is_staff=staff if isinstance(staff, bool) else None,
            extra={clean_line(k): scrub_all(v) for k, v in record.items() if k not in used},
            **fields,
        )
    )


_HINT = 'a record looks like {"body": "...", "author": "...", "date": "..."}'


def text(value: Any) -> str:
    """A JSON scalar as text; lists, objects, booleans and null are no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:  # an integer of more digits than Python prints
            return ""
    return ""


def scrub_all(value: Any, depth: int = 20) -> Any:
    """A JSON value with all its texts scrubbed; what is nested too deep becomes None."""
    if isinstance(value, str):
        return scrub(value)
    if depth and isinstance(value, Mapping):
        return {scrub(k): scrub_all(v, depth - 1) for k, v in value.items()}
    if depth and isinstance(value, list):
        return [scrub_all(v, depth - 1) for v in value]
    return None if isinstance(value, (Mapping, list)) else value


def _kind(value: Any) -> str:
    names = {bool: "boolean", str: "text", list: "list", dict: "object", type(None): "null"}
    return names.get(type(value), "number")


def _why(wrong: Exception) -> str:
    """What is wrong, without a word of the file in it."""
    if isinstance(wrong, json.JSONDecodeError):
        return wrong.msg
    return "nested too deeply" if isinstance(wrong, RecursionError) else "a number is too long"


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _byte_lines(source: BinaryIO) -> Iterator[bytes]:
    """The lines, of which none is held in memory past the longest that is allowed."""
    while line := source.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            while (rest := source.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        yield line


def _peek(source: BinaryIO) -> bytes:
    if not source.seekable():
        return b""
    start = source.tell()
    head = source.read(4)
    source.seek(start)
    return head
