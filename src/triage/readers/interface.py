"""What a reader is: one export format, recognised by its content and read record by record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from triage.model import Comment, Location, Problem, Severity, TriageError

LONGEST_BODY = 100_000
"""Characters kept of one body; the rest is cut, with a marker and a warning."""

MOST_RECORDS = 1_000_000
"""Records read of one source."""

FIELDS = tuple(
    "body id author email date parent subject url status type is_staff message_id "
    "references".split()
)
"""The fields of a comment that a column can hold."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user said about an input.

    ``format``: a reader's name, None to recognise it; ``staff``: names or addresses, each compared
    whole; ``columns``: field to column header, for tables (see ``triage.readers.parse_columns``).
    """

    format: str | None = None
    staff: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    longest_body: int = LONGEST_BODY
    most_records: int = MOST_RECORDS


class Reader(Protocol):
    """One format. ``replies``: its records may answer one another through ``Comment.parent``.

    ``live``: it may read from a pipe while that is still being written. All other readers are
    given a source that can seek.
    """

    name: str
    replies: bool
    live: bool

    def claims(self, head: bytes, name: str) -> int:
        """How surely this is the format: 0 not at all, 100 beyond doubt.

        ``head``: the first bytes of the file; ``name``: its name, of which at most the ending may
        count, and only to break a doubt.
        """
        ...

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """The records in the order of the file. A record that cannot be read is a Problem.

        Problems of severity error stand for a record each; warnings and notes do not.
        """
        ...


def stands_for_record(problem: Problem) -> bool:
    """True where the problem takes the place of a record: read = cases + such problems."""
    return problem.severity is Severity.ERROR


def error(code: str, message: str, place: Location, hint: str = "") -> Problem:
    """A record, or a whole file, that could not be read."""
    return Problem(code, message, place, hint)


def warning(code: str, message: str, place: Location, hint: str = "") -> Problem:
    """Something a person should look at; every record was read all the same."""
    return Problem(code, message, place, hint, Severity.WARNING)


def note(code: str, message: str, place: Location, hint: str = "") -> Problem:
    """Something worth knowing."""
    return Problem(code, message, place, hint, Severity.NOTE)


def parse_columns(text: str) -> dict[str, str]:
    """The ``--map`` option, ``author=Full name,body=4``, as field to header or its number.

    A comma parts two pairs only where a word and "=" follow: questions as headers have commas.
    Raises TriageError for what is no pair and for a field that does not exist.
    """
    found: dict[str, str] = {}
    for pair in filter(None, map(str.strip, re.split(r",(?=\s*\w+\s*=)", text))):
        name, _, column = (part.strip() for part in pair.partition("="))
        if not column or name not in FIELDS:
            raise TriageError(f"--map {pair}: expected FIELD=COLUMN, FIELD of {', '.join(FIELDS)}")
        found[name] = column
    return found
