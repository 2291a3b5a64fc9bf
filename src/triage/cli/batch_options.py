"""What ``triage batch`` can be told, and what it makes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.model import Disposition, TriageError
from triage.runs.form import Form

if TYPE_CHECKING:
    from triage.readers import ReadOptions

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Exports; - is stdin.")
]
ResultOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the cases here.")
]
BatchFormatOption = Annotated[
    Form | None, typer.Option("--format", help="Default: table on a terminal, else jsonl.")
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
DelimiterOption = Annotated[str | None, typer.Option(help="The table's delimiter.")]
EncodingOption = Annotated[str | None, typer.Option(help="The file's encoding.")]
DraftsOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Also write one .eml draft for each reply.")
]
OnlyOption = Annotated[
    list[Disposition] | None, typer.Option(help="Write only these; may be repeated.")
]
SinceOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only comments of this day and later, and undated ones."),
]
LimitOption = Annotated[int | None, typer.Option(min=1, help="Stop after this many records.")]
SkipOption = Annotated[
    bool, typer.Option("--skip-answered", help="Skip what staff already answered.")
]
CandidatesOption = Annotated[int, typer.Option(min=1, max=100, help="Nearest entries a case.")]
JobsOption = Annotated[
    int, typer.Option(min=1, max=64, help="Processes that share the work; the result is the same.")
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on with FILE.part, which the same run left.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Write over earlier drafts and unfinished results.")
]


def read_options(
    staff: tuple[str, ...],
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
        staff=staff,
        columns=parse_columns(columns) if columns else {},
        delimiter=delimiter,
        encoding=encoding,
    )


def day(text: str) -> date:
    """The day of ``--since``. Raises TriageError for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TriageError(f"--since {text}: write a day as 2026-11-01") from None
