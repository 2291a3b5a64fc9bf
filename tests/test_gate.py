"""The learned second line: it raises, never lowers, and says what it saw."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import rules_that_find
from triage.alarm_index import compile_alarms
from triage.api import Triage
from triage.concepts import ConceptFinder
from triage.gate import Gate
from triage.match.index import Index
from triage.model import Flag, FlagStatus, Labelled, Lexicon, Tier
from triage.second_line import SecondLine, message_features

ALARMING = [
    "the tank is on fire and smoke fills the shed",
    "flames are coming out of the heater",
    "smoke everywhere, the shed is burning",
    "there is fire in the greenhouse right now",
]
HARMLESS = [
    "how often do I water a fern",
    "thank you for the lovely page",
    "which pot is best for a cactus",
    "can I pay by card at the shop",
    "is the shop open on sundays",
    "my fern has brown leaves, what now",
]


@pytest.fixture(scope="module")
def alarms() -> Index:
    flagged = [
        Labelled(str(i), t, flag=Tier.EMERGENCY, has_flag=True) for i, t in enumerate(ALARMING)
    ]
    harmless = [Labelled(f"h{i}", text) for i, text in enumerate(HARMLESS)]
    return Index(memoryview(compile_alarms(flagged, harmless, (), Lexicon(), rules_that_find())))


def gate(alarms: Index | None, *flags: Flag) -> Gate:
    second = SecondLine(alarms, ConceptFinder(Lexicon())) if alarms else None
    return Gate(rules_that_find(*flags), second)


def features_of(text: str) -> Mapping[int, int]:
    return message_features(rules_that_find()(text), ConceptFinder(Lexicon()))


def flag(tier: Tier, status: FlagStatus = FlagStatus.PRESENT) -> Flag:
    return Flag("RF-T", tier, "x", 0, 1, status)


def test_it_catches_what_no_rule_foresaw(alarms: Index) -> None:
    (found,) = gate(alarms)("Hello. The shed is burning and there is smoke. Is the shop open?")
    assert (found.rule, found.tier) == ("learned", Tier.EMERGENCY)
    assert found.similar_to in ALARMING
    assert found.text == "The shed is burning and there is smoke."
    assert found.counts


def test_an_emergency_over_its_own_margin_is_told_though_a_milder_tier_is_likelier() -> None:
    same_day = [f"smoke from the heater on {day}" for day in ("monday", "tuesday", "wednesday")]
    emergencies = ["smoke and flames from the heater", "flames and smoke, the heater burns"]
    labelled = [
        Labelled(text, text, flag=tier, has_flag=True)
        for tier, texts in ((Tier.SAME_DAY, same_day), (Tier.EMERGENCY, emergencies))
        for text in texts
    ]
    harmless = [Labelled(text, text) for text in HARMLESS]
    index = Index(memoryview(compile_alarms(labelled, harmless, (), Lexicon(), rules_that_find())))
    either = "smoke from the heater on friday"
    emergency, _, likelier, none = index.scores(index.look_up(features_of(either)))
    assert none < emergency < likelier
    assert [f.tier for f in gate(index)(either)] == [Tier.EMERGENCY]


@pytest.mark.parametrize("text", [*HARMLESS, "", "!!!"])
def test_it_is_silent_on_the_harmless(alarms: Index, text: str) -> None:
    assert gate(alarms)(text) == ()


def test_an_alarming_sentence_does_not_drown_in_a_long_letter(shipped: Triage) -> None:
    assert shipped.content.alarms
    alone = Gate(rules_that_find(), SecondLine(shipped.content.alarms, shipped.content.finder))
    letter = (
        "Good morning and thank you for the parking map. My sister drives me as always. "
        "Could you send the bill to my new address in Oak Street? I also want to praise the nurse "
        "at the front desk, she was so patient with my mother. "
    )
    alarm = "Since the shots food gets stuck halfway down my throat and I choke on water. "
    assert alone(letter * 2) == ()
    assert [f.tier for f in alone(letter + alarm + letter)] == [Tier.EMERGENCY]


def test_it_never_lowers_and_never_repeats(alarms: Index) -> None:
    worse = flag(Tier.EMERGENCY)
    assert gate(alarms, worse)(ALARMING[0]) == (worse,)
    milder = flag(Tier.CLINICIAN)
    both = gate(alarms, milder)(ALARMING[0])
    assert [f.tier for f in both] == [Tier.EMERGENCY, Tier.CLINICIAN]


def test_without_examples_the_rules_stand_alone() -> None:
    only = flag(Tier.SAME_DAY)
    assert gate(None, only)(ALARMING[0]) == (only,)
