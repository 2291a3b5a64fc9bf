"""What is new in a mail: the text without the mail it answers and without the signature below it.

What goes is only what is surely another's or no message at all. In doubt it stays, so that the
safety gate reads it: a quote that nobody is named for, one of the writer's own words, a forwarded
mail, anything the new part points at ("see below").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WROTE = re.compile(
    r".{1,300}\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev)\b.{0,80}:",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:on|le|am|el|op|il|den|em)\b", re.IGNORECASE)
_MARKER = re.compile(r"-{2,}\s*original message\s*-{2,}", re.IGNORECASE)
_FORWARDED = re.compile(
    r"\W*(?:-{2,}\s*)?(?:begin )?forwarded message\s*(?:by .{0,80})?:?[-\s]*", re.IGNORECASE
)
_FROM = re.compile(r"\W{0,3}(?:from|von|de|da|van)\W{0,2}:\W{0,3}\S.{0,300}", re.IGNORECASE)
_SENT = re.compile(
    r"\W{0,3}(?:sent|date|gesendet|datum|envoyé|enviado|fecha|inviato|verzonden)\W{0,2}:",
    re.IGNORECASE,
)
_TO = re.compile(r"\W{0,3}(?:to|an|à|para|a|aan)\W{0,2}:", re.IGNORECASE)
_PASSED_ON = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:below|beneath|underneath|in-?line|fyi|fwd?|forward(?:ed|ing)?"
    r"|in (?:red|blue|green|bold|caps|capitals))\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:i|im|i'm|i’m|ive|i've|i’ve|my|me)\b|\?", re.IGNORECASE)
_DEVICE = re.compile(r"(?:sent|get|gesendet|envoyé)\b.{0,80}", re.IGNORECASE)
_LONGEST_SIGNATURE = 8


def new_part(body: str, *, subject: str = "", writer: Iterable[str] = ()) -> str:
    """The part of a mail that its writer newly wrote; all of it in doubt, or if that is nothing.

    ``writer``: the names and addresses of who wrote it.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _PASSED_ON.match(subject) or any(map(_FORWARDED.fullmatch, lines)):
        return body
    names = [name.casefold() for name in writer if len(name) > 1]
    end = _copied(lines, names)
    before = -1
    while end != before:
        before = end
        end = _signed(lines, _quoted(lines, end, names))
    kept = "\n".join(lines[:end])
    if not kept.strip() or (end < len(lines) and _POINTS.search(kept)):
        return body
    return kept


def _copied(lines: Sequence[str], names: Sequence[str]) -> int:
    """Where Outlook's copy of the answered mail begins; the end if there is none."""
    for at, line in enumerate(lines):
        if _MARKER.fullmatch(line.strip()):
            first = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), 0)
            if first and _FROM.fullmatch(lines[first].strip()):
                return len(lines) if _names(lines[first], names) else at
        elif _FROM.fullmatch(line) and _is_block(lines[at + 1 : at + 7]):
            return len(lines) if _names(line, names) else _above_rule(lines, at)
    return len(lines)


def _is_block(below: Sequence[str]) -> bool:
    """Whether the lines after "From:" go on as the copied header of a mail does."""
    return any(map(_SENT.match, below)) and any(map(_TO.match, below))


def _above_rule(lines: Sequence[str], at: int) -> int:
    """The line of underscores or dashes above a copied header, if there is one."""
    above = at - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and re.fullmatch(r"\s*[_-]{5,}\s*", lines[above]) else at


def _quoted(lines: Sequence[str], end: int, names: Sequence[str]) -> int:
    """Where the quote at the very end begins, with the line that says whose it is."""
    start = end
    while start and (not lines[start - 1].strip() or lines[start - 1].lstrip().startswith(">")):
        start -= 1
    quote = [line for line in lines[start:end] if line.strip()]
    if not quote:
        return end
    above = start
    while above and not lines[above - 1].strip():
        above -= 1
    for count in (2, 1):
        said = [line.strip() for line in lines[max(0, above - count) : above]]
        if len(said) == count and _attributes(said):
            return end if _names(" ".join(said), names) else above - count
    inside = quote[0].lstrip(" >").strip()
    return start if _attributes([inside]) and not _names(inside, names) else end


def _attributes(said: Sequence[str]) -> bool:
    """Whether one line, or two, say no more than who wrote what follows, and when."""
    text = " ".join(said)
    if not _WROTE.fullmatch(text) or _OF_ONESELF.search(text):
        return False
    if len(said) == 1:
        return bool(_ON.match(text)) or "@" in text or len(text.split()) <= 4
    return bool(_ON.match(text)) and "@" in text and said[0][-1:] not in ".!?"


def _names(text: str, names: Sequence[str]) -> bool:
    text = text.casefold()
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def _signed(lines: Sequence[str], end: int) -> int:
    """Where the signature at the very end begins (RFC 3676, 4.3: a line of two dashes, a space).

    A few short lines that say nothing of the writer's own state; two dashes alone are a patient's.
    """
    for at in range(end - 1, max(-1, end - 2 - _LONGEST_SIGNATURE), -1):
        if lines[at] == "-- ":
            below = [line.strip() for line in lines[at + 1 : end]]
            tells = any(
                len(line) > 100 or (_OF_ONESELF.search(line) and not _DEVICE.fullmatch(line))
                for line in below
            )
            return end if tells else at
    return end
