"""What a review teaches: confirmed pairs as labelled messages, and what staff changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from triage.decisions import Action, Decision
from triage.model import Case, Disposition, Tier

_LEARNT = (Disposition.SEND, Disposition.CHECK, Disposition.NO_MATCH)


def pair(case: Case, decision: Decision, hide: Callable[[Case], str]) -> dict[str, object] | None:
    """A labelled message of a confirmed reply, None where nothing is to be learnt.

    ``hide``: the message without what points to a person. Learnt is only which entries answer: not
    from a reply that staff wrote themselves, and never from a message with a red flag, since the
    safety gate takes these examples for harmless.
    """
    if decision.action not in (Action.CONFIRM, Action.ANOTHER) or not decision.entries:
        return None
    if case.disposition not in _LEARNT:
        return None
    if any(flag.counts and flag.tier is not Tier.NOTE for flag in case.flags):
        return None
    text = hide(case).strip()
    if not text:
        return None
    return {"text": text, "gold": list(decision.entries), "kind": "confirmed", "from": "review"}


def changes(cases: Iterable[tuple[Case, Decision]]) -> Counter[tuple[str, str]]:
    """What staff made of the machine's replies, counted: (from, to), entry ids or words."""
    counted: Counter[tuple[str, str]] = Counter()
    for case, decision in cases:
        before = " ".join(case.entries) or "no entry"
        if decision.action is Action.ANOTHER:
            counted[before, " ".join(decision.entries)] += 1
        elif decision.action is Action.EDIT:
            counted[" ".join(decision.entries) or before, "edited"] += 1
        elif decision.action is Action.NO_ENTRY and case.reply is not None:
            counted[before, "no entry fits"] += 1
        elif decision.action is Action.ESCALATE and not case.disposition.escalated:
            counted[before, "escalated"] += 1
    return counted
