"""HTML that cannot be broken out of: text is escaped unless it was made here.

``tag`` is the only way to markup, and everything that is not ``Markup`` already goes through
``text``: no patient's words can become a tag, an attribute, or change the direction of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from triage.readers.clean import scrub

_VOID = frozenset({"meta", "input", "br"})
# Stacked accents that would paint over the lines above and below.
_STACKED = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4})[\u0300-\u20ff]*")

LONGEST = 4200
"""Characters of one piece of text; a page must open whatever somebody pasted."""

Attribute = str | int | float | bool | None


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | Iterable["str | Markup"]


def text(raw: str) -> Markup:
    """Any text as HTML: harmless, escaped, not too long, its line breaks kept."""
    if len(raw) > LONGEST:
        raw = f"{raw[:LONGEST]} … [cut]"
    return Markup(escape(_STACKED.sub(r"\1", scrub(raw))))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """An element. ``class_`` and ``aria_label`` become class and aria-label.

    True gives a bare attribute; None and False give none.
    """
    shown = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{text(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{shown}>")
    return Markup(f"<{name}{shown}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """The children one after the other, as HTML."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, Markup):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(text(child))
        else:
            parts.append(join(*child))
    return Markup("".join(parts))
