"""The mistakes people make in YAML, told in their terms rather than in the parser's."""

from __future__ import annotations

import re

_MOST_TABS = 20
_TABBED = re.compile(r"^ *\t", re.MULTILINE)

# Beginning of the parser's message -> what to do about it.
_HINTS = (
    ("mapping values are not allowed", "a text with a colon in it must stand in quotes"),
    ("found character", "a text that begins with @, %, ` or a tab must stand in quotes"),
    ("found unexpected end of stream", "a quote was opened and never closed"),
    ("found unknown escape", 'in "..." a backslash is special: write \\\\ or use single quotes'),
    ("could not find expected ':'", "a key needs a colon and a space: `answer: ...`"),
    ("did not find expected key", "check the indentation, and quotes inside a quoted text"),
    ("did not find expected '-'", "check the indentation: all items of a list start alike"),
    ("did not find expected ','", "a comma or a closing bracket is missing"),
    ("did not find expected node", "something is missing here, or the indentation is off"),
    ("while scanning", "put the text in quotes"),
)


def hint_for(said: str, text: str, offset: int) -> str:
    """What to do about a syntax error, from the parser's message and the character it stops at."""
    before = text[max(0, offset - 100) : offset].rstrip(" ")
    if text[offset : offset + 1] in ("{", "}") or before.endswith("}"):
        return 'a text with { } must stand in quotes or under "|"'
    for beginning, hint in _HINTS:
        if said.startswith(beginning):
            return hint
    return "check indentation, quotes and colons on this line and the one before"


def tabbed_lines(text: str, offset: int) -> list[int]:
    """Offsets of tabs used as indentation, where one of them is what the parser stopped at.

    Empty where the line of the offset and the one before have no such tab: elsewhere a tab may be
    part of a text, which is allowed.
    """
    line = text.rfind("\n", 0, offset) + 1
    before = text.rfind("\n", 0, max(line - 1, 0)) + 1
    end = text.find("\n", offset)
    if not _TABBED.search(text[before : end if end >= 0 else len(text)]):
        return []
    tabs = [found.end() - 1 for found in _TABBED.finditer(text)]
    first = next((i for i, tab in enumerate(tabs) if tab >= before), 0)
    return tabs[first : first + _MOST_TABS]


# What YAML 1.1 or 1.2 readers make of a plain text; first match counts.
_CONVERTED = (
    ("nothing (null)", r"~|null|Null|NULL"),
    ("true or false", r"(?i:yes|no|on|off|true|false)"),
    ("a date", r"\d{4}-\d\d?-\d\d?(?:[Tt ]+\d\d?:\d\d.*)?"),
    ("a number of minutes or seconds", r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"),
    ("an octal number", r"[-+]?0o?[0-7_]+"),
    ("a number", r"[-+]?(?:0x[\da-fA-F_]+|0b[01_]+)"),
    ("a number", r"[-+]?(?:\d[\d_]*\.?\d*|\.\d[\d_]*)(?:[eE][-+]?\d+)?"),
    ("a number", r"[-+]?\.(?i:inf|nan)"),
)
_ANY_CONVERTED = re.compile("|".join(f"(?:{pattern})" for _, pattern in _CONVERTED))


def converted(text: str) -> str | None:
    """What a YAML reader silently makes of an unquoted text, None where it stays text.

    Covers YAML 1.1 (PyYAML: ``no``, ``12:30``, ``0123``, dates) and 1.2 (``1e3``).
    """
    if len(text) > 60 or not _ANY_CONVERTED.fullmatch(text):
        return None
    return next(name for name, pattern in _CONVERTED if re.fullmatch(pattern, text))
