"""The engine: fitting, the index on disk, and search, on a small content of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SMALL_PATHS
from triage.api import Triage
from triage.concepts import ConceptFinder
from triage.curated import parse
from triage.match.compile import compile_index, index_key
from triage.match.features import half_steps, text_features
from triage.match.fit import NONE, Sample, fit
from triage.match.index import Index, IndexDamagedError
from triage.model import Concept, Lexicon

LEXICON = Lexicon(
    {
        "nsaid": Concept("nsaid", "drug", ("nsaid", "pain killer")),
        "ibuprofen": Concept("ibuprofen", "drug", ("ibuprofen", "advil"), parent="nsaid"),
    }
)


def test_brand_and_generic_share_features_with_what_they_are() -> None:
    finder = ConceptFinder(LEXICON)
    advil = set(text_features("advil", finder))
    ibuprofen = set(text_features("ibuprofen", finder))
    nsaid = set(text_features("pain killers", finder))
    assert advil & ibuprofen & nsaid


def test_counts_enter_in_half_steps() -> None:
    assert [half_steps(n) for n in (1, 2, 3, 4, 5, 50)] == [2, 3, 4, 5, 5, 5]


def test_fitting_is_repeatable() -> None:
    parsed = parse(SMALL_PATHS)
    first = compile_index(parsed.faq, parsed.lexicon, parsed.examples)
    assert compile_index(parsed.faq, parsed.lexicon, parsed.examples) == first


def test_nothing_to_fit_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to fit"):
        fit([], 3)


def test_a_counterexample_pushes_one_entry_away() -> None:
    finder = ConceptFinder(Lexicon())
    texts = ["red apple", "green pear", "blue plum"]
    base = [Sample(text_features(text, finder), i) for i, text in enumerate(texts)]
    base.append(Sample(text_features("a loud engine", finder), NONE))
    counter = Sample(text_features("red pear", finder), 0, only=True)
    probe = text_features("red pear", finder)

    def margin(samples: list[Sample]) -> float:
        fitted = fit(samples, 3)
        rows = {int(h): i for i, h in enumerate(fitted.hashes)}
        return sum(float(fitted.weights[rows[h], 0]) for h in probe if h in rows)

    assert margin([*base, counter]) < margin(base)


def test_the_key_ignores_answers_and_heeds_phrasings() -> None:
    from dataclasses import replace

    parsed = parse(SMALL_PATHS)
    key = index_key(parsed.faq, parsed.lexicon, parsed.examples)
    first, *rest = parsed.faq.entries
    answered = replace(parsed.faq, entries=(replace(first, answer="Other."), *rest))
    assert index_key(answered, parsed.lexicon, parsed.examples) == key
    asked = replace(parsed.faq, entries=(replace(first, phrasings=("one",)), *rest))
    assert index_key(asked, parsed.lexicon, parsed.examples) != key


@pytest.mark.parametrize("end", [0, 10, 100, -1])
def test_a_cut_index_is_refused(end: int, tmp_path: Path) -> None:
    parsed = parse(SMALL_PATHS)
    data = compile_index(parsed.faq, parsed.lexicon, parsed.examples)
    path = tmp_path / "cut.index"
    path.write_bytes(data[:end])
    with pytest.raises(IndexDamagedError):
        Index.open(path)


@given(text=st.text(max_size=300))
def test_any_text_has_scores_between_0_and_1(small: Triage, text: str) -> None:
    judged = small.matcher.judge(text)
    scores = [match.score for match in judged.matches]
    assert all(0 <= score <= 1 for score in scores)
    assert all(match.entry in small.policy.entries for match in judged.matches)


def test_the_big_integers_add_up() -> None:
    """The lanes give what plain floating-point sums give, also beyond 255 rows."""
    parsed = parse(SMALL_PATHS)
    finder = ConceptFinder(parsed.lexicon)
    index = Index(memoryview(compile_index(parsed.faq, parsed.lexicon, parsed.examples)))
    text = " ".join(f"{e.question} {' '.join(e.phrasings)}" for e in parsed.faq.entries) * 2
    lookup = index.look_up(text_features(text, finder))
    assert sum(map(len, lookup.rows)) > 255
    width = 2 * (len(index.entries) + 1)
    plain = [0.0] * (len(index.entries) + 1)
    for level, rows in enumerate(lookup.rows):
        for row in rows:
            lanes = index._rows[row * width : (row + 1) * width].cast("H")
            for number, lane in enumerate(lanes):
                plain[number] += (level + 2) / 2 * (lane - 128) / index._scale / lookup.norm
    expected = [b + p for b, p in zip(index._bias, plain, strict=True)]
    assert index.scores(lookup) == pytest.approx(expected)


def test_an_exact_phrasing_is_its_own_nearest(small: Triage) -> None:
    judged = small.matcher.judge("best window for my fern")
    assert judged.matches[0].entry == "light-window"
    assert judged.matches[0].phrasing == "best window for my fern"


def test_a_misspelt_word_finds_its_entry(small: Triage) -> None:
    assert small.matcher.best("how offten do I watter my fern") == "water-often"
