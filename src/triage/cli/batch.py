"""``triage batch``: exported comments in, one case a comment out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeGuard

import typer

from triage.cli.output import ResultFile
from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit, print_problem, say
from triage.model import Case, Comment, Disposition, Problem, Severity, TriageError

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.readers import ReadOptions

STDIN = Path("-")


class BatchFormat(StrEnum):
    """How ``batch`` writes its cases."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


@dataclass
class Run:
    """What one run has counted so far; records = cases + problems."""

    dispositions: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    by_staff: int = 0
    cases: int = 0

    def count(self, item: Case | Problem) -> None:
        """Count one result."""
        if isinstance(item, Case):
            self.cases += 1
            self.dispositions[item.disposition] += 1
            self.by_staff += bool(item.comment.is_staff)
        else:
            self.problems += 1


ResultOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the cases here.")
]
BatchFormatOption = Annotated[
    BatchFormat | None, typer.Option("--format", help="Default: table on a terminal, else jsonl.")
]
StaffOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A staff member's name or address; may be repeated."),
]
InputOption = Annotated[
    str | None,
    typer.Option("--input", metavar="FORMAT", help="What the input is, if not recognised."),
]
MapOption = Annotated[
    str | None,
    typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which column of a table is which."),
]
DraftsOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Also write one .eml draft for each reply.")
]
OnlyOption = Annotated[
    list[Disposition] | None, typer.Option(help="Write only these; may be repeated.")
]
SkipOption = Annotated[
    bool, typer.Option("--skip-answered", help="Skip what staff already answered.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Write over earlier drafts and unfinished results.")
]


def batch(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Exports; - is stdin.")],
    result: ResultOption = None,
    output: BatchFormatOption = None,
    staff: StaffOption = None,
    kind: InputOption = None,
    columns: MapOption = None,
    delimiter: Annotated[str | None, typer.Option(help="The table's delimiter.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The file's encoding.")] = None,
    drafts: DraftsOption = None,
    skip_answered: SkipOption = False,
    only: OnlyOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after this many.")] = None,
    candidates: Annotated[int, typer.Option(min=1, max=100, help="Nearest entries a case.")] = 3,
    force: ForceOption = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Triage exported comments: one case a comment, in the order of the file."""
    for path in paths:
        if path != STDIN and not path.exists():
            raise TriageError(f"{path}: no such file")
    tool = load(faq, config, quiet=quiet)
    staff = [*tool.settings.staff, *(staff or ())]
    options = _read_options(staff, kind, columns, delimiter, encoding)
    if output is None:
        on_terminal = result is None and sys.stdout.isatty()
        output = BatchFormat.TABLE if on_terminal else BatchFormat.JSONL
    run = Run()
    with ExitStack() as stack:
        records = _records(stack, paths, options, quiet)
        cases = tool.batch(
            islice(records, limit), candidates=candidates, skip_answered=skip_answered
        )
        watched = _counted(_progress(stack, cases, quiet), run)
        target = stack.enter_context(ResultFile(result, inputs=paths, force=force))
        wanted = (item for item in watched if _is_wanted(item, only))
        written = _written(output, wanted, target)
        replies = [item for item in written if _is_reply(item) and drafts is not None]
    if drafts is not None:
        from triage.cli.draft_files import draft_options, write_drafts
        from triage.drafts import Decided

        how = draft_options(tool.settings)
        undecided = map(Decided, replies)
        planned = write_drafts(undecided, drafts, how, force=force, quiet=quiet)
        run.problems += len(planned.problems)
    if not quiet:
        if options.staff and not run.by_staff:
            say(f"no comment was written by staff as named: {', '.join(options.staff)}")
        _summary(run, tool)
    return Exit.PROBLEMS if run.problems else Exit.DONE


def _read_options(
    staff: list[str],
    kind: str | None,
    columns: str | None,
    delimiter: str | None,
    encoding: str | None,
) -> ReadOptions:
    """What the user said of the input. Raises TriageError for what no file could make right."""
    from codecs import lookup

    from triage.readers import FORMATS, ReadOptions, parse_columns

    if kind is not None and kind not in FORMATS:
        raise TriageError(f"--input {kind}: the formats are {', '.join(FORMATS)}")
    if delimiter is not None and len(delimiter) != 1:
        raise TriageError(f"--delimiter {delimiter!r}: one character is wanted")
    try:
        lookup(encoding or "utf-8")
    except LookupError:
        raise TriageError(f"--encoding {encoding}: no such encoding") from None
    return ReadOptions(
        format=kind,
        staff=tuple(staff),
        columns=parse_columns(columns) if columns else {},
        delimiter=delimiter,
        encoding=encoding,
    )


def _records(
    stack: ExitStack, paths: list[Path], options: ReadOptions, quiet: bool
) -> Iterator[Comment | Problem]:
    """Every record of every input; notes and warnings are told at once and are no records."""
    from triage.readers import read, read_folder

    for path in paths:
        if path == STDIN:
            records = read(sys.stdin.buffer, "stdin", options)
        elif path.is_dir():
            records = read_folder(path, options)
        else:
            try:
                source = stack.enter_context(path.open("rb"))
            except OSError as error:
                raise TriageError(f"{path}: {error.strerror}") from None
            records = read(source, str(path), options)
        for record in records:
            if isinstance(record, Problem) and record.severity is not Severity.ERROR:
                if not quiet:
                    print_problem(record)
            else:
                yield record


def _is_reply(item: Case | Problem) -> TypeGuard[Case]:
    return isinstance(item, Case) and item.reply is not None


def _is_wanted(item: Case | Problem, only: list[Disposition] | None) -> bool:
    return not only or isinstance(item, Problem) or item.disposition in only


def _counted(items: Iterator[Case | Problem], run: Run) -> Iterator[Case | Problem]:
    for item in items:
        run.count(item)
        if isinstance(item, Problem):
            print_problem(item)
        yield item


def _progress(
    stack: ExitStack, items: Iterator[Case | Problem], quiet: bool
) -> Iterator[Case | Problem]:
    """The items, with a counter on stderr while it is a terminal and stdout is not."""
    if quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        return items
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed} comments"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    stack.enter_context(bar)
    task = bar.add_task("", total=None)

    def advancing() -> Iterator[Case | Problem]:
        for item in items:
            bar.advance(task)
            yield item

    return advancing()


def _written(
    output: BatchFormat, items: Iterator[Case | Problem], target: ResultFile
) -> Iterator[Case | Problem]:
    """Write each item as it comes, and pass it on."""
    if output is BatchFormat.TABLE:
        yield from _table(items, target)
        return
    original: list[str] | None = None
    for item in items:
        if output is BatchFormat.JSONL:
            target.write(json.dumps(item.to_dict(), ensure_ascii=False) + "\n")
        else:
            from triage.render.table import case_row, header_row, problem_row

            if original is None:
                original = list(item.comment.extra) if isinstance(item, Case) else []
                target.write(header_row(original))
            row = (
                case_row(item, original) if isinstance(item, Case) else problem_row(item, original)
            )
            target.write(row)
        yield item


def _table(items: Iterator[Case | Problem], target: ResultFile) -> Iterator[Case | Problem]:
    from io import StringIO

    from rich.console import Console

    from triage.render.terminal import cases_table

    kept = list(items)
    cases = [item for item in kept if isinstance(item, Case)]
    if sys.stdout.isatty():
        console = Console(highlight=False)
        with console.capture() as capture:
            console.print(cases_table(cases))
        target.write(capture.get())
    else:
        buffer = StringIO()
        Console(file=buffer, width=160, highlight=False).print(cases_table(cases))
        target.write(buffer.getvalue())
    yield from kept


def _summary(run: Run, tool: Triage) -> None:
    from triage.render.words import unsigned_note

    say(f"{run.cases + run.problems} records: {run.cases} cases, {run.problems} unreadable")
    for disposition in Disposition:
        if run.dispositions[disposition]:
            say(f"  {run.dispositions[disposition]:>6} {disposition}")
    note = unsigned_note(tool.content.faq.entries, tool.policy.signed)
    if note:
        say(note)
