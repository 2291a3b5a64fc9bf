"""The text of a draft: greeting, reply, signature, and the patient's message quoted below."""

from __future__ import annotations

import re
import textwrap

from triage.model import WHOLE_TEXT, Comment
from triage.readers.clean import CUT, clean_body, clean_line, clean_url

QUOTE_WIDTH = 72
MOST_QUOTED = 200
"""Lines of the patient's message that are quoted."""

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
# What stands in the name field of a form may be anything; only a plain name is worth greeting.
_NO_NAME = re.compile(r"[@/\\<>|=:;\[\]{}]|\d|www\.|anonym", re.IGNORECASE)
_LONGEST_NAME = 60


def draft_body(comment: Comment, reply: str, clinic: str | None) -> str:
    """The whole text, newlines ``\\n``, ending in one."""
    parts = [_greeting(comment.author), clean_body(reply)]
    if clinic and (name := clean_line(clinic)):
        parts.append(name)
    parts.append(quoted(comment))
    return "\n\n".join(parts) + "\n"


def _greeting(author: str | None) -> str:
    name = clean_line(author or "")
    if not name or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        return "Hello,"
    return f"Hello {name},"


def quoted(comment: Comment) -> str:
    """The message with "> " before each line, under a line that says who wrote it, when, where."""
    whole = comment.extra.get(WHOLE_TEXT)
    text = clean_body(whole if isinstance(whole, str) else comment.body)
    lines: list[str] = []
    for line in text.split("\n"):
        # Long words stay whole: a broken address cannot be followed.
        lines += textwrap.wrap(
            line, QUOTE_WIDTH - 2, break_long_words=False, break_on_hyphens=False
        ) or [""]
        if len(lines) > MOST_QUOTED:
            lines = [*lines[:MOST_QUOTED], CUT]
            break
    shown = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"{_place(comment)}{_attribution(comment)}\n{shown}"


def _attribution(comment: Comment) -> str:
    author = clean_line(comment.author or "")[:_LONGEST_NAME].strip() or "you"
    day = readable_date(comment.date)
    return f"On {day}, {author} wrote:" if day else f"{author[0].upper()}{author[1:]} wrote:"


def _place(comment: Comment) -> str:
    """For a comment on a page, answered by mail: which page it was."""
    url = clean_url(comment.url or "")
    title = clean_line(comment.subject or "")[:200].strip()
    if comment.message_id or not (url or title):
        return ""
    where = " ".join(filter(None, (title and f'"{title}"', url and f"({url})")))
    return f"Your comment on {where}:\n\n"


def readable_date(date: str | None) -> str:
    """An ISO date in words, "May 17, 2012"; any other date as it was written."""
    text = clean_line(date or "")[:80]
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", text)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    return f"{_MONTHS[int(found[2]) - 1]} {int(found[3])}, {found[1]}"
