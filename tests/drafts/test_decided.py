"""What a decision makes of a case: which reply goes into a draft, and which never does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from triage.decisions import Action, Decision, Key, text_digest
from triage.drafts import DraftOptions, after_review, wanted
from triage.model import Case, Comment, Disposition

OWN, OTHER, EDITED = "You may fly.", "Ask the nurse.", "Come in first."


def reply_with(entries: Sequence[str]) -> str | None:
    return OTHER if tuple(entries) == ("ask",) else None


def case(disposition: Disposition = Disposition.CHECK, content: str = "now") -> Case:
    reply = None if disposition.escalated or disposition is Disposition.NO_MATCH else OWN
    return Case(
        Comment("May I?", id="1"), disposition, entries=("fly",), reply=reply, content=content
    )


def decision(action: Action, reply: str | None = None, content: str = "now") -> Decision:
    entries = {Action.CONFIRM: ("fly",), Action.ANOTHER: ("ask",)}.get(action, ())
    text = reply if action is Action.EDIT else None
    digest = None if reply is None else text_digest(reply)
    return Decision(Key("f", "", "1"), action, "Ann", "t", content, entries, digest, text)


APPROVALS = [(Action.CONFIRM, OWN), (Action.ANOTHER, OTHER), (Action.EDIT, EDITED)]


@pytest.mark.parametrize(("action", "reply"), APPROVALS)
def test_what_was_approved_is_what_is_drafted(action: Action, reply: str) -> None:
    approval = decision(action, reply)
    decided = after_review(case(), approval, "now", reply_with)
    assert (decided.case.reply, decided.case.entries) == (reply, approval.entries)
    assert decided.decision == approval
    assert wanted(decided, DraftOptions(reviewed_only=True))


@pytest.mark.parametrize(("action", "reply"), APPROVALS)
@pytest.mark.parametrize(("then", "made"), [("old", "now"), ("now", "old"), ("old", "old")])
def test_an_approval_under_other_answers_does_not_count(
    action: Action, reply: str, then: str, made: str
) -> None:
    decided = after_review(case(content=made), decision(action, reply, then), "now", reply_with)
    assert decided.decision is None
    assert decided.outdated
    # The machine's own reply was confirmed, or else it was turned down.
    assert wanted(decided, DraftOptions()) is (action is Action.CONFIRM)
    assert not wanted(decided, DraftOptions(reviewed_only=True))


@pytest.mark.parametrize(("action", "reply"), APPROVALS)
def test_an_approval_of_another_text_does_not_count(action: Action, reply: str) -> None:
    approval = decision(action, reply)
    other = Decision(
        approval.key, action, "Ann", "t", "now", approval.entries, "000000000000", approval.text
    )
    assert after_review(case(), other, "now", reply_with).decision is None


@pytest.mark.parametrize(
    "action", [Action.NO_ENTRY, Action.ESCALATE, Action.ACKNOWLEDGE, Action.SKIP]
)
@pytest.mark.parametrize("content", ["now", "old"])
def test_a_reply_turned_down_is_never_drafted(action: Action, content: str) -> None:
    decided = after_review(case(), decision(action, content=content), "now", reply_with)
    assert not wanted(decided, DraftOptions())


@pytest.mark.parametrize("action", [Action.ANOTHER, Action.EDIT])
@pytest.mark.parametrize("disposition", list(Disposition))
def test_an_alarm_is_answered_only_by_a_person_and_an_emergency_never(
    action: Action, disposition: Disposition
) -> None:
    reply = OTHER if action is Action.ANOTHER else EDITED
    decided = after_review(case(disposition), decision(action, reply), "now", reply_with)
    never = (Disposition.EMERGENCY, Disposition.CRISIS)
    assert wanted(decided, DraftOptions()) is (disposition not in never)


@pytest.mark.parametrize("disposition", [d for d in Disposition if d.escalated])
def test_confirming_what_the_machine_proposed_never_answers_an_alarm(
    disposition: Disposition,
) -> None:
    approval = decision(Action.CONFIRM, OWN)
    meddled = replace(case(disposition), reply=OWN)
    decided = after_review(meddled, approval, "now", reply_with)
    assert not wanted(decided, DraftOptions())


def test_without_a_decision_a_case_stays_as_it_is() -> None:
    decided = after_review(case(), None, "now", reply_with)
    assert (decided.case, decided.decision, decided.held) == (case(), None, False)
