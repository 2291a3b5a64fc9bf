from __future__ import annotations

import json

from triage.api import Triage
from triage.desk.evaluate import Changes, RateChange, compare, evaluate
from triage.model import Case, Comment, Disposition, Flag, FlagStatus, Labelled, Tier
from triage.render.evaluation import changes_text, evaluation_text

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


def flagged(
    key: str, label: Tier | None, disposition: Disposition, *flags: Flag, reply: str | None = None
) -> tuple[Labelled, Case]:
    case = Case(Comment("x", id=key), disposition, flags=flags, reply=reply)
    return Labelled(key, "x", flag=label, has_flag=True), case


def found(rule: str, tier: Tier, status: FlagStatus = FlagStatus.PRESENT) -> Flag:
    similar = "known" if rule == "learned" else None
    return Flag(rule, tier, "x", 0, 1, status, similar_to=similar)


E, K, S = Tier.EMERGENCY, Tier.CRISIS, Tier.SAME_DAY
ALARMS = [
    flagged("rule", E, Disposition.EMERGENCY, found("A", E)),
    flagged("both", E, Disposition.EMERGENCY, found("learned", E), found("B", S)),
    flagged("crisis-for-it", E, Disposition.CRISIS, found("C", K)),
    flagged("too-mild", E, Disposition.SAME_DAY, found("B", S)),
    flagged("denied", E, Disposition.CHECK, found("A", E, FlagStatus.DENIED), reply="leaflet"),
    flagged("no-numbers", K, Disposition.EMERGENCY, found("A", E)),
    flagged("second-line", S, Disposition.SAME_DAY, found("learned", S)),
    flagged("worse-is-fine", S, Disposition.EMERGENCY, found("A", E), found("D", Tier.NOTE)),
    flagged("routine", None, Disposition.CLINICIAN, found("R", Tier.CLINICIAN)),
    flagged("false", None, Disposition.EMERGENCY, found("A", E), found("R", Tier.CLINICIAN)),
    flagged("false-twice", None, Disposition.EMERGENCY, found("learned", E), found("A", E)),
    flagged("fine", None, Disposition.CHECK, found("A", E, FlagStatus.PAST), reply="leaflet"),
]


def test_alarms_are_told_by_tier_by_what_caught_them_and_by_id() -> None:
    rates = evaluate(ALARMS, {}).rates
    shown = {name: (rate.hits, rate.total, rate.wrong) for name, rate in rates.items()}
    assert shown == {
        "emergency caught": (3, 5, ("too-mild", "denied")),
        "emergency caught by rules": (2, 5, ("both", "too-mild", "denied")),
        "emergency caught by the second line alone": (1, 5, ("both",)),
        "crisis caught": (1, 1, ()),
        "crisis caught by rules": (1, 1, ()),
        "crisis caught by the second line alone": (0, 1, ()),
        "same-day caught": (2, 2, ()),
        "same-day caught by rules": (1, 2, ("second-line",)),
        "same-day caught by the second line alone": (1, 2, ("second-line",)),
        "crisis flag present": (0, 1, ("no-numbers",)),
        "replies on flagged": (1, 8, ("denied",)),
        "false alarms": (2, 4, ("false", "false-twice")),
    }


def test_alarm_intervals_are_exact() -> None:
    """Clopper-Pearson of 3 in 5, as any table of it has."""
    rate = evaluate(ALARMS, {}).rates["emergency caught"]
    assert (round(rate.low, 4), round(rate.high, 4)) == (0.1466, 0.9473)


def test_false_alarms_are_told_by_what_raised_them() -> None:
    result = evaluate(ALARMS, {})
    assert dict(result.false_alarms) == {
        "A": ("false", "false-twice"),
        "learned": ("false-twice",),
    }
    text = evaluation_text(result, ())
    assert "  A: 2 (false false-twice)\n  learned: 1 (false-twice)\n" in text
    assert "emergency missed, look at: too-mild denied\n" in text
    assert "emergency caught by rules" in text
    assert result.to_dict()["false_alarms"] == {
        "A": ["false", "false-twice"],
        "learned": ["false-twice"],
    }


def test_every_miss_is_listed_however_many() -> None:
    many = [flagged(f"m{n}", E, Disposition.CHECK) for n in range(200)]
    text = evaluation_text(evaluate(many, {}), ())
    assert all(f" m{n}" in text for n in range(200))


def test_a_later_run_is_compared_by_id(small: Triage) -> None:
    now = evaluate(judged(small), small.policy.entries)
    earlier = json.loads(json.dumps(now.to_dict()))
    assert compare(earlier, now) == Changes((), ())
    earlier["outcomes"] |= {"right": "no-match", "gone": "check"}
    earlier["rates"]["same-day caught"] |= {"ids": ["other"], "share": 0.5}
    del earlier["rates"]["false alarms"]
    changes = compare(earlier, now)
    assert changes.outcomes == (("right", "no-match", now.outcomes["right"]),)
    assert changes.rates == (
        RateChange("same-day caught", 0.5, 0.0, ("missed",), ("other",)),
        RateChange("false alarms", None, 1.0, ("quiet",), ()),
    )
    text = changes_text(changes)
    assert "  same-day caught: 50.0% -> 0.0%  +missed -other\n" in text
    assert "  false alarms: not measured -> 100.0%  +quiet\n" in text
