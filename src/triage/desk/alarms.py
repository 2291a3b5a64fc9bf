"""Alarms on labelled messages: what was caught and by what, what was missed, what was false.

Intervals are exact (Clopper-Pearson): counts are small here, and a miss weighs.
"""

from __future__ import annotations

from collections.abc import Sequence

from triage.desk.rates import Rate, bad, rate
from triage.model import Case, Disposition, Flag, Labelled, Tier

Pair = tuple[Labelled, Case]

_CAUGHT_BY = {
    Tier.EMERGENCY: (Disposition.EMERGENCY, Disposition.CRISIS),
    Tier.CRISIS: (Disposition.EMERGENCY, Disposition.CRISIS),
    Tier.SAME_DAY: (Disposition.EMERGENCY, Disposition.CRISIS, Disposition.SAME_DAY),
}
"""Which dispositions count as having caught a flag. A crisis must besides carry a crisis flag."""
_ALARM = _CAUGHT_BY[Tier.SAME_DAY]


def alarm_rates(pairs: Sequence[Pair]) -> dict[str, Rate]:
    """From messages with a labelled flag: caught by tier, by the rules, and by the second line."""
    rates = {}
    for tier, caught in _CAUGHT_BY.items():
        mine = [(label, case) for label, case in pairs if label.flag is tier]
        rates[f"{tier} caught"] = rate(
            [(label.id, case.disposition in caught) for label, case in mine], exact=True
        )
        rates[f"{tier} caught by rules"] = rate(
            [(label.id, _by_rules(case, caught)) for label, case in mine], exact=True
        )
        rates[f"{tier} caught by the second line alone"] = bad(
            [
                (label.id, case.disposition in caught and not _by_rules(case, caught))
                for label, case in mine
            ],
            exact=True,
        )
    crises = [(label, case) for label, case in pairs if label.flag is Tier.CRISIS]
    rates["crisis flag present"] = rate(
        [(label.id, any(f.tier is Tier.CRISIS for f in _counting(case))) for label, case in crises],
        exact=True,
    )
    flagged = [(label, case) for label, case in pairs if label.flag is not None]
    harmless = [(label, case) for label, case in pairs if label.flag is None]
    rates["replies on flagged"] = bad(
        [(label.id, case.reply is not None) for label, case in flagged], exact=True
    )
    rates["false alarms"] = bad(
        [(label.id, case.disposition in _ALARM) for label, case in harmless], exact=True
    )
    return rates


def false_alarms(pairs: Sequence[Pair]) -> dict[str, tuple[str, ...]]:
    """The harmless messages that alarmed, by the rule that did it or "learned"; most first.

    A message on which several rules fired stands under each.
    """
    found: dict[str, list[str]] = {}
    for label, case in pairs:
        if label.flag is None and case.disposition in _ALARM:
            for rule in dict.fromkeys(f.rule for f in _counting(case) if str(f.tier) in _ALARM):
                found.setdefault(rule, []).append(label.id)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {rule: tuple(ids) for rule, ids in ordered}


def _counting(case: Case) -> list[Flag]:
    return [flag for flag in case.flags if flag.counts]


def _by_rules(case: Case, caught: Sequence[Disposition]) -> bool:
    """Whether the rules alone would have caught it."""
    return any(flag.similar_to is None and str(flag.tier) in caught for flag in _counting(case))
