"""The screen of ``triage review`` as lines, for any width, with colour, without, or plain.

All that comes from a case file is masked before it is laid out: a control character or a terminal
sequence in a message never reaches the terminal, and every highlight stays where it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.console import Console
from rich.text import Text

from triage.decisions import Action, Decision
from triage.desk.proposal import Proposal
from triage.desk.review import Mode, Review
from triage.drafts.decided import NEVER_ANSWERED
from triage.model import Case, Comment, Disposition
from triage.readers.clean import clean_line, masked
from triage.render.terminal import COLOURS
from triage.render.words import ONCE_A_RUN, headline, still_open, why, written_on

NARROWEST = 20
_FLAG, _QUESTION = "bold reverse", "underline"


class Look(StrEnum):
    """What the terminal can do; ``plain`` marks with characters what the others highlight."""

    COLOUR = "colour"
    NO_COLOUR = "no-colour"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen before it is cut to the terminal's height.

    ``needed``: how many lines from the top hold the message and the reply. ``foot``: the lines that
    always stay at the bottom.
    """

    head: str
    lines: list[str]
    needed: int
    foot: list[str]


def frame(review: Review, width: int, look: Look) -> Frame:
    """What to show now."""
    width = max(width, NARROWEST)
    page = _Page(width, look)
    needed = 0
    if review.mode is Mode.DONE:
        _done(page, review)
    elif review.mode is Mode.SEARCHING:
        _searching(page, review)
    elif review.case is not None:
        needed = _reading(page, review, review.case)
    head = page.render(Text(_head(review), style="reverse", no_wrap=True, overflow="ellipsis"))
    foot = page.render(Text(masked(review.notice), style="bold")) if review.notice else []
    foot += page.render(Text(_keys(review, width), style="dim"))
    return Frame(head[0], page.lines, needed, foot)


class _Page:
    """Lines of one width."""

    def __init__(self, width: int, look: Look) -> None:
        self.lines: list[str] = []
        self.plain = look is Look.PLAIN
        self._console = Console(
            width=width,
            color_system=None if self.plain else "standard",
            force_terminal=not self.plain,
            no_color=look is not Look.COLOUR,
            highlight=False,
            emoji=False,
            markup=False,
            legacy_windows=False,
        )

    def render(self, text: Text) -> list[str]:
        """The text as lines with terminal codes, each whole in itself."""
        with self._console.capture() as captured:
            self._console.print(text)
        return captured.get().removesuffix("\n").split("\n")

    def add(self, text: str | Text = "", style: str = "") -> None:
        """A paragraph; a plain string comes from outside and is masked."""
        self.lines += self.render(text if isinstance(text, Text) else Text(masked(text), style))


def _head(review: Review) -> str:
    queue = review.queue
    left = f"{len(queue.open)} open"
    if review.mode is Mode.DONE or review.case is None:
        return f" triage review | {left}"
    place = f"{queue.at + 1} of {len(queue.items)}"
    ident = clean_line(review.case.comment.id)
    return f" {place} | {left} | {review.case.disposition.upper()} | {ident}"


def _reading(page: _Page, review: Review, case: Case) -> int:
    page.add(headline(case), COLOURS[case.disposition])
    for instruction in case.instructions:
        page.add(f"- {instruction}", "bold")
    if case.comment.answered_by:
        page.add(f"Staff answered this before ({case.comment.answered_by}).")
    if review.queue.decision:
        page.add(_decided(review.queue.decision), "bold")
    page.add()
    page.add(_writer(case.comment), "dim")
    page.add(message(case, plain=page.plain))
    page.add()
    _add_reply(page, review.proposal, case)
    needed = len(page.lines)
    page.add()
    page.add(f"Why: {why(case)}")
    for reason in case.reasons:
        if reason.code in ONCE_A_RUN:
            page.add(f"Mind: {reason.text}", "dim")
    for answered in case.questions if case.unanswered else ():
        if not answered.entries:
            page.add(f"No entry for: {answered.question.text}")
    if case.candidates and case.disposition not in NEVER_ANSWERED:
        page.add("Nearest entries:")
        for number, match in enumerate(case.candidates[:9], start=1):
            page.add(f"  {number}  {match.entry} ({match.score:.2f}): {match.phrasing}")
    return needed


def _writer(comment: Comment) -> str:
    parts = [clean_line(comment.author or "") or "Somebody"]
    if comment.date:
        parts.append(f"on {clean_line(written_on(comment))}")
    if comment.subject:
        parts.append(f'about "{clean_line(comment.subject)}"')
    return f"{' '.join(parts)} wrote:"


def message(case: Case, *, plain: bool) -> Text:
    """The message, flags and questions highlighted; on a plain terminal as [!flag!], <question?>.

    Masked, so that every span is where it was.
    """
    body = masked(case.comment.body)
    spans = [(f.start, f.end, _FLAG, ("[!", "!]")) for f in case.flags if f.counts]
    asked = [answered.question for answered in case.questions]
    # A message that is one question from end to end needs no mark.
    spans += [(q.start, q.end, _QUESTION, ("<", ">")) for q in asked if q.text != body]
    spans = [span for span in spans if 0 <= span[0] < span[1] <= len(body)]
    if not plain:
        text = Text(body)
        for start, end, style, _ in spans:
            text.stylize(style, start, end)
        return text
    marks = [(start, 1, marks[0]) for start, _, _, marks in spans]
    marks += [(end, 0, marks[1]) for _, end, _, marks in spans]
    for place, _, mark in sorted(marks, reverse=True):
        body = body[:place] + mark + body[place:]
    return Text(body)


_ORIGIN = {
    Action.CONFIRM: "Proposed reply",
    Action.ANOTHER: "Reply you chose",
    Action.EDIT: "Reply you wrote",
}


def _add_reply(page: _Page, proposal: Proposal | None, case: Case) -> None:
    if proposal is None:
        if case.acknowledgement:
            page.add("You may send this acknowledgement (w takes it over):", "bold")
            page.add(case.acknowledgement)
        else:
            page.add("No reply is proposed.", "bold")
        return
    entries = f" ({', '.join(proposal.entries)})" if proposal.entries else ""
    page.add(f"{_ORIGIN[proposal.action]}{entries}:", "bold")
    page.add(proposal.text)


_DONE_WORDS = {
    Action.CONFIRM: "reply confirmed",
    Action.ANOTHER: "answered with another entry",
    Action.EDIT: "answered with an edited reply",
    Action.NO_ENTRY: "no entry fits",
    Action.ESCALATE: "escalated",
    Action.ACKNOWLEDGE: "taken on by a person",
    Action.SKIP: "skipped",
}


def _decided(decision: Decision) -> str:
    return f"Decided: {_DONE_WORDS[decision.action]}, {decision.by}, {decision.at}"


def _searching(page: _Page, review: Review) -> None:
    search = review.search
    page.add(f"Find an entry: {search.query}_", "bold")
    page.add()
    for number, entry in enumerate(search.found):
        marked = number == search.marked
        page.add(f"{'>' if marked else ' '} {entry.id}: {entry.question}", "bold" if marked else "")
    if search.query.strip() and not search.found:
        page.add("Nothing like it.")
    if review.case is not None:
        page.add()
        page.add(_writer(review.case.comment), "dim")
        page.add(message(review.case, plain=page.plain))


def _done(page: _Page, review: Review) -> None:
    waiting = review.queue.open
    alarms = [item for item in waiting if item.disposition.escalated]
    page.add("That was the last message.", "bold")
    page.add()
    if alarms:
        page.add(f"{still_open(len(alarms))}.", "bold red")
    if waiting:
        page.add(f"Open in all: {len(waiting)}. They come again with r, or the next time.")
    else:
        page.add("Everything is decided.")


_MOVE = ("s skip", "b back", "q quit", "space more")
_ANSWER = ("c confirm", "1-9 or f another entry", "w write")
_PERSON = ("k a person has taken it on", "e escalate")
_SURE = "The tool sent this message to a person. Answer it with this reply all the same?"


def _keys(review: Review, width: int) -> str:
    if review.mode is Mode.SURE:
        return "\n".join((_SURE, _in_lines(("Y yes", "any other key no"), width)))
    return _in_lines(_choices(review), width)


def _choices(review: Review) -> Sequence[str]:
    if review.mode is Mode.DONE:
        return ("r the open ones again", "b back", "q quit")
    if review.mode is Mode.SEARCHING:
        return ("type words", "up/down mark", "Enter answer with it", "Tab add it", "Esc back")
    disposition = review.case.disposition if review.case else Disposition.SKIP
    if disposition in NEVER_ANSWERED:
        return (*_PERSON, *_MOVE)
    if disposition.escalated:
        return (*_PERSON, *_ANSWER, *_MOVE)
    return (*_ANSWER, "n no entry fits", "e escalate", *_MOVE)


def _in_lines(choices: Sequence[str], width: int) -> str:
    """The choices in as few lines as they take, none of them broken."""
    lines = [""]
    for choice in choices:
        longer = f"{lines[-1]}  {choice}" if lines[-1] else choice
        if lines[-1] and len(longer) > width:
            lines.append(choice)
        else:
            lines[-1] = longer
    return "\n".join(lines)
