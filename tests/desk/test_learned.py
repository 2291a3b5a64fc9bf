"""What a review teaches: only confirmed pairs, and never that an alarm is harmless."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.content import load_labelled
from triage.content.labelled import labelled_lines
from triage.decisions import Action, Decision, Key
from triage.desk.learned import changes, pair
from triage.model import Case, Comment, Disposition, Flag, FlagStatus, Tier

CASE = Case(Comment("May I fly?", id="1"), Disposition.CHECK, entries=("fly",), reply="Yes.")


def decision(action: Action, *entries: str) -> Decision:
    return Decision(Key("f", "", "1"), action, "Ann", "t", "now", entries, "d")


def learnt(case: Case, action: Action, *entries: str) -> dict[str, object] | None:
    return pair(case, decision(action, *entries), lambda case: case.comment.body)


def test_a_confirmed_pair_is_a_labelled_message() -> None:
    found = learnt(CASE, Action.ANOTHER, "ice", "fly")
    assert found is not None
    loaded = load_labelled(labelled_lines([found]).encode(), "ours.jsonl")
    assert loaded.problems == ()
    assert loaded.value is not None
    assert [(m.text, m.gold) for m in loaded.value] == [("May I fly?", ("ice", "fly"))]


@pytest.mark.parametrize("action", [a for a in Action if a not in (Action.CONFIRM, Action.ANOTHER)])
def test_nothing_else_teaches(action: Action) -> None:
    assert learnt(CASE, action, "fly") is None


@pytest.mark.parametrize("disposition", [d for d in Disposition if d.escalated])
def test_an_alarm_that_was_answered_teaches_nothing(disposition: Disposition) -> None:
    assert learnt(replace(CASE, disposition=disposition), Action.ANOTHER, "fly") is None


@pytest.mark.parametrize(
    ("tier", "status", "teaches"),
    [
        (Tier.CLINICIAN, FlagStatus.PRESENT, False),
        (Tier.NOTE, FlagStatus.PRESENT, True),
        (Tier.EMERGENCY, FlagStatus.DENIED, True),
    ],
)
def test_a_flagged_message_teaches_nothing(tier: Tier, status: FlagStatus, teaches: bool) -> None:
    flagged = replace(CASE, flags=(Flag("RF-X", tier, "fly", 6, 9, status),))
    assert (learnt(flagged, Action.CONFIRM, "fly") is not None) is teaches


def test_what_staff_changed_is_counted() -> None:
    unanswered = Case(Comment("Bicycles?"), Disposition.NO_MATCH)
    alarm = Case(Comment("Help"), Disposition.SAME_DAY)
    made = [
        (CASE, decision(Action.CONFIRM, "fly")),
        (CASE, decision(Action.ANOTHER, "ice")),
        (CASE, decision(Action.ANOTHER, "ice")),
        (CASE, decision(Action.EDIT, "fly")),
        (CASE, decision(Action.NO_ENTRY)),
        (CASE, decision(Action.ESCALATE)),
        (unanswered, decision(Action.NO_ENTRY)),
        (unanswered, decision(Action.ANOTHER, "fly")),
        (alarm, decision(Action.ESCALATE)),
    ]
    assert changes(made) == {
        ("fly", "ice"): 2,
        ("fly", "edited"): 1,
        ("fly", "no entry fits"): 1,
        ("fly", "escalated"): 1,
        ("no entry", "fly"): 1,
    }
