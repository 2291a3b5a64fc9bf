"""The safety gate as a whole: the rules first, then a learned second line.

The second line is a model fitted on alarming and harmless messages. It catches wordings that no
rule foresaw; it may raise a disposition, never lower one, and says which known message the new one
resembles and which sentence weighed most. Rules and second line are reported separately.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from triage.concepts import ConceptFinder
from triage.match.features import text_features
from triage.match.index import Index
from triage.model import Flag, Tier
from triage.text import sentences

ALARM_TIERS = (Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY)
"""The classes of the second line, in the order of its index."""

ALARM = {Tier.EMERGENCY: -0.4, Tier.CRISIS: -0.6, Tier.SAME_DAY: -0.1}
"""Margin over "harmless" from which a message alarms.

By three-fold cross-validation (``bench/gate.py``): half to two thirds of what the rules miss is
caught, for two more false alarms in a hundred ordinary messages; where the two pull
apart, emergencies win. A crisis is told in everyday words, and few ordinary messages come near
it: there doubt costs little. Looking at the parts of long messages as well finds no more at the
same number of false alarms.
"""

IF_LOWERED = 0.6
"""How much more it takes where the rules saw a sign and the context lowered it ("no trouble
swallowing"): a third fewer false alarms among look-alikes for one alarm in two hundred."""

Screen = Callable[[str], Sequence[Flag]]

_INSTRUCT = {
    Tier.EMERGENCY: "No rule fired, but this resembles a known emergency. Read it now and phone "
    "the patient; if in doubt have them call {emergency.number}.",
    Tier.CRISIS: "No rule fired, but this resembles a known crisis. Read it now and phone the "
    "patient; crisis line {emergency.crisis}, poison control {emergency.poison}.",
    Tier.SAME_DAY: "No rule fired, but this resembles messages that a nurse must see today. "
    "Read it before close.",
}


class Gate:
    """Call it with a message: its flags, worst tier first. Immutable, safe between threads."""

    def __init__(self, screen: Screen, alarms: Index | None, finder: ConceptFinder) -> None:
        """``alarms``: the index of the second line, None to do without."""
        self._screen = screen
        self._alarms = alarms
        self._finder = finder

    def __call__(self, text: str) -> tuple[Flag, ...]:
        """The rules' flags, and the second line's where it is worse than theirs."""
        flags = tuple(self._screen(text))
        if self._alarms is None:
            return flags
        worst = min((flag.tier.rank for flag in flags if flag.counts), default=len(Tier))
        lowered = any(not flag.counts and flag.tier in ALARM_TIERS for flag in flags)
        try:
            learned = self._second_line(text, self._alarms, worst, lowered)
        except Exception as error:  # what the rules found must not be lost with it
            learned = _broken(error)
        if learned is None:
            return flags
        return tuple(sorted((*flags, learned), key=lambda flag: flag.tier.rank))

    def _second_line(self, text: str, alarms: Index, worst: int, lowered: bool) -> Flag | None:
        counts = text_features(text, self._finder)
        if not counts:
            return None
        whole = _Look(alarms, counts)
        tier = ALARM_TIERS[whole.number]
        if whole.over < (IF_LOWERED if lowered else 0.0) or tier.rank >= worst:
            return None
        heaviest = max(
            sentences(text),
            key=lambda part: _Look(alarms, text_features(part.text, self._finder)).towards(
                whole.number
            ),
        )
        nearest, _ = alarms.nearest(whole.number, whole.lookup, alarms.weights(whole.lookup))
        return Flag(
            rule="learned",
            tier=tier,
            text=heaviest.text,
            start=heaviest.start,
            end=heaviest.end,
            title=f"resembles a known {tier} message",
            instruct=_INSTRUCT[tier],
            similar_to=alarms.text_of(whole.number, nearest),
        )


def _broken(error: Exception) -> Flag:
    """In place of the second line's finding: nobody knows what it would have been."""
    return Flag(
        rule="error",
        tier=Tier.CLINICIAN,
        text="",
        start=0,
        end=0,
        title=f"the second look failed: {type(error).__name__}",
        instruct="Part of the safety check failed on this message. Read all of it.",
    )


class _Look:
    """What the second line makes of a text."""

    __slots__ = ("lookup", "number", "over", "scores")

    def __init__(self, alarms: Index, counts: Mapping[int, int]) -> None:
        self.lookup = alarms.look_up(counts)
        self.scores = alarms.scores(self.lookup)
        overs = [self.towards(i) - ALARM[tier] for i, tier in enumerate(ALARM_TIERS)]
        self.over = max(overs)
        self.number = overs.index(self.over)

    def towards(self, number: int) -> float:
        """How much more it looks like that tier than like a harmless message."""
        return self.scores[number] - self.scores[-1]
