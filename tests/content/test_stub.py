"""Entries to be written are a FAQ file that loads."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from triage.content import load_faq
from triage.content.stub import Stub, stub_file
from triage.model import Severity

TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["no", "12:30", "- a: b", "# x", '"', "{clinic.name}", "\ud83d\ude00", "&a *b"]
    ),
)
STUBS = st.lists(
    st.builds(
        Stub,
        question=TEXTS,
        phrasings=st.lists(TEXTS, max_size=3),
        terms=st.lists(TEXTS, max_size=3),
        notes=st.lists(TEXTS, max_size=2),
    ),
    min_size=1,
    max_size=4,
)


def errors(text: str) -> list[str]:
    loaded = load_faq(text.encode("utf-8", "surrogatepass"), "gaps.yaml")
    return [p.message for p in loaded.problems if p.severity is Severity.ERROR]


def test_a_stub_asks_to_be_written() -> None:
    stub = Stub("Is there parking?", ["Where do I park?"], ["parking"], ["asked in 3 messages"])
    text = stub_file([stub])
    (entry,) = load_faq(text.encode(), "gaps.yaml").value.entries  # type: ignore[union-attr]
    assert (entry.id, entry.question) == ("new-parking", "Is there parking?")
    assert entry.phrasings == ("Where do I park?",)
    assert entry.review.status == "draft"
    assert "# asked in 3 messages" in text
    assert errors(text) == []


@given(STUBS)
def test_any_wording_gives_a_file_that_loads(stubs: list[Stub]) -> None:
    text = stub_file(stubs)
    assume("entries: []" not in text)
    loaded = load_faq(text.encode("utf-8", "surrogatepass"), "gaps.yaml")
    assert [p.message for p in loaded.problems if p.severity is Severity.ERROR] == []
    assert loaded.value is not None
    ids = [entry.id for entry in loaded.value.entries]
    assert len(set(ids)) == len(ids) <= len(stubs)


def test_a_wording_stands_once_in_the_file() -> None:
    stubs = [Stub("Is it?", ["So is it"], [], []), Stub("is it", [], [], []), Stub("?", [], [], [])]
    assert errors(stub_file(stubs)) == []
    assert stub_file(stubs).count("- id:") == 1


def test_ids_in_use_are_left_alone() -> None:
    stub = Stub("q", [], ["gift", "card"], [])
    assert "id: new-gift-card-2" in stub_file([stub], taken=["new-gift-card"])


@pytest.mark.parametrize("text", ["a\nb: c", "a\u2028b", "a\x85b", "a\ufffeb", "a\tb"])
def test_a_wording_stays_on_its_line(text: str) -> None:
    assert errors(stub_file([Stub(text, [], [], [text])])) == []


def test_no_gap_is_an_empty_file() -> None:
    assert "entries: []" in stub_file([])
