"""The words that the page and the text version of a report share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from triage.desk.figures import ALARMS, Figures
from triage.model import LEARNED, Disposition

IN_SHORT: Mapping[Disposition, str] = {
    Disposition.EMERGENCY: "phone now",
    Disposition.CRISIS: "phone now",
    Disposition.SAME_DAY: "a nurse before close",
    Disposition.CLINICIAN: "to a clinician",
    Disposition.CHECK: "read and confirm",
    Disposition.NO_MATCH: "write the answer",
    Disposition.SEND: "send as it is",
    Disposition.SKIP: "nothing to do",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def verdict(figures: Figures) -> str:
    """One sentence: whether anybody must act today."""
    if not figures.cases:
        return "There is no message in this file."
    if not figures.alarms:
        return "No message raised an alarm."
    counts = [(figures.dispositions[d], str(d)) for d in ALARMS if figures.dispositions[d]]
    listed = ", ".join(f"{number:,} {name}" for number, name in counts)
    needs = "needs" if figures.alarms == 1 else "need"
    return f"{figures.alarms:,} of {figures.cases:,} messages {needs} somebody today: {listed}."


def span(figures: Figures) -> str:
    """When the messages were written."""
    if figures.first is None or figures.last is None:
        return "messages without dates"
    if figures.first == figures.last:
        return f"messages of {day_name(figures.first)}"
    return f"messages of {day_name(figures.first)} to {day_name(figures.last)}"


def day_name(iso: str) -> str:
    """``2024-10-12`` as people write it."""
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_name(iso: str, period: str) -> str:
    """The name of the period that begins on a day."""
    day = date.fromisoformat(iso)
    if period == "year":
        return str(day.year)
    month = _MONTHS[day.month - 1][:3]
    return f"{month} {day.year}" if period == "month" else f"{day.day} {month} {day.year}"


def rule_name(rule: str, title: str) -> str:
    """A red flag as staff know it."""
    if rule == LEARNED:
        return "like a learned alarm"
    return f"{title} ({rule})" if title else rule
