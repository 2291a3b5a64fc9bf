"""The forms a curated value can have: what the loaders check and the JSON Schemas are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Text. ``lines``: it may hold line breaks. ``form``: a regular expression it must match."""

    lines: bool = False
    form: str | None = None
    form_hint: str = ""


def longest(shape: Text) -> int:
    """The most characters of a text; work on longer ones would not be bounded."""
    return 20_000 if shape.lines else 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date such as 2027-11-22."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included; ``whole`` without decimals."""

    low: float
    high: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class YesNo:
    """``true`` or ``false``."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A red-flag pattern: text, or a mapping of words to texts, whole numbers and lists of them."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one form, of at least so many."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping of free names (of a form) to values of one form."""

    value: Shape
    name: Text


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: what it holds, whether it must be there, and what it is for."""

    shape: Shape
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys. ``others``: the form of further, free keys; None = none."""

    keys: Mapping[str, Key]
    others: MapOf | None = None


Shape: TypeAlias = Text | Choice | Day | Number | YesNo | Expression | ListOf | MapOf | Record
