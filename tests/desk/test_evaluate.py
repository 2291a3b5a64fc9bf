from __future__ import annotations

from triage.api import Triage
from triage.desk.evaluate import compare, evaluate
from triage.model import Case, Comment, Labelled, Tier

ROWS = (
    Labelled("right", "How often should I water my fern?", ("water-often",), has_gold=True),
    Labelled("wrong", "How much light does a fern need?", ("repot-when",), has_gold=True),
    Labelled("none", "Where is the railway station?", (), has_gold=True),
    Labelled("alarm", "my child ate a leaf", flag=Tier.EMERGENCY, has_flag=True),
    Labelled("missed", "the moon is made of cheese", flag=Tier.SAME_DAY, has_flag=True),
    Labelled("quiet", "the room is flooded", has_flag=True),
)


def judged(tool: Triage) -> list[tuple[Labelled, Case]]:
    cases = tool.batch(Comment(row.text, id=row.id) for row in ROWS)
    return [(row, case) for row, case in zip(ROWS, cases, strict=True) if isinstance(case, Case)]


def test_every_figure_names_what_to_look_at(small: Triage) -> None:
    result = evaluate(judged(small), small.policy.entries)
    rates = result.rates
    assert (rates["top-1"].hits, rates["top-1"].total) == (1, 2)
    assert rates["wrong among answered"].wrong == ("wrong",)
    assert rates["answered without an entry"].hits == 0
    assert (rates["emergency caught"].hits, rates["same-day caught"].wrong) == (1, ("missed",))
    assert rates["false alarms"].wrong == ("quiet",)
    assert rates["replies on flagged"].hits == 0
    assert result.confusions == (("wrong", "light-window", "repot-when"),)
    assert "crisis caught" not in rates


def test_a_later_run_is_compared_by_id(small: Triage) -> None:
    after = evaluate(judged(small), small.policy.entries).outcomes
    before = {**after, "right": "no-match", "gone": "check"}
    assert compare(before, after) == [("right", "no-match", after["right"])]
    assert compare(after, after) == []
