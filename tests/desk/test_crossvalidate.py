"""Cross-validation over the clinic's own wordings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SMALL_PATHS
from triage.api import Triage
from triage.curated import parse
from triage.desk.crossvalidate import ALIKE, groups, judge, plan
from triage.model import Entry, Faq, Labelled

FAQ = Faq(
    (
        Entry("water", "How often should I water it?", phrasings=("watering times", "too dry?")),
        Entry("light", "Does it need sun?", phrasings=("bright window", "Does it need the sun?")),
        Entry("only", "Where can I buy one?"),
    ),
    "",
)
EXAMPLES = (
    Labelled("e1", "my fern is thirsty", ("water",), has_gold=True),
    Labelled("e2", "MY FERN IS THIRSTY!", ("water",), has_gold=True),
    Labelled("n1", "when does the train leave", (), has_gold=True),
    Labelled("n2", "who won the match", (), has_gold=True),
    Labelled("gone", "an entry that was deleted", ("gone",), has_gold=True),
    Labelled("unlabelled", "says nothing"),
)


def test_every_wording_is_held_out_once_or_never() -> None:
    cut = plan(FAQ, EXAMPLES, 3)
    held = Counter(message.id for fold in cut.folds for message in fold.held)
    assert set(held.values()) == {1}
    assert cut.never_held == ("only/question",)
    assert held.keys() >= {"water/question", "water/phrasing-2", "e1", "e2", "n1", "n2"}
    assert not held.keys() & {"gone", "unlabelled"}


def test_what_is_held_out_is_not_learnt_and_every_entry_learns() -> None:
    for fold in plan(FAQ, EXAMPLES, 3).folds:
        learnt = {text for e in fold.faq.entries for text in (e.question, *e.phrasings) if text}
        learnt |= {example.text for example in fold.examples}
        assert learnt.isdisjoint(message.text for message in fold.held)
        for entry in fold.faq.entries:
            assert any((entry.question, *entry.phrasings)) or any(
                entry.id in example.gold for example in fold.examples
            )


def test_twins_stay_together() -> None:
    for fold in plan(FAQ, EXAMPLES, 5).folds:
        held = {message.id for message in fold.held}
        assert ("e1" in held) == ("e2" in held)
        assert ("light/question" in held) == ("light/phrasing-2" in held)


def test_the_cut_depends_on_the_texts_and_not_on_their_order() -> None:
    turned = plan(replace(FAQ, entries=FAQ.entries[::-1]), EXAMPLES[::-1], 3)
    same = zip(plan(FAQ, EXAMPLES, 3).folds, turned.folds, strict=True)
    assert all({m.text for m in a.held} == {m.text for m in b.held} for a, b in same)


def test_one_fold_is_none() -> None:
    with pytest.raises(ValueError, match="2 folds"):
        plan(FAQ, EXAMPLES, 1)


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=25))
def test_groups_are_those_of_comparing_all_with_all(bags: list[list[str]]) -> None:
    sets = [set(bag) for bag in bags]
    expected = list(range(len(sets)))
    for i, one in enumerate(sets):
        for j in range(i):
            union = one | sets[j]
            if union and len(one & sets[j]) >= ALIKE * len(union) - 1e-9:
                old, new = sorted((expected[i], expected[j]))[::-1]
                expected = [new if number == old else number for number in expected]
    assert groups(bags) == expected


def test_the_held_out_are_judged(small: Triage) -> None:
    parsed = parse(SMALL_PATHS)
    for fold in plan(parsed.faq, parsed.examples, 2).folds:
        content = small.content
        pairs = list(judge(fold, content.lexicon, content.finder, small.screen, small.policy))
        assert [message.id for message, _ in pairs] == [message.id for message in fold.held]
        assert any(case.candidates for _, case in pairs)
