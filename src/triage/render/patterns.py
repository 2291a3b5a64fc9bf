"""Patterns and conditions of the red flags in words, for a nurse who reads what a rule looks for.

Words stay as they are written. ``(a|b)`` becomes "(a / b)", a word that may be missing "[a]", a
gap "…", a named list «its name», and a number what it must be: "an age of 50 or more".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

KEY = (
    ("word word", "these words in this order; case, endings, small words and typos do not matter"),
    ("(a / b)", "one of these"),
    ("[a]", "may be missing"),
    ("…", "up to five other words may stand between"),
    ("«name»", "any wording of that list; the lists are at the end, the lexicon has the rest"),
    ("exactly a", "this very form of the word"),
)
"""How patterns are shown, and what it means."""

_PIECE = re.compile(
    r"\s+|\.\.\.|[()|?^]|\[(?P<number>[^\]]*)\]|@(?P<list>[\w-]+)|=(?P<exact>[\w']+)|[^\s()|?^@=\[]+"
)
_NUMBER = re.compile(
    r"\s*(?P<kind>[a-z]+)\s*(?:(?P<op>[<>]=?|=)\s*(?P<value>[\d.]+)|(?P<low>\d+)\.\.(?P<high>\d+))"
    r"\s*(?P<unit>\w*)\s*"
)
_KINDS = {
    "age": "an age of {} years",
    "duration": "a time of {} {}",
    "weeks": "a number of weeks of {}",
    "number": "a number of {}",
    "temperature": "a temperature of {} °{}",
    "year": "a year of {}",
}
_UNITS = {"": "hours", "h": "hours", "d": "days", "w": "weeks"}
_BOUNDS = {
    ">=": "{} or more",
    ">": "more than {}",
    "<=": "{} or less",
    "<": "less than {}",
    "=": "exactly {}",
}
_WITHIN = {
    "clause": "in one part of a sentence",
    "sentence": "in one sentence",
    "message": "anywhere in the message",
}


def pattern_words(expr: str) -> str:
    """One pattern as a nurse reads it."""
    shown: list[str] = []
    for piece in _PIECE.finditer(expr):
        text = piece[0]
        if piece["number"] is not None:
            text = _number_words(piece["number"])
        elif piece["list"] is not None:
            text = f"«{piece['list']}»"
        elif piece["exact"] is not None:
            text = f"exactly {piece['exact']}"
        elif text == "?":
            _make_optional(shown)
            continue
        else:
            text = {"...": "…", "|": " / ", "^": "at the start of a sentence:"}.get(text, text)
        shown.append(" " if text.isspace() else text)
    return "".join(shown).strip()


def _make_optional(shown: list[str]) -> None:
    """Put what came last, a word or a whole group, into square brackets."""
    start = len(shown) - 1
    depth = 0
    for at in range(len(shown) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(shown[at], 0)
        if depth == 0:
            start = at
            break
    if shown[start] == "(":
        shown[start], shown[-1] = "[", "]"
    else:
        shown[start:] = ["[", *shown[start:], "]"]


def _number_words(text: str) -> str:
    match = _NUMBER.fullmatch(text)
    if match is None or match["kind"] not in (*_KINDS, "pressure"):
        return f"[{text}]"
    if match["kind"] == "pressure":
        return "a blood pressure of 140/90 or more"
    if match["low"] is not None:
        bounds = f"{match['low']} to {match['high']}"
    else:
        bounds = _BOUNDS[match["op"]].format(match["value"])
    unit = match["unit"] if match["kind"] == "temperature" else _UNITS.get(match["unit"], "")
    return _KINDS[match["kind"]].format(bounds, unit or "C")


def condition_words(when: Any) -> str:
    """One element of a rule's ``when`` as a sentence without its full stop."""
    if isinstance(when, str):
        return pattern_words(when)
    window = _WITHIN[when.get("within", "sentence")]
    parts = []
    if "any" in when:
        parts.append(_listed("any of", _texts(when, "any")))
    if "all" in when:
        parts.append(_listed(f"all of these {window}:", _texts(when, "all")))
    if "of" in when:
        parts.append(_listed(f"at least {when.get('count', 2)} of these {window}:", when["of"]))
    if "given" in when:
        parts.append(_listed(f"given that it also says {window}", _texts(when, "given"), " and "))
    if "unless" in when:
        parts.append(_listed(f"but not where it says {window}", _texts(when, "unless"), " or "))
    return "; ".join(parts)


def _texts(when: Mapping[str, Any], key: str) -> list[str]:
    return [when[key]] if isinstance(when[key], str) else list(when[key])


def _listed(lead: str, patterns: list[str], joint: str = "; ") -> str:
    if lead == "any of" and len(patterns) == 1:
        return pattern_words(patterns[0])
    return f"{lead} " + joint.join(f"“{pattern_words(pattern)}”" for pattern in patterns)
