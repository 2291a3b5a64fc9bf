"""The pattern language of ``redflags.yaml``, made to be read by a nurse.

A pattern is words in the order a patient writes them. Case, endings (-s, -ed, -ing), apostrophes,
small words ("the", "really", "just") and typos do not matter; "can't", "cannot" and "can not" are
the same.

======================  ==============================================================
``gasping for air``     these words, one after the other
``@swallow``            any wording of a term of ``redflags.yaml`` or, failing that, of a
                        concept of ``lexicon.yaml`` (and of what is a kind of it)
``trouble ... sleep``   up to five other words between, within the clause
``(catch|get) breath``  one of these
``not?``                this word or term may be missing
``=fit``                exactly this form: not "fits", not "fitting"
``^ 32 weeks``          at the beginning of a sentence
``[age >= 50]``         a number with a meaning: age (years), duration (h, d or w), weeks, number,
                        temperature (C or F), pressure (1 = 140/90 or more), year.
                        Also ``[number 20..42]``
======================  ==============================================================

>>> [str(item) for item in parse_pattern("can not ... @swallow").items]
['can', 'not', '...', '@swallow']
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from triage.safety.reading import pattern_tokens, stem_of

GAP = "..."
START = "^"
GAP_WORDS = 5

_PIECE = re.compile(
    r"(?P<gap>\.\.\.)|(?P<start>\^)|\[(?P<number>[^\[\]]*)\]|@(?P<term>[A-Za-z0-9][\w-]*)"
    r"|(?P<choice>\()|=(?P<exact>[\w']+)|(?P<word>[\w'’]+(?:[-/][\w'’]+)*)"
)
_TEST = re.compile(
    r"\s*(?P<kind>[a-z]+)\s*"
    r"(?:(?P<op>>=|<=|>|<|=)\s*(?P<value>\d+(?:\.\d+)?)|(?P<low>\d+)\.\.(?P<high>\d+))"
    r"\s*(?P<unit>[a-zA-Z]*)\s*"
)
_UNITS: dict[str, dict[str, float]] = {
    "age": {"": 1, "years": 1},
    "duration": {"": 1, "h": 1, "d": 24, "w": 168},
    "temperature": {"": 1, "C": 1, "F": 0},
    **{kind: {"": 1} for kind in ("weeks", "number", "pressure", "year")},
}


class PatternError(ValueError):
    """A pattern that cannot be read; ``position`` counts characters from 0."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison on a quantity: kind, and the values it lets through."""

    __test__ = False  # not a pytest class

    kind: str
    op: str
    value: float
    high: float = 0.0

    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value that pass."""
        if self.op == "..":
            return self.value, self.high
        low = self.value if self.op in (">=", "=") else math.nextafter(self.value, math.inf)
        high = self.value if self.op in ("<=", "=") else math.nextafter(self.value, -math.inf)
        return (low if "<" not in self.op else -math.inf), (
            high if ">" not in self.op else math.inf
        )

    def __str__(self) -> str:
        tail = (
            f" {self.value:g}..{self.high:g}" if self.op == ".." else f" {self.op} {self.value:g}"
        )
        return f"[{self.kind}{tail}]"


class Term(NamedTuple):
    """A reference to a term or concept by name."""

    name: str

    def __str__(self) -> str:
        return f"@{self.name}"


class Choice(NamedTuple):
    """One of several patterns."""

    options: tuple[Pattern, ...]

    def __str__(self) -> str:
        return "(" + "|".join(map(str, self.options)) + ")"


class Maybe(NamedTuple):
    """An item that may be missing."""

    item: str | Term | Choice | Test

    def __str__(self) -> str:
        return f"{self.item}?"


Item = str | Term | Choice | Test | Maybe
"""A plain string is a stemmed word, ``=word`` an exact one, or ``...`` or ``^``."""


class Pattern(NamedTuple):
    """A parsed pattern: its items in order."""

    items: tuple[Item, ...]

    @property
    def plain(self) -> bool:
        """True where it is words only, one after the other."""
        return all(isinstance(i, str) and i not in (GAP, START) for i in self.items)

    def terms(self) -> set[str]:
        """The names of the terms it refers to."""
        return {name for item in self.items for name in _terms_of(item)}

    def __str__(self) -> str:
        return " ".join(map(str, self.items))


def _terms_of(item: Item) -> set[str]:
    if isinstance(item, Maybe):
        return _terms_of(item.item)
    if isinstance(item, Term):
        return {item.name}
    if isinstance(item, Choice):
        return {name for option in item.options for name in option.terms()}
    return set()


def parse_pattern(expr: str) -> Pattern:
    """Read a pattern. Raises ``PatternError`` with the place of what is wrong."""
    if not isinstance(expr, str):
        raise PatternError(f"a pattern must be text, not {type(expr).__name__}")
    items = _plain(expr)
    return Pattern(items or _parse(expr, 0))


_PLAIN: dict[str, tuple[str, ...]] = {}
_PLAIN_HELD = 20_000


def _plain(expr: str) -> tuple[str, ...]:
    """The stems of a pattern of plain words, most of them are; empty where it is none."""
    items = _PLAIN.get(expr)
    if items is None:
        plain = expr.isascii() and expr.replace(" ", "").isalnum()
        items = tuple(stem_of(token) for token in pattern_tokens(expr)) if plain else ()
        if len(_PLAIN) < _PLAIN_HELD:
            _PLAIN[expr] = items
    return items


def _parse(expr: str, offset: int) -> tuple[Item, ...]:
    items: list[Item] = []
    position = 0
    while position < len(expr):
        if expr[position].isspace():
            position += 1
            continue
        piece = _PIECE.match(expr, position)
        if piece is None:
            raise PatternError(_unreadable(expr, position), offset + position)
        if piece["choice"]:
            end = _closing(expr, position, offset)
            optional = expr[end : end + 1] == "?"
            new = _choice(expr[position + 1 : end - 1], offset + position + 1, optional=optional)
        else:
            new, end = _items(piece, offset + position), piece.end()
        position = end
        if position < len(expr) and expr[position] == "?":
            new = _maybe(new, offset + position)
            position += 1
        items.extend(new)
    _check_shape(items, offset)
    return tuple(items)


def _closing(expr: str, start: int, offset: int) -> int:
    """The place behind the bracket that closes the one at ``start``."""
    end = expr.find(")", start)
    if end >= 0 and expr.find("(", start + 1, end) < 0:
        return end + 1
    depth = 0
    for position in range(start, len(expr)):
        depth += {"(": 1, ")": -1}.get(expr[position], 0)
        if depth == 0:
            return position + 1
    raise PatternError("this '(' is never closed", offset + start)


def _options(text: str) -> list[tuple[str, int]]:
    """The alternatives of a group with their places; bars inside inner groups do not count."""
    if "(" not in text:
        return [(option, 0) for option in text.split("|")]
    options: list[tuple[str, int]] = []
    depth = start = 0
    for position, char in enumerate(text + "|"):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            options.append((text[start:position], start))
            start = position + 1
    return options


def _choice(text: str, offset: int, *, optional: bool) -> list[Item]:
    options: list[Pattern] = []
    for option, at in _options(text):
        if items := _plain(option):
            options.append(Pattern(items))
            continue
        if not option.strip():
            raise PatternError("an alternative is empty", offset + at)
        if not pattern_tokens(option) and option.strip().isalpha():
            if not optional:
                message = f"{option.strip()!r} is left out of messages: end the group with '?'"
                raise PatternError(message, offset + at)
            continue
        options.append(Pattern(_parse(option, offset + at)))
    return [Choice(tuple(options))] if options else []


def _maybe(new: list[Item], position: int) -> list[Item]:
    if not new or isinstance(new[0], Maybe):
        return new
    if len(new) != 1 or new[0] in (GAP, START):
        raise PatternError("'?' must follow a word, a term or a group", position)
    return [Maybe(new[0])]


def _unreadable(expr: str, position: int) -> str:
    bracket = expr[position] == "["
    return "this '[' is never closed" if bracket else f"cannot read {expr[position]!r} here"


def _items(piece: re.Match[str], position: int) -> list[Item]:
    if piece["gap"]:
        return [GAP]
    if piece["start"]:
        return [START]
    if piece["term"]:
        return [Term(piece["term"])]
    if piece["exact"]:
        return ["=" + token for token in pattern_tokens(piece["exact"])]
    if piece["number"] is not None:
        return [_test(piece["number"], position)]
    return [stem_of(token) for token in pattern_tokens(piece["word"])]


def _test(text: str, position: int) -> Test:
    match = _TEST.fullmatch(text)
    if match is None:
        raise PatternError("write a number as [age >= 50] or [number 20..42]", position)
    units = _UNITS.get(match["kind"])
    if units is None:
        raise PatternError(f"unknown kind of number: {match['kind']}", position)
    if match["unit"] not in units:
        raise PatternError(f"{match['kind']} has no unit {match['unit']!r}", position)
    factor = units[match["unit"]]
    if match["low"]:
        low, high = float(match["low"]) * factor, float(match["high"]) * factor
        return Test(match["kind"], "..", low, high)
    value = float(match["value"])
    value = (value - 32) * 5 / 9 if match["unit"] == "F" else value * factor
    return Test(match["kind"], match["op"], value)


def _check_shape(items: list[Item], offset: int) -> None:
    if all(i in (GAP, START) or isinstance(i, Maybe) for i in items):
        raise PatternError("a pattern needs at least one word", offset)
    first = items[1] if items[0] == START and len(items) > 1 else items[0]
    if first == GAP or items[-1] == GAP:
        raise PatternError("'...' must stand between two things", offset)
    if isinstance(first, Maybe):
        raise PatternError("a pattern cannot begin with something that may be missing", offset)
    if START in items[1:]:
        raise PatternError("'^' must stand first", offset)
