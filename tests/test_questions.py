from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.questions import asks, questions


@pytest.mark.parametrize(
    "sentence",
    [
        "Can I fly afterwards",
        "how long does it last",
        "And what about wine?",
        "I was wondering if the shots hurt.",
        "Please let me know when to come.",
        "Anyone know a good doctor, does anyone?",
        "when can I drive",
        "I'd like to hear how common it is.",
        "need my tablets refilled",
    ],
)
def test_asking(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "What a week.",
        "When I was nineteen I had my first one.",
        "I have been ill since May.",
        "Thank you so much.",
        "Which is why I stopped.",
        "",
    ],
)
def test_telling(sentence: str) -> None:
    assert not asks(sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I had three rounds. Can I swim?", ["Can I swim?"]),
        (
            "Can I drive home after it, and is it alright to drink wine?",
            ["Can I drive home after it", "and is it alright to drink wine?"],
        ),
        ("My neck hurts. Is that normal? Really?", ["Is that normal? Really?"]),
        ("Just a story about my cat.", []),
        ("Why?!?! Because.", ["Why?!?!"]),
    ],
)
def test_questions_of_a_message(text: str, expected: list[str]) -> None:
    assert [q.text for q in questions(text)] == expected


@given(st.text(alphabet="ab I?!.,\n andorcanis", max_size=80))
def test_questions_are_spans_in_order(text: str) -> None:
    found = questions(text)
    for question in found:
        assert text[question.start : question.end] == question.text
    assert all(a.end <= b.start for a, b in pairwise(found))
