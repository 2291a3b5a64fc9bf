"""The text of a reply: approved answers in the order asked, and the disclaimer once.

Placeholders are ``{clinic.phone|the clinic}``: what the settings hold, else the words after the
bar. Greeting and signature belong to drafts, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from triage.model import Entry, Settings

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
