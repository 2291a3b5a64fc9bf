"""The safety gate as a whole: the rules first, then a learned second line.

The second line is a model fitted on alarming and harmless messages. It catches wordings that no
rule foresaw; it may raise a disposition, never lower one, and says which known message the new one
resembles and which sentence weighed most. Rules and second line are reported separately.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.concepts import ConceptFinder
from triage.match.features import text_features
from triage.match.index import Index
from triage.model import Flag, Tier
from triage.text import sentences

ALARM_TIERS = (Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY)
"""The classes of the second line, in the order of its index."""

ALARM = 0.0
"""Margin over "harmless" from which a message alarms (``python bench/calibrate.py --alarms``)."""

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
        learned = self._second_line(text, self._alarms, worst)
        if learned is None:
            return flags
        return tuple(sorted((*flags, learned), key=lambda flag: flag.tier.rank))

    def _second_line(self, text: str, alarms: Index, worst: int) -> Flag | None:
        lookup = alarms.look_up(text_features(text, self._finder))
        scores = alarms.scores(lookup)
        number = max(range(len(ALARM_TIERS)), key=scores.__getitem__)
        tier = ALARM_TIERS[number]
        if scores[number] - scores[-1] < ALARM or tier.rank >= worst:
            return None
        start, end = self._heaviest(text, alarms, number)
        nearest, _ = alarms.nearest(number, lookup)
        return Flag(
            rule="learned",
            tier=tier,
            text=text[start:end],
            start=start,
            end=end,
            title=f"resembles a known {tier} message",
            instruct=_INSTRUCT[tier],
            similar_to=alarms.text_of(number, nearest),
        )

    def _heaviest(self, text: str, alarms: Index, number: int) -> tuple[int, int]:
        """The span of the sentence that speaks most for the tier."""

        def weight(span: tuple[int, int]) -> float:
            counts = text_features(text[span[0] : span[1]], self._finder)
            scores = alarms.scores(alarms.look_up(counts))
            return scores[number] - scores[-1]

        spans = [(sentence.start, sentence.end) for sentence in sentences(text)]
        return max(spans, key=weight, default=(0, len(text)))
