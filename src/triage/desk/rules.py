"""Do the red flags keep what their own sentences promise?"""

from __future__ import annotations

from collections.abc import Iterator

from triage.model import Lexicon, Problem, RedFlags, Rule
from triage.safety import Screen


def broken_promises(redflags: RedFlags, lexicon: Lexicon) -> list[Problem]:
    """A problem for every ``fires`` sentence that does not, and every ``silent`` one that does."""
    screen = Screen.compile(redflags, lexicon)
    return [
        problem for rule in redflags.rules if rule.off is None for problem in _broken(screen, rule)
    ]


def _broken(screen: Screen, rule: Rule) -> Iterator[Problem]:
    for text in rule.fires:
        if not _fires(screen, rule, text):
            yield _problem(rule, "does-not-fire", f"does not fire on {text!r}")
    for text in rule.silent:
        if _fires(screen, rule, text):
            yield _problem(rule, "not-silent", f"fires on {text!r}")


def _fires(screen: Screen, rule: Rule, text: str) -> bool:
    return any(flag.rule == rule.id and flag.counts for flag in screen(text))


def _problem(rule: Rule, code: str, message: str) -> Problem:
    return Problem(code, f"{rule.id} {message}", rule.location, "change the rule or the sentence")
