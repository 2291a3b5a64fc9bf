"""The learned second line of the safety gate: a model fitted on alarming and harmless messages.

It reads a message as the rules do, with what the context sets aside: a word that is denied, past,
another person's, hypothetical, usual or a figure of speech is another word than the plain one
(``match.features.marked_features``; the idea of marking negated words is Das & Chen 2001, here with
all of ConText's statuses). By three-fold cross-validation that halves the false alarms among
harmless look-alikes at the same recall, against plain words (``bench/gate.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from triage.concepts import ConceptFinder
from triage.match.features import marked_features
from triage.match.index import Index
from triage.model import Flag, FlagStatus, Labelled, Lexicon, RedFlags, Rule, Tier
from triage.text import Span, sentences

if TYPE_CHECKING:
    from triage.safety import Examined

ALARM_TIERS = (Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY)
"""The classes of the second line, in the order of its index."""

ALARM = {Tier.EMERGENCY: -0.3, Tier.CRISIS: -0.6, Tier.SAME_DAY: 0.0}
"""Margin over "harmless" from which a message alarms.

By three-fold cross-validation (``bench/gate.py``): two thirds of what the rules miss is caught,
for two more false alarms in a hundred ordinary messages; where the two pull apart, emergencies
win. A crisis is told in everyday words, and few ordinary messages come near it: there doubt costs
little.
"""

IN_DOUBT = 0.2
"""How far below the margin a message goes to a clinician in the normal time instead of being
answered: one in four of the alarms that are missed lies there, and one ordinary message in
fifty."""

IF_LOWERED = 0.6
"""How much more it takes where the rules saw a sign and the context lowered it ("no trouble
swallowing"): a third fewer false alarms among look-alikes for one alarm in two hundred."""

LONG = 40
"""Words: a longer message is also looked at in parts, so that a harmless story around an alarm does
not drown it."""
TOGETHER = 3
"""Sentences that are looked at together; the next part begins with the last one of this."""
IN_PART = 0.6
"""How much more it takes in a part. By cross-validation, at equal false alarms, looking at parts
finds three in four of the long alarming messages that the rules miss, instead of three in five."""
FAR = -1.0
"""A message whose whole lies further below the margin is not looked at in parts: in
cross-validation none of those alarmed rightly, and three in four long ordinary ones are such."""
CRISIS_NEAR = 0.4
"""A crisis that is at most this much less likely than the worse tier is told beside it."""

SHOWN = 25
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

        Beside the likeliest tier a crisis is always told, so that its numbers are shown.
        """
        present = {flag.tier for flag in examined.flags if flag.counts}
        worst = min((tier.rank for tier in present), default=len(Tier))
        lowered = any(not f.counts and f.tier in ALARM_TIERS for f in examined.flags)
        counts = _features(examined, self._finder)
        if not counts:
            return ()
        best = _Look(self._alarms, counts)
        where = Span(text, 0, len(text))
        if len(examined.words) > LONG and best.over > FAR:
            best, where = self._closer(text, examined, best, where)
        least = IF_LOWERED if lowered else 0.0
        crisis = ALARM_TIERS.index(Tier.CRISIS)
        found = []
        if best.over >= least and ALARM_TIERS[best.number].rank < worst:
            found.append(self._flag(text, examined, best, best.number, where))
        near = best.overs[crisis] >= max(least, best.over - CRISIS_NEAR)
        if best.number != crisis and near and Tier.CRISIS not in present:
            found.append(self._flag(text, examined, best, crisis, where))
        doubtful = least - IN_DOUBT <= best.over < least
        if doubtful and Tier.CLINICIAN.rank < worst:
            flag = self._flag(text, examined, best, best.number, where)
            told = _DOUBTED.format(tier=flag.tier)
            found.append(replace(flag, tier=Tier.CLINICIAN, instruct=told))
        return tuple(found)

    def _flag(self, text: str, examined: Examined, look: _Look, number: int, where: Span) -> Flag:
        tier = ALARM_TIERS[number]
        heaviest = max(
            (part for part in sentences(text) if where.start <= part.start < where.end),
            key=lambda part: self._look(examined, part).towards(number),
        )
        weights = self._alarms.weights(look.lookup)
        nearest, _ = self._alarms.nearest(number, look.lookup, weights)
        return Flag(
            rule="learned",
            tier=tier,
            text=heaviest.text,
            start=heaviest.start,
            end=heaviest.end,
            title=f"resembles a known {tier} message",
            instruct=_INSTRUCT[tier],
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
        return _Look(self._alarms, _features(_within(examined, part), self._finder), more)


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


def _features(examined: Examined, finder: ConceptFinder) -> Mapping[int, int]:
    norms = [word.norm for word in examined.words]
    return marked_features(norms, [_MARKS[status] for status in examined.aside], finder)


def _within(examined: Examined, part: Span) -> Examined:
    """The words of a stretch of the message, with what the whole message makes of them."""
    inside = [i for i, word in enumerate(examined.words) if part.start <= word.start < part.end]
    return examined._replace(
        words=[examined.words[i] for i in inside], aside=[examined.aside[i] for i in inside]
    )


def alarms_key(
    alarms: Sequence[Labelled],
    harmless: Sequence[Labelled],
    lexicon: Lexicon,
    redflags: RedFlags,
) -> str:
    """A digest of what ``compile_alarms`` reads."""
    from triage.match.compile import digest_of, plain_concepts

    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            *sorted((Path(__file__).parent / "safety").glob("*.py")),
            Path(__file__),
        )
    )
    return digest_of(
        {
            "alarms": [[m.text, m.flag] for m in alarms if m.has_flag],
            "harmless": [m.text for m in harmless],
            "concepts": plain_concepts(lexicon),
            "cues": [[c.cue, c.status, c.direction, c.scope, *c.until] for c in redflags.context],
            "rules": [
                [r.id, r.tier, r.off is None, r.when, *r.fires, "", *r.silent]
                for r in redflags.rules
            ],
            "terms": redflags.terms,
            "code": code,
        }
    )


def compile_alarms(
    alarms: Sequence[Labelled],
    harmless: Sequence[Labelled],
    rules: Sequence[Rule],
    lexicon: Lexicon,
    examine: Examine,
    key: str = "",
) -> bytes:
    """Fit the model: one class a tier, and "none" for the harmless. Gives the bytes of an index.

    ``alarms``: messages labelled with a flag, or with none for harmless look-alikes; ``harmless``:
    ordinary messages, of which those that the rules alarm at teach nothing; ``rules``: their
    sentences teach too; ``examine``: ``Screen.examine``; ``key``: ``alarms_key``. Raises ValueError
    when there is nothing to fit.
    """
    from triage.match.fit import NONE, Sample, fit
    from triage.match.layout import build

    finder = ConceptFinder(lexicon)
    learned: list[Sample] = []
    texts: list[list[str]] = [[] for _ in ALARM_TIERS]
    wordings: list[list[Mapping[int, int]]] = [[] for _ in ALARM_TIERS]
    for text, tier in (*_labelled(alarms), *_sentences_of(rules)):
        counts = _features(examine(text), finder)
        if counts and tier is None:
            learned.append(Sample(counts, NONE))
        elif counts and tier in ALARM_TIERS:
            label = ALARM_TIERS.index(tier)
            learned.append(Sample(counts, label))
            if len(text.split()) <= SHOWN:
                texts[label].append(text)
                wordings[label].append(counts)
    for message in harmless:
        examined = examine(message.text)
        if not _alarmed(examined) and (counts := _features(examined, finder)):
            learned.append(Sample(counts, NONE))
    return build(
        fit(learned, len(ALARM_TIERS)),
        key=key,
        entries=ALARM_TIERS,
        wordings=wordings,
        concepts=[[] for _ in ALARM_TIERS],
        texts=texts,
    )


def _labelled(messages: Sequence[Labelled]) -> Iterator[tuple[str, str | None]]:
    return ((message.text, message.flag) for message in messages if message.has_flag)


def _sentences_of(rules: Sequence[Rule]) -> Iterator[tuple[str, str | None]]:
    """What the alarming rules promise to fire on, and to be silent on."""
    for rule in rules:
        if rule.off is None and rule.tier in ALARM_TIERS:
            yield from ((text, rule.tier) for text in rule.fires)
            yield from ((text, None) for text in rule.silent)


def _alarmed(examined: Examined) -> bool:
    return any(flag.counts and flag.tier in ALARM_TIERS for flag in examined.flags)
