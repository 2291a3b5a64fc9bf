"""``triage ask``: one message in, what to do out."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import ask_exit, console, read_message, say

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.model import Case


class AskFormat(StrEnum):
    """How ``ask`` prints its case."""

    PANEL = "panel"
    TEXT = "text"
    JSON = "json"
    EML = "eml"


def ask(
    question: Annotated[
        str | None,
        typer.Argument(
            help="The message. Better pasted or piped: an argument stays in the shell's history.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        AskFormat | None,
        typer.Option("--format", help="Default: panel on a terminal, text in a pipe."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show why, in full.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 4 when the reply must be checked first.")
    ] = False,
    candidates: Annotated[
        int, typer.Option(min=1, max=100, help="How many nearest entries to show.")
    ] = 3,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Triage one message: paste it, pipe it, or give it as an argument."""
    from triage.model import Case, Comment
    from triage.readers.clean import clean_body

    text = clean_body(read_message(question))
    tool = load(faq, config, quiet=quiet)
    comment = Comment(text, id="ask")
    (case,) = tool.batch([comment], candidates=candidates)
    assert isinstance(case, Case)
    if output is None:
        output = AskFormat.PANEL if sys.stdout.isatty() else AskFormat.TEXT
    _SHOW[output](case, tool, explain, quiet)
    return ask_exit(case, strict=strict)


def _show_panel(case: Case, tool: Triage, explain: bool, quiet: bool) -> None:
    from triage.render.terminal import case_panel, headline_text
    from triage.render.words import unsigned_note

    screen = console()
    plain = screen.color_system is None
    panel = case_panel(case, tool.settings.emergency, explain=explain, plain=plain)
    screen.print(panel)
    seen_whole = not screen.is_terminal or len(screen.render_lines(panel)) < screen.height
    if case.disposition.escalated and not seen_whole:
        screen.print(headline_text(case))  # it has scrolled away above a long message
    note = unsigned_note(tool.content.faq.entries, tool.policy.signed)
    if note and case.reply is not None and not quiet:
        say(note)


def _show_text(case: Case, tool: Triage, explain: bool, quiet: bool) -> None:
    if case.reply is not None:
        print(case.reply)
    _tell(case, tool, explain, quiet)


def _show_json(case: Case, tool: Triage, explain: bool, quiet: bool) -> None:
    print(json.dumps(case.to_dict(), ensure_ascii=False))


def _show_eml(case: Case, tool: Triage, explain: bool, quiet: bool) -> None:
    from dataclasses import replace

    from triage.cli.draft_files import draft_options
    from triage.drafts import compose
    from triage.model import Problem, TriageError

    if case.reply is not None:
        # Never a recipient on stdout: a pipe into a mail program must not be able to send.
        draft = compose(case, replace(draft_options(tool.settings), recipients=False))
        if isinstance(draft, Problem):
            raise TriageError("no draft could be made", problems=(draft,))
        sys.stdout.flush()
        sys.stdout.buffer.write(draft.data)
    _tell(case, tool, explain, quiet)


def _tell(case: Case, tool: Triage, explain: bool, quiet: bool) -> None:
    """What to do and why, on stderr, without the patient's words."""
    from triage.render.words import call_line, headline, why_without_message

    if quiet:
        return
    say(headline(case))
    if call := call_line(case, tool.settings.emergency):
        say(call)
    for instruction in case.instructions:
        say(f"- {instruction}")
    if case.acknowledgement:
        say(f"you may send this acknowledgement: {case.acknowledgement}")
    reasons = why_without_message(case)
    if reasons:
        say(f"why: {reasons}")
    if explain:
        for match in case.candidates:
            say(f"near: {match.entry} ({match.score:.2f}), as in: {match.phrasing}")


_SHOW = {
    AskFormat.PANEL: _show_panel,
    AskFormat.TEXT: _show_text,
    AskFormat.JSON: _show_json,
    AskFormat.EML: _show_eml,
}
