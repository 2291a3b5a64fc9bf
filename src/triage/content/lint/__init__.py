"""Lint of the FAQ: what a careful editor would see. One function a rule.

To add a rule: write a generator in the module it belongs to, name it in that module's ``RULES``,
and add a folder with a good and a bad file to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from triage.content.lint import care, claims, prose, wording
from triage.content.lint.rule import LintRule, Subject
from triage.content.loaded import Loaded
from triage.model import Faq, Labelled, Lexicon, Problem

RULES: tuple[LintRule, ...] = (*wording.RULES, *prose.RULES, *claims.RULES, *care.RULES)


def lint(
    loaded: Loaded[Faq],
    *,
    lexicon: Lexicon | None = None,
    today: date | None = None,
    values: Mapping[str, str] | None = None,
    examples: Mapping[str, Sequence[Labelled]] | None = None,
    match: Callable[[str], str | None] | None = None,
) -> tuple[Problem, ...]:
    """Everything the rules find in a FAQ, in the order of the file.

    A FAQ that loaded with errors is linted as far as it could be read. ``values``: what
    placeholders stand for; ``examples``: labelled messages by file name; ``match``: the entry id
    that the FAQ's own index gives a wording. What is None is not checked.
    """
    faq = loaded.value if loaded.value is not None else loaded.salvaged
    if faq is None:
        return ()
    subject = Subject(
        faq=faq,
        document=loaded.document,
        lexicon=lexicon or Lexicon(),
        today=today,
        values=values,
        examples=examples or {},
        match=match,
    )
    found = [problem for rule in RULES for problem in rule.findings(subject)]
    return tuple(sorted(found, key=lambda p: (p.location.line, p.location.column)))
