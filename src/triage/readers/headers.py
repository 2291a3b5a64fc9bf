"""The header lines of a page of comments copied as text, in the forms blogs print them.

``1. Ann says: 11/02/20156:06 pm`` (date and time glued), ``Ann says:`` with the date on the next
line, ``Ann on May 3, 2012 at 5:16 pm said:``, ``Ann • 3 years ago``; any of them may be broken
over up to three lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from triage.readers.dates import DATE_AND_TIME, DayOrder, from_match

_SAYS = r"(?:says|said|wrote|writes|sagt|schreibt|dit|dice|zegt|skriver)"
_NAME = r"(?P<name>[^\s:•·][^:•·\n]{0,79}?)"
_NUMBER = r"(?:(?P<number>\d{1,6})[.)]\s+)?"
_AGO = r"(?P<ago>(?:an?|\d{1,3})\s+(?:second|minute|hour|day|week|month|year)s?\s+ago|just now)"
_EDIT = r"(?:\s*[|·•-]?\s*\(?(?:edit|reply|permalink|#)\)?)*"
_LONGEST = 200
TRAILERS = frozenset(
    "reply|reply ↓|↓|edit|(edit)|log in to reply|submit comment|post comment|leave a reply|"
    "leave a comment|cancel reply|add comment|share|like|report|permalink|loading...".split("|")
)
"""The buttons around comments, in lower case."""
BYLINE = frozenset(("edit", "(edit)", "permalink"))
"""The buttons beside a comment's date, in lower case."""
_MOST_LINES = 3


@dataclass(slots=True)
class Header:
    """A line, or up to three, that may open a comment. Lines count from 0, ``end`` exclusive."""

    start: int
    end: int
    indent: int
    name: str
    number: int | None
    match: re.Match[str]
    pingback: bool = False
    apart: bool = True
    """Whether an empty line or a button stands above it."""
    when: datetime | None = None

    def place_in_time(self, order: DayOrder) -> None:
        """Read the date once the order of day and month is chosen for the whole page."""
        if self.match["year"] or self.match["iso"] or self.match["year2"]:
            self.when = from_match(self.match, order)

    @property
    def date_text(self) -> str:
        """The date as written, for when it cannot be read."""
        found = self.match
        return found["date"] if found["date"] else ""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    date = f"(?P<date>{DATE_AND_TIME})"
    dated = f"(?:{date}|{_AGO})"
    forms = (
        rf"{_NUMBER}{_NAME}\s+{_SAYS}\s*:?\s*(?:on\s+)?{dated}{_EDIT}\s*:?",
        rf"{_NUMBER}{_NAME},?\s+on\s+{date}\s*,?\s+{_SAYS}\s*:?{_EDIT}",
        rf"{_NUMBER}{_NAME}\s*[•·]\s*{dated}{_EDIT}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _pingback() -> re.Pattern[str]:
    return re.compile(
        rf"{_NUMBER}(?P<kind>pingback|trackback)\s*:\s*(?P<name>\S.{{0,300}}?)"
        rf"(?:\s+on\s+(?P<date>{DATE_AND_TIME}))?{_EDIT}",
        re.IGNORECASE,
    )


def plain(line: str) -> str:
    """A line without the marks that web clippers leave: links, images, bold."""
    if "[" in line:
        line = re.sub(r"!\[[^\]]{0,200}\]\([^()\s]{0,500}\)", "", line)
        line = re.sub(r"\[([^\]]{0,200})\]\([^()]{0,500}\)", r"\1", line)
    return " ".join(line.replace("**", "").replace("__", "").split())


def find(lines: Sequence[str]) -> list[Header]:
    """Everything that looks like the header of a comment, in order, fakes included."""
    bare = [plain(line) if len(line) <= 4 * _LONGEST else "" for line in lines]
    found: list[Header] = []
    position = 0
    while position < len(lines):
        header = _at(lines, bare, position)
        if header is None:
            position += 1
        else:
            found.append(header)
            position = header.end
    return found


def _at(lines: Sequence[str], bare: Sequence[str], start: int) -> Header | None:
    """The header that begins on a line, none if a later line begins a better one."""
    if not bare[start]:
        return None
    joined, used = "", 0
    end = start
    while end < len(lines) and used < _MOST_LINES:
        if bare[end]:
            joined = f"{joined} {bare[end]}".strip()
            used += 1
        elif used == 0 or end - start > 2 * _MOST_LINES:
            return None
        end += 1
        if len(joined) > _LONGEST:
            return None
        found = _match(joined)
        if found is None:
            continue
        if used > 1 and _later(bare, start, end):
            return None
        line = lines[start]
        return Header(
            start=start,
            end=end,
            indent=len(line) - len(line.lstrip()),
            name=found["name"].strip(),
            number=int(found["number"]) if found["number"] else None,
            match=found,
            pingback="kind" in found.re.groupindex,
            apart=start == 0 or not bare[start - 1] or bare[start - 1].lower() in TRAILERS,
        )
    return None


def _later(bare: Sequence[str], start: int, end: int) -> bool:
    """True where the same header is found without its first line, which then is no part of it."""
    for first in range(start + 1, end):
        joined = " ".join(filter(None, bare[first:end]))
        if bare[first] and _match(joined) is not None:
            return True
    return False


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"\b{_SAYS}\b|[•·]|pingback|trackback", re.IGNORECASE)


def _match(text: str) -> re.Match[str] | None:
    if not _sign().search(text):
        return None
    found = _pingback().fullmatch(text)
    if found:
        return found
    for pattern in _patterns():
        found = pattern.fullmatch(text)
        if found and _is_name(found["name"]):
            return found
    return None


def _is_name(name: str) -> bool:
    """A name is short and no sentence: "I saw what my doctor" says: ... is none."""
    return len(name.split()) <= 8 and not re.search(r"[?!]\s|[?!]$|[a-z]{4,}\.\s", name)
