"""The charts of the report: what staff must do, when messages came, what they were about."""

from __future__ import annotations

from collections.abc import Sequence

from triage.desk.figures import NO_ENTRY, Figures, Topic
from triage.model import Confidence
from triage.render.report import charts
from triage.render.report.markup import Child, Markup, join, tag
from triage.render.report.tables import chip
from triage.render.report.words import IN_SHORT, period_name

_BANDS = {
    Confidence.STRONG: "goes as far as the entry allows",
    Confidence.FAIR: "always checked",
    Confidence.WEAK: "answers nothing",
}
MOST_TOPICS = 11
EVENING, MORNING = 18, 8
"""From this hour to that one nobody is at the clinic, in most places."""


def overview(figures: Figures) -> list[Markup]:
    """Every chart that the figures allow."""
    parts = [_dispositions(figures), _confidence(figures)]
    if figures.periods:
        parts.insert(1, _over_time(figures))
        parts.append(_topics(figures))
    if figures.timed:
        parts.insert(3, _hours(figures))
    return parts


def _dispositions(figures: Figures) -> Markup:
    rows: list[tuple[Child, int, str]] = [
        (join(chip(d), " ", tag("span", IN_SHORT[d], class_="quiet")), n, str(d))
        for d, n in figures.dispositions.items()
    ]
    table = charts.bar_table(
        "Messages by what staff must do", ("what to do", "messages"), rows, parts=True
    )
    return charts.figure("What staff must do", "The worst finding in a message decides.", table)


def _over_time(figures: Figures) -> Markup:
    names = [period_name(start, figures.period) for start in figures.periods]
    label = (
        f"Messages by {figures.period}, {names[0]} to {names[-1]}: at most "
        f"{max(figures.over_time):,}, alarms at most {max(figures.alarms_over_time):,}"
    )
    chart = charts.columns(
        names, figures.over_time, figures.alarms_over_time, height=230, label=label
    )
    notes = [f"At most {max(figures.over_time):,} in one {figures.period}."]
    notes += [f"{figures.undated:,} without a date are not shown."] if figures.undated else []
    notes += [f"{figures.earlier:,} are older."] if figures.earlier else []
    table = charts.data_table(
        "The figures",
        f"Messages by {figures.period}",
        (figures.period, "messages", "alarms"),
        zip(
            names,
            map(str, figures.over_time),
            map(str, figures.alarms_over_time),
            strict=True,
        ),
    )
    key = charts.legend(("messages", "messages"), ("alarm", "alarms, at the foot"))
    return charts.figure(
        f"Messages by {figures.period}", " ".join(notes), key, chart, charts.ends(names), table
    )


def _confidence(figures: Figures) -> Markup:
    rows: list[tuple[Child, int, str]] = [
        (join(tag("b", str(c)), " ", tag("span", _BANDS[c], class_="quiet")), n, f"band-{c}")
        for c, n in figures.confidence.items()
    ]
    table = charts.bar_table("Messages by confidence", ("confidence", "messages"), rows, parts=True)
    names = [f"{n / 10:.1f} to {(n + 1) / 10:.1f}" for n in range(len(figures.scores))]
    label = "Messages by score: " + ", ".join(
        f"{name}: {number:,}" for name, number in zip(names, figures.scores, strict=True)
    )
    chart = charts.columns(names, figures.scores, (), height=96, label=label)
    scale = charts.axis(("score 0", "1"))
    note = "How sure the tool was that its nearest entry is right."
    return charts.figure("Confidence", note, table, tag("h4", "Messages by score"), chart, scale)


def _hours(figures: Figures) -> Markup:
    names = [f"{hour:02}:00" for hour in range(24)]
    out = sum(n for hour, n in enumerate(figures.hours) if hour >= EVENING or hour < MORNING)
    label = f"Messages by hour of the day, busiest at {names[_busiest(figures.hours)]}"
    chart = charts.columns(names, figures.hours, figures.alarm_hours, height=190, label=label)
    table = charts.data_table(
        "The figures",
        "Messages by hour of the day",
        ("hour", "messages", "alarms"),
        zip(names, map(str, figures.hours), map(str, figures.alarm_hours), strict=True),
    )
    note = (
        f"{out / figures.timed:.0%} came between {EVENING}:00 and {MORNING:02}:00. "
        "The clock is the export's."
    )
    key = charts.legend(("messages", "messages"), ("alarm", "alarms, at the foot"))
    scale = charts.axis(("00", "06", "12", "18", "24"))
    return charts.figure("Hours of the day", note, key, chart, scale, table)


def _busiest(values: Sequence[int]) -> int:
    return max(range(len(values)), key=values.__getitem__)


def _topics(figures: Figures) -> Markup:
    names = [period_name(start, figures.period) for start in figures.periods]
    answered = [topic for topic in figures.topics if topic.name != NO_ENTRY]
    shown = answered[:MOST_TOPICS] + [t for t in figures.topics if t.name == NO_ENTRY]
    most = max((max(topic.over_time, default=0) for topic in shown), default=1)
    small = [_topic(topic, names, most, figures.period) for topic in shown]
    table = charts.data_table(
        "The figures",
        f"Messages by topic and {figures.period}",
        ("topic", "all", *names),
        [(t.name, str(t.count), *map(str, t.over_time)) for t in figures.topics],
    )
    note = f"By {figures.period}, all to one scale: the tallest column is {most:,}."
    if len(answered) > MOST_TOPICS:
        note += f" {len(answered) - MOST_TOPICS} rarer topics are in the figures."
    return charts.figure(
        "Topics over time", note, tag("div", small, class_="small-charts"), table, class_="whole"
    )


def _topic(topic: Topic, names: Sequence[str], most: int, period: str) -> Markup:
    label = (
        f"{topic.name} by {period}: {topic.count:,} messages, at most "
        f"{max(topic.over_time):,} in {names[_busiest(topic.over_time)]}"
    )
    colour = "no-match" if topic.name == NO_ENTRY else "messages"
    chart = charts.columns(
        names, topic.over_time, (), height=52, most=most, label=label, colour=colour
    )
    title = tag("p", tag("b", topic.name), tag("span", f"{topic.count:,}", class_="quiet"))
    return tag("div", title, chart, charts.axis((names[0], names[-1])), class_="small-chart")
