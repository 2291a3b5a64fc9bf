"""The panel of an alarm, as the lines a person reads."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from triage.model import (
    Case,
    Comment,
    Disposition,
    EmergencyNumbers,
    Flag,
    FlagStatus,
    Reason,
    Tier,
)
from triage.render.alarm import message_with_flags
from triage.render.terminal import case_panel
from triage.render.words import call_line

E, K, S, N = Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY, Tier.NOTE
BODY = "cannot swallow, cannot breathe [b]well[/b] :pill:"


def flag(tier: Tier, start: int, end: int, status: FlagStatus = FlagStatus.PRESENT) -> Flag:
    return Flag("RF-T", tier, BODY[start:end], start, end, status, title="Test")


def case(*flags: Flag, instructions: tuple[str, ...] = (), to_do: str = "emergency") -> Case:
    return Case(Comment(BODY), Disposition(to_do), flags=flags, instructions=instructions)


def shown(found: Case) -> list[str]:
    file = StringIO()
    panel = case_panel(found, EmergencyNumbers(), plain=True)
    Console(file=file, width=200, highlight=False).print(panel)
    return [line.rstrip() for line in file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], BODY),
        ([(0, 14)], ">>cannot swallow<<" + BODY[14:]),
        ([(16, 30), (0, 14)], ">>cannot swallow<<, >>cannot breathe<<" + BODY[30:]),
        ([(0, 10), (7, 14)], ">>cannot swallow<<" + BODY[14:]),
        ([(0, 14), (7, 14)], ">>cannot swallow<<" + BODY[14:]),
        ([(31, len(BODY))], BODY[:31] + ">>" + BODY[31:] + "<<"),
    ],
)
def test_what_fired_is_marked_once_and_markup_stays_text(
    spans: list[tuple[int, int]], marked: str
) -> None:
    found = case(*(flag(E, *span) for span in spans))
    assert message_with_flags(found, plain=True).plain == marked
    assert message_with_flags(found).plain == BODY


def test_what_was_set_aside_is_not_marked_but_told() -> None:
    lines = shown(case(flag(E, 0, 14), flag(S, 16, 30, FlagStatus.PAST)))
    assert ">>cannot swallow<<, cannot breathe [b]well[/b] :pill:" in lines
    assert 'Set aside: "cannot breathe" is past: Test' in lines


def test_a_finding_in_the_subject_is_told_as_such() -> None:
    subject = Flag("RF-T", E, "help", 0, 0, title="Test")
    lines = shown(case(subject))
    assert "Fired in the subject: Test (RF-T, emergency): help" in lines
    assert BODY in lines


def test_a_sentence_said_is_not_said_again() -> None:
    first, second = "Phone now. Tell the doctor.", "Phone now. Ask about sight. Tell the doctor."
    lines = shown(case(flag(E, 0, 14), instructions=(first, second, "Phone now.")))
    assert [line for line in lines if line.startswith("- ")] == [f"- {first}", "- Ask about sight."]


def test_reasons_other_than_the_flags_stay_in_the_last_line() -> None:
    found = case(flag(E, 0, 14))
    reasons = (Reason("rule", "Test (RF-T): x"), Reason("unanswered", "no entry fits"))
    alarmed = Case(found.comment, found.disposition, reasons, flags=found.flags)
    assert shown(alarmed)[-1] == "Why: no entry fits"


@pytest.mark.parametrize(
    ("to_do", "flags", "called"),
    [
        ("emergency", [flag(E, 0, 1)], "Call: emergency 911 (US"),
        ("crisis", [flag(K, 0, 1)], "Call: emergency 911, crisis line 988 (call or text), poison"),
        ("emergency", [flag(E, 0, 1), flag(K, 2, 3)], "Call: emergency 911, crisis line 988"),
        ("emergency", [flag(E, 0, 1), flag(K, 2, 3, FlagStatus.PAST)], "Call: emergency 911 (US"),
        ("same-day", [flag(S, 0, 1)], None),
        ("clinician", [], None),
        ("check", [flag(N, 0, 1)], None),
    ],
)
def test_whom_to_call(to_do: str, flags: list[Flag], called: str | None) -> None:
    line = call_line(case(*flags, to_do=to_do), EmergencyNumbers())
    assert (line or "").startswith(called or "\0") == (called is not None)
    assert (line is None) == (called is None)
