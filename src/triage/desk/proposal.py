"""The reply that confirming a case would approve."""

from __future__ import annotations

from dataclasses import dataclass

from triage.decisions import Action, Decision
from triage.drafts import after_review
from triage.drafts.decided import ReplyWith
from triage.model import Case


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reply with its entries; ``action``: how it came about."""

    action: Action
    entries: tuple[str, ...]
    text: str


def own_proposal(case: Case) -> Proposal | None:
    """The machine's own reply; none where the message needs a person, whatever the file says."""
    if case.reply is None or case.disposition.escalated:
        return None
    return Proposal(Action.CONFIRM, case.entries, case.reply)


def proposal_after(
    case: Case, decision: Decision | None, content: str, reply_with: ReplyWith
) -> Proposal | None:
    """The reply that was approved before, where that still counts, else the machine's own."""
    decided = after_review(case, decision, content, reply_with)
    if decided.decision is None or decided.case.reply is None:
        return own_proposal(case)
    return Proposal(decided.decision.action, decided.case.entries, decided.case.reply)
