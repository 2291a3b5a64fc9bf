"""How good the tool is on labelled messages: wrong answers first, coverage second.

A rate is a count of a count, with its 95% interval: bootstrap for matching, exact for alarms, where
counts are small and a miss weighs. Nothing here decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from triage.desk.statistics import (
    auroc,
    auroc_interval,
    bootstrap_interval,
    calibration_bins,
    exact_interval,
    expected_calibration_error,
)
from triage.model import Case, Disposition, Entry, Labelled, Release, Tier

_CAUGHT_BY = {
    Tier.EMERGENCY: (Disposition.EMERGENCY, Disposition.CRISIS),
    Tier.CRISIS: (Disposition.EMERGENCY, Disposition.CRISIS),
    Tier.SAME_DAY: (Disposition.EMERGENCY, Disposition.CRISIS, Disposition.SAME_DAY),
}
"""Which dispositions count as having caught a flag. A crisis must besides carry a crisis flag."""

_ALARM = (Disposition.EMERGENCY, Disposition.CRISIS, Disposition.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``total`` with a 95% interval, and the ids of those that went wrong."""

    hits: int
    total: int
    low: float
    high: float
    wrong: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The rate itself, 0 without any."""
        return self.hits / self.total if self.total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The rate as JSON."""
        return {
            "share": round(self.share, 4),
            "hits": self.hits,
            "total": self.total,
            "interval": [round(self.low, 4), round(self.high, 4)],
            "ids": list(self.wrong),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one run; rates without any row are left out."""

    rows: int
    rates: Mapping[str, Rate]
    auroc: float | None
    auroc_interval: tuple[float, float] | None
    ece: float | None
    bins: tuple[tuple[float, float, int], ...]
    confusions: tuple[tuple[str, str, str], ...]
    """(message id, what was proposed, what would have been right)"""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """Message id to disposition and entries: what ``compare`` looks at."""

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as JSON (``triage/evaluation-1``)."""
        return {
            "schema": "triage/evaluation-1",
            "rows": self.rows,
            "rates": {name: rate.to_dict() for name, rate in self.rates.items()},
            "auroc": self.auroc,
            "auroc_interval": self.auroc_interval,
            "ece": self.ece,
            "bins": [list(b) for b in self.bins],
            "confusions": [list(c) for c in self.confusions],
            "outcomes": dict(self.outcomes),
        }


Pair = tuple[Labelled, Case]


def evaluate(pairs: Iterable[Pair], entries: Mapping[str, Entry]) -> Evaluation:
    """Judge cases against their labels. A key that is not labelled is not judged."""
    judged = list(pairs)
    answerable = [p for p in judged if p[0].has_gold and p[0].gold]
    none = [p for p in judged if p[0].has_gold and not p[0].gold]
    rates = {
        **_matching_rates(answerable, entries),
        **_none_rates(none),
        **_multi_rates(answerable),
        **_flag_rates([p for p in judged if p[0].has_flag]),
    }
    scores = [case.score for _, case in answerable + none]
    right = [_first(case) in label.gold for label, case in answerable] + [False] * len(none)
    bins = calibration_bins(scores, right)
    area = auroc([c.score for _, c in answerable], [c.score for _, c in none])
    return Evaluation(
        rows=len(judged),
        rates={name: rate for name, rate in rates.items() if rate.total},
        auroc=area,
        auroc_interval=None if area is None else auroc_interval(area, len(answerable), len(none)),
        ece=expected_calibration_error(bins) if scores else None,
        bins=tuple(bins),
        confusions=tuple(
            (label.id, _first(case) or "-", " ".join(label.gold))
            for label, case in answerable
            if _first(case) not in label.gold
        ),
        outcomes={label.id: _outcome(case) for label, case in judged},
    )


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(id, earlier outcome, outcome now) of the messages that ended differently."""
    both = [key for key in after if key in before and before[key] != after[key]]
    return [(key, before[key], after[key]) for key in both]


def worst_entries(evaluation: Evaluation, most: int = 10) -> list[tuple[str, int]]:
    """The entries that were missed most often."""
    missed = Counter(right.split()[0] for _, _, right in evaluation.confusions)
    return missed.most_common(most)


def _first(case: Case) -> str | None:
    return case.candidates[0].entry if case.candidates else None


def _outcome(case: Case) -> str:
    return " ".join([str(case.disposition), *case.entries])


def _rate(checked: Sequence[tuple[str, bool]], *, exact: bool = False) -> Rate:
    """From (id, hit); the ids kept are those that did not hit."""
    hits = sum(hit for _, hit in checked)
    if exact:
        low, high = exact_interval(hits, len(checked))
    else:
        low, high = bootstrap_interval(hits, len(checked))
    return Rate(hits, len(checked), low, high, tuple(key for key, hit in checked if not hit))


def _bad(checked: Sequence[tuple[str, bool]], *, exact: bool = False) -> Rate:
    """Like ``_rate`` for something that should not happen: the ids kept are those that hit."""
    rate = _rate(checked, exact=exact)
    ids = tuple(key for key, hit in checked if hit)
    return Rate(rate.hits, rate.total, rate.low, rate.high, ids)


def _matching_rates(pairs: Sequence[Pair], entries: Mapping[str, Entry]) -> dict[str, Rate]:
    canned = [
        (label, case)
        for label, case in pairs
        if label.gold[0] in entries and entries[label.gold[0]].release is not Release.CLINICIAN
    ]
    answered = [(label, case) for label, case in pairs if case.entries]
    return {
        "top-1": _rate([(label.id, _first(case) in label.gold) for label, case in pairs]),
        "recall@3": _rate(
            [
                (label.id, any(m.entry in label.gold for m in case.candidates[:3]))
                for label, case in pairs
            ]
        ),
        "answered or routed": _rate([(label.id, bool(case.entries)) for label, case in pairs]),
        "wrong among answered": _bad(
            [(label.id, case.entries[0] not in label.gold) for label, case in answered]
        ),
        "right reply proposed": _rate(
            [
                (label.id, case.reply is not None and any(e in label.gold for e in case.entries))
                for label, case in canned
            ]
        ),
        "canned entry sent to a clinician": _bad(
            [(label.id, case.disposition is Disposition.CLINICIAN) for label, case in canned]
        ),
    }


def _none_rates(pairs: Sequence[Pair]) -> dict[str, Rate]:
    return {
        "answered without an entry": _bad(
            [(label.id, case.reply is not None) for label, case in pairs]
        )
    }


def _multi_rates(pairs: Sequence[Pair]) -> dict[str, Rate]:
    several = [(label, case) for label, case in pairs if len(label.gold) > 1]
    return {
        "several: recall": _rate(
            [(label.id, gold in case.entries) for label, case in several for gold in label.gold]
        ),
        "several: precision": _rate(
            [(label.id, entry in label.gold) for label, case in several for entry in case.entries]
        ),
    }


def _flag_rates(pairs: Sequence[Pair]) -> dict[str, Rate]:
    rates = {}
    for tier, caught in _CAUGHT_BY.items():
        mine = [(label, case) for label, case in pairs if label.flag is tier]
        rates[f"{tier} caught"] = _rate(
            [(label.id, case.disposition in caught) for label, case in mine], exact=True
        )
    crises = [(label, case) for label, case in pairs if label.flag is Tier.CRISIS]
    rates["crisis flag present"] = _rate(
        [
            (label.id, any(f.counts and f.tier is Tier.CRISIS for f in case.flags))
            for label, case in crises
        ],
        exact=True,
    )
    flagged = [(label, case) for label, case in pairs if label.flag is not None]
    harmless = [(label, case) for label, case in pairs if label.flag is None]
    rates["replies on flagged"] = _bad(
        [(label.id, case.reply is not None) for label, case in flagged], exact=True
    )
    rates["false alarms"] = _bad(
        [(label.id, case.disposition in _ALARM) for label, case in harmless], exact=True
    )
    return rates
