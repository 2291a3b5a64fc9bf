"""From raw text to words and sentences that remember where they stood.

Everything that reads a patient's message (the safety gate, the matcher) starts here, so that a
word means the same in both and every finding can be shown in the patient's own words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʼ]+[^\W_]+)*")
# What may stand inside a word unseen: accents on their own, soft hyphens, zero-width characters.
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WIDE_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}])*(?:['’‘`´ʼ]+(?:[^\W_]|[{_UNSEEN}])+)*")
_HIDDEN = re.compile(f"[{_UNSEEN}]+")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]+")
# Endings that carry no meaning of their own here: "i'll" must not become "ill", nor "we're" "were".
_DROPPED_ENDINGS = ("ll", "re", "d")

_ABBREVIATIONS = frozenset(
    "dr mr mrs ms st vs eg ie etc approx appt dept jr sr prof inc tel ext".split()
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+|(?<=[a-z])[.!?](?=[A-Z])")


class Word(NamedTuple):
    """One word: its normal form and its span in the original text (end exclusive)."""

    norm: str
    start: int
    end: int


class Span(NamedTuple):
    """A stretch of the original text, end exclusive."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1 << 13)
def normal_word(word: str) -> str:
    """The normal form of one word: lower case, no accents, no apostrophes, repeats squeezed.

    "Can’t" and "cant" are one word, "sooooo" is "soo", "naïve" is "naive". Compatibility forms
    (full-width letters, ligatures, styled letters) become plain ones.
    """
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").replace("‘", "'"))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
        word = _HIDDEN.sub("", word)
    word = word.lower()
    parts = _APOSTROPHES.split(word)
    if len(parts) > 1:
        if parts[-1] in _DROPPED_ENDINGS:
            parts.pop()
        word = "".join(parts)
    return _REPEATED.sub(r"\1\1", word)


def words(text: str) -> list[Word]:
    """The words of a text in order, with their spans in it. Digits count as words."""
    found = (_WORD if text.isascii() else _WIDE_WORD).finditer(text)
    return [Word(normal_word(m.group()), m.start(), m.end()) for m in found]


def normal_words(text: str) -> list[str]:
    """The normal forms of a text's words, without spans."""
    return [normal_word(w) for w in (_WORD if text.isascii() else _WIDE_WORD).findall(text)]


# Longest first; the rest must keep three letters. Rougher than Porter (1980) on purpose: character
# n-grams carry the finer resemblances, a stem only has to bring the forms of one word together.
_SUFFIXES = ("ings", "ing", "edly", "ied", "ed", "ies", "es", "s", "ly")


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """A light stem of a normal word: "injections" and "injection" become one."""
    for suffix in _SUFFIXES:
        rest = word[: -len(suffix)]
        if word.endswith(suffix) and len(rest) >= (4 if suffix == "es" else 3):
            if suffix == "s" and rest[-1] in "su":  # "illness", "virus"
                break
            word = rest + "y" if suffix in ("ies", "ied") else rest
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def sentences(text: str) -> list[Span]:
    """The sentences of a text, trimmed, in order.

    A line break ends a sentence; a full stop does not after an abbreviation, an initial or a
    number that goes on.
    """
    found: list[Span] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.group() == "." and _is_abbreviation(text, end.start()):
            continue
        _append(found, text, start, end.end())
        start = end.end()
    _append(found, text, start, len(text))
    return found


def _is_abbreviation(text: str, dot: int) -> bool:
    before = re.search(r"[A-Za-z.]+$", text[max(0, dot - 8) : dot])
    if before is None:
        return False
    word = before.group().replace(".", "").lower()
    return word in _ABBREVIATIONS or (len(word) == 1 and word not in ("i", "a"))


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    trimmed = piece.strip()
    if trimmed:
        offset = start + piece.index(trimmed)
        found.append(Span(trimmed, offset, offset + len(trimmed)))
