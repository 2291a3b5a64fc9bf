"""The words of a message for the safety gate: addresses say nothing, and spelt-out words are words.

A web or e-mail address may hold any word ("stroke.clinic@example.org"). Somebody who writes
"w.a.n.t t.o d.i.e", "w a n t to d i e" or a picture of a coffin says it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.text import Word, words

_ADDRESS = re.compile(
    r"https?://[^\s,;<>()\"']+|\bwww\.[^\s,;<>()\"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov)\b(?:/[^\s,;<>()\"']*)?",
    re.IGNORECASE,
)
_MAY_HOLD_ONE = ("@", "://", "www.", ".com", ".org", ".net", ".edu", ".gov")
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[ ._*\-][^\W\d_])+(?![^\W_])")
_SPELT_FROM = len("d.i.e")
"""Fewer letters are initials or "e.g.", but beside a word spelt so."""
_PICTURES = {"🔫": "gun", "🔪": "knife", "⚰": "coffin", "🪦": "grave", "💊": "pills"}
_PICTURE = re.compile("|".join(_PICTURES))


def words_of(text: str) -> list[Word]:
    """The words in order; their spans are those of ``text``."""
    found = words(text)
    lower = text.lower()
    if any(mark in lower for mark in _MAY_HOLD_ONE):
        found = _without(found, [m.span() for m in _ADDRESS.finditer(text)])
    if not text.isascii():
        pictures = [Word(_PICTURES[m[0]], *m.span()) for m in _PICTURE.finditer(text)]
        found = sorted((*found, *pictures), key=lambda word: word.start) if pictures else found
    for start, end in _spelt_out(text):
        inside = [word for word in found if start <= word.start < end]
        if inside:
            at = found.index(inside[0])
            spelt = Word("".join(word.norm for word in inside), start, end)
            found[at : at + len(inside)] = [spelt]
    return found


def _without(found: list[Word], spans: list[tuple[int, int]]) -> list[Word]:
    return [word for word in found if not any(start <= word.start < end for start, end in spans)]


def _spelt_out(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of single letters that spell a word, one a word: "w.a.n.t", "t.o"."""
    for run in _LETTERS.finditer(text):
        only_spaces = set(run[0][1::2]) == {" "}
        pieces = [run[0]] if only_spaces else run[0].split(" ")
        if max(map(len, pieces)) < _SPELT_FROM:
            continue
        start = run.start()
        for piece in pieces:
            if len(piece) > 1:
                yield start, start + len(piece)
            start += len(piece) + 1
