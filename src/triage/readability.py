"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al. 1975, US Navy).

grade = 0.39 * words per sentence + 11.8 * syllables per word - 15.59, in US school years. The
syllables are counted by rule, not by dictionary, so a single word may be off by one.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s+|$)|\n\s*\n|\n(?=\s*-\s)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouylszxcgh]es|[aeiouy]les|[aeiouy]led)$"
)
_SPLIT_VOWELS = re.compile(r"i[aou](?!n\b|us\b)|eo(?!p)|ua(?!r)|ying")


def syllables(word: str) -> int:
    """The number of syllables of one English word, at least 1."""
    word = word.lower().split("'")[0].split("’")[0]
    count = len(_VOWELS.findall(word)) + len(_SPLIT_VOWELS.findall(word))
    if count > 1 and _SILENT_END.search(word):
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text.

    List items, and clauses that end in ":" or ";", count as sentences. An empty text has grade 0.
    """
    found = _WORD.findall(text)
    if not found:
        return 0.0
    sentences = sum(1 for piece in _SENTENCE_END.split(text) if _WORD.search(piece))
    spoken = sum(syllables(word) for word in found)
    return 0.39 * len(found) / sentences + 11.8 * spoken / len(found) - 15.59
