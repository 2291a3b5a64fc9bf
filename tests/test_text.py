from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.text import normal_word, normal_words, sentences, stem, words


@pytest.mark.parametrize(
    ("word", "normal"),
    [
        ("Can’t", "cant"),
        ("can't", "cant"),
        ("I'll", "i"),
        ("we're", "we"),
        ("naïve", "naive"),
        ("soooooo", "soo"),
        ("1000", "1000"),
        ("Ｂｏｔｏｘ", "botox"),
        ("BOTOX", "botox"),
    ],
)
def test_a_word_has_one_normal_form(word: str, normal: str) -> None:
    assert normal_word(word) == normal


def test_hives_are_not_hiv() -> None:
    assert stem("hives") != stem("hiv")


@pytest.mark.parametrize(
    "forms", [("injection", "injections"), ("baby", "babies"), ("headache", "headaches")]
)
def test_forms_of_one_word_share_a_stem(forms: tuple[str, str]) -> None:
    assert stem(forms[0]) == stem(forms[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Rivera said no. I agree.", ["Dr. Rivera said no.", "I agree."]),
        ("line one\nline two", ["line one", "line two"]),
        ("it costs 3.50 today", ["it costs 3.50 today"]),
        ("e.g. a sip of water helps", ["e.g. a sip of water helps"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(text)] == expected


@given(st.text())
def test_spans_point_into_the_original(text: str) -> None:
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert normal_word(text[word.start : word.end]) == word.norm
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
    assert [word.norm for word in words(text)] == normal_words(text)
