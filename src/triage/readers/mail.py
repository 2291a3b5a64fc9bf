"""E-mail: one message (.eml), or a mailbox file (mbox)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from triage.model import Comment, Problem
from triage.readers.clean import scrub
from triage.readers.html import to_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import ReadOptions, error, note, stands_for_record, warning

if TYPE_CHECKING:
    from email.message import EmailMessage

_KNOWN = frozenset(
    "from to subject date message-id received return-path mime-version content-type delivered-to "
    "reply-to cc sender x-mailer in-reply-to references".split()
)
_FROM_LINE = re.compile(rb"From \S.*\d{4}|From \S+\s*$")
_LARGEST = 64 << 20


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
        yield from message(source.read(_LARGEST), 1, intake)
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
    """The messages of a mailbox with the lines they start on, one in memory at a time."""
    lines: list[bytes] = []
    start, blank = 1, True
    for number, line in enumerate(source, 1):
        if blank and _FROM_LINE.match(line):
            if lines:
                yield b"".join(lines), start
            lines, start, blank = [], number + 1, False
            continue
        blank = not line.strip()
        lines.append(line[1:] if re.match(rb">+From ", line) else line)
    if lines:
        yield b"".join(lines), start


def message(data: bytes, line: int, intake: Intake) -> Iterator[Comment | Problem]:
    """The comment of one message, after what there is to say about it."""
    from email import message_from_bytes, policy

    place = intake.place(line)
    try:
        mail = message_from_bytes(data, policy=policy.default)
        raw, doubts = _raw(mail, line)
    except Exception as wrong:  # the standard library raises anything on broken headers
        why = type(wrong).__name__
        yield error(
            "mail", f"this message cannot be read ({why})", place, "open it in a mail reader"
        )
        return
    if raw is None:
        yield error("no-body", "a message without text", place, "it may be an attachment only")
        return
    for doubt in doubts:
        yield warning("mail", doubt, place)
    yield intake.comment(raw)


def _raw(mail: EmailMessage, line: int) -> tuple[Raw | None, list[str]]:
    doubts: list[str] = []
    body = _text(mail, doubts)
    if body is None:
        return None, doubts
    author, address = _person(mail, "from")
    reply_name, reply_to = _person(mail, "reply-to")
    if reply_to and reply_to.lower() != address.lower():
        if reply_to.rpartition("@")[2].lower() != address.rpartition("@")[2].lower():
            doubts.append("Reply-To is at another domain than From")
        author, address = author or reply_name, reply_to
    new = without_history(body)
    return (
        Raw(
            body=new,
            line=line,
            id=_header(mail, "message-id").strip("<> "),
            author=author or address.partition("@")[0],
            email=address,
            date=_date(mail),
            parent=_header(mail, "in-reply-to").strip("<> "),
            subject=_header(mail, "subject"),
            type="auto-reply" if _automatic(mail) else "",
            message_id=_header(mail, "message-id"),
            references=_header(mail, "references"),
            extra={"whole_text": scrub(body)} if new.strip() != body.strip() else {},
        ),
        doubts,
    )


def _header(mail: EmailMessage, name: str) -> str:
    try:
        value = mail.get(name)
        return "" if value is None else str(value)
    except Exception:  # a header the parser chokes on is as good as absent
        return ""


def _person(mail: EmailMessage, name: str) -> tuple[str, str]:
    from email.utils import parseaddr

    shown, address = parseaddr(_header(mail, name))
    return shown, address


def _date(mail: EmailMessage) -> str:
    from email.utils import parsedate_to_datetime

    text = _header(mail, "date")
    try:
        return parsedate_to_datetime(text).isoformat() if text else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return text


def _automatic(mail: EmailMessage) -> bool:
    """True for an answering machine or a report on a message that could not be delivered."""
    automatic = _header(mail, "auto-submitted").lower().startswith("auto-replied")
    return automatic or mail.get_content_type() == "multipart/report"


def _text(mail: EmailMessage, doubts: list[str]) -> str | None:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return _plainest(mail)
    try:
        content = part.get_content()
    except (LookupError, ValueError, AttributeError, KeyError):
        doubts.append("unknown character set; what does not fit is shown as \ufffd")
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    if not isinstance(content, str):
        return None
    return to_text(content) if part.get_content_subtype() == "html" else content


def _plainest(mail: EmailMessage) -> str | None:
    """The first text of a mail whose boundary the strict parser does not understand."""
    from email import message_from_bytes, policy

    loose = message_from_bytes(mail.as_bytes(), policy=policy.compat32)
    for part in loose.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and isinstance(payload, bytes) and payload.strip():
            charset = part.get_content_charset() or "utf-8"
            try:
                content = payload.decode(charset, errors="replace")
            except (LookupError, ValueError):
                content = payload.decode("utf-8", errors="replace")
            return to_text(content) if part.get_content_subtype() == "html" else content
    return None


_WROTE = re.compile(
    r"(?:on\b.{4,200}\bwrote|le\b.{4,200}\ba écrit|am\b.{4,200}\bschrieb.{0,80})\s*:", re.I
)
_ORIGINAL = re.compile(r"-{2,}\s*(?:original message|forwarded message)\s*-{2,}", re.IGNORECASE)


def without_history(body: str) -> str:
    """The new part of a mail: without the quoted mail and the signature at its end.

    Only what stands at the very end goes. Answers written between or below quoted lines stay, and
    where nothing would be left, everything does.
    """
    lines = body.replace("\r\n", "\n").split("\n")
    end = _original(lines)
    quoted = end
    while quoted and (not lines[quoted - 1].strip() or lines[quoted - 1].startswith(">")):
        quoted -= 1
    if any(line.startswith(">") for line in lines[quoted:end]):
        end = quoted
        while end and (taken := _attribution(lines[max(0, end - 2) : end])):
            end -= taken
    # RFC 3676 4.3; a line of two dashes alone is a patient's own.
    end = next((at for at in range(end - 1, max(-1, end - 9), -1) if lines[at] == "-- "), end)
    kept = "\n".join(lines[:end])
    return kept if kept.strip() else body


def _original(lines: list[str]) -> int:
    """Where Outlook's copy of the original message begins; the end if there is none."""
    for at, line in enumerate(lines):
        if "-" in line and _ORIGINAL.fullmatch(line.strip()):
            below = next((text for text in lines[at + 1 : at + 4] if text.strip()), "")
            if re.match(r"\W*from\s*:", below, re.IGNORECASE):
                return at
    return len(lines)


def _attribution(lines: list[str]) -> int:
    """How many of the last two lines say "On ..., ... wrote:", or are empty."""
    if not lines[-1].strip() or _WROTE.fullmatch(lines[-1].strip()):
        return 1
    return 2 if _WROTE.fullmatch(" ".join(map(str.strip, lines))) else 0
