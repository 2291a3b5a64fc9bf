"""One case to one unsent message: pure, the same bytes every time, read back before it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.drafts.body import draft_body
from triage.drafts.header import address, header_text, message_ids, subject
from triage.model import Case, Problem

if TYPE_CHECKING:
    from email.message import EmailMessage

KINDS = ("eml", "maildir", "mbox")


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How drafts are written.

    ``kind``: eml, maildir or mbox. ``sender``: the From header, as ``Name <address>``. ``clinic``:
    the name that signs. ``now``: seconds since 1970 for the Date of maildir and mbox. ``apple``:
    add the header by which Apple Mail knows a draft. ``recipients``: False for anything that goes
    to a standard output: then no To is written, so that a pipe can never send it.
    """

    kind: str = "eml"
    sender: str | None = None
    clinic: str | None = None
    now: int = 0
    apple: bool = False
    recipients: bool = True
    include_answered: bool = False
    reviewed_only: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as bytes, and the file name for it; ``recipient``: whether it has a To."""

    name: str
    data: bytes
    recipient: bool


def compose(case: Case, options: DraftOptions, number: int = 1) -> Draft | Problem:
    """The draft of a case. ``number``: its place among the drafts, which starts the file name.

    A Problem where there is no reply, the sender is no address, or the message read back is not
    what was meant.
    """
    comment = case.comment
    if case.reply is None:
        message = f"comment {header_text(comment.id)[:80]}: no reply to send"
        return Problem("no-reply", message, comment.source)
    sender = _sender(options.sender)
    if options.sender and sender is None:
        hint = "in the settings, from: Clinic name <clinic@example.org>"
        message = "the sender of drafts is not one plain address"
        return Problem("sender", message, comment.source, hint)
    try:
        headers = _headers(case, options, sender)
        text = draft_body(comment, case.reply, options.clinic)
        data = _serialise(headers, text, options)
    except Exception as wrong:  # one hostile record must not stop the others
        return _unsafe(case, f"it cannot be written ({type(wrong).__name__})")
    doubt = _read_back(data, headers, text)
    if doubt:
        return _unsafe(case, doubt)
    named = dict(headers)
    return Draft(file_name(number, comment.id), data, "To" in named)


def _unsafe(case: Case, why: str) -> Problem:
    message = f"comment {header_text(case.comment.id)[:80]}: no draft, {why}"
    return Problem("unsafe-draft", message, case.comment.source, "answer it by hand")


def file_name(number: int, comment_id: str, ending: str = ".eml") -> str:
    """``0007-wxr-12.eml``: at most 64 harmless characters of the id, behind the number."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in comment_id)
    return f"{number:04d}-{safe.strip('.-')[:64] or 'comment'}{ending}"


def draft_id(case: Case) -> str:
    """The Message-ID: the same for the same comment and answer, so that a re-run adds nothing."""
    from hashlib import sha256

    key = "\0".join((case.comment.source.file, case.comment.id, " ".join(case.entries)))
    return f"<{sha256(key.encode(errors='replace')).hexdigest()[:32]}@triage.invalid>"


def is_sender(text: str) -> bool:
    """True where drafts can come from this: one address, with or without a name."""
    return _sender(text) is not None


def _sender(text: str | None) -> tuple[str, str] | None:
    from email.utils import getaddresses

    found_all = getaddresses([header_text(text)]) if text else []
    if len(found_all) != 1:
        return None
    name, found = found_all[0]
    # Any syntactically right address will do here: it is the clinic's own word.
    return (header_text(name), found) if _plain(found) else None


def _plain(text: str) -> bool:
    local, at, domain = text.rpartition("@")
    return bool(at and local and domain) and text.isascii() and not set(text) & set(' ,;<>"()')


def _headers(
    case: Case, options: DraftOptions, sender: tuple[str, str] | None
) -> list[tuple[str, str]]:
    """The exact headers in their order; what is not known is absent, not empty."""
    comment = case.comment
    headers: list[tuple[str, str]] = []
    if options.kind == "eml":
        headers.append(("X-Unsent", "1"))
        if options.apple:
            headers.append(("X-Uniform-Type-Identifier", "com.apple.mail-draft"))
    if sender:
        headers.append(("From", _mailbox(*sender)))
    recipient = address(comment.email) if options.recipients else None
    if recipient:
        headers.append(("To", _mailbox(header_text(comment.author or "")[:100], recipient)))
    headers.append(("Subject", subject(comment.subject)))
    if options.kind != "eml":
        from email.utils import formatdate

        headers.append(("Date", formatdate(options.now)))
        headers.append(("Message-ID", draft_id(case)))
    if original := message_ids(comment.message_id)[-1:]:
        headers.append(("In-Reply-To", original[0]))
        headers.append(("References", " ".join(message_ids(comment.references, original[0]))))
    return headers


def _mailbox(name: str, found: str) -> str:
    """``"Name" <address>`` with the name as a quoted string."""
    quoted = name.replace("\\", "").replace('"', "'").strip()
    return f'"{quoted}" <{found}>' if quoted else found


_BODY_HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")


def _serialise(headers: list[tuple[str, str]], text: str, options: DraftOptions) -> bytes:
    from email import policy
    from email.message import EmailMessage

    message = EmailMessage(policy=policy.SMTP if options.kind == "eml" else policy.default)
    for name, value in headers:
        message[name] = value
    message["MIME-Version"] = "1.0"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _read_back(data: bytes, headers: list[tuple[str, str]], text: str) -> str:
    """What differs between the message as written and as meant; empty if nothing does."""
    import re
    from email import message_from_bytes, policy

    head = data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not re.fullmatch(rb"[\n\x20-\x7e]*", head):
        return "its headers hold what no header may"
    message: EmailMessage = message_from_bytes(data, policy=policy.default)
    if message.keys() != [*(name for name, _ in headers), *_BODY_HEADERS]:
        return "its headers read back differently"
    for name in ("From", "To"):
        meant = dict(headers).get(name)
        if meant is None:
            continue
        addresses = [each.addr_spec for each in message[name].addresses]
        if addresses != [meant.rpartition("<")[2].rstrip(">")]:
            return f"its {name} reads back differently"
    if str(message["Subject"]) != dict(headers)["Subject"]:
        return "its subject reads back differently"
    if message.get_content().replace("\r\n", "\n") != text:
        return "its text reads back differently"
    return ""
