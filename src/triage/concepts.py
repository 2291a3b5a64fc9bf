"""Which lexicon concepts a text names: drugs, body parts, people, by any of their words.

"Celebrex", "celecoxib" and "celebrex's" are one concept; what it is a kind of (an NSAID) counts
with it. Members of several words match as a run of words; the longest member wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.model import Concept, Lexicon
from triage.text import normal_words, stem


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at the words ``first`` up to, not including, ``end`` (indices into the words)."""

    concept: str
    first: int
    end: int


class ConceptFinder:
    """Finds the mentions of a lexicon's concepts in one pass over the words. Immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._concepts = lexicon.concepts
        self._members: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept in lexicon.concepts.values():
            for member in concept.words:
                run = tuple(stem(word) for word in normal_words(member))
                if run:
                    self._members.setdefault(run[0], []).append((run[1:], concept.name))
        for members in self._members.values():
            members.sort(key=lambda member: -len(member[0]))

    def find(self, stems: Sequence[str]) -> list[Mention]:
        """The mentions in a list of stemmed words, left to right, never overlapping."""
        found: list[Mention] = []
        position = 0
        while position < len(stems):
            length = 1
            for rest, concept in self._members.get(stems[position], ()):
                end = position + 1 + len(rest)
                if tuple(stems[position + 1 : end]) == rest:
                    found.append(Mention(concept, position, end))
                    length = end - position
                    break
            position += length
        return found

    def lineage(self, name: str) -> tuple[str, ...]:
        """The concept and everything it is a kind of, nearest first; cycles end the walk."""
        names: list[str] = []
        current: str | None = name
        while current is not None and current not in names:
            names.append(current)
            concept = self._concepts.get(current)
            current = concept.parent if concept else None
        return tuple(names)

    def concept(self, name: str) -> Concept | None:
        """The concept of that name, None where the lexicon has none."""
        return self._concepts.get(name)

    def knows(self, word_stem: str) -> bool:
        """True if some concept's wording begins with this stemmed word."""
        return word_stem in self._members
