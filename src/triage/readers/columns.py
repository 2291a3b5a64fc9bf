"""Which column or key of a foreign export is which field: exact known names, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from triage.model import Location, Problem
from triage.readers.clean import clean_line, scrub
from triage.readers.html import to_text
from triage.readers.intake import Raw
from triage.readers.interface import error

# The tool's own names come first and win; of the others two in one header are ambiguous.
_KNOWN: dict[str, str] = {
    "body": "body text | comment_content comment message content question comment_text comments "
    "your-message your_message your_question message_body comment_body patient_question "
    "patient_message ",
    "id": "id | comment_id entry_id response_id ticket_id",
    "author": "author | comment_author author_name name your-name your_name full_name patient_name "
    "display_name user_name username",
    "email": "email | comment_author_email author_email e-mail email_address e-mail_address "
    "your-email your_email mail",
    "date": "date | comment_date_gmt date_gmt comment_date created_at created timestamp entry_date "
    "submitted_at submission_date date_submitted published_at",
    "parent": "parent | comment_parent parent_id in_reply_to parent_comment_id",
    "subject": "subject | your-subject your_subject title post_title page_title",
    "url": "url | permalink link source_url page_url",
    "status": "status | comment_approved state approved",
    "type": "type | comment_type",
    "is_staff": "is_staff",
    "message_id": "message_id",
    "references": "references",
}
# Where an export carries both the local time and UTC, the one that names its zone is taken.
_FIRST_WINS = frozenset(("date", "id"))
_HTML = frozenset(("comment_content",))
_WORDPRESS = frozenset(("comment_id", "comment_author"))

WP_COMMAND = (
    "wp comment list --status=all --format=json --fields=comment_ID,comment_post_ID,"
    "comment_date_gmt,comment_approved,comment_author,comment_author_email,comment_content,"
    "comment_type,comment_parent,user_id,url"
)


def key(header: str) -> str:
    """A header to compare: lower case, spaces as underscores."""
    return clean_line(header).casefold().replace(" ", "_")


class Columns:
    """The columns of one table: field to position in its header."""

    def __init__(self, positions: Mapping[str, int], headers: Sequence[str]) -> None:
        """``positions`` holds the body's at least."""
        self.positions = positions
        self.headers = tuple(_distinct(map(clean_line, headers)))
        self._named = {name: key(headers[n]) for name, n in positions.items()}

    def raw(self, cells: Sequence[str], line: int) -> Raw:
        """The fields of one row; a cell that is missing is empty."""
        at: dict[str, Any] = {
            name: unguarded(cells[n]) for name, n in self.positions.items() if n < len(cells)
        }
        if self._named["body"] in _HTML:
            at["body"] = to_text(at["body"], keep_newlines=True)
        elif at["body"].startswith('{"'):
            at["body"] = _rendered(at["body"])
        if "is_staff" in at:
            at["is_staff"] = _YES_NO.get(at["is_staff"].strip().lower())
        utc = self._named.get("date", "").endswith("_gmt")
        extra = dict(zip(self.headers, map(scrub, cells), strict=False))
        return Raw(line=line, utc=utc, extra=extra, **at)


def _distinct(headers: Iterable[str]) -> Iterator[str]:
    """The headers, each told apart from those before it, so that no column hides another."""
    seen: set[str] = set()
    for number, header in enumerate(headers, 1):
        name = header or f"column {number}"
        while name in seen:
            name = f"{name} ({number})"
        seen.add(name)
        yield name


def _rendered(cell: str) -> str:
    """The text of a cell that holds WordPress's JSON object for a content; any other as it is."""
    import json

    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    raw, rendered = found.get("raw"), found.get("rendered")
    if isinstance(raw, str):
        return to_text(raw, keep_newlines=True)
    return to_text(rendered) if isinstance(rendered, str) else cell


_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from computing it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def choose(headers: Sequence[str], wanted: Mapping[str, str], place: Location) -> Columns | Problem:
    """The columns of a header row; a Problem where the text is in none, or may be in two."""
    keys = [key(header) for header in headers]
    if {"channel_id", "comment_create_timestamp"} <= set(keys):
        return _own_comments(place)
    positions: dict[str, int] = {}
    for name, column in wanted.items():
        hits = [n for n, found in enumerate(keys) if found == key(column)]
        if not hits and not _looks_like_data(headers):  # else a message would be lost as a name
            hits = [n for n in range(len(keys)) if str(n + 1) == column]
        if len(hits) != 1:
            what = "no column" if not hits else f"{len(hits)} columns"
            return error("no-column", f"{what} named {column!r}", place, _listed(headers))
        positions[name] = hits[0]
    taken = set(positions.values())
    for name, names in _KNOWN.items():
        if name in positions:
            continue
        free = [n for n in range(len(keys)) if n not in taken]
        hits = _hits(keys, free, names, first=name in _FIRST_WINS)
        if len(hits) == 1:
            positions[name] = hits[0]
            taken.add(hits[0])
        elif hits and name == "body":
            shown = ", ".join(repr(clean_line(headers[n])) for n in hits)
            message = f"the text may be in more than one column: {shown}"
            return error("ambiguous-column", message, place, _listed(headers))
    if "body" not in positions:
        return no_text(headers, place)
    return Columns(positions, headers)


def _hits(keys: Sequence[str], free: Sequence[int], names: str, *, first: bool) -> list[int]:
    own, _, others = names.partition("|")
    for name in own.split():
        if hits := [n for n in free if keys[n] == name]:
            return hits
    hits = []
    for name in others.split():
        hits += [n for n in free if keys[n] == name]
        if first and hits:
            break
    return hits


def no_text(headers: Iterable[str], place: Location) -> Problem:
    """No column holds the comments' text: what to do, for WordPress with the right command."""
    headers = list(headers)
    if any("takeoutSegments" in header for header in headers):
        return _own_comments(place)
    if _WORDPRESS & set(map(key, headers)):
        message = "this export leaves out the comments' text (comment_content)"
        return error("no-text-column", message, place, f"run: {WP_COMMAND}")
    return error("no-text-column", "no column holds the comments' text", place, _listed(headers))


def _own_comments(place: Location) -> Problem:
    message = "a Google Takeout file holds only the account owner's own comments, no patient's"
    hint = "for those below a video: yt-dlp --write-comments --skip-download URL"
    return error("unsupported", message, place, hint)


def _listed(headers: Sequence[str]) -> str:
    """The headers to choose from, unless they look like a patient's data."""
    if _looks_like_data(headers):
        return "the first row must name the columns; if it does: --map body=COLUMN"
    shown = ", ".join(f"{n} {clean_line(name)!r}" for n, name in enumerate(headers[:20], 1))
    return f"columns: {shown}; say which holds the text, by name or number: --map body=COLUMN"


def _looks_like_data(headers: Iterable[str]) -> bool:
    names = map(clean_line, headers)
    return any("@" in name or len(name) > 150 or _tells(name) for name in names)


def _tells(name: str) -> bool:
    """True where a first row speaks of its writer: a message, not the name of a column."""
    return not {"i", "im", "ive", "my", "me"}.isdisjoint(name.lower().replace("'", "").split())


def recognised(headers: Iterable[str]) -> set[str]:
    """The fields that some of the headers are known names of."""
    keys = set(map(key, headers))
    return {name for name, names in _KNOWN.items() if keys & set(names.replace("|", " ").split())}


def wordpress(record: Mapping[str, Any]) -> bool:
    """True for a record with the column names of WordPress's command line."""
    return bool(_WORDPRESS & set(map(key, record)))
