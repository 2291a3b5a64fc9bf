"""Hostile text made harmless, pure: what comes out is safe to print, to mail and to store.

Nothing a patient wrote is dropped but what cannot be seen: control characters, terminal
sequences, and the marks that reorder text (CVE-2021-42574) or hide it.
"""

from __future__ import annotations

import re
import unicodedata

CUT = "[cut]"
"""Stands at the end of a body that was longer than allowed."""

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BREAK = re.compile("[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# A colour or cursor sequence holds no words and goes whole. Of the others (window title, clipboard,
# links) only the frame goes: words that somebody hid in them must still reach the safety gate.
_TERMINAL = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_\\]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Overrides, isolates, zero-width space and joiner-less marks, annotations, tags. ZWJ, ZWNJ, LRM and
# RLM stay: Persian and emoji need them.
_HIDDEN = re.compile(
    "[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_PLACEHOLDER = re.compile(r"noemail@.*|no-?reply@blogger\.com|.*@example\.[a-z]+", re.IGNORECASE)


def scrub(text: str) -> str:
    r"""The text with ``\n`` line breaks and without control, terminal and hidden characters.

    Lone surrogates, which no file can hold, become U+FFFD.
    """
    if _is_plain(text):
        return text
    text = _LINE_BREAKS.sub("\n", _TERMINAL.sub("", text))
    return _SURROGATE.sub("\ufffd", _HIDDEN.sub("", _CONTROL.sub("", text)))


def _is_plain(text: str) -> bool:
    """True for most texts at little cost: nothing in them can need cleaning."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()


def masked(text: str) -> str:
    """The text for a terminal, every character in its place: what ``scrub`` drops is U+FFFD.

    For text whose spans must still fit; a tab becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAK.sub("\n", text.replace("\t", " ").replace("\r\n", " \n"))
    return _SURROGATE.sub("\ufffd", _HIDDEN.sub("\ufffd", _CONTROL.sub("\ufffd", text)))


def clean_body(text: str) -> str:
    """A message as plain text: scrubbed, without blank space around it or at the line ends."""
    return "\n".join(line.rstrip() for line in scrub(text).split("\n")).strip()


def clean_line(text: str) -> str:
    """A name or a title: one line, NFC, no control or invisible characters at all."""
    text = _SPACES.sub(" ", scrub(text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    return text.strip()


_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def clean_email(text: str) -> str | None:
    """One plain address, or None: not a list, not a name, not a placeholder, ASCII only."""
    text = text.strip()
    if len(text) > 254 or not _ADDRESS.fullmatch(text) or _PLACEHOLDER.fullmatch(text):
        return None
    return text if len(text.partition("@")[0]) <= 64 else None


def clean_url(text: str) -> str | None:
    """The address of a page if it is http or https, else None."""
    text = clean_line(text)
    return text if len(text) <= 2000 and _URL.fullmatch(text) else None


def cut(text: str, longest: int) -> str:
    """At most ``longest`` characters and, where something went, the marker."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()}\n{CUT}"


def has_hidden(text: str) -> bool:
    """True where scrubbing takes out more than odd line breaks."""
    if _is_plain(text):
        return False
    return any(found.search(text) for found in (_TERMINAL, _CONTROL, _HIDDEN, _SURROGATE))
