"""Misspelt words against a known vocabulary."""

from __future__ import annotations

import pytest

from triage.typos import Speller, is_ordinary

SPELLER = Speller(["breath", "swallow", "weak", "hair", "slurred", "dizziness", "losing", "vision"])


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("swolow", None),  # two mistakes in six letters
        ("swalow", "swallow"),
        ("swallwo", "swallow"),
        ("slured", "slurred"),
        ("diziness", "dizziness"),
        ("dizinness", "dizziness"),
        ("visoin", "vision"),
        ("braeth", "breath"),
        ("breathh", "breath"),
    ],
)
def test_a_misspelling_becomes_the_known_word(typo: str, meant: str | None) -> None:
    assert SPELLER.correct(typo) == meant


@pytest.mark.parametrize(
    "word", ["breast", "week", "hear", "loosing", "breath", "weeks", "abc", "x", "br3ath", ""]
)
def test_known_and_ordinary_words_are_left_alone(word: str) -> None:
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("word", ["religious", "walking", "houses", "tired", "kindness"])
def test_ordinary_words_are_known_with_their_endings(word: str) -> None:
    assert is_ordinary(word)


def test_two_mistakes_need_the_right_first_letter() -> None:
    assert Speller(["delirious"]).correct("pelirioux") is None


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("conclusion", "concussion"),
        ("baffling", "babbling"),
        ("consulting", "convulsing"),
        ("dysphoria", "dysphasia"),
        ("scattering", "stuttering"),
        ("bullet", "gullet"),
        ("dwelling", "swelling"),
        ("duffy", "puffy"),
    ],
)
def test_another_word_is_no_misspelling(word: str, known: str) -> None:
    assert Speller([known]).correct(word) is None


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("uncosncious", "unconscious"),
        ("breathlss", "breathless"),
        ("breqthlesd", "breathless"),  # two letters beside the right ones
        ("hallucenatoin", "hallucination"),
        ("paralized", "paralysed"),
        ("clamy", "clammy"),
    ],
)
def test_slips_of_the_hand_are_still_read(typo: str, meant: str) -> None:
    assert Speller([meant]).correct(typo) == meant


@pytest.mark.parametrize(
    ("typo", "meanings"),
    [
        ("chst", ("chat", "chest")),  # one letter left out of either
        ("brath", ("bath", "breath")),
        ("fevet", ("feet", "fever")),  # one letter too many, or t beside r
        ("pever", ("fever",)),  # p lies far from n: no slip of the hand from "never"
        ("chest", ()),
        ("xqzzy", ()),
    ],
)
def test_a_misspelling_may_be_meant_to_be_several_words(
    typo: str, meanings: tuple[str, ...]
) -> None:
    speller = Speller(["chest", "chat", "breath", "bath", "fever", "feet", "never"])
    assert speller.meanings(typo) == meanings
    assert speller.correct(typo) == next(iter(meanings), None)
