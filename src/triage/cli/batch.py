"""``triage batch``: exported comments in, one case a comment out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from triage.cli.output import ResultFile
from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit, print_problem, say
from triage.model import Case, Comment, Disposition, Problem, Severity, TriageError

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.readers import ReadOptions


class BatchFormat(StrEnum):
    """How ``batch`` writes its cases."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


def batch(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Exports; - is stdin.")],
    result: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the cases here.")
    ] = None,
    output: Annotated[
        BatchFormat | None,
        typer.Option("--format", help="Default: table on a terminal, else jsonl."),
    ] = None,
    staff: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A staff member's name or address; may be repeated."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--input", metavar="FORMAT", help="What the input is, if not recognised."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which CSV column is which."),
    ] = None,
    delimiter: Annotated[str | None, typer.Option(help="The CSV's delimiter.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The file's encoding.")] = None,
    drafts: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also write one .eml draft for each reply."),
    ] = None,
    skip_answered: Annotated[
        bool, typer.Option("--skip-answered", help="Skip what staff already answered.")
    ] = False,
    only: Annotated[
        list[Disposition] | None, typer.Option(help="Write only these; may be repeated.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after this many.")] = None,
    candidates: Annotated[int, typer.Option(min=1, max=100, help="Nearest entries a case.")] = 3,
    force: Annotated[bool, typer.Option("--force", help="Overwrite drafts.")] = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Triage exported comments: one case a comment, in the order of the file."""
    tool = load(faq, config, quiet=quiet)
    options = _options(tool, staff, kind, columns, delimiter, encoding)
    if output is None:
        on_terminal = result is None and sys.stdout.isatty()
        output = BatchFormat.TABLE if on_terminal else BatchFormat.JSONL
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        records = _records(stack, paths, options, quiet)
        if limit is not None:
            records = islice(records, limit)
        cases = tool.batch(records, candidates=candidates, skip_answered=skip_answered)
        cases = _counted(_progress(stack, cases, quiet), counts)
        target = stack.enter_context(ResultFile(result, inputs=paths))
        kept = _write(output, _only(cases, only), target.write, keep=drafts is not None)
    if drafts is not None:
        _draft(kept, drafts, tool, counts, force)
    if not quiet:
        _summary(counts, tool)
    return Exit.PROBLEMS if counts["problems"] else Exit.DONE
