"""What a report counts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from triage.desk.figures import GONE, MOST_PERIODS, NO_ENTRY, Figures
from triage.desk.report import alarms_first, count
from triage.model import (
    Answered,
    Case,
    Comment,
    Confidence,
    Disposition,
    Entry,
    Flag,
    Match,
    Question,
    Reason,
    Review,
    Rule,
    Tier,
)

ENTRIES = (
    Entry("water", "How often?", topic="care", review=Review(due="2030-01-01")),
    Entry("light", "How bright?", topic="care", review=Review(due="2020-01-01")),
    Entry("pests", "What spray?", topic="pests"),
)
RULES = (Rule("RF-1", Tier.EMERGENCY, "Smoke", "Call.", ()),)


def case(
    disposition: Disposition = Disposition.CHECK,
    date: str | None = None,
    entries: tuple[str, ...] = (),
    **more: object,
) -> Case:
    made = Case(Comment("private words", id="1", date=date), disposition, entries=entries)
    return replace(made, **more)  # type: ignore[arg-type]


def counted(*cases: Case, unreadable: int = 0, today: str = "2024-06-01") -> Figures:
    return count(
        cases,
        unreadable=unreadable,
        entries=ENTRIES,
        signed=frozenset({"water"}),
        rules=RULES,
        today=today,
    )


def unanswered(text: str = "why") -> Answered:
    return Answered(Question(text, 0, len(text)), (), Confidence.WEAK)


def test_no_case_is_no_error() -> None:
    figures = counted(unreadable=2)
    assert (figures.cases, figures.alarms, figures.unreadable) == (0, 0, 2)
    assert figures.periods == ()
    assert figures.first is None


def test_every_disposition_is_counted_also_those_without_a_case() -> None:
    figures = counted(case(Disposition.EMERGENCY), case(Disposition.SAME_DAY), case())
    assert list(figures.dispositions) == list(Disposition)
    assert figures.dispositions[Disposition.SEND] == 0
    assert figures.alarms == 2
    assert sum(figures.dispositions.values()) == figures.cases


@pytest.mark.parametrize(
    ("dates", "period", "periods", "over_time"),
    [
        (["2024-02-28", "2024-03-01T10:00:00"], "day", 3, (1, 0, 1)),
        (["2024-01-01", "2024-03-20"], "week", 12, (1, *[0] * 10, 1)),
        (["2023-11-30", "2024-12-31"], "month", 14, (1, *[0] * 12, 1)),
        (["2012-01-01", "2024-01-01"], "year", 13, (1, *[0] * 11, 1)),
        (["0001-01-01", "9999-12-31"], "year", MOST_PERIODS, (*[0] * (MOST_PERIODS - 1), 1)),
    ],
)
def test_time_has_no_gaps(
    dates: list[str], period: str, periods: int, over_time: tuple[int, ...]
) -> None:
    figures = counted(*(case(date=date) for date in dates))
    assert (figures.period, len(figures.periods)) == (period, periods)
    assert figures.over_time == over_time
    assert sum(figures.over_time) + figures.earlier + figures.undated == figures.cases


@pytest.mark.parametrize("date", [None, "", "yesterday", "2024-13-01", "<b>2024-01-01"])
def test_what_is_no_date_is_counted_apart(date: str | None) -> None:
    figures = counted(case(date=date), case(date="2024-05-05"))
    assert figures.undated == 1
    assert figures.over_time == (1,)


def test_hours_are_those_of_the_export() -> None:
    dates = ["2024-05-05T23:59:00Z", "2024-05-05 07:00", "2024-05-05", "2024-05-05T99:00"]
    figures = counted(*(case(Disposition.CRISIS, date) for date in dates))
    assert {hour: n for hour, n in enumerate(figures.hours) if n} == {7: 1, 23: 1}
    assert figures.alarm_hours == figures.hours


def test_a_message_counts_once_a_topic() -> None:
    figures = counted(
        case(entries=("water", "light"), date="2024-05-05"),
        case(entries=("pests", "lost"), questions=(unanswered(),), date="2024-05-05"),
        case(Disposition.NO_MATCH, questions=(unanswered(), unanswered()), date="2024-05-05"),
    )
    found = {topic.name: (topic.count, topic.over_time) for topic in figures.topics}
    assert found == {
        "care": (1, (1,)), "pests": (1, (1,)), GONE: (1, (1,)), NO_ENTRY: (2, (2,)),
    }  # fmt: skip
    assert figures.topics[-1].name == NO_ENTRY
    assert figures.questions_open == 3


def test_entries_say_whether_their_answers_may_be_trusted() -> None:
    figures = counted(case(entries=("light",)), case(entries=("light", "lost")))
    uses = {use.id: (use.count, use.signed, use.overdue) for use in figures.entries}
    assert uses == {
        "light": (2, False, True),
        "lost": (1, False, False),
        "water": (0, True, False),
        "pests": (0, False, False),
    }
    assert [use.id for use in figures.unready] == ["light", "lost", "pests"]


def test_only_what_was_matched_has_a_confidence() -> None:
    matched = case(score=1.0, confidence=Confidence.STRONG, candidates=(Match("water", 1.0),))
    figures = counted(matched, case(Disposition.SKIP))
    assert sum(figures.confidence.values()) == 1
    assert figures.scores[-1] == 1


def test_a_rule_counts_once_a_message_and_denied_never() -> None:
    flag = Flag("RF-1", Tier.EMERGENCY, "smoke", 0, 5)
    from triage.model import FlagStatus

    denied = replace(flag, rule="RF-2", status=FlagStatus.DENIED)
    figures = counted(case(Disposition.EMERGENCY, flags=(flag, flag, denied)))
    assert [(f.rule, f.title, f.count) for f in figures.rules] == [("RF-1", "Smoke", 1)]


def test_alarms_come_worst_and_newest_first() -> None:
    cases = [
        case(Disposition.SAME_DAY, "2024-01-03"),
        case(Disposition.EMERGENCY, "2024-01-01"),
        case(Disposition.CHECK, "2024-01-04"),
        case(Disposition.EMERGENCY, None),
        case(Disposition.EMERGENCY, "2024-01-02"),
    ]
    assert [(c.disposition, c.comment.date) for c in alarms_first(cases)] == [
        (Disposition.EMERGENCY, "2024-01-02"),
        (Disposition.EMERGENCY, "2024-01-01"),
        (Disposition.EMERGENCY, None),
        (Disposition.SAME_DAY, "2024-01-03"),
    ]


def test_figures_are_json_without_a_word_of_a_message() -> None:
    reason = Reason("rule", "private words")
    figures = counted(case(reasons=(reason,), questions=(unanswered("private words"),)))
    assert "private" not in json.dumps(figures.to_dict())
