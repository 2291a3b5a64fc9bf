"""Values for mail headers taken from strangers' text, made safe.

The standard library of Python 3.11.7 and others decodes ``=?utf-8?q?=0ABcc:...?=`` in a name and
writes a real Bcc line (CVE-2024-6923), and lets NUL through; so nothing of the kind reaches it.
"""

from __future__ import annotations

import re

from triage.readers.clean import clean_email, clean_line

LONGEST_SUBJECT = 200
_MOST_REFERENCES = 20
_PREFIX = re.compile(r"(?:re|aw|sv|antw)(?:\[\d+\])?\s*:\s*", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.$-]+@[A-Za-z0-9.\[\]:_-]+>")


def header_text(text: str) -> str:
    """One line without control or format characters and without the start of an encoded word."""
    text = clean_line(text)
    while "=?" in text:
        text = text.replace("=?", "= ?")
    return text


def subject(title: str | None) -> str:
    """The subject of a reply: the page's or the mail's own, with one "Re: " and not too long."""
    text = header_text(title or "")
    while found := _PREFIX.match(text):
        text = text[found.end() :]
    text = f"Re: {text or 'your question'}"
    if len(text) > LONGEST_SUBJECT:
        text = text[: LONGEST_SUBJECT - 1].rstrip() + "…"
    return text


def address(text: str | None) -> str | None:
    """One plain ASCII address, else None: no list, no placeholder, no encoded word."""
    found = clean_email(text) if text else None
    return found if found and "=?" not in found else None


def message_ids(*texts: str | None) -> list[str]:
    """The message ids of header values that have the right form, each once, the last twenty."""
    found: dict[str, None] = {}
    for text in texts:
        for each in (text or "").split():
            if len(each) <= 250 and _MESSAGE_ID.fullmatch(each) and "=?" not in each:
                found.pop(each, None)
                found[each] = None
    return list(found)[-_MOST_REFERENCES:]
