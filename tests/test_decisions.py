"""Decisions on disk: read back as written, the last one holds, a torn line loses only itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.decisions import (
    NOT_A_DECISION,
    Action,
    Decision,
    Key,
    beside,
    last_ones,
    read_decisions,
)

texts = st.text(max_size=20)
keys = st.builds(Key, texts, texts, texts)
decisions = st.builds(
    Decision,
    keys,
    st.sampled_from(Action),
    texts,
    texts,
    texts,
    st.lists(texts).map(tuple),
    st.none() | texts,
    st.none() | texts,
)


def line(decision: Decision) -> bytes:
    return json.dumps(decision.to_dict()).encode() + b"\n"


def one(action: Action, ident: str = "1", file: str = "f") -> Decision:
    return Decision(Key(file, "a.csv:2", ident), action, "Ann", "2026-03-01T12:00:00Z", "c")


@given(st.lists(decisions))
def test_decisions_come_back_as_they_were_written(some: list[Decision]) -> None:
    data = b"".join(map(line, some))
    assert read_decisions(data, "x.review.jsonl") == (some, [])


@given(st.lists(decisions, min_size=1), st.integers(1))
def test_a_torn_last_line_loses_only_itself(some: list[Decision], lost: int) -> None:
    whole = b"".join(map(line, some))
    last = line(some[-1])
    torn = whole[: len(whole) - 1 - lost % (len(last) - 1)]
    found, problems = read_decisions(torn, "x.review.jsonl")
    assert found == some[:-1]
    assert [(p.code, p.location.line) for p in problems] == [(NOT_A_DECISION, len(some))]
    # The next run closes the line, and goes on below it.
    found, problems = read_decisions(torn + b"\n" + last, "x.review.jsonl")
    assert found[-1] == some[-1]


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "triage/decision-2"},
        {"action": "send"},
        {"id": 7},
        {"by": None},
        {"entries": "preg"},
        {"entries": [1]},
        {"reply": 1},
        {"text": []},
    ],
)
def test_what_is_no_decision_is_told_without_its_words(change: dict[str, object]) -> None:
    data = json.dumps({**one(Action.CONFIRM).to_dict(), **change}).encode() + b"\n"
    found, (problem,) = read_decisions(b"\n" + data, "x.review.jsonl")
    assert found == []
    assert str(problem.location) == "x.review.jsonl:2"
    assert "Ann" not in problem.message


@pytest.mark.parametrize("data", [b"[]\n", b"\xff\n", b"[" * 90_000 + b"\n", b"{}\n"])
def test_any_other_line_is_told(data: bytes) -> None:
    found, problems = read_decisions(data, "x")
    assert (found, len(problems)) == ([], 1)


def test_the_last_decision_holds_and_a_skip_takes_nothing_back() -> None:
    kept = [
        one(Action.CONFIRM),
        one(Action.SKIP, "2"),
        one(Action.ESCALATE),
        one(Action.NO_ENTRY, "2"),
        one(Action.SKIP),
        one(Action.CONFIRM, file="g"),
    ]
    holding = last_ones(kept)
    assert [(key.file, key.id, d.action) for key, d in holding.items()] == [
        ("f", "1", Action.ESCALATE),
        ("f", "2", Action.NO_ENTRY),
        ("g", "1", Action.CONFIRM),
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("cases.jsonl", "cases.review.jsonl"),
        ("2026.03.01", "2026.03.01.review.jsonl"),
        ("a.jsonl.jsonl", "a.jsonl.review.jsonl"),
    ],
)
def test_decisions_lie_beside_their_cases(name: str, kept: str) -> None:
    assert beside(Path("out", name)) == Path("out", kept)
