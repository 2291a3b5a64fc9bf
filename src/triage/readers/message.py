"""One e-mail to one comment: who wrote it, the text of its parts, what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from triage.model import Comment, Problem
from triage.readers.clean import clean_body, scrub
from triage.readers.encoding import is_text_encoding
from triage.readers.history import new_part
from triage.readers.html import to_text
from triage.readers.intake import Intake, Raw
from triage.readers.interface import error, warning

if TYPE_CHECKING:
    from email.message import EmailMessage

LARGEST = 64 << 20
"""Bytes read of one message."""

_DEEPEST = 30
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>\s@,]+@[^<>\s@,]+)>")
_REPLY = re.compile(r"\s*(?:(?:re|aw|sv|fwd?|wg|tr)\s*(?:\[\d+\])?\s*:\s*)*", re.IGNORECASE)
_UNREADABLE = "the text of this message cannot be decoded"


def message(data: bytes, line: int, intake: Intake) -> Iterator[Comment | Problem]:
    """The comment of one message, after what there is to say about it; or one Problem."""
    from email import message_from_bytes, policy

    place = intake.place(line)
    try:
        mail = message_from_bytes(data[:LARGEST], policy=policy.default)
        found = _found(mail)
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


@dataclass(slots=True)
class _Found:
    """The texts of a mail's parts, and what there is to say about them."""

    texts: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    left_out: int = 0
    unreadable: bool = False
    size: int = 0

    def text(self) -> str:
        """All texts that hold anything, one below the other."""
        return "\n\n".join(text for text in self.texts if clean_body(text))


def _found(mail: EmailMessage) -> _Found:
    found = _Found()
    _gather(mail, found, 0)
    if not found.text():
        _gather_anything(mail, found)
    return found


def _raw(mail: EmailMessage, line: int, found: _Found) -> Raw | None:
    body, subject = found.text(), _header(mail, "subject")
    if not body:
        # Some write all they have to say into the subject.
        body = subject[_matched(_REPLY, subject) :]
        if found.unreadable or not clean_body(body):
            return None
    author, address = _person(mail, "from")
    reply_name, reply_to = _person(mail, "reply-to")
    if reply_to and reply_to.lower() != address.lower():
        if reply_to.rpartition("@")[2].lower() != address.rpartition("@")[2].lower():
            found.doubts.append("Reply-To is at another domain than From")
        author, address = author or reply_name, reply_to
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
        extra={"whole_text": scrub(body)} if new.strip() != body.strip() else {},
    )


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


def _gather(part: EmailMessage, found: _Found, depth: int) -> None:
    """The texts of a part and the parts in it, in their order; what is no text is counted."""
    kind = part.get_content_type()
    if depth > _DEEPEST:
        found.left_out += 1
    elif kind == "message/rfc822":
        # Mail sent on as an attachment is what the writer wants read.
        inner = _Found(texts=["Forwarded message:"], doubts=found.doubts)
        for child in _children(part):
            _gather(child, inner, depth + 1)
        found.texts += inner.texts if clean_body("".join(inner.texts[1:])) else []
        found.left_out += inner.left_out + (not part.is_multipart())
    elif part.is_multipart():
        parts = _children(part)
        if kind == "multipart/alternative":
            _gather_best(parts, found, depth)
        else:
            alone = kind in ("multipart/related", "multipart/signed", "multipart/report")
            for child in parts[:1] if alone else parts:
                _gather(child, found, depth + 1)
    elif kind in ("text/plain", "text/html", "text/enriched") and not part.is_attachment():
        found.texts.append(_content(part, found))
    else:
        found.left_out += 1


def _children(part: EmailMessage) -> list[EmailMessage]:
    inside = part.get_payload() if part.is_multipart() else []
    return cast("list[EmailMessage]", inside)


def _gather_best(parts: list[EmailMessage], found: _Found, depth: int) -> None:
    """Of several forms of one text the plain one, unless it only says to look at the other."""
    forms: list[_Found] = []
    for part in parts:
        form = _Found()
        _gather(part, form, depth + 1)
        if form.text():
            forms.append(form)
    found.unreadable |= not forms and bool(parts)
    if forms:
        longest = max(forms, key=lambda form: len(form.text()))
        best = longest if len(forms[0].text()) * 3 < len(longest.text()) else forms[0]
        found.texts += best.texts
        found.doubts += best.doubts
        found.left_out += best.left_out


def _gather_anything(mail: EmailMessage, found: _Found) -> None:
    """Where no part is meant as the text: the first text there is, an attached one too."""
    from email import message_from_bytes, policy

    # The strict parser gives up on some boundaries that the loose one understands.
    loose = message_from_bytes(mail.as_bytes(), policy=policy.compat32)
    for part in loose.walk():
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        if part.get_content_maintype() != "text":
            continue
        content = _decoded(payload, part.get_content_charset(), found)
        content = to_text(content, quotes=True) if part.get_content_subtype() == "html" else content
        if clean_body(content):
            found.texts = [content]
            found.unreadable = False
            return
        found.unreadable = True


def _content(part: EmailMessage, found: _Found) -> str:
    """The text of one part."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        found.unreadable = True
        return ""
    if any(type(defect).__name__.startswith("InvalidBase64") for defect in part.defects):
        found.doubts.append("the encoding of this message is damaged; text may be missing")
    text = _decoded(payload, part.get_content_charset(), found)
    shown = to_text(text, quotes=True) if part.get_content_subtype() == "html" else text
    given = part.get_payload()
    if not clean_body(shown) and isinstance(given, str) and given.strip():
        found.unreadable = True
    return shown


def _decoded(payload: bytes, charset: str | None, found: _Found) -> str:
    """A part's bytes as text: as it says, else UTF-8, else Windows-1252."""
    if charset in (None, "us-ascii", "ascii"):
        try:
            return payload.decode("utf-8")
        except UnicodeDecodeError:
            found.doubts.append("no character set is named; read as Windows-1252")
            return payload.decode("cp1252", errors="replace")
    known = charset if is_text_encoding(charset) else "utf-8"
    if known != charset:
        found.doubts.append("unknown character set; what does not fit is shown as \ufffd")
    text = payload.decode(known, errors="replace")
    if known == charset and "\ufffd" in text:
        found.doubts.append("some bytes do not fit the character set; they are shown as \ufffd")
    return text
