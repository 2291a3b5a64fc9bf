"""What a report counts, as records: figures without a word of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.model import Confidence, Disposition, Tier

ALARMS = (Disposition.EMERGENCY, Disposition.CRISIS, Disposition.SAME_DAY)
NO_ENTRY = "no entry fits"
"""The topic that questions without an answer are counted under."""
GONE = "no longer in the FAQ"
"""The topic of entries that the cases name and the present FAQ lacks."""
MOST_PERIODS = 60
"""Columns of a chart over time; what is older is counted apart."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How often messages were about a topic, in all and in each period."""

    name: str
    count: int
    over_time: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fired:
    """How many messages a red-flag rule counted in."""

    rule: str
    title: str
    tier: Tier
    count: int


@dataclass(frozen=True, slots=True)
class Use:
    """An entry, how many messages it was matched to, and whether its answer may be trusted."""

    id: str
    topic: str
    question: str
    count: int
    signed: bool
    due: str | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report counts. Dates are ISO; hours are those the export gives."""

    date: str
    cases: int
    unreadable: int
    answered: int
    """Messages that staff had already answered in their thread."""
    dispositions: Mapping[Disposition, int]
    first: str | None
    last: str | None
    undated: int
    period: str
    """What a column over time stands for: day, week, month or year."""
    periods: tuple[str, ...]
    """The first day of each period, without gaps, the latest ``MOST_PERIODS``."""
    earlier: int
    """Dated messages from before the first period shown."""
    over_time: tuple[int, ...]
    alarms_over_time: tuple[int, ...]
    topics: tuple[Topic, ...]
    """Most frequent first; ``NO_ENTRY`` last."""
    confidence: Mapping[Confidence, int]
    scores: tuple[int, ...]
    """Messages by score, in tenths from 0 to 1."""
    hours: tuple[int, ...]
    alarm_hours: tuple[int, ...]
    rules: tuple[Fired, ...]
    entries: tuple[Use, ...]
    """Every entry of the FAQ, the most used first."""
    questions_open: int
    contents: tuple[str, ...]
    """Digests of the curated files that the cases were made with."""

    @property
    def alarms(self) -> int:
        """Messages that somebody must act on today."""
        return sum(self.dispositions[disposition] for disposition in ALARMS)

    @property
    def timed(self) -> int:
        """Messages whose export tells the hour."""
        return sum(self.hours)

    @property
    def unready(self) -> tuple[Use, ...]:
        """Entries whose answer is unsigned or overdue, the most used first."""
        return tuple(use for use in self.entries if not use.signed or use.overdue)

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON (``triage/report-1``); no message text."""
        return {
            "schema": "triage/report-1",
            "date": self.date,
            "cases": self.cases,
            "unreadable": self.unreadable,
            "alarms": self.alarms,
            "answered": self.answered,
            "dispositions": {str(d): n for d, n in self.dispositions.items()},
            "first": self.first,
            "last": self.last,
            "undated": self.undated,
            "period": self.period,
            "periods": list(self.periods),
            "earlier": self.earlier,
            "over_time": list(self.over_time),
            "alarms_over_time": list(self.alarms_over_time),
            "topics": [
                {"topic": t.name, "count": t.count, "over_time": list(t.over_time)}
                for t in self.topics
            ],
            "confidence": {str(c): n for c, n in self.confidence.items()},
            "scores": list(self.scores),
            "hours": list(self.hours),
            "alarm_hours": list(self.alarm_hours),
            "rules": [
                {"rule": r.rule, "title": r.title, "tier": str(r.tier), "count": r.count}
                for r in self.rules
            ],
            "entries": [
                {
                    "entry": use.id,
                    "topic": use.topic,
                    "count": use.count,
                    "signed": use.signed,
                    "due": use.due,
                    "overdue": use.overdue,
                }
                for use in self.entries
            ],
            "questions_open": self.questions_open,
            "contents": list(self.contents),
        }
