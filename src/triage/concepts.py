"""Which lexicon concepts a text names: drugs, body parts, people, by any of their words.

"Celebrex", "celecoxib" and "celebrex's" are one concept; what it is a kind of (an NSAID) counts
with it. Members of several words match as a run of words; the longest member wins.
"""

from __future__ import annotations

from typing import NamedTuple

from triage.model import Concept, Lexicon
from triage.text import normal_words, stem


class Mention(NamedTuple):
    """A concept at the words ``first`` up to, not including, ``end`` (indices into the words)."""

    concept: str
    first: int
    end: int


Members = dict[str, list[tuple[list[str], str]]]
"""By the first stem of a concept's wordings: the stems that follow, and the concept."""


def members_of(lexicon: Lexicon) -> Members:
    """The wordings of a lexicon by their first stem, the longest first; plain enough for JSON."""
    members: Members = {}
    for concept in lexicon.concepts.values():
        for wording in concept.words:
            run = [stem(word) for word in normal_words(wording)]
            if run:
                members.setdefault(run[0], []).append((run[1:], concept.name))
    for found in members.values():
        found.sort(key=lambda member: -len(member[0]))
    return members


class ConceptFinder:
    """Finds the mentions of a lexicon's concepts in one pass over the words. Immutable."""

    def __init__(self, lexicon: Lexicon, members: Members | None = None) -> None:
        """``members``: what ``members_of`` gave for this lexicon, to spare working it out again."""
        self._concepts = lexicon.concepts
        self._members = members_of(lexicon) if members is None else members

    def find(self, stems: list[str]) -> list[Mention]:
        """The mentions in a list of stemmed words, left to right, never overlapping."""
        found: list[Mention] = []
        position = 0
        while position < len(stems):
            length = 1
            for rest, concept in self._members.get(stems[position], ()):
                end = position + 1 + len(rest)
                if stems[position + 1 : end] == rest:
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
