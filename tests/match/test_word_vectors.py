"""What words mean: the shipped table, sums of vectors, and what they add to entries."""

from __future__ import annotations

from collections import Counter
from math import dist, isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.concepts import ConceptFinder
from triage.match.axes import Axes, packed
from triage.match.compile import compile_index
from triage.match.features import text_features
from triage.match.index import Index
from triage.match.search import Matcher, shown_wordings
from triage.match.word_vectors import (
    SHORT,
    WEIGHT,
    Sum,
    WordVectors,
    halves_of_words,
    laid_out,
    word_vectors,
)
from triage.model import Entry, Faq, Lexicon
from triage.text import stem

NO_LEXICON = ConceptFinder(Lexicon())

TEXTS = st.lists(
    st.sampled_from("wine beer doctor appointment cancel zzyzx botox the".split()), max_size=12
).map(" ".join)


def vector(text: str) -> list[float]:
    table = word_vectors()
    return table.vector(table.add(halves_of_words(text_features(text, NO_LEXICON)), Sum()))


@pytest.mark.parametrize(
    ("near", "word", "far"),
    [
        ("wine", "beer", "appointment"),
        ("physician", "doctor", "pillow"),
        ("reschedule", "postpone", "eyelid"),
        ("purchase", "buy", "invoice"),
    ],
)
def test_words_alike_in_meaning_stand_near_each_other(near: str, word: str, far: str) -> None:
    assert dist(vector(word), vector(near)) < dist(vector(word), vector(far))


@given(TEXTS)
def test_a_vector_has_the_length_that_is_promised(text: str) -> None:
    length = dist(vector(text), [0.0] * word_vectors().dimensions)
    assert length == 0 or isclose(length, WEIGHT)


def test_a_long_text_counts_less() -> None:
    zero = [0.0] * word_vectors().dimensions
    words = "wine beer doctor appointment cancel physician pillow eyelid invoice river".split()
    long = " ".join(
        word + ending for word in words for ending in ("", " garden", " window", " tea")
    )
    assert len(long.split()) > SHORT
    assert dist(vector(long), zero) < WEIGHT * 0.99


def test_unknown_words_mean_nothing() -> None:
    assert not any(vector("zzyzx qwrtp"))


@given(TEXTS, TEXTS)
def test_a_sum_grows_by_parts(one: str, other: str) -> None:
    table = word_vectors()
    first = list(halves_of_words(text_features(one, NO_LEXICON)))
    second = list(halves_of_words(text_features(other, NO_LEXICON)))
    assert table.add(second, table.add(first, Sum())) == table.add(first + second, Sum())


def test_another_file_is_no_table() -> None:
    with pytest.raises(ValueError, match="no table"):
        WordVectors(memoryview(b"x" * 100))


def test_a_table_gives_back_what_was_laid_out() -> None:
    vectors = np.array([[0.5, -0.25, 0.0], [0.0, 0.1, -0.5]], dtype=np.float32)
    table = WordVectors(memoryview(laid_out([stem("garden"), stem("wine")], vectors)))
    found = table.vector(table.add(halves_of_words(text_features("garden", NO_LEXICON)), Sum()))
    expected = WEIGHT * vectors[0] / np.linalg.norm(vectors[0])
    assert np.allclose(found, expected, atol=0.02)


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_the_product_without_numpy_is_the_product(seed: int, classes: int) -> None:
    chance = np.random.default_rng(seed)
    weights = chance.normal(size=(96, classes)).astype(np.float32)
    given_vector = chance.normal(size=96)
    given_vector /= np.linalg.norm(given_vector)
    rows, scale = packed(weights)
    axes = Axes(memoryview(rows.tobytes()), classes, scale)
    assert np.allclose(axes.along(given_vector.tolist()), given_vector @ weights, atol=0.05)


def test_an_entry_is_found_by_words_that_none_of_its_wordings_has() -> None:
    wordings = {
        "drinks": ("Is beer allowed?", "May I have vodka?", "Is whiskey all right?"),
        "money": ("What does it cost?", "How expensive is it?", "What is the price?"),
        "visit": ("When is my appointment?", "Can I reschedule?", "Which day do I come?"),
    }
    entries = tuple(
        Entry(name, first, phrasings=tuple(rest)) for name, (first, *rest) in wordings.items()
    )
    faq = Faq(entries, "")
    index = Index(memoryview(compile_index(faq, Lexicon(), ())))
    matcher = Matcher(index, NO_LEXICON, shown_wordings(faq))
    questions = {"champagne": "drinks", "fee": "money", "postpone": "visit", "liquor": "drinks"}
    found = {word: matcher.best(word) for word in questions}
    assert Counter(found.items()) == Counter(questions.items())
