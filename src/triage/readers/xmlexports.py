"""The XML exports: WordPress (WXR) and Disqus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from triage.model import Comment, Problem
from triage.readers.encoding import glimpse
from triage.readers.html import to_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions, error, stands_for_record
from triage.readers.xmlfile import Element, elements

_UNSET = "0000-00-00"


class Wxr:
    """WordPress's Tools > Export, and ``wp export``."""

    name = "wxr"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By the namespace of WordPress exports, any version."""
        text = glimpse(head)
        if not text.lstrip("\ufeff \t\r\n").startswith("<"):
            return 0
        return 95 if "wordpress.org/export/" in text or "<wp:wxr_version>" in text else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment a ``wp:comment``, pingbacks and trash included: they are skipped later."""
        intake = Intake(self.name, name, options)
        authors: set[str] = set()
        pages: list[Raw] = []
        for found in elements(source, name, frozenset(("author", "comment", "item"))):
            if isinstance(found, Problem):
                if stands_for_record(found):
                    # What was read of an item that is cut off is not lost with the rest.
                    yield from map(intake.comment, pages)
                    pages.clear()
                yield found
            elif found.name == "author":
                authors.add(_leaf(found, "author_email").lower())
            elif found.name == "comment" and "comment_content" not in found.leaves:
                yield error("no-body", "a comment without its text", intake.place(found.line))
            elif found.name == "comment":
                pages.append(_comment(found, authors - {""}))
            else:
                link, title = _leaf(found, "link"), to_text(_leaf(found, "title"))
                for raw in pages:
                    raw.subject = title
                    raw.url = f"{link}#comment-{raw.id}" if link else ""
                    yield intake.comment(raw)
                pages.clear()
        yield from map(intake.comment, pages)
        yield from intake.notes()


def _leaf(element: Element, name: str) -> str:
    return element.leaves.get(name, "").strip()


def _comment(element: Element, authors: set[str]) -> Raw:
    gmt = _leaf(element, "comment_date_gmt")
    utc = bool(gmt) and not gmt.startswith(_UNSET)
    email = _leaf(element, "comment_author_email")
    # Anybody can type an author's address; only who is logged in has a user id.
    user = element.leaves.get("comment_user_id", "1").strip()
    return Raw(
        body=to_text(_leaf(element, "comment_content"), keep_newlines=True),
        line=element.line,
        id=_leaf(element, "comment_id"),
        author=to_text(_leaf(element, "comment_author")),
        email=email,
        date=gmt if utc else _leaf(element, "comment_date"),
        utc=utc,
        parent=_leaf(element, "comment_parent"),
        status=_leaf(element, "comment_approved"),
        type=_leaf(element, "comment_type"),
        is_staff=True if email.lower() in authors and user not in ("", "0") else None,
    )


class Disqus:
    """Disqus's XML export: threads, then posts that point to them."""

    name = "disqus"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By its root element."""
        text = glimpse(head)
        return 95 if text.lstrip("\ufeff \t\r\n`").startswith("<") and "<disqus" in text else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment a post, keyed on ``dsq:id``: ``<id>`` is empty in most exports."""
        intake = Intake(self.name, name, options)
        threads: dict[str, tuple[str, str]] = {}
        page = ""
        for found in elements(source, name, frozenset(("thread", "post"))):
            if isinstance(found, Problem):
                yield found
            elif found.name == "thread":
                if "post" not in found.path and (found.leaves or found.id not in threads):
                    threads[found.id] = (_leaf(found, "title"), _leaf(found, "link"))
                elif "post" in found.path:
                    page = found.id
            elif "message" not in found.leaves:
                message = "a post without a message"
                yield error("no-body", message, intake.place(found.line))
            else:
                yield intake.comment(_post(found, threads.get(page, ("", ""))))
                page = ""


def _post(element: Element, page: tuple[str, str]) -> Raw:
    deleted = _leaf(element, "isDeleted").lower() == "true"
    spam = _leaf(element, "isSpam").lower() == "true"
    title, link = page
    return Raw(
        body=to_text(_leaf(element, "message")),
        line=element.line,
        id=element.id,
        author=_leaf(element, "author/name") or _leaf(element, "author/username"),
        email=_leaf(element, "author/email"),
        date=_leaf(element, "createdAt"),
        parent=element.ids.get("parent", ""),
        subject=to_text(title),
        url=f"{link}#comment-{element.id}" if link and element.id else link,
        status="deleted" if deleted else "spam" if spam else "approved",
    )
