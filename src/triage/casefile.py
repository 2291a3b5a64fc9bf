"""Reading back what ``batch`` wrote: ``triage/case-1`` lines to cases.

The way back of ``Case.to_dict``. What that leaves out is not there again: a flag's title and
instruction (the case's own ``instructions`` hold what staff do), the candidates of each question,
and columns of the export that the comment record does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar

from triage.model import (
    CASE_SCHEMA,
    PROBLEM_SCHEMA,
    WHOLE_TEXT,
    Answered,
    Case,
    Comment,
    CommentStatus,
    Confidence,
    Disposition,
    Flag,
    FlagStatus,
    Location,
    Match,
    Problem,
    Question,
    Reason,
    Tier,
)

_Word = TypeVar("_Word", bound=Enum)

NOT_A_CASE = "not-a-case"
"""The code of the problem that a line of another kind ends as."""

_HINT = "give the file that `triage batch -o FILE --format jsonl` wrote, unchanged"


def read_cases(lines: Iterable[bytes], file: str) -> Iterator[Case | Problem]:
    """Each line of a case file as a case, in order; a line that is none is a problem.

    ``triage/problem-1`` lines come back as the problems they were. Blank lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_case(line, Location(file, number))


def read_case(line: bytes, location: Location) -> Case | Problem:
    """One line of a case file; ``location`` is where it stands, for a problem to name."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return Problem(NOT_A_CASE, "this line is not JSON", location, _HINT)
    schema = data.get("schema") if isinstance(data, Mapping) else None
    try:
        if schema == CASE_SCHEMA:
            return case_from_dict(data)
        if schema == PROBLEM_SCHEMA:
            return _problem(data)
    except _WrongShapeError as error:
        return Problem(NOT_A_CASE, str(error), location, _HINT)
    return Problem(NOT_A_CASE, f"the line's schema is not {CASE_SCHEMA}", location, _HINT)


class _WrongShapeError(ValueError):
    """A value that no case holds; the text names its key, never its content."""


def case_from_dict(data: Mapping[str, Any]) -> Case:
    """The case of a ``triage/case-1`` object. Raises ValueError naming the key that is wrong."""
    comment = _get(data, "comment", dict)
    whole = _text(comment, WHOLE_TEXT)
    return Case(
        comment=Comment(
            body=_get(comment, "body", str),
            id=_get(data, "id", str),
            author=_text(comment, "author"),
            email=_text(comment, "email"),
            date=_text(comment, "date"),
            parent=_text(comment, "parent"),
            subject=_text(comment, "subject"),
            url=_text(comment, "url"),
            status=_word(comment, "status", CommentStatus),
            message_id=_text(comment, "message_id"),
            references=_text(comment, "references"),
            answered_by=_text(data, "answered_by"),
            source=_location(_get(data, "source", str)),
            extra={} if whole is None else {WHOLE_TEXT: whole},
        ),
        disposition=_word(data, "disposition", Disposition),
        reasons=tuple(
            Reason(_get(reason, "code", str), _get(reason, "text", str))
            for reason in _objects(data, "reasons")
        ),
        entries=_texts(data, "entries"),
        score=_number(data, "score"),
        confidence=_word(data, "confidence", Confidence),
        questions=tuple(_question(question) for question in _objects(data, "questions")),
        unanswered=_texts(data, "unanswered"),
        candidates=tuple(
            Match(
                _get(match, "entry", str), _number(match, "score"), _text(match, "phrasing") or ""
            )
            for match in _objects(data, "candidates")
        ),
        flags=tuple(_flag(flag) for flag in _objects(data, "flags")),
        instructions=_texts(data, "instructions"),
        acknowledgement=_text(data, "acknowledgement"),
        reply=_text(data, "reply"),
        content=_get(data, "content", str),
    )


def _problem(data: Mapping[str, Any]) -> Problem:
    return Problem(
        _get(data, "code", str),
        _get(data, "message", str),
        _location(_get(data, "source", str)),
        _get(data, "hint", str),
    )


def _question(data: Mapping[str, Any]) -> Answered:
    return Answered(
        Question(_get(data, "text", str), _get(data, "start", int), _get(data, "end", int)),
        _texts(data, "entries"),
        _word(data, "confidence", Confidence),
        _texts(data, "unexplained"),
    )


def _flag(data: Mapping[str, Any]) -> Flag:
    return Flag(
        rule=_get(data, "rule", str),
        tier=_word(data, "tier", Tier),
        text=_get(data, "text", str),
        start=_get(data, "start", int),
        end=_get(data, "end", int),
        status=_word(data, "status", FlagStatus),
        cue=_text(data, "cue"),
        similar_to=_text(data, "similar_to"),
    )


def _get(data: Mapping[str, Any], key: str, kind: type) -> Any:
    value = data.get(key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _WrongShapeError(f"{key!r} is missing or of another kind than a case holds")
    return value


def _text(data: Mapping[str, Any], key: str) -> str | None:
    return None if data.get(key) is None else _get(data, key, str)


def _number(data: Mapping[str, Any], key: str) -> float:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _WrongShapeError(f"{key!r} is no number from 0 to 1")
    return float(value)


def _word(data: Mapping[str, Any], key: str, words: type[_Word]) -> _Word:
    try:
        return words(data.get(key))
    except ValueError:
        raise _WrongShapeError(f"{key!r} is none of the words a case uses there") from None


def _objects(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = _get(data, key, list)
    if not all(isinstance(item, Mapping) for item in found):
        raise _WrongShapeError(f"{key!r} holds something that is no object")
    return found


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = _get(data, key, list)
    if not all(isinstance(item, str) for item in found):
        raise _WrongShapeError(f"{key!r} holds something that is no text")
    return tuple(found)


def _location(text: str) -> Location:
    """``file:line:column`` read back; a file's own colons stay with its name."""
    numbers: list[int] = []
    while len(numbers) < 2:
        head, colon, tail = text.rpartition(":")
        if not colon or not tail.isascii() or not tail.isdigit() or len(tail) > 12:
            break
        text, numbers = head, [int(tail), *numbers]
    return Location(text, *numbers)
