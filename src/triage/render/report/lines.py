"""The report in short, for a terminal or a pipe: the figures with bars of characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.desk.figures import NO_ENTRY, Figures
from triage.readers.clean import clean_line
from triage.render.report.words import IN_SHORT, period_name, span, verdict

BAR = 30
"""Characters of the longest bar."""
_BLOCKS = " ▏▎▍▌▋▊▉█"
_LABEL = 34
_MOST = 12

Line = tuple[str, str]
"""A line and the Rich style of a terminal."""


def report_text(figures: Figures) -> str:
    """The report as plain text."""
    return "".join(f"{text}".rstrip() + "\n" for text, _ in report_lines(figures))


def report_lines(figures: Figures) -> Iterator[Line]:
    """The report line by line, with how a terminal may show each."""
    yield f"Triage report, {figures.date}: {span(figures)}", "bold"
    yield verdict(figures), "bold red" if figures.alarms else ""
    if figures.unreadable:
        yield f"{figures.unreadable:,} records could not be read.", "yellow"
    rows = [(f"{d} ({IN_SHORT[d]})", n) for d, n in figures.dispositions.items()]
    yield from _bars("What staff must do", rows)
    yield from _bars("What fired", [(f.title or f.rule, f.count) for f in figures.rules])
    yield from _bars("Topics", [(t.name, t.count) for t in figures.topics if t.name != NO_ENTRY])
    yield from _bars("Confidence", [(str(c), n) for c, n in figures.confidence.items()])
    names = (period_name(start, figures.period) for start in figures.periods)
    rows = list(zip(names, figures.over_time, strict=True))
    yield from _bars(f"Messages by {figures.period}", rows[-_MOST:])
    if figures.timed:
        rows = [
            (f"{h:02}:00 to {h + 3:02}:00", sum(figures.hours[h : h + 3])) for h in range(0, 24, 3)
        ]
        yield from _bars("Hours of the day", rows)
    used = [use for use in figures.unready if use.count]
    yield "", ""
    yield f"{figures.questions_open:,} questions found no entry (triage gaps lists them).", ""
    yield f"{len(figures.unready):,} answers are unsigned or overdue; of these were matched:", ""
    for use in used[:_MOST]:
        yield f"  {use.count:>6,}  {clean_line(use.id)}", ""
    if len(used) > _MOST:
        yield f"          and {len(used) - _MOST} more", "dim"


def _bars(title: str, rows: Iterable[tuple[str, int]]) -> Iterator[Line]:
    listed = list(rows)
    most = max((number for _, number in listed), default=0)
    if not most:
        return
    yield "", ""
    yield title, "bold"
    for name, number in listed[:_MOST]:
        label = clean_line(name)
        label = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
        yield f"  {label:<{_LABEL}} {number:>6,}  {_bar(number / most)}", "" if number else "dim"
    if len(listed) > _MOST:
        yield f"  and {len(listed) - _MOST} more", "dim"


def _bar(share: float) -> str:
    eighths = round(share * BAR * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_BLOCKS[rest] if rest else "")
