"""What a batch of cases adds up to: the figures of a report, counted once for every output.

Counting only: nothing here decides, and no message text is kept in ``Figures``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from triage.desk.figures import (
    ALARMS,
    GONE,
    MOST_PERIODS,
    NO_ENTRY,
    Figures,
    Fired,
    Topic,
    Use,
)
from triage.desk.gaps import open_questions
from triage.model import Case, Confidence, Disposition, Entry, Rule, Tier

BINS = 10
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d):)?")


def count(
    cases: Sequence[Case],
    *,
    unreadable: int,
    entries: Sequence[Entry],
    signed: frozenset[str],
    rules: Iterable[Rule],
    today: str,
) -> Figures:
    """Count a batch. ``signed``: entries whose signature holds; ``today``: for what is overdue."""
    days = [day_of(case) for case in cases]
    dated = sorted(day for day in days if day is not None)
    period, start_of = _period(dated)
    all_periods = _without_gaps(dated, period, start_of)
    periods = all_periods[-MOST_PERIODS:]
    place = {start: number for number, start in enumerate(periods)}
    slots = [None if day is None else place.get(start_of(day)) for day in days]
    alarming = [case.disposition in ALARMS for case in cases]
    hours = [hour_of(case) for case in cases]
    matched = [case for case in cases if case.candidates]
    return Figures(
        date=today,
        cases=len(cases),
        unreadable=unreadable,
        answered=sum(case.comment.answered_by is not None for case in cases),
        dispositions=_tally(Disposition, (case.disposition for case in cases)),
        first=dated[0].isoformat() if dated else None,
        last=dated[-1].isoformat() if dated else None,
        undated=len(cases) - len(dated),
        period=period,
        periods=tuple(start.isoformat() for start in periods),
        earlier=sum(start_of(day) not in place for day in dated),
        over_time=_columns(slots, len(periods)),
        alarms_over_time=_columns(_only(slots, alarming), len(periods)),
        topics=_topics(cases, slots, len(periods), {e.id: e.topic for e in entries}),
        confidence=_tally(Confidence, (case.confidence for case in matched)),
        scores=_columns([min(int(case.score * BINS), BINS - 1) for case in matched], BINS),
        hours=_columns(hours, 24),
        alarm_hours=_columns(_only(hours, alarming), 24),
        rules=_fired(cases, {rule.id: rule.title for rule in rules}),
        entries=_uses(cases, entries, signed, today),
        questions_open=sum(len(open_questions(case)) for case in cases),
        contents=tuple(sorted({case.content for case in cases if case.content})),
    )


def day_of(case: Case) -> date | None:
    """The day a comment was written; None where its date is missing or is none."""
    found = _DATE.match(case.comment.date or "")
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def hour_of(case: Case) -> int | None:
    """The hour a comment was written, as its export says; None where it does not."""
    found = _DATE.match(case.comment.date or "")
    hour = int(found[2]) if found and found[2] else 24
    return hour if hour < 24 else None


def alarms_first(cases: Iterable[Case]) -> list[Case]:
    """The cases somebody must act on today, the worst first, and of these the newest first."""
    found = [case for case in cases if case.disposition in ALARMS]
    found.sort(key=lambda case: day_of(case) or date.min, reverse=True)
    return sorted(found, key=lambda case: case.disposition.rank)


_STARTS: Mapping[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: date.fromordinal(max(1, day.toordinal() - day.weekday())),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
_LONGEST = {"day": 35, "week": 7 * 35, "month": 31 * 48}
"""How many days a chart may span in steps of a day, of a week, of a month."""


def _period(dated: Sequence[date]) -> tuple[str, Callable[[date], date]]:
    span = (dated[-1] - dated[0]).days if dated else 0
    name = next((name for name, most in _LONGEST.items() if span <= most), "year")
    return name, _STARTS[name]


def _without_gaps(
    dated: Sequence[date], period: str, start_of: Callable[[date], date]
) -> list[date]:
    """Every period from the first to the last, also those without a message."""
    if not dated:
        return []
    if period == "year":  # a wrong year must not make thousands of columns
        years = range(max(dated[0].year, dated[-1].year - MOST_PERIODS), dated[-1].year + 1)
        return [date(year, 1, 1) for year in years]
    days = (dated[-1] - dated[0]).days
    return sorted({start_of(dated[0] + timedelta(days=n)) for n in range(days + 1)})


def _tally(words: type[Any], found: Iterable[Any]) -> dict[Any, int]:
    counts = Counter(found)
    return {word: counts[word] for word in words}


def _columns(slots: Iterable[int | None], length: int) -> tuple[int, ...]:
    counts = Counter(slots)
    return tuple(counts[number] for number in range(length))


def _only(slots: Sequence[int | None], wanted: Sequence[bool]) -> list[int | None]:
    return [slot for slot, keep in zip(slots, wanted, strict=True) if keep]


def _topics(
    cases: Sequence[Case],
    slots: Sequence[int | None],
    length: int,
    topic_of: Mapping[str, str],
) -> tuple[Topic, ...]:
    found: dict[str, list[int | None]] = {}
    for case, slot in zip(cases, slots, strict=True):
        names = {topic_of.get(entry, GONE) for entry in case.entries}
        if open_questions(case):
            names.add(NO_ENTRY)
        for name in names:
            found.setdefault(name, []).append(slot)
    topics = (Topic(name, len(at), _columns(at, length)) for name, at in found.items())
    return tuple(sorted(topics, key=lambda t: (t.name == NO_ENTRY, -t.count, t.name)))


def _fired(cases: Iterable[Case], titles: Mapping[str, str]) -> tuple[Fired, ...]:
    tiers: dict[str, Tier] = {}
    counts: Counter[str] = Counter()
    for case in cases:
        for flag in case.flags:
            if flag.counts:
                tiers[flag.rule] = min(tiers.get(flag.rule, flag.tier), flag.tier, key=_rank)
        counts.update({flag.rule for flag in case.flags if flag.counts})
    fired = [Fired(rule, titles.get(rule, ""), tiers[rule], n) for rule, n in counts.items()]
    return tuple(sorted(fired, key=lambda f: (f.tier.rank, -f.count, f.rule)))


def _rank(tier: Tier) -> int:
    return tier.rank


def _uses(
    cases: Iterable[Case], entries: Sequence[Entry], signed: frozenset[str], today: str
) -> tuple[Use, ...]:
    counts = Counter(entry for case in cases for entry in case.entries)
    known = {entry.id for entry in entries}
    uses = [
        Use(
            entry.id,
            entry.topic,
            entry.question,
            counts[entry.id],
            entry.id in signed,
            entry.review.due,
            overdue=bool(entry.review.due) and str(entry.review.due) < today,
        )
        for entry in entries
    ]
    uses += [Use(e, GONE, "", n, False, None, False) for e, n in counts.items() if e not in known]
    return tuple(sorted(uses, key=lambda use: (-use.count, use.id)))
