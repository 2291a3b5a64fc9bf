"""``triage review``: one message after the other, one key each."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit
from triage.model import Case, Disposition, TriageError

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.cli.case_files import CaseFile
    from triage.desk.queue import Queue

ByOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who reviews. Default: your login name.")
]
LearnOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Add confirmed pairs here; the next compile learns them."),
]
ExportOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="No review: write what was decided as CSV.")
]


def review(
    cases: Annotated[Path, typer.Argument(metavar="CASES", help="What batch -o wrote.")],
    by: ByOption = None,
    learn: LearnOption = None,
    include_answered: Annotated[
        bool, typer.Option("--include-answered", help="Also what staff answered before.")
    ] = False,
    export: ExportOption = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="With --export: the messages and replies too.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="With --export: write over an unfinished file.")
    ] = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Look at each message and its reply, and decide; every decision is kept at once."""
    from triage.cli.case_files import open_case_file

    if with_text and export is None:
        raise TriageError("--with-text belongs to --export FILE")
    file = open_case_file(cases, quiet=quiet)
    tool = load(faq, config, quiet=quiet)
    if export is not None:
        from triage.cli.review_record import write_record

        write_record(file, tool, export, with_text=with_text, force=force, quiet=quiet)
    else:
        _review(file, tool, _name(by), include_answered, learn, quiet)
    return Exit.PROBLEMS if file.broken else Exit.DONE


def _review(
    file: CaseFile, tool: Triage, by: str, include_answered: bool, learn: Path | None, quiet: bool
) -> None:
    from triage.cli.review_record import offer_pairs, summary

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TriageError("a review needs a terminal; --export FILE and `triage drafts` do not")
    queue = _queue(file, tool, include_answered)
    try:
        _on_screen(queue, file, tool, by)
    finally:
        if not quiet:
            summary(queue, file)
    offer_pairs(file, tool, learn)


def _queue(file: CaseFile, tool: Triage, include_answered: bool) -> Queue:
    """What a person must look at. Raises TriageError where the answers are others than then."""
    from triage.decisions import key_of
    from triage.desk.queue import Item, Queue

    items: list[Item] = []
    for place, case in file.numbered():
        if case.content != tool.policy.content:
            raise TriageError(
                f"{file.path} was made with other answers than today's; run `triage batch` again, "
                "or give the --faq and --config of that run"
            )
        if _is_open(case, include_answered):
            items.append(Item(key_of(case, file.digest), case.disposition, place))
    return Queue(items, file.decided)


def _is_open(case: Case, include_answered: bool) -> bool:
    if case.disposition is Disposition.SKIP:
        return False
    answered = case.comment.answered_by and not case.disposition.escalated
    return include_answered or not answered


def _on_screen(queue: Queue, file: CaseFile, tool: Triage, by: str) -> None:
    from triage.cli.review_session import run_review
    from triage.desk.find import EntryFinder
    from triage.desk.review import Desk, Review
    from triage.reply import fill

    desk = Desk(
        by=by,
        now=_now,
        content=tool.policy.content,
        disclaimer=fill(tool.policy.disclaimer, tool.policy.placeholders).strip(),
        reply_with=tool.reply_with,
        find=EntryFinder(tool.policy.entries.values(), tool.matcher),
    )
    run_review(Review(queue, lambda item: file.at(item.place), desk), file.path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _name(by: str | None) -> str:
    from getpass import getuser

    from triage.readers.clean import clean_line

    try:
        name = clean_line(by if by is not None else getuser())
    except (OSError, KeyError, ImportError):
        name = ""
    if not name:
        raise TriageError("who reviews is not known; say it with --by NAME")
    return name
