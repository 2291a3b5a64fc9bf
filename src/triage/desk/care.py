"""Checking all curated files at once: what ``triage faq check`` lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from triage import reply
from triage.concepts import ConceptFinder
from triage.content import load_faq, load_labelled, load_lexicon
from triage.content.lint import lint
from triage.curated import Paths, load_rules, read_file, shown_name
from triage.match.compile import compile_index
from triage.match.index import Index
from triage.match.search import Matcher, shown_wordings
from triage.model import Faq, Labelled, Lexicon, Location, Problem, Settings, Severity


def compiled(faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled]) -> Index:
    """The index of a FAQ, fitted here and now."""
    return Index(memoryview(compile_index(faq, lexicon, examples)))


MOST_WORDINGS = 30_000
"""Beyond these the FAQ's own index takes minutes to fit: wordings are not looked up in it."""

Indexer = Callable[[Faq, Lexicon, Sequence[Labelled]], Index]


def check_content(
    paths: Paths, settings: Settings, today: date, index: Indexer = compiled
) -> list[Problem]:
    """Every problem of the curated files, file by file. Raises TriageError where one is missing.

    ``index``: gives the FAQ's own index, by which its wordings are looked up.
    """
    lexicon = load_lexicon(read_file(paths.lexicon), shown_name(paths.lexicon))
    raw = {path: read_file(path) for path in (paths.redflags, paths.own_redflags) if path}
    rules = load_rules(paths, raw, lexicon.value)
    values = reply.values(settings)
    known = [rule.id for rule in rules.value.rules] if rules.value else None
    faq = load_faq(read_file(paths.faq), shown_name(paths.faq), rules=known, values=values)
    problems = [*lexicon.problems, *rules.problems, *faq.problems]
    examples: dict[str, tuple[Labelled, ...]] = {}
    for path in (*paths.examples, *paths.flag_examples):
        loaded = load_labelled(read_file(path), shown_name(path))
        problems += loaded.problems
        if path in paths.examples:
            examples[shown_name(path)] = loaded.value or ()
    match = None
    wordings = sum(1 + len(entry.phrasings) for entry in faq.value.entries) if faq.value else 0
    if wordings > MOST_WORDINGS:
        problems.append(_not_looked_up(shown_name(paths.faq), wordings))
    elif faq.value is not None and lexicon.value is not None:
        messages = tuple(message for group in examples.values() for message in group)
        own = index(faq.value, lexicon.value, messages)
        match = Matcher(own, ConceptFinder(lexicon.value), shown_wordings(faq.value)).best
    problems += lint(
        faq,
        lexicon=lexicon.value,
        today=today,
        values=values,
        examples=examples if faq.value is not None else None,
        match=match,
    )
    return problems


def _not_looked_up(file: str, wordings: int) -> Problem:
    message = f"not checked: which entry each wording is matched to ({wordings:,} wordings)"
    hint = f"up to {MOST_WORDINGS:,} are; try `triage evaluate` on labelled messages"
    return Problem("lost-phrasing", message, Location(file), hint, Severity.NOTE)
