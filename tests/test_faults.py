"""Whatever breaks, and whatever is sent: no answer goes out, and no alarm is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import rules_that_find
from triage import decide, pipeline
from triage.api import Triage
from triage.decide import Policy
from triage.gate import Gate
from triage.model import Case, Comment, CommentStatus, Disposition, Flag, FlagStatus, Release, Tier
from triage.second_line import SecondLine

WATER = "How often should I water my fern?"
LEAF = "My son ate a leaf. "
SECRET = "Zebediah"
ERRORS = [RuntimeError(SECRET), KeyError(SECRET), RecursionError(), MemoryError(), AssertionError()]


def broken(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def only(tool: Triage, comment: Comment) -> Case:
    (case,) = tool.batch([comment])
    assert isinstance(case, Case)
    return case


STAGES = [
    "triage.pipeline._nothing_to_answer",
    "triage.pipeline._only_thanks",
    "triage.pipeline._not_for_a_machine",
    "triage.pipeline.is_foreign",
    "triage.pipeline.normal_words",
    "triage.pipeline.read",
    "triage.match.read.questions",
    "triage.match.search.Matcher.judge_words",
    "triage.decide.decide",
    "triage.decide.answers",
    "triage.decide.compose",
]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_at_any_stage_sends_the_message_to_a_clinician(
    small: Triage, monkeypatch: pytest.MonkeyPatch, stage: str, error: Exception
) -> None:
    monkeypatch.setattr(stage, broken(error))
    case = small.ask(WATER)
    assert case.disposition is Disposition.CLINICIAN
    assert (case.reply, case.acknowledgement, case.entries) == (None, None, ())
    assert [reason.code for reason in case.reasons] == ["error"]
    assert SECRET not in str(case.reasons)
    alarm = small.ask(LEAF + WATER)
    assert alarm.disposition is Disposition.EMERGENCY
    assert (alarm.reply, alarm.instructions[0]) == (None, "Phone now; have them call 911.")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_alarm_is_told_whatever_breaks_beside_it(
    small: Triage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr("triage.decide.circumstances", broken(error))
    alarm = small.ask(LEAF + WATER)
    assert alarm.disposition is Disposition.EMERGENCY
    assert alarm.instructions == ("Phone now; have them call 911.",)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_screen_that_breaks_sends_the_message_to_a_clinician(
    small: Triage, error: Exception
) -> None:
    small = tool_with(small, lambda text: broken(error)())
    case = small.ask(WATER)
    assert (case.disposition, case.reply) == (Disposition.CLINICIAN, None)
    assert SECRET not in str(case.reasons)


def tool_with(tool: Triage, screen: Callable[[str], object]) -> Triage:
    """The same tool with another safety gate."""
    other = Triage(tool.content, tool.settings)
    other.screen = screen  # type: ignore[assignment]
    return other


def test_a_screen_that_breaks_on_the_subject_keeps_what_the_body_showed(small: Triage) -> None:
    def screen(text: str) -> tuple[Flag, ...]:
        if text.startswith("About"):
            raise RuntimeError
        return tuple(small.screen(text))

    case = only(tool_with(small, screen), Comment(LEAF, subject="About my plant"))
    assert case.disposition is Disposition.EMERGENCY
    assert [reason.code for reason in case.reasons] == ["error", "rule"]


def test_a_screen_that_breaks_half_way_keeps_what_it_found(small: Triage) -> None:
    def screen(text: str) -> Iterator[Flag]:
        yield from small.screen(text)
        raise RuntimeError

    case = tool_with(small, screen).ask(LEAF + WATER)
    assert (case.disposition, case.reply) == (Disposition.EMERGENCY, None)
    assert tool_with(small, screen).ask(WATER).disposition is Disposition.CLINICIAN


@pytest.mark.parametrize("part", ["look_up", "scores"])
def test_a_second_line_that_breaks_keeps_the_rules_findings(
    shipped: Triage, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    alarms = shipped.content.alarms
    assert alarms is not None
    second = SecondLine(alarms, shipped.content.finder)
    alone = Gate(rules_that_find(), second)
    alarming = "food gets stuck halfway down my gullet and I gag on every sip"
    assert alone(alarming)[0].rule == "learned"
    monkeypatch.setattr(type(alarms), part, broken(RuntimeError(SECRET)))
    (flag,) = alone(alarming)
    assert (flag.rule, flag.tier, flag.counts) == ("error", Tier.CLINICIAN, True)
    found = Flag("RF-T", Tier.EMERGENCY, "x", 0, 1)
    both = Gate(rules_that_find(found), second)(alarming)
    assert both[0] == found
    monkeypatch.setattr(shipped.matcher, "judge_words", lambda *a, **k: pytest.fail("not reached"))
    thanks = shipped.ask("Thank you so much!")
    assert (thanks.disposition, thanks.reply) == (Disposition.CLINICIAN, None)
    assert thanks.reasons[-1].code == "error"
    assert SECRET not in str(thanks)


STATUSES = list(FlagStatus)
TIERS = list(Tier)


@settings(max_examples=60, deadline=None)
@given(
    drawn=st.lists(
        st.tuples(st.sampled_from(TIERS), st.sampled_from(STATUSES)), min_size=0, max_size=4
    ),
    text=st.sampled_from([WATER, LEAF, "Thank you so much!", "", "Wie geht es Ihnen und mir?"]),
    status=st.sampled_from(list(CommentStatus)),
)
def test_a_present_flag_never_lets_a_reply_out(
    small: Triage, drawn: list[tuple[Tier, FlagStatus]], text: str, status: CommentStatus
) -> None:
    """Over any flags, any kind of message: the worst present one sets the least that is done."""
    flags = tuple(Flag(f"RF-{n}", tier, "x", 0, 1, s) for n, (tier, s) in enumerate(drawn))
    case = only(tool_with(small, lambda _: flags), Comment(text, status=status))
    if status in (CommentStatus.TRASH, CommentStatus.DELETED):
        assert case.disposition is Disposition.SKIP
        return
    demanded = [tier for tier, s in drawn if s is FlagStatus.PRESENT and tier is not Tier.NOTE]
    if demanded:
        worst = min(demanded, key=lambda tier: tier.rank)
        assert case.disposition.rank <= Disposition(str(worst)).rank
        assert case.reply is None
    assert (case.reply is not None) == (case.disposition in (Disposition.CHECK, Disposition.SEND))
    assert case.flags == tuple(sorted(flags, key=lambda f: (not f.counts, f.tier.rank)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{WATER} " + "fern " * 1494, "too-long"),
        ("x" * 1_000_000, "too-long"),
        ("?" * 1_000_000, "too-long"),
        (f"{WATER} " + "y" * 40_000, "too-long"),
        ("¿Cada cuánto tiempo tengo que regar el helecho en la maceta?", "language"),
        ("Как часто поливать папоротник?", "language"),
        ("シダにはどのくらいの頻度で水をやればいいですか。", "language"),
        ("كم مرة أسقي السرخس؟", "language"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_the_tool_must_not_judge_is_never_answered(
    small: Triage, text: str, code: str
) -> None:
    case = small.ask(text)
    assert (case.disposition, case.reply, case.entries) == (Disposition.CLINICIAN, None, ())
    assert [reason.code for reason in case.reasons] == [code]
    alarm = small.ask(LEAF + text)
    assert (alarm.disposition, alarm.reply) == (Disposition.EMERGENCY, None)


def test_the_longest_message_that_is_read(small: Triage) -> None:
    """1,500 words are read, one more is not."""
    text = f"{WATER} " + "fern " * 1493
    assert len(text.split()) == pipeline.MOST_WORDS
    assert "too-long" not in [reason.code for reason in small.ask(text).reasons]


def test_an_entry_covers_nothing_but_a_routine_finding(small: Triage) -> None:
    """An answer that lists a rule in ``covers`` lets no alarm of that id through."""
    entry = replace(small.policy.entries["water-often"], covers=("RF-T", "RF-R3", "error"))
    policy: Policy = replace(
        small.policy,
        entries={**small.policy.entries, entry.id: entry},
        signed=frozenset({entry.id}),
    )
    other = Triage(small.content, small.settings)
    other.policy = policy
    assert entry.release is Release.SEND

    def disposition(rule: str, tier: Tier) -> Disposition:
        other.screen = lambda text: (Flag(rule, tier, "x", 0, 1),)  # type: ignore[assignment]
        return other.ask(WATER).disposition

    assert disposition("RF-T", Tier.CLINICIAN) is Disposition.CHECK
    assert disposition("RF-R3", Tier.CLINICIAN) is Disposition.CLINICIAN
    for tier in (Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY):
        assert disposition("RF-T", tier) is Disposition(str(tier))
    assert disposition("RF-T", Tier.NOTE) is Disposition.CHECK
    assert disposition("RF-X", Tier.CLINICIAN) is Disposition.CLINICIAN
    assert {"RF-R3"} == decide.NEVER_YIELDS
