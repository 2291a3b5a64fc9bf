"""The features of a message: what the fitted model and the search both see.

Stemmed words, pairs of neighbours and of words with one between, runs of 3 and 4 characters within
a word (they carry typos and inflections), lexicon concepts with what they are kinds of, concepts
with their neighbouring word, and pairs of concepts anywhere in the message ("pregnant" with
"ibuprofen"). Each feature is a 32-bit number, the CRC-32 of its text, with its family in the two
lowest bits: no vocabulary has to be loaded to answer. Counts enter in half steps up to 2.5, which
keeps a repeated topic word without letting a long story drown its question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations, pairwise
from zlib import crc32

from triage.concepts import ConceptFinder, Mention
from triage.text import normal_words, stem

WORDS, CHARACTERS, CONCEPTS, PAIRS = range(4)
FAMILY_BITS = 3
FAMILY_WEIGHTS = (0.7, 0.7, 1.7, 1.3)
"""How much each family counts, chosen by cross-validation; a concept says more than a word."""

MAX_COUNT = 4
"""Counts above this add nothing more."""

MOST_CONCEPTS = 24
"""A message with more concepts than this pairs only the first: pairs grow with the square."""


_HALF_STEPS = (0, *range(2, 1 + MAX_COUNT))


def half_steps(count: int) -> int:
    """The weight of a feature that occurs ``count`` times, in halves: 0, 2, 3, 4, then 5."""
    return _HALF_STEPS[count] if count < MAX_COUNT else 1 + MAX_COUNT


@lru_cache(maxsize=1 << 16)
def word_features(word: str) -> tuple[int, ...]:
    """The features of one normal word: its stem first, then its runs of 3 and 4 characters."""
    padded = f" {word} "
    grams = {padded[i : i + n] for n in (3, 4) for i in range(len(padded) - n + 1)}
    return (_feature(stem(word), WORDS), *(_feature(gram, CHARACTERS) for gram in sorted(grams)))


def features(
    words: Sequence[str], finder: ConceptFinder, *, apart: bool = False
) -> Mapping[int, int]:
    """The features of a message's normal words: feature to number of occurrences.

    ``apart``: also pairs of words with one between ("cost ... visit"), which tell entries apart
    (half a point of top-1 in cross-validation) and tell nothing of alarms.
    """
    stems = [stem(word) for word in words]
    counts = Counter(chain.from_iterable(map(word_features, words)))
    counts.update(pairs_of(stems, apart=apart))
    return {**counts, **concept_features(stems, finder)}


def pairs_of(stems: Sequence[str], *, apart: bool = False) -> list[int]:
    """The pairs of neighbours among stems in a row, one a place; ``apart``: see ``features``."""
    found = [_pair(left, right, WORDS) for left, right in pairwise(stems)]
    if apart:
        found += [
            _pair(left, "_ " + right, WORDS) for left, right in zip(stems, stems[2:], strict=False)
        ]
    return found


def concept_features(stems: list[str], finder: ConceptFinder) -> Mapping[int, int]:
    """The features that concepts have in a message: of families that words have none of."""
    mentions = finder.find(stems)
    lineages = [finder.lineage(mention.concept) for mention in mentions]
    counts = Counter(_feature(name, CONCEPTS) for names in lineages for name in names)
    counts.update(_neighbours(stems, mentions, finder))
    ends = {end for names in lineages for end in _ends(names)}
    for left, right in combinations(sorted(ends)[:MOST_CONCEPTS], 2):
        counts[_pair(left, right, PAIRS)] = 1
    return counts


def text_features(text: str, finder: ConceptFinder) -> Mapping[int, int]:
    """``features`` of a raw text."""
    return features(normal_words(text), finder)


def marked_features(
    words: Sequence[str], marks: Sequence[str], finder: ConceptFinder
) -> Mapping[int, int]:
    """The features of words of which some are set aside ("no trouble *swallowing*").

    ``marks``: one a word, "" for a plain one. A marked word is another word than the plain one: it
    has features of its own, shares only its stem with it, and has no runs of characters. Pairs also
    reach over one word ("cannot - swallow").
    """
    stems = [stem(word) for word in words]
    found: list[int] = []
    for word, name, mark in zip(words, stems, marks, strict=True):
        if mark:
            found += (_feature(name, WORDS), _feature(mark + name, WORDS))
        else:
            found += word_features(word)
    for reach in (1, 2):
        over = "_ " * (reach - 1)
        found += [
            _pair(mark + left, over + right, WORDS)
            for left, right, mark in zip(stems, stems[reach:], marks[reach:], strict=False)
        ]
    names: set[str] = set()
    for mention in finder.find(stems):
        mark, lineage = marks[mention.first], finder.lineage(mention.concept)
        found += [_feature(mark + name, CONCEPTS) for name in lineage]
        names.update(mark + end for end in _ends(lineage))
    counts = Counter(found)
    for left, right in combinations(sorted(names)[:MOST_CONCEPTS], 2):
        counts[_pair(left, right, PAIRS)] = 1
    return counts


def word_feature(word: str) -> int:
    """The feature of one stemmed word."""
    return _feature(word, WORDS)


def concept_feature(name: str) -> int:
    """The feature of one lexicon concept."""
    return _feature(name, CONCEPTS)


def _neighbours(
    stems: Sequence[str], mentions: Sequence[Mention], finder: ConceptFinder
) -> list[int]:
    """Pairs of neighbours in which a concept stands for its words: "@nsaid before"."""
    line: list[str] = []
    position = 0
    for mention in mentions:
        line += stems[position : mention.first]
        line.append("@" + finder.lineage(mention.concept)[-1])
        position = mention.end
    line += stems[position:]
    return [
        _pair(left, right, CONCEPTS)
        for left, right in pairwise(line)
        if left[0] == "@" or right[0] == "@"
    ]


def _ends(lineage: Sequence[str]) -> tuple[str, str]:
    return lineage[0], lineage[-1]


@lru_cache(maxsize=1 << 15)
def _feature(text: str, of_family: int) -> int:
    return crc32(text.encode()) & ~FAMILY_BITS | of_family


def _pair(left: str, right: str, of_family: int) -> int:
    return crc32(f"{left} {right}".encode()) & ~FAMILY_BITS | of_family
