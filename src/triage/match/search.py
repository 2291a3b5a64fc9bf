"""From a question to matches: margins, a calibrated probability, and what nothing explains."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from triage.concepts import ConceptFinder
from triage.match import calibration
from triage.match.features import features, word_features
from triage.match.index import Index, Lookup
from triage.model import Faq, Match
from triage.text import Word, stem, words

IMPORTANT_KINDS = frozenset(
    {"drug", "condition", "body", "symptom", "procedure", "person", "pregnancy"}
)
"""Concept kinds that an answer must know of, unless half the FAQ speaks of them (``COMMON``)."""

LONG = 40
"""Words beyond which what is asked counts twice against the story around it.

By cross-validation on the shipped messages top-1 of the longer ones rises from .883 to .899, and by
one to two points where entries have only 1, 5 or 20 wordings; shorter ones gain nothing.
"""

# Endings of drug, disease and operation names: an unknown word like this is no ordinary word.
_MEDICAL_ENDING = re.compile(
    r"(?:mab|gepant|pril|statin|cillin|mycin|azole|olol|triptan|dipine|zepam|oxetine|tide|gliptin|"
    r"gliflozin|parin|floxacin|cycline|sartan|tinib|vir|caine|itis|osis|emia|aemia|oma|pathy|"
    r"algia|ectomy|plasty|oscopy|plegia|trophy|sclerosis|syndrome)s?$"
)


class Signals(NamedTuple):
    """What a probability is made of; see ``calibration`` for how each one weighs."""

    margin: float
    """Of the entry: the distance from its separating plane, positive inside."""
    lead: float
    """Over the best other entry; negative where another is better."""
    over_none: float
    """Over the class of messages that no entry answers."""
    nearest: float
    """Cosine to the nearest known wording, 0 to 1."""
    known: float
    """Share of the message's feature weight that the index knows, 0 to 1."""
    explained: float
    """Share of the message's words, rare ones weighing more, that speak for the entry, 0 to 1."""
    length: int
    """Words."""


class Judgement(NamedTuple):
    """What the index makes of one text: the best matches first, and what no wording explains."""

    matches: tuple[Match, ...]
    signals: Signals
    unexplained: tuple[str, ...]


NOTHING = Judgement((), Signals(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0), ())
"""The judgement of a text without words."""


class Matcher:
    """Scores texts against a compiled index. Immutable; safe to share between threads."""

    def __init__(
        self,
        index: Index,
        finder: ConceptFinder,
        wordings: Sequence[Sequence[str]],
        correct: Callable[[str], str | None] = lambda word: None,
    ) -> None:
        """``wordings``: per entry, in index order, what ``Match.phrasing`` may show.

        ``correct``: gives the known word that a misspelt normal word stands for, or None.
        """
        self.index = index
        self.finder = finder
        self._wordings = wordings
        self._correct = correct

    def judge(
        self,
        text: str,
        *,
        asked: Sequence[tuple[int, int]] = (),
        limit: int = 3,
    ) -> Judgement:
        """Match a text.

        ``asked``: the spans of the text that ask, all of it where empty: only there must words be
        explained, and in a long text they count twice.
        """
        found = self.words(text)
        inside = within(found, asked) if asked else found
        return self.judge_words(text, found, inside, limit=limit)

    def judge_words(
        self,
        text: str,
        found: Sequence[Word],
        inside: Sequence[Word],
        *,
        lookup: Lookup | None = None,
        limit: int = 3,
    ) -> Judgement:
        """Match some of the words of a text (``words``).

        ``inside``: those of them that ask, and must be explained; ``lookup``: of the words, where
        somebody has looked them up.
        """
        lookup = self._look_up(found, inside) if lookup is None else lookup
        scores = self.index.scores(lookup)
        none = scores.pop()
        ranked = nlargest(max(limit, 2), range(len(scores)), key=scores.__getitem__)
        if not ranked or not _has_words(found):
            return NOTHING
        rarities = self._rarities(found)
        signals = []
        for entry in ranked:
            others = [scores[other] for other in ranked if other != entry]
            lead = scores[entry] - max(others, default=-1.0)
            number, similarity = self.index.nearest(entry, lookup)
            explained = self._explained(entry, rarities)
            margin, length = scores[entry], len(found)
            seen = Signals(margin, lead, margin - none, similarity, lookup.known, explained, length)
            signals.append((seen, number))
        matches = tuple(
            Match(
                self.index.entries[entry],
                probability(seen, self.index.has_none),
                self._phrasing(entry, number),
            )
            for entry, (seen, number) in zip(ranked[:limit], signals, strict=False)
        )
        return Judgement(matches, signals[0][0], self._unexplained(text, inside, ranked[0]))

    def best(self, text: str) -> str | None:
        """The id of the best entry for a text, however weak; None for a text without words."""
        found = self.words(text)
        if not _has_words(found):
            return None
        scores = self.index.scores(self._look_up(found, found))
        scores.pop()
        return self.index.entries[scores.index(max(scores))] if scores else None

    def words(self, text: str) -> list[Word]:
        """The words of a text, misspelt ones replaced by what they stand for; spans stay."""
        return [
            Word(self._correct(word.norm) or word.norm, word.start, word.end)
            if not self._is_known(word.norm)
            else word
            for word in words(text)
        ]

    def _look_up(self, found: Sequence[Word], inside: Sequence[Word]) -> Lookup:
        """The features of the words; of what is asked twice where that is part of a long text."""
        norms = [word.norm for word in found]
        lookup = self.index.look_up(features(norms, self.finder, apart=True))
        if counts_twice(found, inside):
            norms = [word.norm for word in inside]
            return self.index.look_up(features(norms, self.finder, apart=True), lookup)
        return lookup

    def _rarities(self, found: Sequence[Word]) -> dict[int, float]:
        """How rare each different word is; see ``Signals.explained``."""
        different = {word_features(word.norm)[0] for word in found}
        return {feature: self.index.idf(feature) for feature in different}

    def _explained(self, entry: int, rarities: Mapping[int, float]) -> float:
        """See ``Signals.explained``: strangers' questions share a word or two with an entry."""
        total = sum(rarities.values())
        spoken = sum(rarities[feature] for feature in self.index.telling(entry, rarities))
        return spoken / total if total else 0.0

    def _phrasing(self, entry: int, number: int) -> str:
        wordings = self._wordings[entry]
        return wordings[number] if 0 <= number < len(wordings) else ""

    def _is_known(self, word: str) -> bool:
        return (
            len(word) < 4
            or not word.isalpha()
            or self.index.row(word_features(word)[0]) >= 0
            or self.finder.knows(stem(word))
        )

    def _unexplained(self, text: str, found: Sequence[Word], entry: int) -> tuple[str, ...]:
        """The important words of the question that neither the entry nor the lexicon explains."""
        known = self.index.known_concepts[entry]
        missing: list[str] = []
        mentions = self.finder.find([stem(word.norm) for word in found])
        inside = {i for mention in mentions for i in range(mention.first, mention.end)}
        for mention in mentions:
            concept = self.finder.concept(mention.concept)
            if concept is None or concept.kind not in IMPORTANT_KINDS:
                continue
            lineage = self.finder.lineage(mention.concept)
            if known.isdisjoint(lineage) and mention.concept not in self.index.common_concepts:
                missing.append(text[found[mention.first].start : found[mention.end - 1].end])
        for i, word in enumerate(found):
            unknown = i not in inside and not self._is_known(word.norm)
            if unknown and _MEDICAL_ENDING.search(word.norm):
                missing.append(text[word.start : word.end])
        return tuple(dict.fromkeys(missing))


def shown_wordings(faq: Faq) -> list[tuple[str, ...]]:
    """Per entry, what may be shown as the nearest phrasing: its question and phrasings."""
    return [(entry.question, *entry.phrasings) for entry in faq.entries]


def within(found: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that begin in one of the spans."""
    inside = _places(found, spans)
    return [word for place, word in enumerate(found) if place in inside]


def outside(found: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that begin in none of the spans."""
    inside = _places(found, spans)
    return [word for place, word in enumerate(found) if place not in inside]


def _places(found: Sequence[Word], spans: Sequence[tuple[int, int]]) -> set[int]:
    starts = [word.start for word in found]
    inside: set[int] = set()
    for start, end in spans:
        inside.update(range(bisect_left(starts, start), bisect_left(starts, end)))
    return inside


def counts_twice(found: Sequence[Word], inside: Sequence[Word]) -> bool:
    """Whether what is asked counts twice among the words of a text (``LONG``)."""
    return LONG < len(found) != len(inside)


def _has_words(found: Sequence[Word]) -> bool:
    return any(len(word.norm) > 2 for word in found)


def probability(signals: Signals, has_none: bool = True) -> float:
    """The calibrated probability, 0 to 1, that the entry is right (``calibration``).

    ``has_none``: whether messages that no entry answers were learnt from.
    """
    weigh = calibration.WITH_NONE if has_none else calibration.WITHOUT_NONE
    values = (
        signals.margin,
        signals.lead,
        signals.over_none,
        signals.nearest,
        signals.known,
        signals.explained,
        math.log1p(signals.length),
    )
    total = weigh.intercept + sum(w * value for w, value in zip(weigh.weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
