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
from triage.match.compile import compile_index, index_key, samples
from triage.match.features import features, half_steps, text_features, word_feature
from triage.match.fit import NONE, Sample, fit
from triage.match.index import Index, IndexDamagedError
from triage.match.layout import build
from triage.model import Concept, Entry, Faq, Lexicon

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


def test_words_with_one_between_are_a_pair() -> None:
    finder = ConceptFinder(Lexicon())
    one = set(features(["cost", "of", "visits"], finder, apart=True))
    other = set(features(["cost", "per", "visit"], finder, apart=True))
    plain = set(features(["cost", "of", "visits"], finder)) & set(
        features(["cost", "per", "visit"], finder)
    )
    assert one & other > plain


def test_an_everyday_word_is_less_rare_than_another_that_one_entry_says() -> None:
    entries = (Entry("fern", "Who told you about the fern?"), Entry("oil", "Where does oil go?"))
    index = Index(memoryview(compile_index(Faq(entries, ""), Lexicon(), ())))
    assert index.idf(word_feature("told")) < index.idf(word_feature("fern"))


def test_what_speaks_for_an_entry_is_told_from_a_shared_word(small: Triage) -> None:
    first = small.content.faq.entries[0]
    own = small.matcher.judge(first.question).signals
    strange = small.matcher.judge(f"{first.question.split()[-1]} mortgage hospital thesis").signals
    assert own.explained > 0.8 > 0.5 > strange.explained


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

    def margin(learned: list[Sample]) -> float:
        data = build(fit(learned, 3), key="", entries="abc", wordings=[[]] * 3, concepts=[[]] * 3)
        index = Index(memoryview(data))
        return index.scores(index.look_up(probe))[0]

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


def test_full_rows_and_pairs_add_up() -> None:
    """What the index gives is the sum over the fitted weights, also beyond 255 rows."""
    parsed = parse(SMALL_PATHS)
    finder = ConceptFinder(parsed.lexicon)
    learned, _ = samples(parsed.faq, parsed.examples, finder)
    # Many entries without a word of their own, so that most features bear on few.
    classes = 90
    fitted = fit(learned, classes)
    index = Index(
        memoryview(
            build(
                fitted,
                key="",
                entries=[str(number) for number in range(classes)],
                wordings=[[]] * classes,
                concepts=[[]] * classes,
            )
        )
    )
    text = " ".join(f"{e.question} {' '.join(e.phrasings)}" for e in parsed.faq.entries) * 2
    counts = text_features(text, finder)
    lookup = index.look_up(counts)
    assert len(lookup.weights) > 255
    place = {int(feature): i for i, feature in enumerate(fitted.hashes)}
    expected = [float(b) for b in fitted.bias]
    for feature, count in counts.items():
        i = place.get(feature, -1)
        where = slice(fitted.starts[i], fitted.starts[i + 1]) if i >= 0 else slice(0)
        for number, weight in zip(fitted.classes[where], fitted.weights[where], strict=True):
            expected[number] += half_steps(count) / 2 * weight / fitted.scale / lookup.norm
    assert index.scores(lookup) == pytest.approx(expected, abs=1e-5)


def test_an_exact_phrasing_is_its_own_nearest(small: Triage) -> None:
    judged = small.matcher.judge("best window for my fern")
    assert judged.matches[0].entry == "light-window"
    assert judged.matches[0].phrasing == "best window for my fern"


def test_a_misspelt_word_finds_its_entry(small: Triage) -> None:
    assert small.matcher.best("how offten do I watter my fern") == "water-often"
