"""Conditions: how the patterns of a rule go together.

What stands in a rule's ``when`` is a pattern or a condition made of patterns:

- ``{any: [...]}``: one of them.
- ``{all: [...], within: sentence}``: every one, within a clause, a sentence (where nothing is
  said) or the whole message.
- ``{count: 2, of: [...]}``: at least two different ones.
- ``given: [...]``: each of these too, as a circumstance. A past circumstance still counts
  ("had cancer in 2015" with a new headache now).
- ``unless: [...]``: not where one of these stands within the same stretch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.safety.pattern import PatternError

WINDOWS = ("clause", "sentence", "message")
_KEYS = frozenset({"any", "all", "count", "of", "given", "unless", "within"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed ``when``: patterns as written, and how they go together."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    count: int = 2
    unless: tuple[str, ...] = ()
    within: str = "sentence"
    patterns: tuple[str, ...] = field(default=(), compare=False)


def parse_condition(when: Any) -> Condition:
    """Read one element of a rule's ``when``. Raises ``PatternError``."""
    if isinstance(when, str):
        return Condition(any=(when,), patterns=(when,))
    if not isinstance(when, Mapping):
        raise PatternError("write a pattern or a condition such as {all: [...]}")
    unknown = set(when) - _KEYS
    if unknown:
        raise PatternError(f"unknown key: {', '.join(sorted(map(str, unknown)))}")
    parts = {key: _texts(when, key) for key in ("any", "all", "given", "of", "unless")}
    if sum(bool(parts[key]) for key in ("any", "all", "of")) != 1:
        raise PatternError("a condition needs one of: any, all, of (with count)")
    within = when.get("within", "sentence")
    if within not in WINDOWS:
        raise PatternError(f"within must be one of: {', '.join(WINDOWS)}")
    count = when.get("count", 2)
    if not isinstance(count, int) or not 1 <= count <= max(1, len(parts["of"]) or count):
        raise PatternError("count must be a number from 1 to the length of 'of'")
    patterns = tuple(text for texts in parts.values() for text in texts)
    return Condition(**parts, count=count, within=within, patterns=patterns)


def _texts(when: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = when.get(key, ())
    values = (value,) if isinstance(value, str) else value
    if not isinstance(values, (list, tuple)) or not all(isinstance(v, str) for v in values):
        raise PatternError(f"{key} must be a list of patterns")
    return tuple(values)
