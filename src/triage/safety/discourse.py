"""What the sentence around a finding, and the one before or after it, say about it.

Cues reach to the end of their sentence. Three plain forms of English reach further or need no cue:

- A question in general, about nobody: "Can weakness spread to the legs?".
- A sentence that goes on about somebody else: "My friend had Botox. She got a droopy lid."
- A sentence that looks back: "My lid drooped for weeks. That was nine years ago."

Each holds only where no word of the sentence speaks of the writer or of now.
"""

from __future__ import annotations

from triage.safety.reading import CLAUSE, COMMA, NONE, Reading

_ASKING = frozenset("can could would will might may does do which what".split())
_AFTER_ASKING = frozenset(
    "not hardly barely scarcely only i we he she my you just feel see hear still be".split()
)
_WRITER = frozenset("i my me mine myself we our us".split())
_NOW = frozenset(
    "now today tonight yesterday since still again currently ago this keep keeps started woke "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_NEAR = frozenset("he she his her him mom dad husband wife son daughter baby".split())
_LIVE = frozenset("is are am has have having can cannot keeps gets getting feels".split())
_PRONOUNS = frozenset("he she they his her their".split())
_LOOKING_BACK = frozenset("that this it they none nothing neither all".split())
_THESE_DAYS = frozenset("now today tonight yesterday".split())
_OPENS_PAST = frozenset("when after during following back".split())
_TOLD = frozenset("had was were felt got went became did could came gave".split())
_STANDS_FOR = frozenset("one it that this them those both same".split())
_GOES_ON_SO = frozenset("now too today and right since again yesterday tonight myself".split())
_INVERTED = frozenset("is are was can could might may would does did should".split())
_IT = frozenset("it this that these they".split())
_TELLING = frozenset(
    "since for every keeps keep started now today yesterday tonight still again got getting".split()
)
NEWSY = frozenset({"and", "so", "then", "plus", "because", "since", "now"})
"""What begins a new statement in a sentence."""
_CLOSE = 4
"""How many words from a finding a word may stand that dates it."""
_LEAD = 4
"""How many words into its sentence a cue that looks back may stand."""


def sentence_of(reading: Reading, token: int) -> tuple[int, int]:
    """The first token of the sentence of ``token``, and the one after its last."""
    number, first, end = reading.sentence[token], token, token + 1
    while first > 0 and reading.sentence[first - 1] == number:
        first -= 1
    while end < len(reading.sentence) and reading.sentence[end] == number:
        end += 1
    return first, end


def is_dated(reading: Reading, first: int, end: int) -> bool:
    """Whether the tokens ``first`` up to ``end``, or words close to them, are of these days."""
    close = range(max(first - _CLOSE, 0), min(end + _CLOSE, len(reading.norms)))
    return any(
        reading.norms[at] in _THESE_DAYS and reading.sentence[at] == reading.sentence[first]
        for at in close
        if first < len(reading.norms)
    )


def dates_beyond_comma(reading: Reading, first: int, behind: int, comma: int, end: int) -> bool:
    """Whether the date at the tokens ``first`` up to ``behind`` reaches over the comma before the
    token ``comma`` to a finding that ends at ``end``.

    "In 2019, I had ..." does, and so do "when I was treated in 2019, I had ..." and "my neck, last
    year, was ..."; "transplant in 2019, shivering" does not.
    """
    if first == 0 or reading.joins[first] >= CLAUSE:
        return True
    opening = reading.norms[sentence_of(reading, first)[0]]
    between = reading.stops[first] == COMMA and comma == behind
    told = not _TOLD.isdisjoint(reading.norms[comma:end])
    return told and (between or opening in _OPENS_PAST)


def stands_for(reading: Reading, token: int) -> bool:
    """Whether a word stands for what was told before: "one", "it"."""
    return reading.norms[token] in _STANDS_FOR


def ends_there(reading: Reading, end: int) -> bool:
    """Whether "I had one" ends before the token ``end``: "I have it done on Monday" goes on."""
    if not stands_for(reading, end - 1) or end >= len(reading.norms):
        return True
    return reading.joins[end] >= COMMA or reading.norms[end] in _GOES_ON_SO


def opens(reading: Reading, token: int) -> bool:
    """Whether a token is among the first of its sentence."""
    return token - sentence_of(reading, token)[0] < _LEAD


def is_stated(reading: Reading, end: int, asked: int) -> bool:
    """Whether a finding that ends at ``end`` is told before the question at ``asked`` is put.

    "Headache every day since the shots, is it a side effect?" tells; "double vision, is that a
    side effect?" only asks.
    """
    at = next((at for at in range(end, asked + 1) if reading.stops[at] == COMMA), None)
    if at is None or reading.norms[at] not in _INVERTED:
        return False
    if _IT.isdisjoint(reading.norms[at + 1 : at + 2]):
        return False
    start, _ = sentence_of(reading, asked)
    return any(norm in _WRITER or norm in _TELLING for norm in reading.norms[start:at])


def asks_in_general(reading: Reading, token: int) -> bool:
    """Whether the sentence asks, and about nobody: it is no report of a sign."""
    first, end = sentence_of(reading, token)
    norms = reading.norms[first:end]
    if token == first or norms[0] not in _ASKING or norms[1] in _AFTER_ASKING:
        return False
    if "?" not in reading.text[reading.span(first, end)[1] :][:3]:
        return False
    return not any(norm in _WRITER or norm in _NOW or norm in _NEAR for norm in norms)


def goes_on(reading: Reading, token: int) -> int | None:
    """The first token of the sentence whose "she" or "they" this sentence goes on about."""
    first, end = sentence_of(reading, token)
    norms = reading.norms[first:end]
    if first == 0 or norms[0] not in _PRONOUNS:
        return None
    if any(norm in _WRITER or norm in _NOW or norm in _LIVE for norm in norms):
        return None
    return sentence_of(reading, first - 1)[0]


def looks_back(reading: Reading, token: int) -> range:
    """Where in the next sentence a cue would speak of this one; empty where none can."""
    _, end = sentence_of(reading, token)
    if end >= len(reading.norms) or reading.norms[end] not in _LOOKING_BACK:
        return range(0)
    return range(end, min(end + _LEAD, sentence_of(reading, end)[1]))


def stretch_end(reading: Reading, end: int) -> int:
    """Where the comma stretch of a finding that ends at ``end`` ends, at most three words on."""
    at = end
    norms, stops = reading.norms, reading.stops
    while at < len(norms) and at < end + 3 and stops[at] == NONE and norms[at] not in NEWSY:
        if norms[at] in ("or", "nor"):
            break
        at += 1
    return at


def answered_no(reading: Reading, end: int) -> str | None:
    """The "no" right behind a finding: "trouble swallowing: no", "Chest pain? None."."""
    if end >= len(reading.norms) or reading.norms[end] not in ("no", "none", "nope", "never"):
        return None
    start, stop = reading.words[reading.word[end - 1]].end, reading.words[reading.word[end]]
    between = reading.text[start : stop.start].strip(" \t")
    # "no. 4. Trouble breathing": the dot of "no." looks like that of an abbreviation.
    following = reading.norms[end + 1] if end + 1 < len(reading.norms) else ""
    closed = not following or following.isdigit() or reading.stops[end + 1] != NONE
    asked = between in ("?", ":", "-", "=", "–", "—", "...")
    if not closed or not asked or "\n" in between:
        return None
    return reading.text[stop.start : stop.end]
