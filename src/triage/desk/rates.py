"""A count of a count with its interval, and the ids of what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from triage.desk.statistics import bootstrap_interval, exact_interval


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


def rate(checked: Sequence[tuple[str, bool]], *, exact: bool = False) -> Rate:
    """From (id, hit); the ids kept are those that did not hit."""
    hits = sum(hit for _, hit in checked)
    if exact:
        low, high = exact_interval(hits, len(checked))
    else:
        low, high = bootstrap_interval(hits, len(checked))
    return Rate(hits, len(checked), low, high, tuple(key for key, hit in checked if not hit))


def bad(checked: Sequence[tuple[str, bool]], *, exact: bool = False) -> Rate:
    """Like ``rate`` for something that should not happen: the ids kept are those that hit."""
    found = rate(checked, exact=exact)
    ids = tuple(key for key, hit in checked if hit)
    return Rate(found.hits, found.total, found.low, found.high, ids)
