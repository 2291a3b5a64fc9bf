"""Blogger's backups: the old one (Atom), and ``feed.atom`` of Google Takeout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from triage.model import Comment, Problem
from triage.readers.encoding import glimpse
from triage.readers.html import to_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions, error
from triage.readers.xmlfile import Element, elements

_STATUSES = {"live": "approved", "soft_trashed": "trash", "ghosted": "spam"}


class Blogger:
    """Posts and comments are entries of one feed; a category, or a type, tells which is which."""

    name = "blogger"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By a feed's root element and Blogger's own words."""
        text = glimpse(head)
        feed = text.lstrip("\ufeff \t\r\n").startswith("<") and "<feed" in text[:2000]
        own = "schemas.google.com/blogger" in text or "blogger.com" in text[:5000]
        return 95 if feed and own else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment an entry that is one; posts give the subjects of those below them."""
        intake = Intake(self.name, name, options)
        titles: dict[str, str] = {}
        for found in elements(source, name, frozenset(("entry",))):
            if isinstance(found, Problem):
                yield found
                continue
            kind = found.leaves.get("type", "") or found.ids.get("category", "")
            if not kind.lower().endswith("comment"):
                titles[found.leaves.get("id", "")] = to_text(found.leaves.get("title", ""))
            elif "content" not in found.leaves:
                yield error("no-body", "a comment without its text", intake.place(found.line))
            else:
                yield intake.comment(_comment(found, titles))
        yield from intake.notes()


def _comment(element: Element, titles: dict[str, str]) -> Raw:
    leaves = {name: text.strip() for name, text in element.leaves.items()}
    page = leaves.get("parent", "") or element.ids.get("in-reply-to", "")
    status = leaves.get("status", "live").lower()
    return Raw(
        body=to_text(leaves["content"]),
        line=element.line,
        id=leaves.get("id", ""),
        author=leaves.get("author/name", ""),
        email=leaves.get("author/email", ""),
        date=leaves.get("published", "") or leaves.get("created", ""),
        parent=leaves.get("inReplyTo", ""),
        subject=titles.get(page, ""),
        status=_STATUSES.get(status, status),
    )
