"""A Maildir: a folder with one file a message. The one reader that opens paths itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from triage.model import Comment, CommentStatus, Problem
from triage.readers.intake import Intake
from triage.readers.interface import ReadOptions, error
from triage.readers.message import LARGEST, message


class Maildir:
    """The messages in ``new`` and ``cur``, oldest delivery first (cr.yp.to/proto/maildir.html)."""

    name = "maildir"
    replies = True
    live = False

    def __init__(self, folder: Path) -> None:
        """``folder``: the one that holds ``cur`` and ``new``."""
        self._folder = folder

    @staticmethod
    def is_one(folder: Path) -> bool:
        """Whether a folder looks like a Maildir."""
        return (folder / "cur").is_dir() and (folder / "new").is_dir()

    def claims(self, head: bytes, name: str) -> int:
        """Never: a folder has no content of its own."""
        return 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem a file; drafts (flag D) are the clinic's own and are left out."""
        intake = Intake(self.name, name, options)
        found = [path for part in ("cur", "new") for path in (self._folder / part).iterdir()]
        for path in sorted(found, key=lambda path: path.name):
            flags = path.name.rpartition(":2,")[2] if ":2," in path.name else ""
            if path.name.startswith(".") or "D" in flags:
                continue
            place = intake.place(1)._replace(file=f"{name}/{path.parent.name}/{path.name}")
            try:
                with path.open("rb") as file:
                    data = file.read(LARGEST + 1)
            except OSError as wrong:
                yield error("unreadable", f"cannot be read: {wrong.strerror}", place)
                continue
            for item in message(data, 1, intake):
                if isinstance(item, Problem):
                    yield replace(item, location=place)
                else:
                    gone = CommentStatus.TRASH if "T" in flags else item.status
                    yield replace(item, source=place, status=gone)
        yield from intake.notes()
