"""How good the tool is on labelled messages: wrong answers first, coverage second.

A rate is a count of a count, with its 95% interval: bootstrap for matching, exact for alarms, where
counts are small and a miss weighs. Nothing here decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from triage.desk.alarms import Pair, alarm_rates, false_alarms
from triage.desk.rates import Rate, bad, rate
from triage.desk.statistics import (
    auroc,
    auroc_interval,
    calibration_bins,
    expected_calibration_error,
)
from triage.model import Case, Disposition, Entry, Release


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
    false_alarms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rule id, or "learned", to the harmless messages it raised an alarm on; most first."""

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as JSON (``triage/evaluation-1``)."""
        return {
            "schema": "triage/evaluation-1",
            "rows": self.rows,
            "rates": {name: found.to_dict() for name, found in self.rates.items()},
            "false_alarms": {name: list(ids) for name, ids in self.false_alarms.items()},
            "auroc": self.auroc,
            "auroc_interval": self.auroc_interval,
            "ece": self.ece,
            "bins": [list(b) for b in self.bins],
            "confusions": [list(c) for c in self.confusions],
            "outcomes": dict(self.outcomes),
        }


def evaluate(pairs: Iterable[Pair], entries: Mapping[str, Entry]) -> Evaluation:
    """Judge cases against their labels. A key that is not labelled is not judged."""
    judged = list(pairs)
    answerable = [p for p in judged if p[0].has_gold and p[0].gold]
    none = [p for p in judged if p[0].has_gold and not p[0].gold]
    flagged = [p for p in judged if p[0].has_flag]
    rates = {
        **_matching_rates(answerable, entries),
        **_none_rates(none),
        **_multi_rates(answerable),
        **alarm_rates(flagged),
    }
    scores = [case.score for _, case in answerable + none]
    right = [_first(case) in label.gold for label, case in answerable] + [False] * len(none)
    bins = calibration_bins(scores, right)
    area = auroc([c.score for _, c in answerable], [c.score for _, c in none])
    return Evaluation(
        rows=len(judged),
        rates={name: found for name, found in rates.items() if found.total},
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
        false_alarms=false_alarms(flagged),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """What became different between an earlier evaluation and this one."""

    outcomes: tuple[tuple[str, str, str], ...]
    """(message id, earlier outcome, outcome now)"""
    rates: tuple[RateChange, ...]

    def to_dict(self) -> dict[str, Any]:
        """The changes as JSON."""
        return {
            "outcomes": [list(change) for change in self.outcomes],
            "rates": {
                c.name: {"before": c.before, "now": c.now, "new": list(c.new), "gone": list(c.gone)}
                for c in self.rates
            },
        }


@dataclass(frozen=True, slots=True)
class RateChange:
    """A rate before and now (shares), and which ids to look at are new and which are gone."""

    name: str
    before: float | None
    now: float | None
    new: tuple[str, ...]
    gone: tuple[str, ...]


def compare(earlier: Mapping[str, Any], result: Evaluation) -> Changes:
    """What became different since ``earlier``, the JSON of another evaluation."""
    before, after = earlier.get("outcomes", {}), result.outcomes
    both = [key for key in after if key in before and before[key] != after[key]]
    rates, now = earlier.get("rates", {}), result.to_dict()["rates"]
    found = [_rate_change(name, rates.get(name), now.get(name)) for name in {**now, **rates}]
    return Changes(
        tuple((key, before[key], after[key]) for key in both),
        tuple(c for c in found if c.new or c.gone or c.before != c.now),
    )


def _rate_change(
    name: str, before: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> RateChange:
    before, now = before or {}, now or {}
    was, ids = before.get("ids", []), now.get("ids", [])
    new = tuple(key for key in ids if key not in was)
    gone = tuple(key for key in was if key not in ids)
    return RateChange(name, before.get("share"), now.get("share"), new, gone)


def worst_entries(evaluation: Evaluation, most: int = 10) -> list[tuple[str, int]]:
    """The entries that were missed most often."""
    missed = Counter(right.split()[0] for _, _, right in evaluation.confusions)
    return missed.most_common(most)


def _first(case: Case) -> str | None:
    return case.candidates[0].entry if case.candidates else None


def _outcome(case: Case) -> str:
    return " ".join([str(case.disposition), *case.entries])


def _matching_rates(pairs: Sequence[Pair], entries: Mapping[str, Entry]) -> dict[str, Rate]:
    canned = [
        (label, case)
        for label, case in pairs
        if label.gold[0] in entries and entries[label.gold[0]].release is not Release.CLINICIAN
    ]
    answered = [(label, case) for label, case in pairs if case.entries]
    return {
        "top-1": rate([(label.id, _first(case) in label.gold) for label, case in pairs]),
        "recall@3": rate(
            [
                (label.id, any(m.entry in label.gold for m in case.candidates[:3]))
                for label, case in pairs
            ]
        ),
        "answered or routed": rate([(label.id, bool(case.entries)) for label, case in pairs]),
        "wrong among answered": bad(
            [(label.id, case.entries[0] not in label.gold) for label, case in answered]
        ),
        "right reply proposed": rate(
            [
                (label.id, case.reply is not None and any(e in label.gold for e in case.entries))
                for label, case in canned
            ]
        ),
        "canned entry sent to a clinician": bad(
            [(label.id, case.disposition is Disposition.CLINICIAN) for label, case in canned]
        ),
    }


def _none_rates(pairs: Sequence[Pair]) -> dict[str, Rate]:
    return {
        "answered without an entry": bad(
            [(label.id, case.reply is not None) for label, case in pairs]
        )
    }


def _multi_rates(pairs: Sequence[Pair]) -> dict[str, Rate]:
    several = [(label, case) for label, case in pairs if len(label.gold) > 1]
    return {
        "several: recall": rate(
            [(label.id, gold in case.entries) for label, case in several for gold in label.gold]
        ),
        "several: precision": rate(
            [(label.id, entry in label.gold) for label, case in several for entry in case.entries]
        ),
    }
