"""Fingerprints tell texts apart as a set does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.fingerprints import Fingerprints


@given(st.lists(st.text(max_size=3)))
def test_as_a_set_does(texts: list[str]) -> None:
    found, wanted = Fingerprints(), set[str]()
    for text in texts:
        assert (text in found) == (text in wanted)
        assert found.add(text) == (text not in wanted)
        wanted.add(text)
        assert len(found) == len(wanted)


def test_it_grows() -> None:
    found = Fingerprints()
    assert all(found.add(str(n)) for n in range(20_000))
    assert not any(found.add(str(n)) for n in range(20_000))
    assert "20001" not in found


def test_half_characters_are_texts_too() -> None:
    found = Fingerprints()
    assert found.add("\ud800")
    assert "\ud800" in found
    assert "\ud801" not in found
