"""E-mail: one message (.eml), or a mailbox file (mbox)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from triage.model import Comment, Problem
from triage.readers.intake import Intake
from triage.readers.interface import ReadOptions, note, stands_for_record
from triage.readers.message import LARGEST, message

_KNOWN = frozenset(
    "from to subject date message-id received return-path mime-version content-type delivered-to "
    "reply-to cc sender x-mailer in-reply-to references".split()
)
_FROM_LINE = re.compile(rb"From \S.*\d{4}|From \S+\s*$")
_QUOTED_FROM = re.compile(rb">+From ")
_HEADER = re.compile(rb"[!-9;-~]{1,60}:")
_LONGEST_LINE = 1 << 20


class Eml:
    """One message as a file."""

    name = "eml"
    replies = False
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By header lines with names that mail has."""
        known = _header_names(head)
        if len(known) >= 2 and "from" in known:
            return 85
        return 70 if known and name.lower().endswith(".eml") else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment."""
        intake = Intake(self.name, name, options)
        yield from message(source.read(LARGEST + 1), 1, intake)
        yield from intake.notes()


class Mbox:
    """Messages one after the other, each after a line that starts with "From "."""

    name = "mbox"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By a "From " line with header lines below it."""
        first, _, rest = head.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")
        return 90 if _FROM_LINE.match(first) and _header_names(rest) else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem a message."""
        intake = Intake(self.name, name, options)
        told: Counter[str] = Counter()
        for data, line in _messages(source):
            for item in message(data, line, intake):
                if isinstance(item, Problem) and not stands_for_record(item):
                    told[item.message] += 1
                    if told[item.message] > 1:
                        continue  # counted, and told once for all below
                yield item
        for text, count in told.items():
            if count > 1:
                yield note("mail", f"in {count - 1} more messages: {text}", intake.place())
        yield from intake.notes()


def _header_names(head: bytes) -> set[str]:
    """The known header names that open a text; empty if its first line is none."""
    found: set[str] = set()
    for line in head.lstrip(b"\xef\xbb\xbf").split(b"\n")[:60]:
        named = re.match(rb"([!-9;-~]{1,60}):", line)
        if named:
            found.add(named[1].decode("ascii").lower())
        elif not line[:1].isspace() or not line.strip():
            break
    return found & _KNOWN


def _messages(source: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The messages of a mailbox with the lines they start on, one in memory at a time.

    A "From " line opens a message only below an empty line and above a header: patients begin
    paragraphs with "From last year, 2019" too.
    """
    lines: list[bytes] = []
    start, size, blank = 1, 0, True
    number, line = 1, source.readline(_LONGEST_LINE)
    while line:
        following = source.readline(_LONGEST_LINE)
        if blank and _FROM_LINE.match(line) and (_HEADER.match(following) or number == 1):
            if size:
                yield b"".join(lines), start
            lines, start, size, blank = [], number + 1, 0, False
        else:
            blank = not line.strip()
            size += len(line)
            if size <= LARGEST + _LONGEST_LINE:
                lines.append(line[1:] if _QUOTED_FROM.match(line) else line)
        number += line.endswith(b"\n")
        line = following
    if size:
        yield b"".join(lines), start
