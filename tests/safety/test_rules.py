"""Every rule against the sentences that document it, and what no harmless change may do to them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.model import Flag, RedFlags, Tier
from triage.safety import Screen
from triage.text import stem
from triage.typos import is_ordinary

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


HARMLESS = [
    "Good morning, I hope you are well.",
    "My appointment is on the twelfth.",
    "Thank you for the leaflet about the visit.",
    "The nurse was friendly.",
    "Do you take my insurance?",
    "Where can I park?",
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("harmless", HARMLESS)
def test_harmless_company_never_lowers_the_worst_tier(
    screen: Screen, redflags: RedFlags, harmless: str, after: bool
) -> None:
    lowered = []
    for rule in redflags.rules:
        for sentence in rule.fires:
            ended = sentence if sentence[-1] in ".!?" else sentence + "."
            text = f"{ended} {harmless}" if after else f"{harmless} {ended}"
            if worst(screen(text)) > worst(screen(sentence)):
                lowered.append((rule.id, sentence))
    assert not lowered


CHANGES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "no full stop": lambda text: text.rstrip(".!?"),
    "greeting on its own line": lambda text: "Hello,\n\n" + text,
    "spaces": lambda text: "  " + text.replace(" ", "  "),
    "curly quotes": lambda text: text.replace("'", "’"),
    "line break at the end": lambda text: text + "\n",
    "shouting": lambda text: text + "!!!",
    "second line": lambda text: text + "\nCan I wash my hair the same day?",
}


@pytest.mark.parametrize("change", CHANGES, ids=list(CHANGES))
def test_how_it_is_typed_never_lowers_the_worst_tier(
    screen: Screen, redflags: RedFlags, change: str
) -> None:
    lowered = [
        (rule.id, sentence)
        for rule in redflags.rules
        for sentence in rule.fires
        if worst(screen(CHANGES[change](sentence))) > worst(screen(sentence))
    ]
    assert not lowered


@pytest.mark.parametrize("seed", range(300))
def test_two_swapped_letters_never_lower_the_worst_tier(
    seed: int, screen: Screen, redflags: RedFlags
) -> None:
    """Inside a word of five letters or more (its ending not counted) that gives no other word."""
    chance = random.Random(seed)
    rule = chance.choice([r for r in redflags.rules if r.tier.rank <= Tier.SAME_DAY.rank])
    sentence = chance.choice(rule.fires)
    words = sentence.split()
    places = [
        n
        for n, word in enumerate(words)
        if len(stem(word)) >= 5 and word.isalpha() and word.islower()
    ]
    if not places:
        return
    place = chance.choice(places)
    word = words[place]
    at = chance.randrange(1, len(word) - 2)
    typo = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if typo == word or is_ordinary(typo):
        return
    words[place] = typo
    assert worst(screen(" ".join(words))) <= worst(screen(sentence))


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
