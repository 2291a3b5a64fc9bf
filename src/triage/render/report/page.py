"""The report as one page: no network, no script but its own, readable without any."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from triage.desk.figures import Figures
from triage.desk.report import alarms_first
from triage.model import Case, Disposition, Problem
from triage.render.report import charts
from triage.render.report.markup import Child, Markup, tag
from triage.render.report.overview import overview
from triage.render.report.tables import (
    MOST_ROWS,
    alarms_table,
    cases_table,
    content_table,
    open_table,
    problems_table,
)
from triage.render.report.words import IN_SHORT, day_name, rule_name, span, verdict

MOST_PRINTED = 200
"""Messages whose list still goes on paper with the rest of the page."""

_PARTS = {
    "numbers": "In numbers",
    "alarms": "Act today",
    "charts": "How it adds up",
    "open": "What no entry answered",
    "content": "Answers to look after",
    "messages": "All messages",
    "unreadable": "Could not be read",
}
"""The sections by their anchors, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a page is made of. ``redacted``: no names and no message text anywhere on it."""

    figures: Figures
    cases: Sequence[Case]
    problems: Sequence[Problem] = ()
    clinic: str | None = None
    redacted: bool = False

    @property
    def titles(self) -> dict[str, str]:
        """How staff know each rule that fired."""
        return {fired.rule: rule_name(fired.rule, fired.title) for fired in self.figures.rules}


def page(report: Report) -> str:
    """The whole HTML document. The same report gives the same text."""
    style, script = _asset("style.css"), _asset("script.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    name = " - ".join(filter(None, ("Triage report", report.clinic, report.figures.date)))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", name),
        tag("style", Markup(style)),
    )
    body = tag(
        "body",
        tag("a", "Skip to the messages that need somebody today", href="#alarms", class_="jump"),
        _header(report),
        tag("main", _sections(report), id="main"),
        _footer(report),
        tag("script", Markup(script)),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


def _header(report: Report) -> Markup:
    figures = report.figures
    said = span(figures)
    parts = [part for part in _PARTS if part != "unreadable" or report.problems]
    return tag(
        "header",
        tag("p", report.clinic or "triage", class_="over"),
        tag("h1", "Triage report"),
        tag(
            "p", f"{said[0].upper()}{said[1:]}, counted on {day_name(figures.date)}.", class_="lead"
        ),
        tag("p", "Names and messages are hidden on this page.", class_="note")
        if report.redacted
        else tag("p", "Holds patients' words: keep it where the messages are kept.", class_="note"),
        tag(
            "nav",
            tag(
                "ul",
                [tag("li", tag("a", _PARTS[part], href=f"#{part}")) for part in parts],
            ),
            aria_label="Parts of this report",
        ),
    )


def _sections(report: Report) -> list[Markup]:
    figures, cases = report.figures, report.cases
    sections = [
        _section("numbers", _verdict(figures), _numbers(figures)),
        _section("alarms", *_alarms(report)),
        _section("charts", tag("div", overview(figures), class_="charts")),
        _section("open", *_open(report)),
        _section("content", *_content(figures)),
        _section("messages", *_messages(cases, redacted=report.redacted)),
    ]
    if report.problems:
        table = problems_table(report.problems, redacted=report.redacted)
        sections.append(_section("unreadable", table))
    return sections


def _section(name: str, *children: Child) -> Markup:
    title = tag("h2", _PARTS[name], id=f"{name}-heading")
    return tag("section", title, *children, id=name, aria_labelledby=f"{name}-heading")


def _verdict(figures: Figures) -> Markup:
    return tag("p", verdict(figures), class_="verdict" + (" alarmed" if figures.alarms else ""))


def _numbers(figures: Figures) -> Markup:
    shown = [("messages", figures.cases, "all of them", "plain")]
    shown += [(str(d), figures.dispositions[d], IN_SHORT[d], str(d)) for d in Disposition]
    if figures.unreadable:
        shown.append(("unreadable", figures.unreadable, "see the end", "plain"))
    return tag(
        "dl",
        [
            tag(
                "div",
                tag("dt", name),
                tag("dd", f"{number:,}", class_="big"),
                tag("dd", note, class_="small"),
                class_=f"tile {colour}" + ("" if number else " none"),
            )
            for name, number, note, colour in shown
        ],
        class_="tiles",
    )


def _alarms(report: Report) -> list[Markup]:
    found = alarms_first(report.cases)
    if not found:
        return [tag("p", "No message raised an alarm. Somebody must read them all the same.")]
    parts = [alarms_table(found, report.titles, redacted=report.redacted)]
    if report.figures.rules:
        rows = [(rule_name(f.rule, f.title), f.count, str(f.tier)) for f in report.figures.rules]
        table = charts.bar_table(
            "Messages by what fired", ("what fired", "messages"), rows, parts=False
        )
        parts.append(tag("details", tag("summary", "What fired, and how often"), table))
    return parts


def _open(report: Report) -> list[Markup]:
    if not report.figures.questions_open:
        return [tag("p", "Every question found an entry.")]
    told = "Each may be a new entry; triage gaps brings together those that ask the same."
    return [tag("p", told), open_table(report.cases, redacted=report.redacted)]


def _content(figures: Figures) -> list[Markup]:
    unready = figures.unready
    if not unready:
        return [tag("p", "Every answer is signed and none is overdue.")]
    unsigned = sum(not use.signed for use in unready)
    overdue = sum(use.overdue for use in unready)
    parts = [
        tag(
            "p",
            f"{unsigned:,} of {len(figures.entries):,} entries are not signed by a clinician, "
            f"{overdue:,} are overdue for review. Nothing that rests on them is sent unchecked.",
        )
    ]
    used = [use for use in unready if use.count]
    unused = [use for use in unready if not use.count]
    if used:
        parts.append(content_table(used, "Unsigned or overdue, and used by these messages"))
    if unused:
        table = content_table(unused, "Unsigned or overdue, not used by these messages")
        summary = f"{len(unused):,} more that no message was matched to"
        parts.append(tag("details", tag("summary", summary), table))
    return parts


def _messages(cases: Sequence[Case], *, redacted: bool) -> list[Markup]:
    parts = [cases_table(cases, redacted=redacted)]
    if len(cases) > MOST_PRINTED:
        told = "The list of all messages is too long for paper; it is on the page itself."
        parts = [tag("div", parts, class_="screen"), tag("p", told, class_="printed")]
    if len(cases) > MOST_ROWS:
        told = f"The first {MOST_ROWS:,} of {len(cases):,} are listed; all are counted above."
        parts.insert(0, tag("p", told))
    return parts


def _footer(report: Report) -> Markup:
    figures = report.figures
    made = f"Made with content {', '.join(figures.contents)}. " if figures.contents else ""
    return tag(
        "footer",
        tag(
            "p",
            "triage sorts messages for staff; it gives no diagnosis and sends nothing. Not every "
            "emergency is caught: somebody must read all messages.",
        ),
        tag("p", f"{made}This page needs no network and sends nothing.", class_="quiet"),
    )
