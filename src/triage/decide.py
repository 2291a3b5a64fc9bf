"""The decision: what staff must do with a comment, and why. One policy, in one place.

1. A present red flag decides by its tier; the worst wins, and no reply is composed.
2. A question is answered by its best entry in one of three bands of calibrated probability: weak
   answers nothing, fair is checked, strong goes as far as the entry's release. An important word
   that neither the entry nor the lexicon explains makes the question weak, and is named.
3. The worst wins over the questions too. An entry released to a clinician sends the whole message
   there; an unanswered question beside an answered one makes the message a check.
4. A routine rule yields to an answer that covers it, the result is then a check.
5. Nothing is sent unless it is signed, not overdue, and nothing in the message wants a look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from triage.answers import answers
from triage.circumstances import circumstances
from triage.match import calibration
from triage.match.read import Reading
from triage.model import (
    BROKEN,
    LEARNED,
    Answered,
    Case,
    Comment,
    Confidence,
    Disposition,
    Entry,
    Flag,
    FlagStatus,
    Reason,
    Release,
    Tier,
)
from triage.reply import compose, fill

NEVER_YIELDS = frozenset({"RF-R3"})
"""Routine rules that no answer may cover: blood thinners, prescribed aspirin and preventives."""

_TIER_DISPOSITION = {
    Tier.EMERGENCY: Disposition.EMERGENCY,
    Tier.CRISIS: Disposition.CRISIS,
    Tier.SAME_DAY: Disposition.SAME_DAY,
    Tier.CLINICIAN: Disposition.CLINICIAN,
}
# Findings that do not count but that staff should see before an answer leaves.
_NOTED = (FlagStatus.PAST, FlagStatus.OTHER_PERSON, FlagStatus.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a decision needs beside the comment; ``today`` is an ISO date, None for "not known"."""

    entries: Mapping[str, Entry]
    disclaimer: str
    placeholders: Mapping[str, str] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()
    """Entries whose sign-off is whole: status signed, and the digest still fits."""
    today: str | None = None
    fair: float = calibration.FAIR
    strong: float = calibration.STRONG
    content: str = ""


def route(comment: Comment, flags: Sequence[Flag], reason: Reason, policy: Policy) -> Case:
    """The case of a message the tool must not judge: a clinician's, or worse where flags say so."""
    found = _from_flags(flags, (), policy)
    disposition = min((Disposition.CLINICIAN, found), key=lambda d: d.rank)
    reasons = (reason, *_flag_reasons(flags))
    return _finish(Case(comment, disposition, reasons, flags=tuple(flags)), policy)


def skip(comment: Comment, flags: Sequence[Flag], reason: Reason, policy: Policy) -> Case:
    """A skipped case, unless a flag counts: then ``route``."""
    if any(flag.counts and flag.tier is not Tier.NOTE for flag in flags):
        return route(comment, flags, reason, policy)
    return _finish(Case(comment, Disposition.SKIP, (reason,), flags=tuple(flags)), policy)


def decide(comment: Comment, flags: Sequence[Flag], reading: Reading, policy: Policy) -> Case:
    """The case of a comment from its flags and what the index made of its questions."""
    answered = answers(reading, policy.fair, policy.strong)
    entries = list(dict.fromkeys(entry for a in answered for entry in a.entries))
    unanswered = [a for a in answered if not a.entries]
    disposition, reasons = _from_questions(reading, answered, entries, policy)
    covered = any(_covered(flag, entries, policy) for flag in flags)
    noted = [flag for flag in flags if flag.status in _NOTED or flag.tier is Tier.NOTE]
    if noted:
        reasons.append(Reason("note", "staff should see: " + "; ".join(map(_noted, noted))))
    reasons = _flag_reasons(flags) + reasons
    unready = _sign_off(entries, policy)
    if disposition is Disposition.SEND and (covered or noted or unready):
        disposition = Disposition.CHECK
    case = Case(
        comment,
        min((disposition, _from_flags(flags, entries, policy)), key=lambda d: d.rank),
        (*reasons, *unready),
        entries=tuple(entries),
        score=reading.whole.matches[0].score if reading.whole.matches else 0.0,
        confidence=min((a.confidence for a in answered), key=_CONFIDENCE.index),
        questions=tuple(answered),
        unanswered=tuple(a.question.text for a in unanswered) if entries else (),
        candidates=reading.whole.matches[: reading.candidates],
        flags=tuple(flags),
    )
    return _finish(case, policy)


_CONFIDENCE = (Confidence.WEAK, Confidence.FAIR, Confidence.STRONG)


def _from_questions(
    reading: Reading, answered: Sequence[Answered], entries: Sequence[str], policy: Policy
) -> tuple[Disposition, list[Reason]]:
    reasons: list[Reason] = []
    unanswered = [a for a in answered if not a.entries]
    missing = list(dict.fromkeys(word for a in unanswered for word in a.unexplained))
    if missing:
        reasons.append(Reason("unexplained", f"no entry mentions: {', '.join(missing)}"))
    if not entries:
        if not reading.has_question:
            reasons.append(Reason("no-question", "nothing in it asks a question"))
        elif not missing:
            reasons.append(Reason("unanswered", "no entry fits"))
        return Disposition.NO_MATCH, reasons
    clinician = [e for e in entries if policy.entries[e].release is Release.CLINICIAN]
    if clinician:
        text = f"{', '.join(clinician)} goes to a clinician"
        return Disposition.CLINICIAN, [Reason("release", text), *reasons]
    disposition = Disposition.SEND
    checked = [e for e in entries if policy.entries[e].release is Release.CHECK]
    if checked:
        disposition = Disposition.CHECK
        reasons.insert(0, Reason("release", f"{', '.join(checked)} needs a staff check"))
    if unanswered:
        disposition = Disposition.CHECK
        reasons.append(Reason("unanswered", "not every question has an entry"))
    if any(a.entries and a.confidence is not Confidence.STRONG for a in answered):
        disposition = Disposition.CHECK
        reasons.append(Reason("fair", "the match is fair, not strong"))
    return disposition, reasons


def _covered(flag: Flag, entries: Sequence[str], policy: Policy) -> bool:
    """True if a routine finding is taken care of by an answer that would go out."""
    if flag.tier is not Tier.CLINICIAN or not entries or flag.rule in NEVER_YIELDS:
        return False
    return any(flag.rule in policy.entries[entry].covers for entry in entries)


def _sign_off(entries: Sequence[str], policy: Policy) -> list[Reason]:
    answered = [policy.entries[e] for e in entries]
    reasons = []
    unsigned = [entry.id for entry in answered if entry.id not in policy.signed]
    if unsigned:
        reasons.append(Reason("unsigned", f"not signed by a clinician: {', '.join(unsigned)}"))
    overdue = [
        entry.id
        for entry in answered
        if policy.today and entry.review.due and entry.review.due < policy.today
    ]
    if overdue:
        reasons.append(Reason("overdue", f"review overdue: {', '.join(overdue)}"))
    return reasons


def _from_flags(flags: Sequence[Flag], entries: Sequence[str], policy: Policy) -> Disposition:
    """The worst disposition that the flags demand; ``skip``, the mildest, where none does."""
    demanded = [
        _TIER_DISPOSITION[flag.tier]
        for flag in flags
        if flag.counts and flag.tier is not Tier.NOTE and not _covered(flag, entries, policy)
    ]
    return min(demanded, key=lambda d: d.rank, default=Disposition.SKIP)


def _flag_reasons(flags: Sequence[Flag]) -> list[Reason]:
    counted = [flag for flag in flags if flag.counts and flag.tier is not Tier.NOTE]
    codes = [flag.rule if flag.rule in (LEARNED, BROKEN) else "rule" for flag in counted]
    return [Reason(code, _told(flag)) for code, flag in zip(codes, counted, strict=True)]


def _told(flag: Flag) -> str:
    title = flag.title or "red flag"
    return title if flag.rule == BROKEN else f"{title} ({flag.rule}): {flag.text}"


def _noted(flag: Flag) -> str:
    return flag.text if flag.counts else f"{flag.text} ({flag.status})"


def _finish(case: Case, policy: Policy) -> Case:
    """Add what staff need for the disposition: instructions, an acknowledgement, or the reply."""
    answered = [policy.entries[entry] for entry in case.entries]
    reply = acknowledgement = None
    if case.disposition in (Disposition.CHECK, Disposition.SEND):
        reply = compose(answered, policy.disclaimer, policy.placeholders)
    elif case.disposition is Disposition.CLINICIAN:
        texts = [entry.acknowledge for entry in answered if entry.acknowledge]
        acknowledgement = fill(texts[0], policy.placeholders).strip() if texts else None
    instructions = dict.fromkeys(
        fill(flag.instruct, policy.placeholders).strip()
        for flag in case.flags
        if flag.counts and flag.instruct and not _covered(flag, case.entries, policy)
    )
    if case.disposition.alarming:
        with suppress(Exception):  # what is told beside an alarm must not cost the alarm
            instructions.update(dict.fromkeys(circumstances(case.comment, policy.today)))
    return replace(
        case,
        reply=reply,
        acknowledgement=acknowledgement,
        instructions=tuple(instructions),
        content=policy.content,
    )
