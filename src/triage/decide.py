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

from triage.circumstances import circumstances
from triage.match import calibration
from triage.match.read import Reading
from triage.match.search import Judgement
from triage.model import (
    Answered,
    Case,
    Comment,
    Confidence,
    Disposition,
    Entry,
    Flag,
    Reason,
    Release,
    Tier,
)
from triage.reasons import flag_reasons, notes
from triage.reply import compose, fill
from triage.text import normal_words

NEVER_YIELDS = frozenset({"RF-R3"})
"""Routine rules that no answer may cover: blood thinners, prescribed aspirin and preventives."""

NEAR = 0.1
"""A lead in probability too small to leave the message's own entry for."""

STRANGE = 0.02
SPEAKS = 8
"""A question of this many words or more says what it is about: where the message's entry has less
than the probability above in the question's own stretch, it does not answer it. Half as many
held-out messages written together as one lose a question to its neighbour's entry so."""

SAYS = 0.1
"""From this probability a question's own stretch points to an entry; where the message's entry has
less than half as much in it, that one does not answer it."""

OWN = calibration.FAIR
"""From this probability a question's own stretch may name another entry than the message does."""

NOBODY = -0.2
"""A message this much nearer to what no entry answers gets only strong answers: several questions
are several chances to be wrong (on held-out ones 5 in a hundred are answered instead of 11)."""

_TIER_DISPOSITION = {
    Tier.EMERGENCY: Disposition.EMERGENCY,
    Tier.CRISIS: Disposition.CRISIS,
    Tier.SAME_DAY: Disposition.SAME_DAY,
    Tier.CLINICIAN: Disposition.CLINICIAN,
}


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
    reasons = (reason, *flag_reasons(flags))
    return _finish(Case(comment, disposition, reasons, flags=tuple(flags)), policy)


def skip(comment: Comment, flags: Sequence[Flag], reason: Reason, policy: Policy) -> Case:
    """A skipped case, unless a flag counts: then ``route``."""
    if any(flag.counts and flag.tier is not Tier.NOTE for flag in flags):
        return route(comment, flags, reason, policy)
    return _finish(Case(comment, Disposition.SKIP, (reason,), flags=tuple(flags)), policy)


def decide(comment: Comment, flags: Sequence[Flag], reading: Reading, policy: Policy) -> Case:
    """The case of a comment from its flags and what the index made of its questions."""
    answered = answers(reading, policy)
    entries = list(dict.fromkeys(entry for a in answered for entry in a.entries))
    unanswered = [a for a in answered if not a.entries]
    disposition, reasons = _from_questions(reading, answered, entries, policy)
    covered = any(_covered(flag, entries, policy) for flag in flags)
    noted = notes(flags)
    reasons = [*flag_reasons(flags), *reasons, *noted]
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


def answers(reading: Reading, policy: Policy) -> list[Answered]:
    """Each question of a message with its entries and confidence, in the order asked."""
    whole_band = band(reading.whole, policy)
    nobody = reading.whole.signals.over_none < NOBODY
    if not reading.parts:
        return [_answer(reading, 0, reading.whole, whole_band)]
    found: list[Answered] = []
    for number, part in enumerate(reading.parts):
        part_band = band(part, policy)
        part_band = Confidence.WEAK if nobody and part_band is Confidence.FAIR else part_band
        own = part_band is not Confidence.WEAK and not _agrees(part, reading.whole)
        # A fragment ("is that normal?") often says too little alone: it is about what the message
        # is about, unless it names something that the message's entry does not explain.
        if whole_band is Confidence.WEAK or own or part.unexplained or not part.matches:
            answer = _answer(reading, number, part, part_band)
        else:
            strong = part_band is whole_band is Confidence.STRONG
            confidence = Confidence.STRONG if strong else Confidence.FAIR
            answer = _answer(reading, number, reading.whole, confidence)
        found.append(_unless_another_topic(answer, reading.own[number], may_add=not nobody))
    return found


def _unless_another_topic(answer: Answered, own: Judgement, *, may_add: bool) -> Answered:
    """The answer, or another where the question's own stretch of the message says so.

    The story of a neighbouring question must not answer this one: a stretch that matches another
    entry well gets that one, to be checked, where ``may_add``; a question whose stretch points
    elsewhere, or that is long enough to say what it is about and has nothing to do with the entry,
    stays unanswered, which staff are told.
    """
    fits_well = own.matches and not own.unexplained and own.matches[0].score >= OWN
    if may_add and fits_well and own.matches[0].entry not in answer.entries:
        entry = own.matches[0].entry
        return Answered(answer.question, (entry,), Confidence.FAIR, (), own.matches)
    fits = max((m.score for m in own.matches if m.entry in answer.entries), default=0.0)
    says = own.matches[0].score if own.matches else 0.0
    strange = fits < STRANGE and len(normal_words(answer.question.text)) >= SPEAKS
    if answer.entries and (strange or (says >= SAYS and fits < says / 2)):
        return replace(answer, entries=(), confidence=Confidence.WEAK)
    return answer


def _agrees(part: Judgement, whole: Judgement) -> bool:
    """True if the message's entry fits the question about as well as the question's own best."""
    if not whole.matches:
        return False
    for match in part.matches:
        if match.entry == whole.matches[0].entry:
            return part.matches[0].score - match.score < NEAR
    return False


def band(judgement: Judgement, policy: Policy) -> Confidence:
    """The confidence band of a judgement (see the module's rule 2)."""
    if not judgement.matches or judgement.unexplained:
        return Confidence.WEAK
    score = judgement.matches[0].score
    if score >= policy.strong:
        return Confidence.STRONG
    return Confidence.FAIR if score >= policy.fair else Confidence.WEAK


def _answer(reading: Reading, number: int, judged: Judgement, confidence: Confidence) -> Answered:
    entries = () if confidence is Confidence.WEAK else (judged.matches[0].entry,)
    return Answered(reading.asked[number], entries, confidence, judged.unexplained, judged.matches)


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
