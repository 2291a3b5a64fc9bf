"""``triage drafts``: replies as unsent mail in a folder."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit
from triage.model import TriageError


class DraftKind(StrEnum):
    """What the drafts are written as."""

    EML = "eml"
    MAILDIR = "maildir"
    MBOX = "mbox"


FolderOption = Annotated[
    Path, typer.Option("--to", metavar="DIR", help="The folder to write into.", show_default=False)
]
KindOption = Annotated[
    DraftKind, typer.Option("--as", help="eml: one file each; maildir; mbox: one file for all.")
]
SenderOption = Annotated[
    str | None,
    typer.Option("--from", metavar="ADDRESS", help="The sender, else `from` in the settings."),
]
NowOption = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="The date of maildir and mbox drafts (ISO 8601 or seconds since 1970). Else "
        "SOURCE_DATE_EPOCH, else when CASES was written.",
    ),
]


def drafts(
    cases: Annotated[Path, typer.Argument(metavar="CASES", help="What batch -o wrote.")],
    folder: FolderOption,
    kind: KindOption = DraftKind.EML,
    sender: SenderOption = None,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Only replies confirmed in `triage review`.")
    ] = False,
    include_answered: Annotated[
        bool, typer.Option("--include-answered", help="Also what staff answered before.")
    ] = False,
    apple: Annotated[
        bool, typer.Option("--apple", help="Mark .eml files as drafts for Apple Mail too.")
    ] = False,
    now: NowOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over earlier drafts.")] = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Write each reply as an unsent draft; recipients stand in the files alone."""
    from triage.cli.case_files import open_case_file
    from triage.cli.draft_files import draft_options, write_drafts
    from triage.drafts import after_review

    if kind is DraftKind.MAILDIR and sys.platform == "win32":
        raise TriageError("Windows cannot hold a Maildir's file names; use --as eml or --as mbox")
    seconds = _seconds(now, cases)
    file = open_case_file(cases, quiet=quiet)
    tool = load(faq, config, quiet=quiet)
    options = replace(
        draft_options(tool.settings, sender),
        kind=str(kind),
        now=seconds,
        apple=apple,
        include_answered=include_answered,
        reviewed_only=reviewed_only,
    )
    decided = (
        after_review(case, file.decision(case), tool.policy.content, tool.reply_with)
        for case in file.cases()
    )
    planned = write_drafts(decided, folder, options, force=force, quiet=quiet)
    return Exit.PROBLEMS if planned.problems or file.broken else Exit.DONE


def _seconds(now: str | None, cases: Path) -> int:
    """The time for dates: no clock, so that the same case file gives the same bytes."""
    text = now or os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        try:
            return int(cases.stat().st_mtime)
        except OSError as error:
            raise TriageError(f"{cases}: {error.strerror}") from None
    try:
        if text.isascii() and text.isdigit():
            return int(datetime.fromtimestamp(int(text), UTC).timestamp())
        when = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        raise TriageError(f"{text!r} is no time; write 2026-03-01T12:00:00Z") from None
    # A time without a zone is UTC: the machine's own zone would change the bytes.
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
