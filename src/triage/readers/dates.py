"""Dates as exports write them, to ISO 8601. A zone is given only where the source gives one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_HALF = r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
_GAP = r"(?:\s*,?\s*(?:at|um|à|@|-|–|\|)?\s*)"
# The year may touch the time: pages print them in two elements that a copied text glues.
_NUMERIC = r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})[/.](?P<year>\d{4})"
_ISO = r"(?P<iso>\d{4}-\d{2}-\d{2})[T ]?"
_WORDY = (
    r"(?:(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month2>[A-Za-z]{3,9})\.?),?\s+(?P<year2>\d{4})"
)

DATE_AND_TIME = rf"(?:{_NUMERIC}|{_ISO}|{_WORDY}){_GAP}{_TIME}{_HALF}"
"""A full date and a time of day, as a pattern to build on; ``from_match`` reads its groups."""

_DATE = f"(?:{_NUMERIC}|{_ISO}|{_WORDY})(?:{_GAP}{_TIME}{_HALF})?"


class DayOrder(StrEnum):
    """How 03/04/2012 is meant in a file."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"
    UNKNOWN = "unknown"


def day_order(texts: Iterable[str]) -> DayOrder:
    """The one order that fits all dates with slashes of a file.

    A part above 12 decides. Else the order in which all dates go up, or all go down, if it is the
    only one; else unknown.
    """
    pattern = re.compile(_NUMERIC)
    found = [m for m in (pattern.search(text) for text in texts) if m and m["mark"] == "/"]
    first = any(int(m["a"]) > 12 for m in found)
    second = any(int(m["b"]) > 12 for m in found)
    if first != second:
        return DayOrder.DAY_FIRST if first else DayOrder.MONTH_FIRST
    if first or len(found) < 3:
        return DayOrder.UNKNOWN
    by_month = [(m["year"], int(m["a"]), int(m["b"])) for m in found]
    by_day = [(m["year"], int(m["b"]), int(m["a"])) for m in found]
    fits = (_one_way(by_month), _one_way(by_day))
    if fits == (True, False):
        return DayOrder.MONTH_FIRST
    return DayOrder.DAY_FIRST if fits == (False, True) else DayOrder.UNKNOWN


def _one_way(values: list[tuple[str, int, int]]) -> bool:
    ordered = sorted(values)
    return values == ordered or values == ordered[::-1]


def has_slashes(text: str) -> bool:
    """True for a date whose day and month cannot be told apart by its looks."""
    return bool(re.match(r"\s*\d{1,2}/\d{1,2}/\d{4}", text))


def to_iso(text: str, order: DayOrder = DayOrder.UNKNOWN, *, utc: bool = False) -> str | None:
    """The date in ISO 8601: ``2012-05-17T17:16:00``, with ``Z`` only if the source says so.

    ``utc``: the source says so elsewhere (a ``_gmt`` field). None for what is no date, for the
    year 0 of unset fields, and for a day and month that cannot be told apart.
    """
    text = text.strip()
    if not text or len(text) > 80:
        return None
    found = re.fullmatch(_DATE, text, re.IGNORECASE)
    when = from_match(found, order) if found else _exact(text)
    if when is None:
        return None
    if found and not found["hour"]:
        return when.date().isoformat()
    return show(when.replace(tzinfo=UTC) if utc and when.tzinfo is None else when)


def _exact(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d(?:$|[T ]\d)", text):
        return None
    try:
        return datetime.fromisoformat(text.replace(" UTC", "Z"))
    except ValueError:
        return None


def show(when: datetime) -> str:
    """ISO 8601 to the second; an aware time as UTC with ``Z``."""
    if when.tzinfo is None:
        return when.isoformat(timespec="seconds")
    try:
        when = when.astimezone(UTC)
    except OverflowError:  # a zone at the very edge of the calendar
        return when.isoformat(timespec="seconds")
    return when.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def from_match(found: re.Match[str], order: DayOrder) -> datetime | None:
    """The moment in a match of ``DATE_AND_TIME``; None where it does not exist or is ambiguous."""
    day = _day(found, order)
    if day is None:
        return None
    hour = int(found["hour"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        return datetime(*day, hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None


def _day(found: re.Match[str], order: DayOrder) -> tuple[int, int, int] | None:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
        return int(year), int(month), int(day)
    if found["year2"]:
        name = (found["month"] or found["month2"])[:3].lower()
        if name not in _MONTHS:
            return None
        return int(found["year2"]), _MONTHS.index(name) + 1, int(found["day"] or found["day2"])
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if found["mark"] == ".":  # d.m.Y; nobody writes months first with full stops
        return year, b, a
    if order is DayOrder.UNKNOWN:
        return (year, a, b) if a == b else None
    return (year, a, b) if order is DayOrder.MONTH_FIRST else (year, b, a)
