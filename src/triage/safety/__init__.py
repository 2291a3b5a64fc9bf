"""Red flags: what must never get a canned answer, found before anything else is tried.

``Screen.compile(redflags, lexicon)`` once, then ``screen(text)`` for every message: a flag for
each rule that is met, with the patient's own words and what the context makes of them (present,
denied, past, another person's, hypothetical, a figure of speech, the usual pattern).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from triage.model import Lexicon
from triage.safety.condition import Condition, parse_condition
from triage.safety.pattern import Pattern, PatternError, parse_pattern
from triage.safety.screen import Examined, Screen

__all__ = [
    "Condition",
    "Examined",
    "Pattern",
    "PatternError",
    "Screen",
    "parse_condition",
    "parse_pattern",
    "unknown_concepts",
]


def unknown_concepts(
    expr: Any, lexicon: Lexicon, terms: Collection[str] | Mapping[str, Any] = ()
) -> tuple[str, ...]:
    """The names after "@" that neither ``terms`` nor the lexicon has, sorted.

    ``expr`` is a pattern or a condition, as written. Raises ``PatternError``.
    """
    names: set[str] = set()
    for pattern in parse_condition(expr).patterns:
        names |= parse_pattern(pattern).terms()
    return tuple(sorted(n for n in names if n not in terms and n not in lexicon.concepts))
