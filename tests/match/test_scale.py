"""Fitting in blocks, as thousands of entries are, on content small enough to compare."""

from __future__ import annotations

import random

import pytest

from triage.concepts import ConceptFinder
from triage.match import blocks
from triage.match.compile import compile_index
from triage.match.index import Index
from triage.match.search import Matcher, shown_wordings
from triage.model import Entry, Faq, Labelled, Lexicon

NOUNS = "lamp kettle bicycle carpet mirror saddle pillow hammer bottle ladder candle drawer".split()
ASKED = {
    "price": ("how much is the {x}", "what does a {x} cost", "{x} price please"),
    "clean": ("how do I clean the {x}", "washing my {x}", "{x} is dirty, what soap"),
    "late": ("where is my {x}", "when will the {x} arrive", "still waiting for the {x}"),
}
FAQ = Faq(
    tuple(
        Entry(
            f"{what}-{noun}",
            asked[0].format(x=noun),
            phrasings=tuple(a.format(x=noun) for a in asked[1:]),
        )
        for noun in NOUNS
        for what, asked in ASKED.items()
    ),
    "",
)
EXAMPLES = tuple(
    Labelled(f"n{i}", text, (), has_gold=True)
    for i, text in enumerate(("hello everyone", "what a lovely day", "who won the match"))
)


@pytest.fixture
def in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_CELLS", 1)
    monkeypatch.setattr(blocks, "TOGETHER", 7)
    monkeypatch.setattr(blocks, "BY_CHANCE", 20)


def matcher() -> Matcher:
    data = compile_index(FAQ, Lexicon(), EXAMPLES)
    return Matcher(Index(memoryview(data)), ConceptFinder(Lexicon()), shown_wordings(FAQ))


@pytest.mark.usefixtures("in_blocks")
def test_every_wording_finds_its_entry() -> None:
    made = matcher()
    for entry in FAQ.entries:
        for text in (entry.question, *entry.phrasings):
            assert made.best(text) == entry.id


@pytest.mark.usefixtures("in_blocks")
def test_what_no_entry_answers_stays_below() -> None:
    made = matcher()
    for example in EXAMPLES:
        assert made.judge(example.text).signals.over_none < 0
    assert made.judge("still waiting for the mirror").signals.over_none > 0


@pytest.mark.usefixtures("in_blocks")
def test_blocks_are_repeatable() -> None:
    assert compile_index(FAQ, Lexicon(), ()) == compile_index(FAQ, Lexicon(), ())


def test_best_is_the_first_match() -> None:
    made = matcher()
    chance = random.Random(0)
    vocabulary = [word for e in FAQ.entries for word in e.question.split()]
    for _ in range(50):
        text = " ".join(chance.choices(vocabulary, k=5))
        assert made.best(text) == made.judge(text).matches[0].entry
    assert made.best("...") is None


def test_what_is_asked_counts_twice_in_a_long_message() -> None:
    made = matcher()
    question = "How much is the saddle?"
    story = "I cleaned the kettle with soap and it is still so dirty. " * 5
    span = (len(story), len(story) + len(question))
    alone, asked = made.judge(story + question), made.judge(story + question, asked=[span])
    margin = {m.entry: m.score for m in alone.matches}
    assert {m.entry: m.score for m in asked.matches} != margin
    assert made.judge(question) == made.judge(question, asked=[(0, len(question))])
