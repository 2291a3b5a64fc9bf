"""From the raw fields of a record to a Comment: cleaned, capped, with an id of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.fingerprints import Fingerprints, fingerprint
from triage.model import Comment, CommentStatus, Location, Problem
from triage.readers.clean import clean_body, clean_email, clean_line, clean_url, cut, has_hidden
from triage.readers.dates import DayOrder, has_slashes, to_iso
from triage.readers.interface import ReadOptions, note, warning
from triage.readers.people import Staff

_STATUSES = {
    "1": CommentStatus.APPROVED,
    "approved": CommentStatus.APPROVED,
    "approve": CommentStatus.APPROVED,
    "publish": CommentStatus.APPROVED,
    "0": CommentStatus.PENDING,
    "hold": CommentStatus.PENDING,
    "pending": CommentStatus.PENDING,
    "unapproved": CommentStatus.PENDING,
    "spam": CommentStatus.SPAM,
    "trash": CommentStatus.TRASH,
    "post-trashed": CommentStatus.TRASH,
    "deleted": CommentStatus.DELETED,
}


@dataclass(slots=True)
class Raw:
    """One record as found: any text may be hostile, any field missing."""

    body: str
    line: int = 0
    id: str = ""
    author: str = ""
    email: str = ""
    date: str = ""
    utc: bool = False
    parent: str = ""
    subject: str = ""
    url: str = ""
    status: str = ""
    type: str = ""
    is_staff: bool | None = None
    message_id: str = ""
    references: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


class Intake:
    """Makes the comments of one source and counts what there was to clean."""

    def __init__(self, kind: str, name: str, options: ReadOptions) -> None:
        """``kind``: the format's name, for ids; ``name``: the file's, for places."""
        self._kind = kind
        self._name = name
        self._options = options
        self._staff = Staff(options.staff)
        self._ids = Fingerprints()
        self._repeats: dict[int, int] = {}
        self._tally: Counter[str] = Counter()
        self.order = DayOrder.UNKNOWN

    def place(self, line: int = 0, column: int = 0) -> Location:
        """A place in this source."""
        return Location(self._name, line, column)

    def comment(self, raw: Raw) -> Comment:
        """The cleaned comment. ``Raw.body`` is plain text; HTML is turned to text before."""
        self._tally["hidden"] += has_hidden(raw.body) or has_hidden(raw.author)
        body = clean_body(raw.body)
        if len(body) > self._options.longest_body:
            self._tally["cut"] += 1
            body = cut(body, self._options.longest_body)
        author = clean_line(raw.author)[:200].rstrip() or None
        email = clean_email(raw.email)
        date = self._date(raw)
        named = self._staff.wrote(author, clean_line(raw.email))
        is_staff = True if raw.is_staff or named else (raw.is_staff if named is None else named)
        status = clean_line(raw.status).lower()
        parent = clean_line(raw.parent)
        return Comment(
            body=body,
            id=self._id(clean_line(raw.id), author, date, body),
            author=author,
            email=email,
            date=date,
            parent=parent if parent not in ("", "0") else None,
            subject=clean_line(raw.subject)[:500].rstrip() or None,
            url=clean_url(raw.url),
            status=_STATUSES.get(status, CommentStatus.UNKNOWN),
            is_staff=is_staff,
            type=clean_line(raw.type).lower() or "comment",
            message_id=clean_line(raw.message_id) or None,
            references=clean_line(raw.references) or None,
            source=self.place(raw.line),
            extra=raw.extra,
        )

    def _date(self, raw: Raw) -> str | None:
        text = clean_line(raw.date)[:80]
        if not text or text.startswith("0000-00-00"):
            return None
        found = to_iso(text, self.order, utc=raw.utc)
        if found is None and has_slashes(text):
            self._tally["dates"] += 1
        return found or text

    def _id(self, given: str, author: str | None, date: str | None, body: str) -> str:
        base = given[:200]
        if not base:
            from hashlib import sha256

            key = "\0".join((author or "", date or "", body))
            base = f"{self._kind}:{sha256(key.encode()).hexdigest()[:12]}"
        if self._ids.add(base):
            return base
        if given:
            self._tally["ids"] += 1
        # Where the last number is known, a million blank rows need not count up to it again.
        mark = fingerprint(base)
        number = self._repeats.get(mark, 1) + 1
        while not self._ids.add(unique := f"{base}-{number}"):
            number += 1
        self._repeats[mark] = number
        return unique

    def notes(self) -> Iterator[Problem]:
        """What a person should know once the source is read."""
        place, tally = self.place(), self._tally
        if tally["hidden"]:
            yield note(
                "hidden-characters",
                f"control or invisible characters were removed from {_records(tally['hidden'])}",
                place,
            )
        if tally["cut"]:
            yield warning(
                "cut",
                f"{_records(tally['cut'])} longer than {self._options.longest_body} characters "
                "was cut; the marker [cut] shows where",
                place,
            )
        if tally["dates"]:
            yield warning(
                "ambiguous-date",
                f"day and month cannot be told apart in {_records(tally['dates'])}; "
                "the dates were kept as written",
                place,
            )
        if tally["ids"]:
            yield warning(
                "repeated-id",
                f"{_records(tally['ids'])} had an id that was used before and got a number added",
                place,
            )


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
