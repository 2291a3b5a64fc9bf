"""What a lint rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from triage.concepts import ConceptFinder
from triage.content.yamlfile import Document, Items, Node, Pairs, Scalar
from triage.model import Entry, Faq, Labelled, Lexicon, Location, Problem, Severity

Finding: TypeAlias = tuple[Location, str, str]
"""Where, what, and what to do about it."""


@dataclass(frozen=True, slots=True)
class LintRule:
    """One rule: its id (the code of its problems), why it is there, how bad, and the check."""

    id: str
    reason: str
    check: Callable[[Subject], Iterator[Finding]]
    severity: Severity = Severity.WARNING

    def findings(self, subject: Subject) -> Iterator[Problem]:
        """What the rule finds, as problems."""
        for place, message, hint in self.check(subject):
            yield Problem(self.id, message, place, hint, self.severity)


@dataclass(frozen=True)
class Subject:
    """A FAQ with all that rules may ask about it; what is None is unknown."""

    faq: Faq
    document: Document | None
    lexicon: Lexicon
    today: date | None
    values: Mapping[str, str] | None
    examples: Mapping[str, Sequence[Labelled]]
    match: Callable[[str], str | None] | None
    concepts: ConceptFinder = field(init=False)
    _nodes: dict[tuple[int, int], Pairs] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "concepts", ConceptFinder(self.lexicon))
        object.__setattr__(self, "_nodes", _entry_nodes(self.document))

    def place(self, entry: Entry, key: str, text: str = "") -> Location:
        """Where a key of an entry stands; with ``text`` that item of a list, or those words."""
        if self.document is None:
            return entry.location
        record = self._nodes.get((entry.location.line, entry.location.column))
        node: Node | None = record.get(key) if record is not None else None
        if node is None:
            return entry.location
        if isinstance(node, Items):
            same = (n for n in node.items if isinstance(n, Scalar) and n.value.strip("\n") == text)
            return self.document.place(next(same, node))
        return self.document.place_of(text, node) if text else self.document.place(node)


def _entry_nodes(document: Document | None) -> dict[tuple[int, int], Pairs]:
    if document is None or not isinstance(document.root, Pairs):
        return {}
    entries = document.root.get("entries")
    nodes = entries.items if isinstance(entries, Items) else []
    places = ((document.place(node), node) for node in nodes if isinstance(node, Pairs))
    return {(place.line, place.column): node for place, node in places}


def answer_of(entry: Entry) -> tuple[str, str]:
    """The key and the text of what an entry would send: its answer, else its acknowledgement."""
    if entry.answer is not None:
        return "answer", entry.answer
    return "acknowledge", entry.acknowledge or ""
