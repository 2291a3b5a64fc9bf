"""Labelled messages, one JSON object a line: to learn from and to measure on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from triage.content.loaded import Loaded, Report, shown, suggestion
from triage.content.tables import LABELLED
from triage.model import Labelled, Location, Severity, Tier

LARGEST = 256 * 1024 * 1024
"""Bytes; a line takes a few hundred."""


class _BadLineError(Exception):
    """What is wrong with one line; ``key`` names the value to point at."""

    def __init__(self, code: str, message: str, hint: str = "", key: str = "", column: int = 1):
        super().__init__(message)
        self.code, self.message, self.hint, self.key, self.column = code, message, hint, key, column


def load_labelled(data: bytes, file: str) -> Loaded[tuple[Labelled, ...]]:
    """Read labelled messages. A bad line is a problem, and the other lines go on.

    ``value`` holds every good line, also where others are bad. An absent key means "not
    labelled", null "labelled none". A message without an id gets the number of its line.
    """
    report = Report(file)
    if len(data) > LARGEST:
        message = f"the file has {len(data) // 1_000_000} MB, more than {LARGEST // 1_000_000} MB"
        report.add("too-large", message, Location(file), "split the file")
        return report.loaded(None)
    found: list[Labelled] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            found.append(_message(raw, number, report))
        except _BadLineError as bad:
            column = _column(raw, bad)
            report.add(bad.code, bad.message, Location(file, number, column), bad.hint)
    return Loaded(tuple(found), report.problems())


def _message(raw: bytes, number: int, report: Report) -> Labelled:
    record = _parsed(raw)
    text = record.get("text")
    if not isinstance(text, str):
        _refuse_missing(record)
        raise _BadLineError("wrong-type", "text must be text", "", "text")
    for key in record.keys() - LABELLED.keys.keys():
        hint = suggestion(key, list(LABELLED.keys))
        place = Location(report.file, number, _column(raw, _BadLineError("", "", key=key)))
        report.add("unknown-key", f"unknown key: {shown(key)}", place, hint, Severity.WARNING)
    return Labelled(
        id=_word(record, "id") or str(number),
        text=text,
        gold=_gold(record),
        flag=_tier(record),
        has_gold="gold" in record,
        has_flag="flag" in record,
        rule=_word(record, "rule"),
        kind=_word(record, "kind"),
    )


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        record = json.loads(raw.decode(), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise _BadLineError(
            "encoding", "the line is not UTF-8", hint, column=error.start + 1
        ) from None
    except json.JSONDecodeError as error:
        message = f"not readable as JSON: {error.msg}"
        hint = 'one object a line: {"text": "...", "gold": ["entry-id"]}'
        raise _BadLineError("json-syntax", message, hint, column=error.colno) from None
    except (ValueError, RecursionError):
        raise _BadLineError("json-syntax", "not readable as JSON: too deep or too long") from None
    if not isinstance(record, dict):
        raise _BadLineError("wrong-type", "an object is wanted", 'write {"text": "..."}')
    return record


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise _BadLineError("duplicate-key", f"{shown(key)} stands twice", "keep one", key)
        record[key] = value
    return record


def _refuse_missing(record: dict[str, Any]) -> None:
    if "text" not in record:
        near = suggestion("text", list(record)) if record else ""
        hint = f"under another name? {near}" if near.startswith("did") else 'add "text": "..."'
        raise _BadLineError("missing-key", "text is missing", hint)


def _word(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        return str(value)
    if value is not None and not isinstance(value, str):
        raise _BadLineError("wrong-type", f"{key} must be text", "put it in quotes", key)
    return value


def _gold(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("gold")
    if value is None:
        return ()
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        hint = 'write ["entry-id"], or null where no entry answers'
        raise _BadLineError("wrong-type", "gold must be a list of entry ids", hint, "gold")
    return tuple(value)


def _tier(record: dict[str, Any]) -> Tier | None:
    value = record.get("flag")
    if value is None:
        return None
    try:
        return Tier(value)
    except ValueError:
        hint = (
            suggestion(value, list(map(str, Tier)))
            if isinstance(value, str)
            else "write a tier or null"
        )
        raise _BadLineError(
            "wrong-value", f"unknown tier: {shown(str(value))}", hint, "flag"
        ) from None


def _column(raw: bytes, bad: _BadLineError) -> int:
    """The column of the key at fault: of its last mention where it stands twice."""
    key = re.escape(json.dumps(bad.key, ensure_ascii=False))
    found = list(re.finditer(key + r"\s*:", raw.decode(errors="replace"))) if bad.key else []
    if not found:
        return bad.column
    return found[-1 if bad.code == "duplicate-key" else 0].start() + 1


def labelled_lines(messages: Iterable[Mapping[str, Any]]) -> str:
    """The way back: messages as JSON Lines, the keys as in the contract's labelled messages."""
    return "".join(json.dumps(message, ensure_ascii=False) + "\n" for message in messages)
