"""The learned second line of the safety gate: a model fitted on alarming and harmless messages.

It reads a message as the rules do, with what the context sets aside: a word that is denied, past,
another person's, hypothetical, usual or a figure of speech is another word than the plain one
(``match.features.marked_features``; the idea of marking negated words is Das & Chen 2001, here with
all of ConText's statuses). Against plain words, at the same recall on what the rules miss, the
model alone had 38 to 52 in a hundred fewer false alarms among harmless look-alikes when it was
tried, by three-fold cross-validation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from triage.concepts import ConceptFinder
from triage.match.features import marked_features
from triage.match.index import Index
from triage.model import LEARNED, Flag, FlagStatus, Tier
from triage.text import Span, sentences

if TYPE_CHECKING:
    from triage.safety import Examined

ALARM_TIERS = (Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY)
"""The classes of the second line, in the order of its index."""

ALARM = {Tier.EMERGENCY: -0.3, Tier.CRISIS: -0.7, Tier.SAME_DAY: -0.1}
"""Margin over "harmless" from which a message alarms.

By three-fold cross-validation (``bench/gate.py --trade``): three quarters of what the rules miss is
caught, for four more false alarms in a hundred ordinary messages; where the two pull apart,
emergencies and crises win. The last steps for crises and same-day messages caught two in a hundred
and more of their tier for each look-alike in a hundred that alarms besides; a further step for
emergencies catches fewer than two. A higher margin where the rules saw a sign and the context
lowered it cost more emergencies in a hundred than it spared look-alikes.
"""

IN_DOUBT = 0.2
"""How far below the margin a message goes to a clinician in the normal time instead of being
answered: one in four of the alarms that are missed lies there, and one ordinary message in
fifty."""

LONG = 40
"""Words: a longer message is also looked at in parts, so that a harmless story around an alarm does
not drown it."""
TOGETHER = 3
"""Sentences that are looked at together; the next part begins with the last one of this."""
IN_PART = 0.8
"""How much more it takes in a part. By cross-validation, at equal false alarms, looking at parts
finds three in four of the long alarming messages that the rules miss, instead of three in five."""
FAR = -1.0
"""A message whose whole lies further below the margin is not looked at in parts: in
cross-validation none of those alarmed rightly, and three in four long ordinary ones are such."""
CRISIS_NEAR = 0.4
"""A crisis that is at most this much less likely than the likeliest tier is told beside it."""

SHOWN = 15
"""Words: a known alarm that is longer is learnt from but not shown as what a message resembles."""

_MARKS = {
    FlagStatus.PRESENT: "",
    FlagStatus.DENIED: "denied:",
    FlagStatus.PAST: "past:",
    FlagStatus.OTHER_PERSON: "other:",
    FlagStatus.HYPOTHETICAL: "if:",
    FlagStatus.METAPHOR: "figure:",
    FlagStatus.USUAL_PATTERN: "usual:",
}

_INSTRUCT = {
    Tier.EMERGENCY: "No rule fired, but this resembles a known emergency. Read it now and phone "
    "the patient; if in doubt have them call {emergency.number}.",
    Tier.CRISIS: "No rule fired, but this resembles a known crisis. Read it now and phone the "
    "patient; crisis line {emergency.crisis}, poison control {emergency.poison}.",
    Tier.SAME_DAY: "No rule fired, but this resembles messages that a nurse must see today. "
    "Read it before close.",
}

_DOUBTED = (
    "It resembles a known {tier} message, if not enough for an alarm. Read it before you answer."
)

Examine = Callable[[str], "Examined"]


class SecondLine:
    """The fitted model at work. Immutable, safe between threads."""

    def __init__(self, alarms: Index, finder: ConceptFinder) -> None:
        """``alarms``: what ``compile_alarms`` made."""
        self._alarms = alarms
        self._finder = finder

    def find(self, text: str, examined: Examined) -> tuple[Flag, ...]:
        """The alarms that the rules did not raise as high.

        An emergency over its own margin is one, though a milder tier is likelier. A crisis about
        as likely as the likeliest tier is told beside it: its numbers are needed.
        """
        present = {flag.tier for flag in examined.flags if flag.counts}
        worst = min((tier.rank for tier in present), default=len(Tier))
        counts = message_features(examined, self._finder)
        if not counts:
            return ()
        best = _Look(self._alarms, counts)
        where = Span(text, 0, len(text))
        if len(examined.words) > LONG and best.over > FAR:
            best, where = self._closer(text, examined, best, where)
        crisis, emergency = ALARM_TIERS.index(Tier.CRISIS), ALARM_TIERS.index(Tier.EMERGENCY)
        number = best.number
        if ALARM_TIERS[number] is Tier.SAME_DAY and best.overs[emergency] >= 0:
            number = emergency
        found = []
        if best.over >= 0 and ALARM_TIERS[number].rank < worst:
            found.append(self._flag(text, examined, best, number, where))
        near = best.towards(crisis) >= best.towards(best.number) - CRISIS_NEAR
        near = near and best.overs[crisis] >= 0
        if best.number != crisis and near and Tier.CRISIS not in present:
            found.append(self._flag(text, examined, best, crisis, where))
        doubtful = -IN_DOUBT <= best.over < 0
        if doubtful and Tier.CLINICIAN.rank < worst:
            flag = self._flag(text, examined, best, best.number, where)
            told = _DOUBTED.format(tier=flag.tier)
            found.append(replace(flag, tier=Tier.CLINICIAN, instruct=told))
        return tuple(found)

    def _flag(self, text: str, examined: Examined, look: _Look, number: int, where: Span) -> Flag:
        tier = ALARM_TIERS[number]
        flag = Flag(
            rule=LEARNED,
            tier=tier,
            text=where.text,
            start=where.start,
            end=where.end,
            title=f"resembles a known {tier} message",
            instruct=_INSTRUCT[tier],
            similar_to="",
        )
        with suppress(Exception):  # what cannot be described is an alarm all the same
            flag = self._described(flag, text, examined, look, number)
        return flag

    def _described(
        self, flag: Flag, text: str, examined: Examined, look: _Look, number: int
    ) -> Flag:
        """The flag with the sentence that weighed most, and the known message it resembles."""
        heaviest = max(
            (part for part in sentences(text) if flag.start <= part.start < flag.end),
            key=lambda part: self._look(examined, part).towards(number),
        )
        nearest, _ = self._alarms.nearest(number, look.lookup)
        return replace(
            flag,
            text=heaviest.text,
            start=heaviest.start,
            end=heaviest.end,
            similar_to=self._alarms.text_of(number, nearest),
        )

    def _closer(
        self, text: str, examined: Examined, whole: _Look, where: Span
    ) -> tuple[_Look, Span]:
        """The look at the part that alarms most, or the whole message's where no part does more."""
        parts = sentences(text)
        best = whole
        for first in range(0, max(1, len(parts) - 1), TOGETHER - 1):
            start, end = parts[first].start, parts[min(first + TOGETHER, len(parts)) - 1].end
            part = Span(text[start:end], start, end)
            look = self._look(examined, part, IN_PART)
            if look.over > best.over:
                best, where = look, part
        return best, where

    def _look(self, examined: Examined, part: Span, more: float = 0.0) -> _Look:
        return _Look(self._alarms, message_features(_within(examined, part), self._finder), more)


class _Look:
    """What the second line makes of a text; ``more``: how much more than its margins it takes."""

    __slots__ = ("lookup", "number", "over", "overs", "scores")

    def __init__(self, alarms: Index, counts: Mapping[int, int], more: float = 0.0) -> None:
        self.lookup = alarms.look_up(counts)
        self.scores = alarms.scores(self.lookup)
        self.overs = [self.towards(i) - ALARM[tier] - more for i, tier in enumerate(ALARM_TIERS)]
        self.over = max(self.overs)
        self.number = self.overs.index(self.over)

    def towards(self, number: int) -> float:
        """How much more it looks like that tier than like a harmless message."""
        return self.scores[number] - self.scores[-1]


def message_features(examined: Examined, finder: ConceptFinder) -> Mapping[int, int]:
    """What the model sees of a message: its words, and which of them are set aside."""
    norms = [word.norm for word in examined.words]
    return marked_features(norms, [_MARKS[status] for status in examined.aside], finder)


def _within(examined: Examined, part: Span) -> Examined:
    """The words of a stretch of the message, with what the whole message makes of them."""
    inside = [i for i, word in enumerate(examined.words) if part.start <= word.start < part.end]
    return examined._replace(
        words=[examined.words[i] for i in inside], aside=[examined.aside[i] for i in inside]
    )
