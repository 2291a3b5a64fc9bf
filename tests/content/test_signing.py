"""A signature goes into the file, holds for exactly that text, and moves nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.content import entry_digest, is_signed, load_faq
from triage.content.sign import secondary_facts, sign
from triage.model import Entry, Faq, Release, TriageError

GOOD = (Path(__file__).parent / "good" / "faq-full.yaml").read_bytes()
ON, DUE = date(2026, 11, 22), date(2027, 11, 22)
HEAD = "schema: triage/faq-1\ndisclaimer: d # keep me\nentries:\n"


def faq_of(data: bytes) -> Faq:
    loaded = load_faq(data, "f")
    assert loaded.value is not None, loaded.problems
    return loaded.value


def test_a_signed_file_differs_in_the_review_only() -> None:
    signed = sign(GOOD, ["shots-hurt"], "Dr. Ada Bell", ON, None)
    before, after = GOOD.splitlines(keepends=True), signed.splitlines(keepends=True)
    changed = [line for old, line in zip(before, after, strict=True) if old != line]
    assert len(changed) == 1
    assert changed[0].startswith(
        b'    review: {status: signed, by: "Dr. Ada Bell", on: 2026-11-22, due: 2027-11-22, digest:'
    )
    first, second = faq_of(signed).entries
    assert is_signed(first)
    assert not is_signed(second)
    assert sign(signed, ["shots-hurt"], "Dr. Ada Bell", ON, None) == signed


@pytest.mark.parametrize("key", ["question", "answer", "release", "covers", "sources"])
def test_a_changed_word_voids_the_signature(key: str) -> None:
    entry = faq_of(sign(GOOD, ["shots-hurt"], "Dr. A", ON, DUE)).entries[0]
    changes = {
        "question": "Another?",
        "answer": (entry.answer or "") + " More.",
        "release": Release.CHECK,
        "covers": (),
        "sources": (),
    }
    assert not is_signed(replace(entry, **{key: changes[key]}))  # type: ignore[arg-type]


def test_more_phrasings_leave_the_signature() -> None:
    entry = faq_of(sign(GOOD, ["shots-hurt"], "Dr. A", ON, DUE)).entries[0]
    assert is_signed(replace(entry, phrasings=(*entry.phrasings, "ouch?"), topic="other"))


def test_the_digest_is_stable() -> None:
    entry = Entry("a", "Does it hurt?", answer="A little. Ça va.", sources=("b",))
    canonical = (
        '{"acknowledge":null,"answer":"A little. Ça va.","covers":[],"question":"Does it hurt?",'
        '"release":"check","sources":["b"]}'
    )
    assert entry_digest(entry) == sha256(canonical.encode()).hexdigest()[:16] == "a5a3e8b0c89529b1"


REVIEWS = [
    "",
    "    review:\n",
    "    review: ~\n",
    "    review: {}\n",
    "    review: {status: draft}   # note\n",
    "    review: {status: draft, by: null, on: null, due: 2027-01-01, digest: null}\n",
    "    review: {status: draft, by: , on: ~,\n      digest: null,}\n",
    "    review:\n      status: draft # not yet\n      by:\n",
    "    review:\n        digest: null\n        due: 2027-01-01\n        # later\n",
    "    review: {status: signed, by: 'Dr. O', on: 2020-01-01, digest: \"0123456789012345\"}\n",
]
ANSWERS = [
    "    answer: One line. # why\n",
    "    answer: |\n      Two.\n\n      Lines.\n",
    "    answer: >+\n      Folded\n      text.\n\n",
    "    answer: 'in quotes,\n      over lines'\n",
    "    answer: |\n      Then a list.\n    sources: []\n    covers:\n      - RF-R1\n",
]


@given(
    reviews=st.lists(
        st.tuples(st.sampled_from(REVIEWS), st.sampled_from(ANSWERS), st.booleans()),
        min_size=1,
        max_size=3,
    ),
    ending=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    last_newline=st.booleans(),
    by=st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
    ),
)
def test_every_layout_is_signed_or_refused_whole(
    reviews: list[tuple[str, str, bool]], ending: str, mark: bool, last_newline: bool, by: str
) -> None:
    text = HEAD
    for number, (review, answer, review_last) in enumerate(reviews):
        parts = (answer, review) if review_last else (review, answer)
        text += (
            f"  - id: e-{number}\n    question: Q{number}?\n" + "".join(parts) + "\n  # between\n"
        )
    text = text if last_newline else text.rstrip("\n")
    data = (b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", ending).encode()
    before = faq_of(data)
    signed = sign(data, [entry.id for entry in before.entries], by, ON, DUE)
    after = faq_of(signed)
    assert all(is_signed(entry) and entry.review.by == by for entry in after.entries)
    bare = [replace(e, review=before.entries[0].review) for e in before.entries]
    assert [
        replace(e, review=bare[0].review, location=b.location)
        for e, b in zip(after.entries, bare, strict=True)
    ] == bare
    assert _without_reviews(signed) == _without_reviews(data)


def _without_reviews(data: bytes) -> list[bytes]:
    """The lines that are no part of a review, line endings included, blank ends aside."""
    dropped = re.compile(rb" +(review:|status:|by:|on:|due:|digest:)")
    lines = [line for line in data.splitlines(keepends=True) if not dropped.match(line)]
    return [line for line in lines[:-1] if line.strip()] + [lines[-1].strip()]


def test_entries_in_one_line() -> None:
    data = (
        HEAD + "  - {id: a, question: q, answer: x}\n  - {id: b, question: r, answer: y,}\n"
    ).encode()
    assert all(map(is_signed, faq_of(sign(data, ["a", "b"], "Dr. A", ON, DUE)).entries))


@pytest.mark.parametrize(
    ("data", "ids", "by", "told"),
    [
        (GOOD, ["nobody"], "Dr. A", "no such entry: nobody"),
        (GOOD, ["shots-hurt"], "  ", "needs the name"),
        (GOOD, ["shots-hurt"], "Dr.\nA", "needs the name"),
        (b"schema: x", ["shots-hurt"], "Dr. A", "has errors"),
        (
            (HEAD + "  - {id: a, question: q, answer: x, review: {digest}}\n").encode(),
            ["a"],
            "Dr. A",
            "cannot be signed safely",
        ),
    ],
)
def test_refusals_say_why(data: bytes, ids: list[str], by: str, told: str) -> None:
    with pytest.raises(TriageError, match=told):
        sign(data, ids, by, ON, DUE)


def test_secondary_sources_are_shown_before_signing() -> None:
    faq = faq_of(GOOD)
    ((source, fact),) = secondary_facts(faq, faq.entries[0])
    assert (source.key, fact) == ("page", "what the page says")
    assert secondary_facts(faq, faq.entries[1]) == ()
