"""Open questions, brought together by what they ask."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from triage.api import Triage
from triage.desk.gaps import MOST_WORDS, Gaps, find_gaps, open_questions
from triage.model import Case, Comment, Disposition


def cases_of(tool: Triage, messages: Sequence[Comment | str]) -> list[Case]:
    comments = [
        m if isinstance(m, Comment) else Comment(m, id=str(number), date=f"2024-01-{number + 1:02}")
        for number, m in enumerate(messages)
    ]
    return [case for case in tool.batch(comments) if isinstance(case, Case)]


def gaps_of(tool: Triage, messages: Sequence[Comment | str]) -> Gaps:
    return find_gaps(cases_of(tool, messages), tool.content.index, tool.content.finder)


PARKING = [
    "What is the parking situation at the clinic?",
    "where do I park",
    "Is there parking for patients?",
    "I have had migraines since I was nine and drive a long way. Can I park near the door?",
]
GIFTS = ["Do you sell gift cards?", "Can I buy a gift card for my sister?"]
DOG = "Can my dog come along?"


def test_the_same_question_in_other_words_is_one_gap(shipped: Triage) -> None:
    found = gaps_of(shipped, [PARKING[0], DOG, GIFTS[0], PARKING[1], PARKING[2], GIFTS[1]])
    assert [gap.count for gap in found.gaps] == [3, 2, 1]
    assert set(found.gaps[0].cases) == {"0", "3", "4"}
    assert (found.gaps[0].first, found.gaps[0].last) == ("2024-01-01", "2024-01-05")
    assert "parking" in found.gaps[0].terms
    assert found.gaps[0].question in PARKING


def test_the_order_of_messages_does_not_matter(shipped: Triage) -> None:
    messages = [Comment(text, id=text) for text in [*PARKING, *GIFTS, DOG]]
    one, other = gaps_of(shipped, messages), gaps_of(shipped, messages[::-1])
    assert [set(gap.cases) for gap in one.gaps] == [set(gap.cases) for gap in other.gaps]


def test_a_message_that_asks_twice_counts_once(shipped: Triage) -> None:
    found = gaps_of(shipped, ["Do you sell gift cards? And where can I buy a gift card?"])
    assert [gap.count for gap in found.gaps] == [1]
    assert found.questions == 2


def test_who_asked_is_hidden(shipped: Triage) -> None:
    comment = Comment(
        "My name is Zelda and I live at 12 Oak Street. Is there parking for Zelda Fitzgerald, "
        "call 212-555-0199 or zelda@example.org?",
        id="1",
        author="Zelda Fitzgerald",
    )
    found = gaps_of(shipped, [comment])
    shown = str(found.to_dict())
    assert "parking" in shown
    for secret in ("Zelda", "zelda", "Fitzgerald", "555", "Oak"):
        assert secret not in shown


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much!",
        "Can I fly the day after my Botox injections?",
        "I took all my pills an hour ago and want to die. Where can I park?",
        "Dónde puedo aparcar el coche cuando vengo a la clínica para mi tratamiento?",
        "We walked along the river and it rained and then we had tea. " * 6,
    ],
    ids=["skip", "answered", "alarm", "another language", "a story"],
)
def test_what_is_no_gap(shipped: Triage, text: str) -> None:
    assert gaps_of(shipped, [text]).gaps == ()


def test_a_short_message_without_the_form_of_a_question_is_one(shipped: Triage) -> None:
    (case,) = cases_of(shipped, ["gift cards at the front desk"])
    assert case.disposition is Disposition.NO_MATCH
    assert len(open_questions(case)) == 1
    assert len("gift cards at the front desk".split()) <= MOST_WORDS


def test_staff_ask_no_questions(shipped: Triage) -> None:
    assert gaps_of(shipped, [Comment("Where do I park?", id="1", is_staff=True)]).questions == 0


def test_no_case_is_no_gap(shipped: Triage) -> None:
    assert gaps_of(shipped, []) == Gaps((), 0)
