"""``triage faq``: the care of the curated content."""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.faq_versions import diff, sign
from triage.cli.schema import schema
from triage.cli.session import (
    ConfigOption,
    FaqOption,
    FormatOption,
    OutputFormat,
    QuietOption,
    entry_of,
    load,
)
from triage.cli.streams import Exit, console, print_problem, say
from triage.model import Entry, Severity

if TYPE_CHECKING:
    from triage.api import Triage

app = typer.Typer(
    no_args_is_help=True, help="Check, read, sign and compare the questions and answers."
)


@app.command()
def check(
    output: FormatOption = OutputFormat.TEXT,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Check all curated files: everything wrong, with file:line:column and what to do."""
    from triage.api import load_settings
    from triage.desk.care import check_content
    from triage.places import cache_folder, curated_files, settings_file
    from triage.store import entries_index

    path = config or settings_file()
    settings = load_settings(path)
    paths = curated_files(settings, path, faq)
    remembered = partial(entries_index, cache=cache_folder())
    problems = check_content(paths, settings, date.today(), remembered)
    counts = {s: sum(1 for p in problems if p.severity is s) for s in Severity}
    if output is OutputFormat.JSON:
        print(
            json.dumps(
                [{**p.to_dict(), "severity": p.severity} for p in problems], ensure_ascii=False
            )
        )
    else:
        for problem in problems:
            if not quiet or problem.severity is not Severity.NOTE:
                print_problem(problem, sys.stdout)
    say(", ".join(f"{counts[severity]} {severity}s" for severity in Severity))
    return Exit.PROBLEMS if counts[Severity.ERROR] else Exit.DONE


@app.command("list")
def list_entries(
    output: FormatOption = OutputFormat.TEXT,
    faq: FaqOption = None,
    config: ConfigOption = None,
) -> int:
    """List the entries: id, release, review, question."""
    tool = load(faq, config)
    _print_entries(tool.content.faq.entries, tool, output)
    return Exit.DONE


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Some words of the question.")],
    output: FormatOption = OutputFormat.TEXT,
    faq: FaqOption = None,
    config: ConfigOption = None,
) -> int:
    """The entries nearest to some words, best first."""
    from triage.desk.find import EntryFinder

    tool = load(faq, config)
    found = EntryFinder(tool.policy.entries.values(), tool.matcher)(" ".join(words), limit=10)
    _print_entries(found, tool, output)
    return Exit.DONE if found else Exit.NO_REPLY


@app.command()
def show(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="An entry's id.")],
    output: FormatOption = OutputFormat.TEXT,
    faq: FaqOption = None,
    config: ConfigOption = None,
) -> int:
    """Show one entry whole, with its sources."""
    from triage.render.entry import entry_text, entry_to_dict

    tool = load(faq, config)
    entry = entry_of(tool.content.faq, entry_id)
    if output is OutputFormat.JSON:
        print(json.dumps(entry_to_dict(entry, tool.content.faq), ensure_ascii=False))
    else:
        signed = entry.id in tool.policy.signed
        print(entry_text(entry, tool.content.faq, signed=signed), end="")
    return Exit.DONE


app.command()(sign)
app.command()(diff)
app.command()(schema)


def _print_entries(entries: list[Entry] | tuple[Entry, ...], tool: Triage, output: str) -> None:
    from triage.render.entry import entry_line, entry_to_dict

    if output == OutputFormat.JSON:
        rows = [entry_to_dict(entry, tool.content.faq) for entry in entries]
        print(json.dumps(rows, ensure_ascii=False))
    elif sys.stdout.isatty():
        from triage.render.terminal import entries_table

        console().print(entries_table(entries, tool.policy.signed))
    else:
        for entry in entries:
            print(entry_line(entry, signed=entry.id in tool.policy.signed))
