"""One e-mail to one comment: who wrote it, the text of its parts, what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from triage.model import Comment, Problem
from triage.readers.clean import clean_body, scrub
from triage.readers.history import new_part
from triage.readers.intake import Intake, Raw
from triage.readers.interface import error, warning
from triage.readers.parts import Found, texts_of

if TYPE_CHECKING:
    from email.message import EmailMessage

LARGEST = 64 << 20
"""Bytes read of one message."""

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>\s@,]+@[^<>\s@,]+)>")
_REPLY = re.compile(r"\s*(?:(?:re|aw|sv|fwd?|wg|tr)\s*(?:\[\d+\])?\s*:\s*)*", re.IGNORECASE)
_UNREADABLE = "the text of this message cannot be decoded"


def message(data: bytes, line: int, intake: Intake) -> Iterator[Comment | Problem]:
    """The comment of one message, after what there is to say about it; or one Problem."""
    from email import message_from_bytes, policy

    place = intake.place(line)
    try:
        head = data[:LARGEST]
        mail = message_from_bytes(head, policy=policy.default)
        found = texts_of(mail, head)
        raw = _raw(mail, line, found)
    except Exception as wrong:  # the standard library raises anything on broken headers
        why = type(wrong).__name__
        hint = "open it in a mail reader"
        yield error("mail", f"this message cannot be read ({why})", place, hint)
        return
    if len(data) > LARGEST:
        found.doubts.append(f"longer than {LARGEST >> 20} MB; the rest was not read")
    if raw is None:
        what = _UNREADABLE if found.unreadable else "a message without text"
        yield error("no-body", what, place, "open it in a mail reader: a person must see it")
        return
    if found.left_out:
        found.doubts.append("attachments were not read; open the mail to see them")
    for doubt in found.doubts:
        yield warning("mail", doubt, place)
    yield intake.comment(raw)


def _raw(mail: EmailMessage, line: int, found: Found) -> Raw | None:
    body, subject = found.text(), _header(mail, "subject")
    if not body:
        # Some write all they have to say into the subject.
        body = subject[_matched(_REPLY, subject) :]
        if found.unreadable or not clean_body(body):
            return None
    author, address = _writer(mail, found)
    new = new_part(body, subject=subject, writer=filter(None, (author, address)))
    references = re.findall(r"<[^<>\s]+>", _header(mail, "references"))
    answers = re.findall(r"<([^<>\s]+)>", _header(mail, "in-reply-to"))
    return Raw(
        body=new,
        line=line,
        id=_header(mail, "message-id").strip("<> "),
        author=author or address.partition("@")[0],
        email=address,
        date=_date(mail),
        parent=answers[0] if answers else (references[-1].strip("<>") if references else ""),
        subject=subject,
        status=_status(mail),
        type="auto-reply" if _automatic(mail) else "",
        message_id=_header(mail, "message-id"),
        references=" ".join(references),
        extra={"whole_text": scrub(body)} if clean_body(new) != clean_body(body) else {},
    )


def _writer(mail: EmailMessage, found: Found) -> tuple[str, str]:
    """Who wrote it, and the address where an answer reaches that person alone."""
    author, address = _person(mail, "from")
    reply_name, reply_to = _person(mail, "reply-to")
    group = f"{_header(mail, 'to')} {_header(mail, 'cc')}".lower()
    if not reply_to or reply_to.lower() == address.lower() or reply_to.lower() in group:
        return author, address  # what was also written to is a list: many would read the answer
    if reply_to.rpartition("@")[2].lower() != address.rpartition("@")[2].lower():
        found.doubts.append("Reply-To is at another domain than From")
    return author or reply_name, reply_to


def _matched(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _header(mail: EmailMessage, name: str) -> str:
    try:
        value = mail.get(name)
        return "" if value is None else str(value)
    except Exception:  # a header the parser chokes on is as good as absent
        return ""


def _person(mail: EmailMessage, name: str) -> tuple[str, str]:
    """The name and the address of the first person in a header.

    The header is split before its name is decoded: a decoded name may look like an address.
    """
    from email.utils import parseaddr

    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
    raw = " ".join(raw.split())
    if plain := _NAMED.fullmatch(raw):
        return _shown(plain["name"]), plain["address"]
    try:
        for person in mail[name].addresses:
            if person.domain:
                return person.display_name, person.addr_spec
    except Exception:  # a header the parser chokes on, a line break hidden in a name among them
        pass
    shown, address = parseaddr(raw)
    return _shown(shown), address


def _shown(name: str) -> str:
    """A name as its writer meant it: encoded words decoded, quotes taken off."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    name = name.strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    try:
        return str(make_header(decode_header(name)))
    except (ValueError, LookupError, HeaderParseError):
        return name


def _date(mail: EmailMessage) -> str:
    from email.utils import parsedate_to_datetime

    text = _header(mail, "date")
    try:
        return parsedate_to_datetime(text).isoformat() if text else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return text


def _automatic(mail: EmailMessage) -> bool:
    """True for an answering machine or a report on a message that could not be delivered.

    ``auto-generated`` and ``Precedence: list`` are no proof: forms on web pages and shared
    inboxes send patients' own words with them.
    """
    automatic = _header(mail, "auto-submitted").lower().startswith("auto-replied")
    return automatic or mail.get_content_type() == "multipart/report"


def _status(mail: EmailMessage) -> str:
    """Deleted or spam where the mail program or the provider says so in a header of its own."""
    labels = {label.strip().lower() for label in _header(mail, "x-gmail-labels").split(",")}
    mozilla = _header(mail, "x-mozilla-status").strip()
    expunged = re.fullmatch(r"[0-9a-fA-F]{4}", mozilla) and int(mozilla, 16) & 0x0008
    if expunged or "D" in _header(mail, "x-status") or "trash" in labels:
        return "trash"
    return "spam" if "spam" in labels else "approved"
