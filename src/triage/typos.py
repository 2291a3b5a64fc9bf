"""Misspelt words against a known vocabulary; the only user of RapidFuzz.

A word is only ever corrected to a word of the vocabulary, never when it is an ordinary English
word itself: "breast" is no "breath", "week" is no "weak".
"""

from __future__ import annotations

from collections.abc import Iterable

from triage.everyday import EVERYDAY
from triage.everyday_near import NEAR

_SHORTEST = 4
_TWO_MISTAKES_FROM = 8
_REMEMBERED = 8192


class Speller:
    """Finds the known word a misspelt one was meant to be.

    Distances are optimal string alignment (Damerau-Levenshtein without repeated edits): one
    mistake in words of four to seven letters, two from eight on; a swap of neighbours is one.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """``vocabulary``: normal words or their stems, lower case."""
        self._known = frozenset(vocabulary)
        self._buckets: dict[tuple[str, int], list[str]] | None = None
        self._answers: dict[str, tuple[str, ...]] = {}

    def correct(self, word: str) -> str | None:
        """The known word meant by ``word``; None where it is known, ordinary, or unlike any."""
        return next(iter(self.meanings(word)), None)

    def meanings(self, word: str) -> tuple[str, ...]:
        """The known words ``word`` may be meant to be ("chst": chest, chat), likeliest first.

        The others are as near as that one and one slip of a hand away. Empty where ``word`` is
        known, ordinary, or unlike any.
        """
        if len(word) < _SHORTEST or not word.isalpha() or word in self._known:
            return ()
        answer = self._answers.get(word)
        if answer is None:
            answer = () if is_ordinary(word) else self._nearest(word)
            if len(self._answers) < _REMEMBERED:
                self._answers[word] = answer
        return answer

    def _nearest(self, word: str) -> tuple[str, ...]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        mistakes = 2 if len(word) >= _TWO_MISTAKES_FROM else 1
        near = self._candidates(word, mistakes)
        scored = extract(word, near, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        close = [hit for hit in scored if hit[1] < 2 or _are_slips(word, hit[0])]
        least = min((hit[1] for hit in close), default=0)
        letters = sorted(word)

        def unlikely(known: str) -> tuple[bool, bool, bool, str]:
            # Letters in the wrong order before wrong letters.
            muddled = sorted(known) != letters
            return muddled, known[0] != word[0], known[-1] != word[-1], known

        ranked = sorted((hit[0] for hit in close if hit[1] == least), key=unlikely)
        return (*ranked[:1], *(known for known in ranked[1:] if _is_slip(word, known)))

    def _candidates(self, word: str, mistakes: int) -> list[str]:
        """Known words of about the length that share the first or the last letter."""
        if self._buckets is None:
            buckets: dict[tuple[str, int], list[str]] = {}
            for known in self._known:
                if len(known) >= _SHORTEST:
                    for place in ("^" + known[0], "$" + known[-1]):
                        buckets.setdefault((place, len(known)), []).append(known)
            self._buckets = buckets
        found: dict[str, None] = {}
        for length in range(len(word) - mistakes, len(word) + mistakes + 1):
            for place in ("^" + word[0], "$" + word[-1]):
                found.update(dict.fromkeys(self._buckets.get((place, length), ())))
        return list(found)


_KEYS = {
    key: (row, column)
    for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for column, key in enumerate(keys)
}


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one letter was left out, doubled, put in, swapped, or hit beside its key.

    A wrong vowel is a slip too; a wrong letter from elsewhere on the keyboard is another word.
    """
    if len(typed) != len(meant):
        return abs(len(typed) - len(meant)) == 1
    wrong = [pair for pair in zip(typed, meant, strict=True) if pair[0] != pair[1]]
    if len(wrong) != 1:
        return sorted(typed) == sorted(meant)
    return _is_near(*wrong[0])


def _are_slips(typed: str, meant: str) -> bool:
    """Whether two mistakes are both slips of one who meant that word: "dizinness", "dizziness".

    Two wrong letters from elsewhere on the keyboard, or a wrong first letter, are another word:
    "conclusion" is no "concussion", "baffling" no "babbling", "religious" no "delirious".
    """
    from rapidfuzz.distance import Levenshtein

    if typed[0] != meant[0]:
        return False
    wrong = [edit for edit in Levenshtein.editops(typed, meant) if edit.tag == "replace"]
    return all(_is_near(typed[edit.src_pos], meant[edit.dest_pos]) for edit in wrong)


def _is_near(one: str, other: str) -> bool:
    """Whether a letter is beside another on the keyboard, or both are vowels."""
    (row, column), (below, beside) = _KEYS.get(one, (9, 9)), _KEYS.get(other, (-9, -9))
    near = abs(row - below) <= 1 and abs(column - beside) <= 1
    return near or {one, other} <= set("aeiouy")


_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ly", "y", "ers", "ings")
_ordinary: frozenset[str] | None = None
_near: frozenset[str] = frozenset()


def is_ordinary(word: str) -> bool:
    """True for an everyday English word, or one with an everyday ending on it."""
    global _ordinary, _near
    if _ordinary is None:
        _near, _ordinary = frozenset(NEAR.split()), frozenset(EVERYDAY.split())
    if word in _ordinary or word in _near:
        return True
    bases = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return any(base in _ordinary or base + "e" in _ordinary for base in bases)
