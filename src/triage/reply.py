"""The text of a reply: approved answers in the order asked, and the disclaimer once.

Placeholders are ``{clinic.phone|the clinic}``: what the settings hold, else the words after the
bar. Greeting and signature belong to drafts, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from triage.model import Entry, Release, Settings

_PLACEHOLDER = re.compile(r"\{([a-z]+\.[a-z_]+)(?:\|([^{}]*))?\}")


def values(settings: Settings) -> dict[str, str]:
    """What each placeholder stands for; those without a value are left out."""
    known: dict[str, str | None] = {
        "clinic.name": settings.clinic.name,
        "clinic.phone": settings.clinic.phone,
        "clinic.hours": settings.clinic.hours,
        "emergency.number": settings.emergency.number,
        "emergency.crisis": settings.emergency.crisis,
        "emergency.poison": settings.emergency.poison,
    }
    known.update({f"clinic.{key}": value for key, value in settings.clinic.extra.items()})
    return {name: value for name, value in known.items() if value}


def fill(text: str, known: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one with neither value nor fallback stays visible."""

    def value(found: re.Match[str]) -> str:
        return known.get(found[1]) or (found[2] if found[2] is not None else found[0])

    return _PLACEHOLDER.sub(value, text)


def compose(entries: Iterable[Entry], disclaimer: str, known: Mapping[str, str]) -> str:
    """One reply for one or more entries: no paragraph twice, the disclaimer once at the end."""
    paragraphs: list[str] = []
    for entry in entries:
        for paragraph in re.split(r"\n\s*\n", fill(entry.answer or "", known).strip()):
            if paragraph not in paragraphs:
                paragraphs.append(paragraph)
    paragraphs.append(fill(disclaimer, known).strip())
    return "\n\n".join(paragraphs)


def with_disclaimer(text: str, disclaimer: str) -> str:
    """A reply that staff wrote, with the (filled) disclaimer once at its end."""
    own = text.strip().removesuffix(disclaimer).rstrip()
    return f"{own}\n\n{disclaimer}"


def chosen(
    ids: Iterable[str], entries: Mapping[str, Entry], disclaimer: str, known: Mapping[str, str]
) -> str | None:
    """The reply of entries that a person chose.

    None where one is unknown, has no answer, or is released to a clinician only.
    """
    found = [entries.get(each) for each in ids]
    sendable = [e for e in found if e and e.answer and e.release is not Release.CLINICIAN]
    if not found or len(sendable) < len(found):
        return None
    return compose(sendable, disclaimer, known)
