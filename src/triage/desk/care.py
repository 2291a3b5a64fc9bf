"""Checking all curated files at once: what ``triage faq check`` lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from triage import reply
from triage.concepts import ConceptFinder
from triage.content import load_faq, load_labelled, load_lexicon, load_redflags
from triage.content.lint import lint
from triage.match.compile import compile_index, shown_wordings
from triage.match.index import Index
from triage.match.search import Matcher
from triage.model import Faq, Labelled, Lexicon, Problem, Settings, TriageError
from triage.store import Paths, shown_name


def check_content(paths: Paths, settings: Settings, today: date) -> list[Problem]:
    """Every problem of the curated files, file by file. Raises TriageError where one is missing."""
    lexicon = load_lexicon(_bytes(paths.lexicon), shown_name(paths.lexicon))
    rules = load_redflags(_bytes(paths.redflags), shown_name(paths.redflags), lexicon.value)
    values = reply.values(settings)
    known = [rule.id for rule in rules.value.rules] if rules.value else None
    faq = load_faq(_bytes(paths.faq), shown_name(paths.faq), rules=known, values=values)
    problems = [*lexicon.problems, *rules.problems, *faq.problems]
    examples: dict[str, tuple[Labelled, ...]] = {}
    for path in (*paths.examples, *paths.flag_examples):
        loaded = load_labelled(_bytes(path), shown_name(path))
        problems += loaded.problems
        if path in paths.examples:
            examples[shown_name(path)] = loaded.value or ()
    match = None
    if faq.value is not None and lexicon.value is not None:
        messages = tuple(message for group in examples.values() for message in group)
        match = _own_index(faq.value, lexicon.value, messages).best
    problems += lint(
        faq,
        lexicon=lexicon.value,
        today=today,
        values=values,
        examples=examples,
        match=match,
    )
    return problems


def _own_index(faq: Faq, lexicon: Lexicon, examples: tuple[Labelled, ...]) -> Matcher:
    index = Index(memoryview(compile_index(faq, lexicon, examples)))
    return Matcher(index, ConceptFinder(lexicon), shown_wordings(faq))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror}") from None
