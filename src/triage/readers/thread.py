"""A page with its comments, copied as text: the article, then one comment after the other."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from triage.model import Comment, Problem
from triage.readers.clean import scrub
from triage.readers.dates import DayOrder, day_order, has_slashes, show
from triage.readers.encoding import decode, glimpse
from triage.readers.headers import BYLINE, TRAILERS, Header, find, plain
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions, error, note, warning
from triage.readers.order import Direction, Ordered, sort_out
from triage.readers.pairing import pair

_FOOTER = re.compile(r"(?:leave a (?:reply|comment)|post a comment|submit comment)\b.{0,60}", re.I)
_AWAITING = re.compile(r"your comment is awaiting moderation\.?.{0,120}", re.IGNORECASE)
_COUNT = re.compile(
    r"#{0,6}\s*(?:(?P<count>\d{1,6}|one)\s+"
    r"(?:comments?|responses?|replies|reply|thoughts?|kommentare?)(?:\s+(?:to|on|for)\b.*)?"
    r"|(?:comments?|responses?|replies)\s*\((?P<behind>\d{1,6})\))",
    re.IGNORECASE,
)


class Thread:
    """A copied page of comments."""

    name = "thread"
    replies = False  # pairs its comments itself, by time
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By at least one line that is the header of a comment."""
        return 60 if find(scrub(glimpse(head)).split("\n")[:5000]) else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """The comments in the order of the page, staff replies paired with what they answer."""
        text, problems = decode(source, name, options.encoding)
        yield from problems
        if text is None:
            return
        intake = Intake(self.name, name, options)
        lines = scrub(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        found = find(lines)
        if not found:
            hint = "one message: --input text; one message a line: --input lines"
            yield error("not-recognised", "no comments recognised", intake.place(), hint)
            return
        intake.order = day_order(header.date_text for header in found)
        # Where 03/04 stays undecided one reading serves to sort; the date is kept as written.
        order = DayOrder.MONTH_FIRST if intake.order is DayOrder.UNKNOWN else intake.order
        for header in found:
            header.place_in_time(order)
        ordered = sort_out(found)
        comments = list(_comments(lines, ordered, intake))
        yield from pair(comments, ordered, intake)
        yield from _doubts(lines, ordered, intake)
        yield from intake.notes()


def _comments(lines: Sequence[str], ordered: Ordered, intake: Intake) -> Iterator[Comment]:
    """One comment a header, in the page's order."""
    headers = ordered.headers
    bodies: dict[int, list[str]] = {}
    owner = -1
    for at, header in enumerate(headers):
        end = headers[at + 1].start if at + 1 < len(headers) else len(lines)
        # A pingback is one line; what stands below it goes on with the comment above.
        if not header.pingback:
            owner = at
        if owner >= 0:
            bodies.setdefault(owner, []).extend(lines[header.end : end])
    doubtful = set(map(id, ordered.doubtful))
    for at, header in enumerate(headers):
        body, pending = _body(bodies.get(at, []), last=at == owner)
        comment = intake.comment(
            Raw(
                body=header.name if header.pingback else body,
                line=header.start + 1,
                id=str(header.number) if ordered.numbered else "",
                author=header.name,
                date=_date(header, intake.order),
                status="pending" if pending else "",
                type=(header.match["kind"] if header.pingback else ""),
            )
        )
        # A name is no proof where the line itself may be typed: nothing of it may be skipped.
        yield replace(comment, is_staff=None) if id(header) in doubtful else comment


def _date(header: Header, order: DayOrder) -> str:
    if header.when is None or (order is DayOrder.UNKNOWN and has_slashes(header.date_text)):
        return header.date_text
    return show(header.when)


def _body(lines: Sequence[str], *, last: bool) -> tuple[str, bool]:
    """The text of a comment without the buttons around it, and whether it awaits moderation."""
    kept = list(lines)
    while kept and (not kept[0].strip() or plain(kept[0]).lower() in BYLINE):
        kept.pop(0)
    pending = bool(kept) and _AWAITING.fullmatch(kept[0].strip()) is not None
    if pending:
        kept.pop(0)
    if last:
        kept = kept[: _footer(kept)]
    while kept and (not kept[-1].strip() or plain(kept[-1]).lower() in TRAILERS):
        kept.pop()
    return textwrap.dedent("\n".join(kept)), pending


def _footer(lines: Sequence[str]) -> int:
    """Where the form for a new comment begins, below the last one; the end if there is none."""
    for at, line in enumerate(lines):
        above = lines[at - 1].strip() if at else ""
        if (not above or plain(above).lower() in TRAILERS) and _FOOTER.fullmatch(plain(line)):
            return at
    return len(lines)


def _doubts(lines: Sequence[str], ordered: Ordered, intake: Intake) -> Iterator[Problem]:
    """What about this page a person should look at, with line numbers."""
    for header in ordered.typed:
        message = "looks like a comment's header but is out of sequence; read as part of the text"
        yield warning("typed-header", message, intake.place(header.start + 1))
    for header in ordered.doubtful:
        message = "this header is out of place; it may be typed inside another comment"
        yield warning("out-of-order", message, intake.place(header.start + 1))
    if ordered.direction is Direction.MIXED and len(ordered.headers) > 2:
        place = intake.place(ordered.headers[0].start + 1)
        yield note("mixed-order", "the comments are neither oldest nor newest first", place)
    yield from _completeness(lines, ordered, intake)
    end = ordered.headers[-1].end
    foot = _footer(lines[end:])
    left_out = sum(bool(line.strip()) for line in lines[end + foot + 1 :])
    if left_out:
        message = f"{left_out} lines below the last comment are taken for the page's foot"
        yield note("footer", message, intake.place(end + foot + 1))


def _completeness(lines: Sequence[str], ordered: Ordered, intake: Intake) -> Iterator[Problem]:
    for at in range(ordered.headers[0].start - 1, -1, -1):
        found = _COUNT.fullmatch(plain(lines[at])) if len(lines[at]) < 300 else None
        if found:
            count = found["count"] or found["behind"]
            said = 1 if count.lower() == "one" else int(count)
            if said != len(ordered.headers):
                message = f"the page says {said} comments, {len(ordered.headers)} were found"
                hint = "copy the whole page, older comments too"
                yield warning("incomplete", message, intake.place(at + 1), hint)
            return
