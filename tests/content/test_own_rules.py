"""A clinic's own rules: laid over the shipped ones, and no warning is lost unseen."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from triage.content import lay_over, load_lexicon, load_redflags, snapshot
from triage.content.own_rules import TEMPLATE
from triage.curated import shipped
from triage.model import Cue, Decision, Lexicon, RedFlags, Rule, Tier
from triage.safety import Screen

HEAD = "schema: triage/redflags-1\nextend: shipped\n"
SHIPPED_FILE = b"""schema: triage/redflags-1
terms: {water: [puddle, flood]}
rules:
  - {id: E-1, tier: emergency, title: Fire, instruct: Run., when: ["on fire"],
     fires: [it is on fire], silent: [no fire, it smells of smoke]}
  - {id: K-1, tier: crisis, title: Despair, instruct: Talk., when: ["give up"]}
  - {id: S-1, tier: same-day, title: Flood, instruct: Mop., when: ["@water"]}
  - {id: R-1, tier: clinician, title: Advice, instruct: Reply., when: ["advise me"]}
context: [{cue: "no", status: denied}]
"""


def lexicon() -> Lexicon:
    data = b"schema: triage/lexicon-1\nconcepts: {smoke: {kind: sign, words: [smoke, fumes]}}\n"
    loaded = load_lexicon(data, "lexicon.yaml")
    assert loaded.value is not None
    return loaded.value


@pytest.fixture(scope="module")
def base() -> RedFlags:
    loaded = load_redflags(SHIPPED_FILE, "shipped.yaml", lexicon())
    assert loaded.value is not None, loaded.problems
    return loaded.value


def laid(base: RedFlags, text: str) -> dict[str, Rule]:
    loaded = lay_over((HEAD + text).encode(), "own.yaml", base, lexicon())
    assert loaded.value is not None, loaded.problems
    return {rule.id: rule for rule in loaded.value.rules}


def fired(base: RedFlags, own: str, message: str) -> dict[str, Tier]:
    loaded = lay_over((HEAD + own).encode(), "own.yaml", base, lexicon())
    assert loaded.value is not None, loaded.problems
    flags = Screen.compile(loaded.value, lexicon())(message)
    return {flag.rule: flag.tier for flag in flags if flag.counts}


def test_an_empty_file_changes_nothing(base: RedFlags) -> None:
    assert tuple(laid(base, "rules:\n").values()) == base.rules


def test_a_new_id_adds_a_rule_with_words_of_its_own(base: RedFlags) -> None:
    own = (
        "terms: {our-pump: [the pump, infuser]}\n"
        "rules:\n  - {id: OUR-1, tier: same-day, title: Pump, instruct: Mend.,"
        ' when: ["@our-pump ... (stopped|@smoke)"]}\n'
    )
    assert fired(base, own, "the infuser has stopped") == {"OUR-1": Tier.SAME_DAY}
    assert fired(base, own, "fumes") == {}
    assert str(laid(base, own)["OUR-1"].own) == "own.yaml:5:5"


def test_a_shipped_rule_is_tightened_and_keeps_its_patterns(base: RedFlags) -> None:
    own = "rules:\n  - {id: S-1, tier: emergency, when: [swamped], instruct: Swim.}\n"
    assert fired(base, own, "we are swamped") == {"S-1": Tier.EMERGENCY}
    assert fired(base, own, "a puddle") == {"S-1": Tier.EMERGENCY}
    rule = laid(base, own)["S-1"]
    assert (rule.title, rule.instruct, rule.was) == ("Flood", "Swim.", Tier.SAME_DAY)


def test_a_sentence_that_must_now_fire_no_longer_must_not(base: RedFlags) -> None:
    own = "rules:\n  - {id: E-1, when: [smells ... smoke], fires: [it smells of smoke]}\n"
    rule = laid(base, own)["E-1"]
    assert rule.fires == ("it is on fire", "it smells of smoke")
    assert rule.silent == ("no fire",)


@pytest.mark.parametrize("rule", ["E-1", "K-1", "S-1", "R-1"])
def test_a_rule_is_switched_off_by_somebody_on_a_day_for_a_reason(
    base: RedFlags, rule: str
) -> None:
    own = f"rules:\n  - {{id: {rule}, off: {{by: Dr. A, on: 2026-05-01, why: not here}}}}\n"
    assert laid(base, own)[rule].off == Decision("Dr. A", "2026-05-01", "not here")
    message = "on fire, I give up, advise me, a flood"
    assert fired(base, "rules:\n", message).keys() - fired(base, own, message).keys() == {rule}


@pytest.mark.parametrize(
    ("rule", "tier"),
    [
        ("E-1", "crisis"),
        ("E-1", "note"),
        ("K-1", "same-day"),
        ("K-1", "emergency"),
        ("S-1", "note"),
    ],
)
def test_a_lower_tier_needs_the_same(base: RedFlags, rule: str, tier: str) -> None:
    decision = "lowered: {by: Dr. A, on: 2026-05-01, why: our line}"
    whole = f"rules:\n  - {{id: {rule}, tier: {tier}, {decision}}}\n"
    changed = laid(base, whole)[rule]
    assert (changed.tier, changed.lowered) == (tier, Decision("Dr. A", "2026-05-01", "our line"))
    assert changed.was is not None
    assert codes(base, whole.replace(f", {decision}", "")) == ["4:21 undecided"]


def codes(base: RedFlags, own: str) -> list[str]:
    loaded = lay_over((HEAD + own).encode(), "own.yaml", base, lexicon())
    return [f"{p.location.line}:{p.location.column} {p.code}" for p in loaded.problems]


REFUSED = [
    # switched off without saying who, when or why
    ("rules: [{id: E-1, off: {on: 2026-05-01, why: x}}]", ["3:24 missing-key"]),
    ("rules: [{id: E-1, off: {by: A, why: x}}]", ["3:24 missing-key"]),
    ("rules: [{id: K-1, off: {by: A, on: 2026-05-01}}]", ["3:24 missing-key"]),
    ("rules: [{id: E-1, off: {by: A, on: soon, why: x}}]", ["3:36 wrong-date"]),
    ("rules: [{id: E-1, off: true}]", ["3:24 wrong-type"]),
    ("rules: [{id: E-1, enabled: false}]", ["3:19 unknown-key"]),
    ("rules: [{id: E-1, tier: note, lowered: {by: A}}]", ["3:40 missing-key"] * 2),
    ("rules: [{id: E-1, title: x, off: {by: A, on: 2026-05-01, why: x}}]", ["3:9 off-and-changed"]),
    # nothing that could be meant
    ("rules: [{id: E-9, off: {by: A, on: 2026-05-01, why: x}}]", ["3:14 unknown-rule"]),
    ("rules: [{id: e-1, tier: note, title: x, instruct: x, when: [x]}]", ["3:14 unknown-rule"]),
    ("rules: [{id: OUR-1, tier: note}]", ["3:14 missing-key"] * 3),
    ("rules: [{id: learned, tier: note, title: x, instruct: x, when: [x]}]", ["3:14 reserved-id"]),
    (
        "rules: [{id: S-1, tier: crisis, lowered: {by: A, on: 2026-05-01, why: x}}]",
        ["3:42 not-lowered"],
    ),
    ("rules: [{id: E-1, when: [x]}, {id: E-1, when: [y]}]", ["3:36 duplicate-id"]),
    ("rules: [{id: E-1, silent: [it is on fire]}]", ["3:28 still-fires"]),
    # what would change shipped rules behind their back
    ("terms: {water: [sea]}", ["3:9 name-taken"]),
    ("terms: {smoke: [cigar]}", ["3:9 name-taken"]),
    ("context: [{cue: maybe, status: denied}]", ["3:32 wrong-value"]),
    ("context: [{cue: x, status: present, direction: itself}]", ["3:48 wrong-value"]),
    # patterns
    ("rules: [{id: E-1, when: [a (b]}]", ["3:28 pattern"]),
    ('rules: [{id: E-1, when: ["@nobody"]}]', ["3:27 unknown-concept"]),
    ("terms: {one: ['@two'], two: ['@one']}", ["3:9 circular", "3:24 circular"]),
]  # fmt: skip


@pytest.mark.parametrize(("own", "expected"), REFUSED, ids=[own[:60] for own, _ in REFUSED])
def test_refused_with_its_place(base: RedFlags, own: str, expected: list[str]) -> None:
    loaded = lay_over((HEAD + own).encode(), "own.yaml", base, lexicon())
    assert loaded.value is None
    assert sorted(codes(base, own)) == sorted(expected)
    assert all(problem.hint for problem in loaded.problems)


def test_all_that_is_wrong_comes_at_once(base: RedFlags) -> None:
    own = (
        "rules:\n  - {id: E-1, tier: note}\n  - {id: K-1, off: {by: A}}\n  - {id: S-1, when: [(]}\n"
    )
    assert [c.split(":")[0] for c in codes(base, own)] == ["4", "5", "5", "6"]


def test_the_file_must_say_that_it_extends_the_shipped_rules(base: RedFlags) -> None:
    whole = lay_over(SHIPPED_FILE, "own.yaml", base, lexicon())
    assert whole.value is None
    assert "extend" in " ".join(p.message for p in whole.problems)


def test_a_rule_named_without_a_change_is_a_warning(base: RedFlags) -> None:
    assert laid(base, "rules: [{id: E-1}]")["E-1"].tier is Tier.EMERGENCY
    assert codes(base, "rules: [{id: E-1}]") == ["3:9 no-change"]


def test_a_clinics_cue_may_make_a_finding_count(base: RedFlags) -> None:
    asked = replace(base, context=(*base.context, *_asked()))
    message = "what if it is on fire nonetheless"
    assert fired(asked, "rules:\n", message) == {}
    cue = "context: [{cue: nonetheless, status: present, direction: backward}]\n"
    assert fired(asked, cue, message) == {"E-1": Tier.EMERGENCY}


def _asked() -> tuple[Cue, ...]:
    data = SHIPPED_FILE.replace(
        b'{cue: "no", status: denied}', b"{cue: what if, status: hypothetical}"
    )
    loaded = load_redflags(data, "f", lexicon())
    assert loaded.value is not None
    return loaded.value.context


def test_it_is_remembered_whole(base: RedFlags) -> None:
    own = (
        "rules:\n  - {id: E-1, off: {by: A, on: 2026-05-01, why: x}}\n"
        "  - {id: K-1, tier: note, lowered: {by: A, on: 2026-05-01, why: x}}\n"
    )
    merged = lay_over((HEAD + own).encode(), "own.yaml", base, lexicon()).value
    assert merged is not None
    assert snapshot.redflags_from_plain(snapshot.redflags_to_plain(merged)) == merged


def test_the_template_holds_as_it_is_and_with_every_line_taken_in() -> None:
    shipped_rules = load_redflags(shipped().redflags.read_bytes(), "shipped.yaml").value
    assert shipped_rules is not None
    assert lay_over(TEMPLATE.encode(), "f", shipped_rules).problems == ()
    lines = TEMPLATE.split("\n#\n")
    active = "\n".join(re.sub(r"^# ?", "", part, flags=re.M) for part in lines[2:])
    loaded = lay_over((HEAD + active).encode(), "f", shipped_rules)
    assert loaded.value is not None, loaded.problems
    changed = {rule.id for rule in loaded.value.rules if rule.own is not None}
    assert changed == {"OUR-1", "RF-H18", "RF-H1", "RF-H22"}
