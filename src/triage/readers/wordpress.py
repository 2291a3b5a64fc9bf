"""WordPress's JSON: saved answers of its REST interface, and ``wp comment list --format=json``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from triage.model import Comment, Problem
from triage.readers.columns import no_text
from triage.readers.encoding import glimpse
from triage.readers.html import to_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions, error, warning
from triage.readers.records import items, text

_PAGE_SIZES = (10, 100)


class WordPressJson:
    """An array of comments, as the REST interface or the command line gives them."""

    name = "wp-json"
    replies = True
    live = False

    def claims(self, head: bytes, name: str) -> int:
        """By the keys of the first record."""
        start = glimpse(head[:20_000]).lstrip("\ufeff \t\r\n")
        if re.match(r'\{\s*"code"\s*:\s*"[a-z_]+"\s*,\s*"message"', start):
            return 95
        if not re.match(r"\[\s*\{", start):
            return 0
        keys = set(re.findall(r'"(\w+)"\s*:', start[:6000]))
        rest = {"author_name", "content"} <= keys or {"rendered", "post"} <= keys
        return 95 if rest or keys & {"comment_ID", "comment_author", "comment_content"} else 0

    def read(
        self, source: BinaryIO, name: str, options: ReadOptions
    ) -> Iterator[Comment | Problem]:
        """One comment or problem an item."""
        intake = Intake(self.name, name, options)
        count, rest = 0, False
        for item in items(source, name, options):
            if isinstance(item, Problem):
                yield item
                continue
            record, line = item
            count += 1
            if not isinstance(record, Mapping):
                message = "not a JSON object"
                yield error("not-an-object", message, intake.place(line))
            elif "code" in record and "message" in record:
                message = "WordPress answered with an error instead of comments"
                hint = f"code {text(record['code'])[:60]!r}; log in, or check the address"
                yield error("wp-error", message, intake.place(line), hint)
            elif "comment_ID" in record or "comment_author" in record:
                if not isinstance(record.get("comment_content"), str):
                    yield no_text(record, intake.place(line))
                    return
                yield intake.comment(_listed(record, line))
            else:
                rest = True
                raw = _rest(record, line)
                no_body = error("no-body", "a record without content", intake.place(line))
                yield intake.comment(raw) if raw else no_body
        if rest and count in _PAGE_SIZES:
            message = f"exactly {count} comments: this may be the first page of several"
            yield warning("incomplete", message, intake.place(), "add &per_page=100&page=2, ...")
        yield from intake.notes()


def _rest(record: Mapping[str, Any], line: int) -> Raw | None:
    content = record.get("content")
    if isinstance(content, Mapping):
        # The raw text, given to those who may edit, is what the patient typed.
        raw = content.get("raw")
        shown = raw if isinstance(raw, str) else content.get("rendered")
        content = to_text(shown, keep_newlines=shown is raw) if isinstance(shown, str) else None
    if not isinstance(content, str):
        return None
    return Raw(
        body=content,
        line=line,
        id=text(record.get("id")),
        author=to_text(text(record.get("author_name"))),
        email=text(record.get("author_email")),
        date=text(record.get("date_gmt")) or text(record.get("date")),
        utc=bool(record.get("date_gmt")),
        parent=text(record.get("parent")),
        url=text(record.get("link")),
        status=text(record.get("status")),
        type=text(record.get("type")),
    )


def _listed(record: Mapping[str, Any], line: int) -> Raw:
    gmt = text(record.get("comment_date_gmt"))
    utc = bool(gmt) and not gmt.startswith("0000")
    return Raw(
        body=to_text(record["comment_content"], keep_newlines=True),
        line=line,
        id=text(record.get("comment_ID")),
        author=to_text(text(record.get("comment_author"))),
        email=text(record.get("comment_author_email")),
        date=gmt if utc else text(record.get("comment_date")),
        utc=utc,
        parent=text(record.get("comment_parent")),
        url=text(record.get("url")),
        status=text(record.get("comment_approved")),
        type=text(record.get("comment_type")),
    )
