"""Words that are hidden, spelt out, or in an address. Add a case by adding a row."""

from __future__ import annotations

import unicodedata

import pytest

from triage.safety import Screen
from triage.safety.spelt import words_of

ROWS = [
    ("w.a.n.t t.o d.i.e", "want to die"),
    ("w a n t to d i e", "want to die"),
    ("i w-a-n-t to d_i_e", "i want to die"),
    ("s*e*i*z*u*r*e", "seizure"),
    # initials and grades are none
    ("At 8 a.m. in the U.S. I felt faint, e.g. weak", "at 8 a m in the u s i felt faint e g weak"),
    ("Hep A, B and C", "hep a b and c"),
    # addresses say nothing
    ("write to stroke.clinic@example.org please", "write to please"),
    ("see https://example.org/seizure?id=1, thanks", "see thanks"),
    ("at www.chest-pain.example now", "at now"),
    ("look at stroke.org/help today", "look at today"),
    ("the stroke.Then it went", "the stroke then it went"),
    ("I am ready for the ⚰️", "i am ready for the coffin"),
]


@pytest.mark.parametrize(("text", "norms"), ROWS)
def test_what_the_gate_reads(text: str, norms: str) -> None:
    found = words_of(text)
    assert " ".join(word.norm for word in found) == norms
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert all(0 <= word.start < word.end <= len(text) for word in found)


def test_a_spelt_out_crisis_is_shown_as_it_stands(screen: Screen) -> None:
    text = "hello, w.a.n.t t.o d.i.e"
    assert [text[f.start : f.end] for f in screen(text) if f.counts] == ["w.a.n.t t.o d.i.e"]


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"])
def test_what_cannot_be_seen_parts_no_word(screen: Screen, hidden: str) -> None:
    text = f"I had a sei{hidden}zure and can't swal{hidden}low"
    assert {f.rule for f in screen(text) if f.counts} >= {"RF-H5", "RF-B1"}


def test_accents_on_their_own_part_no_word(screen: Screen) -> None:
    text = unicodedata.normalize("NFD", "Je veux mourir, j'ai été à côté")
    assert "RF-C1" in {f.rule for f in screen(text) if f.counts}
    assert [w.norm for w in words_of(text)] == ["je", "veux", "mourir", "jai", "ete", "a", "cote"]
