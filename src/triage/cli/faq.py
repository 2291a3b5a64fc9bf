"""``triage faq``: the care of the curated content."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.session import (
    ConfigOption,
    FaqOption,
    FormatOption,
    OutputFormat,
    QuietOption,
    load,
)
from triage.cli.streams import Exit, print_problem, say
from triage.curated import read_file, shipped
from triage.model import Entry, Faq, Severity, TriageError

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
    from triage.places import curated_files, settings_file

    path = config or settings_file()
    settings = load_settings(path)
    problems = check_content(curated_files(settings, path, faq), settings, date.today())
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
    tool = load(faq, config)
    found = tool.matcher.judge(" ".join(words), limit=10).matches
    _print_entries([tool.policy.entries[match.entry] for match in found], tool, output)
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
    entry = _entry(tool.content.faq, entry_id)
    if output is OutputFormat.JSON:
        print(json.dumps(entry_to_dict(entry, tool.content.faq), ensure_ascii=False))
    else:
        signed = entry.id in tool.policy.signed
        print(entry_text(entry, tool.content.faq, signed=signed), end="")
    return Exit.DONE


@app.command()
def sign(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The entries to sign.")],
    by: Annotated[str, typer.Option(help="The clinician who signs.")],
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="Next review, such as 2027-11-22.")
    ] = None,
    faq: FaqOption = None,
    config: ConfigOption = None,
) -> int:
    """Sign entries: writes who, when and a digest into the file; any later change undoes it."""
    from triage.api import load_settings
    from triage.content.sign import secondary_facts
    from triage.content.sign import sign as write_signature
    from triage.places import curated_files, settings_file

    path = config or settings_file()
    target = curated_files(load_settings(path), path, faq).faq
    if target == shipped().faq:
        raise TriageError("sign the clinic's own copy, not the shipped file: triage init DIR")
    data = read_file(target)
    signed = write_signature(data, ids, by, date.today(), _date(due), file=str(target))
    content = _parsed(target)
    for name in ids:
        for source in secondary_facts(content, _entry(content, name)):
            say(f"{name} rests on a secondary source: {source.title} ({source.url or source.doi})")
    _replace(target, signed)
    say(f"signed by {by}: {', '.join(ids)}")
    return Exit.DONE


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    new: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    on: Annotated[
        Path | None,
        typer.Option(metavar="CASES", exists=True, help="Earlier cases: which end differently?"),
    ] = None,
    config: ConfigOption = None,
) -> int:
    """Compare two FAQs; with --on, tell which earlier comments now get another answer."""
    from triage.content.diff import compare
    from triage.render.entry import difference_text

    print(difference_text(compare(_parsed(old), _parsed(new))), end="")
    if on is not None:
        _compare_cases(on, load(old, config), load(new, config))
    return Exit.DONE


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="faq, redflags, lexicon, settings or labelled.")] = (
        "faq"
    ),
) -> int:
    """Print the JSON Schema of a curated file, so that editors complete and check it."""
    from triage.content.schema import FILES, json_schema

    if name not in FILES:
        raise TriageError(f"no schema {name!r}; there are: {', '.join(FILES)}")
    print(json.dumps(json_schema(name), indent=2))
    return Exit.DONE


def _compare_cases(path: Path, before: Triage, after: Triage) -> None:
    from triage.casefile import NOT_A_CASE, read_cases
    from triage.model import Case, Problem

    records = list(read_cases(read_file(path).splitlines(), str(path)))
    broken = tuple(r for r in records if isinstance(r, Problem) and r.code == NOT_A_CASE)
    if broken:
        raise TriageError(f"{path} is not what triage batch wrote", problems=broken)
    comments = [record.comment for record in records if isinstance(record, Case)]
    changed = 0
    pairs = zip(before.batch(comments), after.batch(comments), strict=True)
    for left, right in pairs:
        assert isinstance(left, Case)
        assert isinstance(right, Case)
        was = (left.disposition, left.entries)
        now = (right.disposition, right.entries)
        if was != now:
            changed += 1
            print(f"{left.comment.id}: {was[0]} {' '.join(was[1])} -> {now[0]} {' '.join(now[1])}")
    print(f"{changed} of {len(comments)} comments end differently")


def _print_entries(entries: list[Entry] | tuple[Entry, ...], tool: Triage, output: str) -> None:
    from triage.render.entry import entry_line, entry_to_dict

    if output == OutputFormat.JSON:
        rows = [entry_to_dict(entry, tool.content.faq) for entry in entries]
        print(json.dumps(rows, ensure_ascii=False))
    elif sys.stdout.isatty():
        from rich.console import Console

        from triage.render.terminal import entries_table

        Console(highlight=False).print(entries_table(entries, tool.policy.signed))
    else:
        for entry in entries:
            print(entry_line(entry, signed=entry.id in tool.policy.signed))


def _entry(faq: Faq, name: str) -> Entry:
    from difflib import get_close_matches

    for entry in faq.entries:
        if entry.id == name:
            return entry
    near = get_close_matches(name, [entry.id for entry in faq.entries], n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; see triage faq list"
    raise TriageError(f"no entry {name!r}{hint}")


def _parsed(path: Path) -> Faq:
    from triage.content import load_faq

    loaded = load_faq(read_file(path), str(path))
    if loaded.value is None:
        raise TriageError(f"{path} cannot be used", problems=loaded.problems)
    return loaded.value


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise TriageError(f"{text!r} is no date; write it as 2027-11-22") from None


def _replace(path: Path, data: bytes) -> None:
    """Write whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror}") from None
