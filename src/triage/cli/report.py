"""``triage report``: what a batch of cases adds up to, as a page, as text, as figures."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.case_files import CaseRecords, CasesArgument, read_case_file
from triage.cli.output import write_whole
from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit, say
from triage.model import TriageError

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.desk.figures import Figures


class ReportFormat(StrEnum):
    """How a report is shown."""

    HTML = "html"
    TEXT = "text"
    JSON = "json"


def report(
    cases: CasesArgument,
    result: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report here.")
    ] = None,
    output: Annotated[
        ReportFormat | None,
        typer.Option("--format", help="Default: html, on a terminal text."),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Hide names and the text of messages.")
    ] = False,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The day of the report; default today."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over unfinished results.")] = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Count the cases of a batch: alarms first, charts, open questions, unsigned answers."""
    from triage.desk.report import count

    today = _day(on)
    tool = load(faq, config, quiet=quiet)
    found = read_case_file(cases)
    figures = count(
        found.cases,
        unreadable=len(found.problems),
        entries=tool.content.faq.entries,
        signed=tool.policy.signed,
        rules=tool.content.redflags.rules,
        today=today.isoformat(),
    )
    terminal = result is None and sys.stdout.isatty()
    if output is None:
        output = ReportFormat.TEXT if terminal else ReportFormat.HTML
    text = _shown(output, figures, found, tool, redacted=redact, to_terminal=terminal)
    write_whole(result, [text], inputs=[cases], force=force)
    if result is not None and not quiet:
        say(f"{figures.cases} cases, {figures.unreadable} unreadable: {result}")
    return Exit.PROBLEMS if found.broken else Exit.DONE


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TriageError(f"--date {text!r}: write it as 2027-11-22") from None


def _shown(
    output: ReportFormat,
    figures: Figures,
    found: CaseRecords,
    tool: Triage,
    *,
    redacted: bool,
    to_terminal: bool,
) -> str:
    if output is ReportFormat.JSON:
        return json.dumps(figures.to_dict(), ensure_ascii=False) + "\n"
    if output is ReportFormat.TEXT:
        return _on_terminal(figures) if to_terminal else _plain(figures)
    from triage.render.report import Report, page

    clinic = tool.settings.clinic.name
    return page(Report(figures, found.cases, found.problems, clinic, redacted))


def _plain(figures: Figures) -> str:
    from triage.render.report.lines import report_text

    return report_text(figures)


def _on_terminal(figures: Figures) -> str:
    from rich.console import Console
    from rich.text import Text

    from triage.render.report.lines import report_lines

    console = Console(highlight=False)
    with console.capture() as capture:
        for text, style in report_lines(figures):
            console.print(Text(text, style=style))
    return capture.get()
