"""The placeholders of answers: ``{clinic.phone|the clinic}``, a name and what stands in for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every pair of braces of a text, and every brace without its partner, in order."""
    for found in _BRACES.finditer(text):
        named = _NAMED.fullmatch(found.group())
        if named is None or (named[1].startswith("emergency.") and named[1] not in KNOWN_EMERGENCY):
            yield Placeholder(found.group(), None)
        else:
            yield Placeholder(found.group(), named[1], named[2])
