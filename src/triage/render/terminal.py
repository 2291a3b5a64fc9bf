"""Panels and tables for a terminal: the only user of Rich.

Everything from outside goes in as ``Text``, never as markup: a patient's "[b]" or ":pill:" stays as
it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from triage.model import Case, Disposition, EmergencyNumbers, Entry, Problem, Severity, Tier
from triage.render.alarm import alarm_parts, message_with_flags
from triage.render.summary import summary_rows
from triage.render.words import headline, why

COLOURS = {
    Disposition.EMERGENCY: "bold white on red",
    Disposition.CRISIS: "bold white on red",
    Disposition.SAME_DAY: "bold red",
    Disposition.CLINICIAN: "bold magenta",
    Disposition.CHECK: "bold yellow",
    Disposition.NO_MATCH: "bold cyan",
    Disposition.SEND: "bold green",
    Disposition.SKIP: "dim",
}


def case_panel(
    case: Case, numbers: EmergencyNumbers, *, explain: bool = False, plain: bool = False
) -> RenderableType:
    """What to do, the answer with its disclaimer, one line why; the rest with ``explain``.

    An alarm shows whom to call and the message with what fired. ``plain``: for a terminal that
    shows no colour.
    """
    parts: list[RenderableType] = [headline_text(case)]
    alarm = any(flag.counts and flag.tier is not Tier.NOTE for flag in case.flags)
    if alarm and case.disposition.escalated:
        parts += alarm_parts(case, numbers, plain=plain)
    else:
        parts += [Text(f"- {instruction}") for instruction in case.instructions]
    if case.reply is not None:
        answer, _, disclaimer = case.reply.rpartition("\n\n")
        parts.append(Panel(Group(Text(answer), Text(), Text(disclaimer, style="dim"))))
    if case.acknowledgement is not None:
        title = Text("you may send this acknowledgement")
        parts.append(Panel(Text(case.acknowledgement), title=title, title_align="left"))
    if alarm and not case.disposition.escalated:
        parts.append(message_with_flags(case, plain=plain))
    said = why(case, without_flags=alarm and case.disposition.escalated)
    if said:
        parts.append(Text(f"Why: {said}", style="dim"))
    if case.disposition is Disposition.NO_MATCH or explain:
        parts.append(_candidates(case))
    if explain:
        parts += _explanation(case)
    return Group(*parts)


def headline_text(case: Case) -> Text:
    """What to do, in the colour of how urgent it is."""
    return Text(headline(case), style=COLOURS[case.disposition])


def _candidates(case: Case) -> RenderableType:
    table = Table(title="Nearest entries", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for column in ("entry", "fits", "nearest known wording"):
        table.add_column(column, no_wrap=column == "entry")
    for match in case.candidates:
        table.add_row(Text(match.entry), f"{match.score:.2f}", Text(match.phrasing))
    return table


def _explanation(case: Case) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for answered in case.questions:
        entries = ", ".join(answered.entries) or "no entry"
        lines.append(Text(f"Question: {answered.question.text}"))
        lines.append(Text(f"  -> {entries} ({answered.confidence})", style="dim"))
        if answered.unexplained:
            lines.append(Text(f"  nothing explains: {', '.join(answered.unexplained)}"))
    for flag in case.flags:
        cue = f", because of '{flag.cue}'" if flag.cue else ""
        lines.append(Text(f"Flag {flag.rule} ({flag.tier}): '{flag.text}' is {flag.status}{cue}"))
    lines += [Text(f"{reason.code}: {reason.text}", style="dim") for reason in case.reasons]
    return lines


def cases_table(cases: Iterable[Case]) -> Table:
    """One row a case, for a look at a batch on a terminal."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True, max_width=20)  # a mail's own id would fill the screen
    table.add_column("author", max_width=24)
    table.add_column("disposition", no_wrap=True)
    for column in ("entries", "why"):
        table.add_column(column)
    for case in cases:
        table.add_row(
            Text(case.comment.id),
            Text(case.comment.author or ""),
            Text(str(case.disposition), style=COLOURS[case.disposition]),
            Text(", ".join(case.entries)),
            Text(why(case)),
        )
    return table


def summary_table(
    topics: Mapping[Disposition, Mapping[str, int]], skipped: Mapping[str, int]
) -> Table:
    """What a run came to, one row a disposition."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("disposition")
    table.add_column("cases", justify="right")
    table.add_column("topics")
    for disposition, count, detail in summary_rows(topics, skipped):
        name = Text(str(disposition), style=COLOURS[disposition])
        table.add_row(name, str(count), Text(detail))
    return table


def entries_table(entries: Sequence[Entry], signed: frozenset[str]) -> Table:
    """The FAQ as a list."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("id", "release", "review", "question"):
        table.add_column(column, no_wrap=column == "id")
    for entry in entries:
        review = "signed" if entry.id in signed else "draft"
        table.add_row(Text(entry.id), str(entry.release), review, Text(entry.question))
    return table


def problem_text(problem: Problem) -> Text:
    """One problem: where, what, and what to do."""
    styles = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
    text = Text(f"{problem.location}: ")
    text.append(str(problem.severity), style=styles[problem.severity])
    text.append(f" [{problem.code}] {problem.message}")
    if problem.hint:
        text.append(f"\n    {problem.hint}", style="dim")
    return text
