"""What a person's decision makes of a case: which reply may be drafted, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from triage.decisions import Action, Decision, text_digest
from triage.model import Case, Disposition

ReplyWith = Callable[[Sequence[str]], str | None]
"""Entry ids to the reply they make, None where one has no answer that may be sent."""

NEVER_ANSWERED = (Disposition.EMERGENCY, Disposition.CRISIS)
"""A message that asks for a telephone call is not answered by mail, whoever says so."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A case as it stands after review.

    ``case``: with the reply and entries that were approved, else as the machine left it.
    ``decision``: the approval, where it counts. ``held``: somebody turned the machine's reply down,
    so it must not be drafted. ``outdated``: somebody approved a reply, but the answers have changed
    since.
    """

    case: Case
    decision: Decision | None = None
    held: bool = False
    outdated: bool = False


def after_review(
    case: Case, decision: Decision | None, content: str, reply_with: ReplyWith
) -> Decided:
    """The case after a decision, if there is one.

    ``content``: the digest of the curated files now. An approval counts only under the content it
    was given under, and for the very text that was approved. Turning a reply down always counts.
    """
    if decision is None:
        return Decided(case)
    if not decision.action.answers or case.disposition in NEVER_ANSWERED:
        return Decided(case, held=True)
    text, entries = _approved(case, decision, reply_with)
    same_content = decision.content == content == case.content
    if same_content and text is not None and text_digest(text) == decision.reply:
        return Decided(replace(case, reply=text, entries=entries), decision)
    return Decided(case, held=decision.action is not Action.CONFIRM, outdated=True)


def _approved(
    case: Case, decision: Decision, reply_with: ReplyWith
) -> tuple[str | None, tuple[str, ...]]:
    if decision.action is Action.CONFIRM:  # of what a machine wrote: never where a person must act
        return None if case.disposition.escalated else case.reply, case.entries
    if decision.action is Action.EDIT:
        return decision.text, decision.entries
    return reply_with(decision.entries), decision.entries
