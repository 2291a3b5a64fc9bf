"""Finding entries while typing: every word first, then what is related or misspelt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.api import Triage
from triage.desk.find import EntryFinder


@pytest.fixture
def find(small: Triage) -> EntryFinder:
    return EntryFinder(small.policy.entries.values(), small.matcher)


def test_an_entry_is_found_by_its_own_words(small: Triage, find: EntryFinder) -> None:
    for entry in small.policy.entries.values():
        assert find(entry.question)[0].id == entry.id
        assert entry.id in [each.id for each in find(entry.id)]


def test_beginnings_of_words_are_enough(small: Triage, find: EntryFinder) -> None:
    entry = next(iter(small.policy.entries.values()))
    beginnings = " ".join(word[:4] for word in entry.question.split())
    assert find(beginnings)[0].id == entry.id


@settings(deadline=None)
@given(query=st.text(max_size=40))
def test_any_query_gives_each_entry_at_most_once(small: Triage, query: str) -> None:
    found = EntryFinder(small.policy.entries.values(), small.matcher)(query, limit=5)
    assert len(found) <= 5
    assert len({entry.id for entry in found}) == len(found)


@pytest.mark.parametrize("query", ["", "  ", "?!"])
def test_nothing_asked_nothing_found(find: EntryFinder, query: str) -> None:
    assert find(query) == []
