"""Every rule against the sentences that document it, and what no harmless change may do to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.safety.variations import CHANGES, typos
from triage.model import Flag, RedFlags, Tier
from triage.safety import Screen

Case = tuple[str, str]


def worst(flags: Iterable[Flag]) -> int:
    """The rank of the worst present flag; past the last tier where there is none."""
    return min((flag.tier.rank for flag in flags if flag.counts), default=len(Tier))


def test_every_fires_sentence_fires_its_rule(screen: Screen, fires: Case) -> None:
    rule, sentence = fires
    assert rule in {flag.rule for flag in screen(sentence) if flag.counts}


def test_every_silent_sentence_leaves_its_rule_silent(screen: Screen, silent: Case) -> None:
    rule, sentence = silent
    assert rule not in {flag.rule for flag in screen(sentence) if flag.counts}


def test_every_rule_has_enough_sentences_and_says_what_to_do(redflags: RedFlags) -> None:
    for rule in redflags.rules:
        assert 5 <= len(rule.fires) <= 15, rule.id
        assert 4 <= len(rule.silent) <= 10, rule.id
        assert rule.instruct, rule.id
        if rule.tier is Tier.EMERGENCY and rule.id != "RF-H17":
            assert "{emergency.number}" in rule.instruct, rule.id


def test_a_flag_shows_the_patients_own_words(screen: Screen, fires: Case) -> None:
    _, sentence = fires
    for flag in screen(sentence):
        assert flag.text == sentence[flag.start : flag.end]
        assert flag.text


@pytest.fixture(scope="session")
def as_documented(screen: Screen, redflags: RedFlags) -> dict[str, int]:
    """The worst rank of every sentence that must fire, as it stands in the rules."""
    return {text: worst(screen(text)) for rule in redflags.rules for text in rule.fires}


@pytest.mark.parametrize("change", CHANGES)
def test_how_it_is_written_never_lowers_the_worst_tier(
    screen: Screen, as_documented: dict[str, int], change: str
) -> None:
    lowered = [
        sentence
        for sentence, rank in as_documented.items()
        if worst(screen(CHANGES[change](sentence))) > rank
    ]
    assert not lowered


# "banged" is known by its stem alone: with a letter gone it is as near to "band" or "ranged".
STILL_MISSED = {("drop", typo) for typo in ("anged", "baned", "bangd")}
EVERY = 16
"""Of the typos, one in so many is tried; all of them with ``pytest --every-typo``."""


def test_one_wrong_letter_never_lowers_the_worst_tier(
    screen: Screen,
    as_documented: dict[str, int],
    vocabulary: frozenset[str],
    pytestconfig: pytest.Config,
) -> None:
    step = 1 if pytestconfig.getoption("every_typo") else EVERY
    tried = 0
    missed: list[tuple[str, str, str]] = []
    for number, (sentence, rank) in enumerate(as_documented.items()):
        for kind, typo, text in islice(typos(sentence, vocabulary), number % step, None, step):
            tried += 1
            if worst(screen(text)) > rank and (kind, typo) not in STILL_MISSED:
                missed.append((kind, typo, text))
    assert not missed
    assert tried > 20_000 // step


def test_any_text_is_screened_without_an_error(screen: Screen) -> None:
    @settings(max_examples=200, deadline=None)
    @given(text=st.text(max_size=300))
    def check(text: str) -> None:
        for flag in screen(text):
            assert flag.text == text[flag.start : flag.end]

    check()


def test_the_worst_tier_comes_first(screen: Screen) -> None:
    flags = screen("My eyelid droops, I can't swallow and I need a refill of my sumatriptan.")
    ranks = [flag.tier.rank for flag in flags]
    assert ranks == sorted(ranks)
    assert flags[0].tier is Tier.EMERGENCY


def test_packed_rules_find_the_same(screen: Screen, redflags: RedFlags) -> None:
    again = Screen.unpacked(json.loads(json.dumps(screen.packed())), redflags)
    for rule in redflags.rules:
        for sentence in (*rule.fires[:2], *rule.silent[:2]):
            assert again(sentence) == screen(sentence)
