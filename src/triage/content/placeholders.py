"""The placeholders of answers: ``{clinic.phone|the clinic}``, a name and what stands in for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_BRACES = re.compile(r"\{[^{}\n]{0,200}\}|[{}]")
_NAMED = re.compile(r"\{((?:clinic|emergency)\.[a-z_]+)(?:\|([^{}]*))?\}")
KNOWN_EMERGENCY = ("emergency.number", "emergency.crisis", "emergency.poison")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One pair of braces as written. ``name`` is None where it is no valid placeholder."""

    written: str
    name: str | None
    fallback: str | None = None

    def lacks_value(self, values: Mapping[str, str]) -> bool:
        """True where the settings have nothing for it; the emergency numbers have defaults."""
        if self.name is None or self.name in KNOWN_EMERGENCY:
            return False
        return not values.get(self.name)


def clinic_values(texts: Iterable[str]) -> dict[str, str]:
    """What a clinic can fill in: the key under ``clinic`` and what stands there until it does."""
    found = (placeholder for text in texts for placeholder in placeholders(text))
    return {
        placeholder.name.removeprefix("clinic."): placeholder.fallback or ""
        for placeholder in found
        if placeholder.name is not None and placeholder.name.startswith("clinic.")
    }


def without_placeholders(text: str, instead: str | None = None) -> str:
    """The text with ``instead`` for every pair of braces, by default what stands in for it."""
    parts: list[str] = []
    end = 0
    for found in placeholders(text):
        at = text.index(found.written, end)
        parts += text[end:at], (found.fallback or "the clinic") if instead is None else instead
        end = at + len(found.written)
    return "".join((*parts, text[end:]))


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every pair of braces of a text, and every brace without its partner, in order."""
    for found in _BRACES.finditer(text):
        named = _NAMED.fullmatch(found.group())
        if named is None or (named[1].startswith("emergency.") and named[1] not in KNOWN_EMERGENCY):
            yield Placeholder(found.group(), None)
        else:
            yield Placeholder(found.group(), named[1], named[2])
