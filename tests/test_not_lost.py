"""An alarm is not lost in company: of set-aside mentions, of milder ones, or of what breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import rules_that_find
from tests.test_faults import broken, tool_with
from triage.api import Triage
from triage.gate import Gate
from triage.model import Case, Comment, Disposition, Flag, Tier
from triage.safety.settled import Settled
from triage.second_line import SecondLine


@pytest.mark.parametrize("times", [1, 7, 8, 9, 30])
@pytest.mark.parametrize(
    ("set_aside", "alarm", "tier"),
    [
        ("No weakness in my arm on Monday. ", "Now there is weakness in my left arm.", "emergency"),
        ("I am not suicidal. ", "I lied. I am suicidal.", "crisis"),
        ("My dad had chest pain. ", "I have crushing chest pain now.", "emergency"),
    ],
)
def test_an_alarm_behind_many_that_are_set_aside(
    shipped: Triage, set_aside: str, alarm: str, tier: str, times: int
) -> None:
    flags = shipped.content.screen(set_aside * times + alarm)
    assert tier in {str(flag.tier) for flag in flags if flag.counts}


@pytest.mark.parametrize(
    "text",
    [
        "My friend was suicidal last year. I always feel suicidal when the migraine comes.",
        "In 2019 I was suicidal. As usual with my migraine I want to die.",
    ],
)
def test_what_counts_for_its_tier_goes_before_what_does_not(shipped: Triage, text: str) -> None:
    assert shipped.ask(text).disposition is Disposition.CRISIS


def test_the_subject_is_screened_though_the_body_breaks(small: Triage) -> None:
    def screen(text: str) -> Iterator[Flag]:
        if "subject" not in text:
            raise RuntimeError
        yield Flag("RF-T", Tier.EMERGENCY, "x", 0, 1)

    (case,) = tool_with(small, screen).batch([Comment("a body", subject="the subject")])
    assert isinstance(case, Case)
    assert case.disposition is Disposition.EMERGENCY


@pytest.mark.parametrize("part", ["nearest", "text_of"])
def test_an_alarm_of_the_second_line_is_told_though_it_cannot_be_described(
    shipped: Triage, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    alarms = shipped.content.alarms
    assert alarms is not None
    gate = Gate(rules_that_find(), SecondLine(alarms, shipped.content.finder))
    alarming = "food gets stuck halfway down my gullet and I gag on every sip"
    monkeypatch.setattr(type(alarms), part, broken(RuntimeError()))
    assert [(flag.rule, flag.tier) for flag in gate(alarming)] == [("learned", Tier.EMERGENCY)]


def test_a_denied_crisis_makes_no_other_crisis_milder(shipped: Triage) -> None:
    text = "I'm not suicidal but I wouldn't mind not waking up tomorrow."
    assert shipped.ask(text).disposition is Disposition.CRISIS


def test_a_flood_of_cues_is_read_in_time_that_grows_with_its_length(shipped: Triage) -> None:
    """Work, not time: how often a cue's reach is asked for grows as the message does."""
    counts = [reaches(shipped, number) for number in (50, 100, 200)]
    assert counts[1] < 2.5 * counts[0]
    assert counts[2] < 2.5 * counts[1]


def reaches(tool: Triage, number: int) -> int:
    calls = 0
    plain = Settled._reaches

    def counted(self: Settled, *arguments: Any) -> bool:
        nonlocal calls
        calls += 1
        return plain(self, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settled, "_reaches", counted)
        tool.content.screen.examine("my dad had it. as usual no weakness. " * number)
    return calls
