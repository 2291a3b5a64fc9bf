"""Which entry answers each question of a message: the second rule of ``triage.decide``.

A question is judged three times: with the whole message, with the story but without the other
questions, and with nothing but its own stretch of the message. What the three agree on answers it.
"""

from __future__ import annotations

from dataclasses import replace

from triage.match import calibration
from triage.match.read import Reading
from triage.match.search import Judgement
from triage.model import Answered, Confidence
from triage.text import normal_words

NEAR = 0.1
"""A lead in probability too small to leave the message's own entry for."""

STRANGE = 0.02
SPEAKS = 8
"""A question of this many words or more says what it is about: where the message's entry has less
than the probability above in the question's own stretch, it does not answer it. Half as many
held-out messages written together as one lose a question to its neighbour's entry so."""

POINTS = 5
SAYS = 0.1
"""From this probability the own stretch of a question of so many words points to an entry; where
the message's entry has less than half as much in it, that one does not answer it. A shorter one
("is that known?") has nothing to point with."""

OWN = calibration.FAIR
"""From this probability a question's own stretch may name another entry than the message does."""

NOBODY = -0.2
"""A message this much nearer to what no entry answers gets only strong answers: several questions
are several chances to be wrong (on held-out ones 5 in a hundred are answered instead of 11)."""


def answers(
    reading: Reading, fair: float = calibration.FAIR, strong: float = calibration.STRONG
) -> list[Answered]:
    """Each question of a message with its entries and confidence, in the order asked.

    ``fair``, ``strong``: the probabilities from which a match is more than weak.
    """
    whole_band = _band(reading.whole, fair, strong)
    nobody = reading.whole.signals.over_none < NOBODY
    if not reading.parts:
        return [_answer(reading, 0, reading.whole, whole_band)]
    found: list[Answered] = []
    for number, part in enumerate(reading.parts):
        part_band = _band(part, fair, strong)
        part_band = Confidence.WEAK if nobody and part_band is Confidence.FAIR else part_band
        own = part_band is not Confidence.WEAK and not _agrees(part, reading.whole)
        # A fragment ("is that normal?") often says too little alone: it is about what the message
        # is about, unless it names something that the message's entry does not explain.
        if whole_band is Confidence.WEAK or own or part.unexplained or not part.matches:
            answer = _answer(reading, number, part, part_band)
        else:
            sure = part_band is whole_band is Confidence.STRONG
            confidence = Confidence.STRONG if sure else Confidence.FAIR
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
    length = len(normal_words(answer.question.text))
    strange = length >= SPEAKS and fits < STRANGE
    elsewhere = length >= POINTS and says >= SAYS and fits < says / 2
    if answer.entries and (strange or elsewhere):
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


def _band(judgement: Judgement, fair: float, strong: float) -> Confidence:
    """The confidence band of a judgement: one with an unexplained important word is weak."""
    if not judgement.matches or judgement.unexplained:
        return Confidence.WEAK
    score = judgement.matches[0].score
    if score >= strong:
        return Confidence.STRONG
    return Confidence.FAIR if score >= fair else Confidence.WEAK


def _answer(reading: Reading, number: int, judged: Judgement, confidence: Confidence) -> Answered:
    entries = () if confidence is Confidence.WEAK else (judged.matches[0].entry,)
    return Answered(reading.asked[number], entries, confidence, judged.unexplained, judged.matches)
