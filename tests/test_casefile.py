"""Case files read back: what batch wrote comes again as it was, anything else is a problem."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.api import Triage
from triage.casefile import NOT_A_CASE, case_from_dict, read_case, read_cases
from triage.model import Case, Comment, CommentStatus, Location, Problem

MESSAGES = [
    "Can I take ibuprofen before my Botox shots?",
    "I can't swallow since the injections. Is that normal?",
    "Do you sell bicycles? And does Botox cure migraine?",
    "Thanks!",
]


def full_line(tool: Triage, body: str) -> str:
    comment = Comment(
        body,
        id="7",
        author="Ann",
        email="ann@example.org",
        date="2026-03-01T10:00:00",
        parent="3",
        subject="Shots",
        url="https://example.org/7",
        status=CommentStatus.PENDING,
        message_id="<7@example.org>",
        references="<3@example.org>",
        answered_by="8 (next by staff)",
        source=Location("export.csv", 14, 2),
    )
    (case,) = tool.batch([comment])
    return json.dumps(case.to_dict())


@pytest.mark.parametrize("body", MESSAGES)
def test_a_case_comes_back_as_it_was_written(small: Triage, body: str) -> None:
    line = full_line(small, body)
    case = read_case(line.encode(), Location("cases.jsonl", 1))
    assert isinstance(case, Case)
    assert case.to_dict() == json.loads(line)
    assert case.comment.source == Location("export.csv", 14, 2)


def test_a_problem_comes_back_as_itself() -> None:
    problem = Problem("unclosed-quote", "a quote is not closed", Location("a.csv", 15), "close it")
    (read,) = read_cases([json.dumps(problem.to_dict()).encode()], "cases.jsonl")
    assert read == problem


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("", Location("")),
        ("a.csv:14", Location("a.csv", 14)),
        ("C:\\exports\\a.csv:14:3", Location("C:\\exports\\a.csv", 14, 3)),
        ("mail:2026", Location("mail", 2026)),
    ],
)
def test_places_are_read_back(small: Triage, text: str, location: Location) -> None:
    data = json.loads(full_line(small, MESSAGES[0])) | {"source": text}
    assert case_from_dict(data).comment.source == location


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b'{"id": "1"}', b'{"schema": "triage/case-2"}', b"\xff\xfe", b"[" * 90_000],
)
def test_anything_else_is_a_problem_with_its_place(line: bytes) -> None:
    first, second = read_cases([b"\n", line, line], "cases.jsonl")
    assert isinstance(first, Problem)
    assert isinstance(second, Problem)
    assert first.code == NOT_A_CASE
    assert (str(first.location), str(second.location)) == ("cases.jsonl:2", "cases.jsonl:3")


def broken(data: Mapping[str, Any], path: list[str], value: object) -> dict[str, Any]:
    key, *rest = path
    inner = broken(data[key], rest, value) if rest else value
    return {**data, key: inner}


@given(value=st.none() | st.booleans() | st.integers(2) | st.lists(st.integers(), min_size=1))
@pytest.mark.parametrize(
    "path",
    [["id"], ["comment"], ["comment", "body"], ["disposition"], ["score"], ["flags"], ["content"]],
)
def test_a_value_of_another_kind_is_named_and_its_content_is_not(
    small: Triage, path: list[str], value: object
) -> None:
    data = broken(json.loads(full_line(small, MESSAGES[0])), path, value)
    found = read_case(json.dumps(data).encode(), Location("cases.jsonl", 1))
    assert isinstance(found, Problem)
    assert path[-1] in found.message
    assert "ibuprofen" not in found.message


def test_mail_headers_are_written_only_where_there_are_some(small: Triage) -> None:
    (case,) = small.batch([Comment("Hello?", id="1")])
    assert isinstance(case, Case)
    assert "message_id" not in case.to_dict()["comment"]
    threaded = replace(case, comment=replace(case.comment, message_id="<1@x>"))
    assert threaded.to_dict()["comment"]["message_id"] == "<1@x>"
