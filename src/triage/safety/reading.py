"""A message as the safety gate reads it: plain tokens with the breaks between them.

Contractions are opened ("can't" is "can not", "I'm" is "i am"), words without meaning of their own
("really", "the") are dropped, and every token remembers the word it came from, so that a pattern
is written once and a finding is still shown in the patient's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from triage.safety.quantities import is_measure, is_time
from triage.safety.spelt import words_of
from triage.text import Word, normal_word, normal_words, stem
from triage.typos import is_ordinary

NONE, COMMA, CLAUSE, SENTENCE = 0, 1, 2, 3
"""How deep the break before a token is."""

_OPENED = {
    "im": "i am", "ive": "i have", "hes": "he is", "shes": "she is", "theres": "there is",
    "thats": "that is", "its": "it is", "whats": "what is", "theyre": "they are",
    "cant": "can not", "cannot": "can not", "cnt": "can not", "carnt": "can not",
    "couldnt": "could not", "wont": "will not", "wouldnt": "would not", "dont": "do not",
    "doesnt": "does not", "dosnt": "does not", "dosent": "does not", "didnt": "did not",
    "isnt": "is not", "wasnt": "was not", "arent": "are not", "werent": "were not",
    "aint": "is not", "havent": "have not", "havnt": "have not", "hasnt": "has not",
    "hasent": "has not", "hadnt": "had not", "shouldnt": "should not", "gonna": "going to",
    "wanna": "want to", "weve": "we have", "theyve": "they have", "youve": "you have",
    "r": "are", "u": "you", "n": "and", "w": "with", "bc": "because", "cos": "because",
    "mum": "mom", "mums": "mom is", "moms": "mom is", "mummy": "mom", "mother": "mom",
    "dads": "dad is", "father": "dad", "tmrw": "tomorrow", "hrs": "hours", "hr": "hour",
    "wks": "weeks", "wk": "week", "yrs": "years", "yr": "year", "mins": "minutes",
    "hav": "have", "abt": "about", "cuz": "because", "w/": "with", "nite": "night",
}  # fmt: skip
_OPENED_TOKENS = {short: tuple(full.split()) for short, full in _OPENED.items()}

_DROPPED = frozenset(
    "a an the really so very even actually literally basically honestly totally completely "
    "absolutely pretty quite kinda sorta rather extremely super incredibly also just lol omg like "
    "such".split()
)
# These words keep a meaning in some places: "not just", "feels like".
_KEPT_AFTER = {
    "just": ("not",),
    "like": (
        "feel",
        "felt",
        "feels",
        "feeling",
        "look",
        "looks",
        "sound",
        "sounds",
        "was",
        "is",
        "this",
        "nothing",
        "that",
        "something",
        "head",
        "headache",
        "headaches",
        "migraine",
        "came",
        "hit",
        "it",
        "walk",
        "walking",
        "talk",
        "talking",
        "go",
        "goes",
        "be",
        "live",
        "on",
        "one",
        "pain",
    ),
}

_CLAUSE_WORDS = frozenset("but however although though except yet whereas".split())
_TITLES = frozenset("dr mr mrs ms st vs eg ie etc approx appt no jr sr".split())
_GREETINGS = frozenset("hi hello hey dear good greetings".split())
_GREETING_WORDS = 4
_BLANK = "?"
_WRAPPED_LINE = 45
"""A line this long (characters) that goes on in lower case was wrapped, not ended."""


class Reading(NamedTuple):
    """A message in tokens; all lists have one element a token.

    ``norms`` and ``stems`` are what patterns compare. ``joins`` is the break before the token as
    patterns see it, ``stops`` as context cues see it (a line break always stops a cue).
    ``sentence`` and ``clause`` number the windows. ``first``/``word`` lead back to ``words``.
    """

    text: str
    words: list[Word]
    norms: list[str]
    stems: list[str]
    word: list[int]
    joins: list[int]
    stops: list[int]
    sentence: list[int]
    clause: list[int]
    others: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    """What else a misspelt token may be meant to be, as stems: "chst" is "chat" or "chest"."""

    def without_guesses(self) -> Reading:
        """The same with a blank for every misspelt token that may be meant to be several words."""
        if not self.others:
            return self
        norms = [_BLANK if at in self.others else norm for at, norm in enumerate(self.norms)]
        stems = [_BLANK if at in self.others else stem for at, stem in enumerate(self.stems)]
        return self._replace(norms=norms, stems=stems, others={})

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The characters of the tokens ``first`` up to, not including, ``end``."""
        return self.words[self.word[first]].start, self.words[self.word[end - 1]].end

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that touch the characters ``start`` to ``end``; empty at the nearest place."""
        inside = [
            token
            for token, word in enumerate(self.word)
            if self.words[word].start < end and self.words[word].end > start
        ]
        if inside:
            return inside[0], inside[-1] + 1
        after = [t for t, w in enumerate(self.word) if self.words[w].start >= start]
        nearest = after[0] if after else len(self.word)
        return nearest, nearest


def open_words(norms: list[str]) -> list[tuple[str, int]]:
    """The tokens of normal words with the index of the word each came from."""
    tokens: list[tuple[str, int]] = []
    before = ""
    for index, norm in enumerate(norms):
        opened = _OPENED_TOKENS.get(norm)
        if opened is not None:
            tokens.extend((token, index) for token in opened)
            before = opened[-1]
            continue
        if norm in _DROPPED and before not in _KEPT_AFTER.get(norm, ()):
            continue
        tokens.append((norm, index))
        before = norm
    return tokens


_STEMS: dict[str, str] = {}
_STEMS_HELD = 20_000


def stem_of(norm: str) -> str:
    """``text.stem``, remembered, with the doubled letter of "vomitting" undone.

    Words in -ly keep it: "hardly" is not "hard", nor "likely" "like".
    """
    known = _STEMS.get(norm)
    if known is None:
        known = norm if norm.endswith("ly") or norm == "noted" else stem(norm)
        if len(known) > 4 and known[-1] == known[-2] and known[-1] in "bdgmnprt":
            known = known[:-1]
        if len(_STEMS) < _STEMS_HELD:
            _STEMS[norm] = known
    return known


def pattern_tokens(text: str) -> list[str]:
    """The literal words of a pattern, as tokens; not stemmed."""
    if text.isascii() and "'" not in text:
        norms = text.lower().split()
        if any(not norm.isalnum() for norm in norms):
            norms = normal_words(text)
    else:
        norms = normal_words(text)
    return [token for token, _ in open_words(norms)]


def read(
    text: str,
    known: Collection[str],
    meanings: Callable[[str], tuple[str, ...]] | None = None,
) -> Reading:
    """Read a message. ``known`` are the stems patterns use; others are tried for a typo."""
    found = words_of(text)
    meant: dict[int, tuple[str, ...]] = {}
    if meanings is not None:
        for at, word in enumerate(found):
            if forms := _known_forms(word.norm, known, meanings):
                # Numbers look for their units in the words: "36 huors".
                likeliest = next(filter(is_time, forms), forms[0])
                found[at] = word._replace(norm=likeliest)
                meant[at] = tuple(form for form in forms if form != likeliest)
    norms = [word.norm for word in found]
    opened = open_words(norms)
    tokens = [token for token, _ in opened]
    word_of = [index for _, index in opened]
    joins, stops = _breaks(text, found, norms, word_of)
    sentence: list[int] = []
    clause: list[int] = []
    in_sentence = in_clause = 0
    for depth in joins:
        in_sentence += depth == SENTENCE
        in_clause += depth >= CLAUSE
        sentence.append(in_sentence)
        clause.append(in_clause)
    stems = [stem_of(token) for token in tokens]
    others = {
        token: tuple(dict.fromkeys(map(stem_of, meant[index])))
        for token, index in enumerate(word_of)
        if meant.get(index)
    }
    return Reading(text, found, tokens, stems, word_of, joins, stops, sentence, clause, others)


_MUDDLED_ENDINGS = ("nig", "ign", "gni", "ngi", "gin", "de", "s")


def _known_forms(
    norm: str, known: Collection[str], meanings: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    """What an unknown word may be meant to be, likeliest first; empty where it stays as it is."""
    if norm in _OPENED_TOKENS or stem_of(norm) in known or is_measure(norm):
        return ()
    forms = meanings(norm)
    if not is_ordinary(norm):
        forms += meanings(stem_of(norm))  # the slip is in the stem, the ending is whole
        if not forms:
            bare = (norm[: -len(end)] for end in _MUDDLED_ENDINGS if norm.endswith(end))
            forms = tuple(form for form in bare if stem_of(form) in known)[:1]  # "leaknig"
    return forms


def _breaks(
    text: str, found: list[Word], norms: list[str], word: list[int]
) -> tuple[list[int], list[int]]:
    """The break before each token: as patterns see it, and as cues see it."""
    joins: list[int] = []
    stops: list[int] = []
    last = -1
    for index in word:
        join = stop = NONE
        for at in range(last + 1, index + 1):  # dropped words may hide a break
            if at == 0:
                join = stop = SENTENCE
                continue
            depth, hard = _break_between(text, found[at - 1], found[at])
            if norms[at] in _CLAUSE_WORDS:
                depth = hard = max(depth, CLAUSE)
            join, stop = max(join, depth), max(stop, hard, depth)
        joins.append(join)
        stops.append(stop)
        last = max(last, index)
    if norms and norms[0] in _GREETINGS and COMMA in (opening := joins[: _GREETING_WORDS + 1]):
        at = opening.index(COMMA)  # "Hi Dr. Green, 31 weeks, ..."
        if max(joins[1:at], default=NONE) == NONE:
            joins[at] = stops[at] = SENTENCE
    return joins, stops


def _break_between(text: str, before: Word, after: Word) -> tuple[int, int]:
    between = text[before.end : after.start]
    if between in (" ", ""):
        return NONE, NONE
    if "\n" in between:
        return _line_break(text, between, before, after)
    if any(mark in between for mark in ".!?…"):
        return (depth := _full_stop(text, between, before, after)), depth
    if any(mark in between for mark in ";:—–|•") or " - " in between or "--" in between:
        return CLAUSE, CLAUSE
    if any(mark in between for mark in ",()[]"):
        return COMMA, COMMA
    return NONE, NONE


def _line_break(text: str, between: str, before: Word, after: Word) -> tuple[int, int]:
    bare = between.replace("\r", "").strip(" \t")
    if bare != "\n":
        ended = bare.count("\n") > 1 or any(mark in bare for mark in ".!?…•*-")
        return (SENTENCE, SENTENCE) if ended else (CLAUSE, SENTENCE)
    line = before.end - (text.rfind("\n", 0, before.end) + 1)
    wrapped = line >= _WRAPPED_LINE and text[after.start].islower()
    return NONE, NONE if wrapped else SENTENCE


def _full_stop(text: str, between: str, before: Word, after: Word) -> int:
    if between == ".":
        joined = before.norm[-1:].isdigit() or not text[after.start].isupper()
        return NONE if joined or len(before.norm) == 1 else SENTENCE
    if between.strip() == "." and normal_word(text[before.start : before.end]) in _TITLES:
        return NONE
    return SENTENCE
