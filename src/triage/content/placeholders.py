"""The placeholders of answers: ``{clinic.phone|the clinic}``, a name and what stands in for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every pair of braces of a text, and every brace without its partner, in order."""
    for found in _BRACES.finditer(text):
        named = _NAMED.fullmatch(found.group())
        if named is None or (named[1].startswith("emergency.") and named[1] not in KNOWN_EMERGENCY):
            yield Placeholder(found.group(), None)
        else:
            yield Placeholder(found.group(), named[1], named[2])
