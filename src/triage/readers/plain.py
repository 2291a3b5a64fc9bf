"""Plain text on the user's word: one message, or one message a line. Never claimed by content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from triage.model import Comment, Problem
from triage.readers.encoding import decode, open_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions

_LONGEST = 1 << 20


class Text:
    """The whole file is one message."""

    name = "text"
    replies = False
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """Never: any text file might be one message, or many."""
        return 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment."""
        found, problems = decode(source, name, options.encoding)
        yield from problems
        if found is not None:
            intake = Intake(self.name, name, options)
            yield intake.comment(Raw(body=found, line=1))
            yield from intake.notes()


class Lines:
    """Each line is one message; empty lines count for nothing."""

    name = "lines"
    replies = False
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """Never: any text file might be one message, or many."""
        return 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment a line."""
        opened = open_text(source, name, options.encoding)
        yield from opened.problems
        if opened.text is None:
            return
        intake = Intake(self.name, name, options)
        number = 0
        while line := opened.text.readline(_LONGEST):
            number += 1
            while len(line) >= _LONGEST and not line.endswith(("\n", "\r")):
                rest = opened.text.readline(_LONGEST)
                if not rest or rest.endswith(("\n", "\r")):
                    break
            if line.strip("\ufeff").strip():
                yield intake.comment(Raw(body=line, line=number))
        yield from intake.notes()
