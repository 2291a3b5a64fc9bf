"""The texts of a mail's parts: all that its writer meant to be read, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from triage.readers.clean import clean_body
from triage.readers.encoding import is_text_encoding
from triage.readers.html import to_text

if TYPE_CHECKING:
    from email.message import EmailMessage

_DEEPEST = 30


@dataclass(slots=True)
class Found:
    """The texts of a mail's parts, and what there is to say about them."""

    texts: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    left_out: int = 0
    unreadable: bool = False

    def text(self) -> str:
        """All texts that hold anything, one below the other."""
        return "\n\n".join(text for text in self.texts if clean_body(text))


def texts_of(mail: EmailMessage, data: bytes) -> Found:
    """What the parts of a mail say. The standard library may raise anything on broken ones.

    ``data``: what the mail was parsed from.
    """
    found = Found()
    _gather(mail, found, 0)
    if not found.text():
        _gather_anything(data, found)
    return found


def _gather(part: EmailMessage, found: Found, depth: int) -> None:
    """The texts of a part and the parts in it, in their order; what is no text is counted."""
    kind = part.get_content_type()
    if depth > _DEEPEST:
        found.left_out += 1
    elif kind == "message/rfc822":
        # Mail sent on as an attachment is what the writer wants read.
        inner = Found(texts=["Forwarded message:"], doubts=found.doubts)
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


def _gather_best(parts: list[EmailMessage], found: Found, depth: int) -> None:
    """Of several forms of one text the plain one, unless it only says to look at the other."""
    forms: list[Found] = []
    for part in parts:
        form = Found()
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


def _gather_anything(data: bytes, found: Found) -> None:
    """Where no part is meant as the text: the first text there is, an attached one too."""
    from email import message_from_bytes, policy

    # The strict parser gives up on some boundaries that the loose one understands. A mail is never
    # written out again for it: a parameter with a long name folds for ever in the standard library.
    loose = message_from_bytes(data, policy=policy.compat32)
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


def _content(part: EmailMessage, found: Found) -> str:
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


def _decoded(payload: bytes, charset: str | None, found: Found) -> str:
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
