"""Made-up FAQs of any size, for measuring what size costs and what it does to the answers.

An entry is one of thirty things people ask about one of many products with invented names. Its
phrasings are drawn from ten templates and then varied as people vary: openings, thanks, a dropped
article, another word for the same, a slip of the finger. Held-out messages are varied anew, from
templates the entry has learnt and from some that only other entries have. With a public set, each
of its questions is an entry and its variations the phrasings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from triage.model import Entry, Faq, Labelled, Release

ASKED = Path(__file__).with_name("asked.txt")

_OPENINGS = "hi|hello there|quick question|sorry to bother you|good morning|hey|excuse me".split(
    "|"
)
_CLOSINGS = "thanks|thank you so much|please let me know|any advice|asking for my mother".split("|")
_STORIES = (
    "i bought it last spring for my sister",
    "we have been customers for many years",
    "i looked on your page and could not find it",
    "my neighbour told me to ask you",
    "i called twice and nobody picked up",
)
_SAME = {
    "buy": "purchase get order",
    "how": "hw",
    "much": "mutch",
    "please": "pls kindly",
    "need": "require want",
    "can": "could may",
    "broken": "busted damaged",
    "bad": "awful horrible",
    "big": "large",
    "old": "used",
    "is": "whether",
    "my": "our the",
}
_DROPPED = frozenset("the a an of do does is my i to please".split())


@dataclass(frozen=True)
class Made:
    """A FAQ and messages held out from it."""

    faq: Faq
    held: tuple[Labelled, ...]


def made_up(entries: int, phrasings: int, *, held: int = 2000, seed: int = 0) -> Made:
    """``entries`` entries of ``phrasings`` phrasings besides the question; at most 30,000."""
    chance = random.Random(seed)
    lines = ASKED.read_text("utf-8").splitlines()
    asked = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))
    names = list(dict.fromkeys(_name(chance) for _ in range(2 * max(40, entries // 20))))
    pairs = list(product(asked, names[: max(8, -(-entries // len(asked)) * 2)]))
    chosen = chance.sample(pairs, entries)
    frames = {key: line.split(" | ") for key, line in asked.items()}
    made, rest = [], []
    for key, name in chosen:
        order = chance.sample(frames[key], len(frames[key]))
        texts = [frame.format(x=name) for frame in order]
        # Two ways of asking are never learnt here, but are of other products.
        known = _varied(texts[:-2], phrasings, chance)
        made.append(Entry(f"{key}-{name}", texts[0], phrasings=known, release=Release.SEND))
        rest += [Labelled("", text, gold=(made[-1].id,)) for text in texts]
    return Made(Faq(tuple(made), ""), _held(rest, held, chance))


def from_questions(questions: Sequence[str], entries: int, phrasings: int, seed: int = 0) -> Made:
    """The same from real questions, each an entry; as many as there are."""
    chance = random.Random(seed)
    made, rest = [], []
    for number, text in enumerate(dict.fromkeys(questions[:entries])):
        known = _varied([text], phrasings, chance)
        made.append(Entry(f"q{number}", text, phrasings=known, release=Release.SEND))
        rest.append(Labelled("", text, gold=(f"q{number}",)))
    return Made(Faq(tuple(made), ""), _held(rest, 2000, chance))


def _held(rest: Sequence[Labelled], most: int, chance: random.Random) -> tuple[Labelled, ...]:
    chosen = chance.sample(rest, min(most, len(rest)))
    return tuple(
        Labelled(f"h{n}", _vary(message.text, chance), gold=message.gold, has_gold=True)
        for n, message in enumerate(chosen)
    )


def _varied(texts: Sequence[str], number: int, chance: random.Random) -> tuple[str, ...]:
    found = dict.fromkeys(texts[1 : number + 1])
    tries: Iterator[str] = (_vary(chance.choice(texts), chance) for _ in range(50 * number))
    for text in tries:
        if len(found) >= number:
            break
        found[text] = None
    return tuple(found)


def _vary(text: str, chance: random.Random) -> str:
    words = [
        chance.choice(_SAME[w].split()) if w in _SAME and chance.random() < 0.3 else w
        for w in text.split()
    ]
    if len(words) > 3:
        words = [w for w in words if w not in _DROPPED or chance.random() > 0.2]
    if chance.random() < 0.2:
        words = _slip(words, chance)
    said = " ".join(words)
    if chance.random() < 0.3:
        said = f"{chance.choice(_OPENINGS)}, {said}"
    if chance.random() < 0.2:
        said = f"{chance.choice(_STORIES)}. {said}"
    if chance.random() < 0.3:
        said = f"{said}, {chance.choice(_CLOSINGS)}"
    return said


def _slip(words: list[str], chance: random.Random) -> list[str]:
    """Two letters of one longer word swapped."""
    long = [i for i, word in enumerate(words) if len(word) > 4]
    if not long:
        return words
    i = chance.choice(long)
    at = chance.randrange(1, len(words[i]) - 2)
    word = words[i]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return [*words[:i], swapped, *words[i + 1 :]]


def _name(chance: random.Random) -> str:
    syllables = "ba co dri fe gal hu ion ka lem mi nor pla qui ra sto tu vex zy".split()
    return "".join(chance.choices(syllables, k=3))
