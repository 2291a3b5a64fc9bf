"""The rules in words: each of them whole, readable without knowing the pattern language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from triage.content import load_lexicon, load_redflags
from triage.curated import shipped
from triage.model import Cue, Decision, FlagStatus, Location, RedFlags, Rule, Tier
from triage.render.patterns import condition_words, pattern_words
from triage.render.rules import rule_line, rule_text, rules_markdown, rules_note


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("gasping for air", "gasping for air"),
        ("@trouble ... @swallow", "«trouble» … «swallow»"),
        ("(catch|get) breath", "(catch / get) breath"),
        ("not? well", "[not] well"),
        ("(a|b (c|d))? word", "[a / b (c / d)] word"),
        ("@sign? now", "[«sign»] now"),
        ("^ 32 weeks", "at the start of a sentence: 32 weeks"),
        ("=fit", "exactly fit"),
        ("(=instant|=flash)", "(exactly instant / exactly flash)"),
        ("[age >= 50]", "an age of 50 or more years"),
        ("[age 1..17]", "an age of 1 to 17 years"),
        ("[duration > 72 h]", "a time of more than 72 hours"),
        ("[duration 3..7 d]", "a time of 3 to 7 days"),
        ("[number = 2] pills", "a number of exactly 2 pills"),
        ("[weeks 5..42]", "a number of weeks of 5 to 42"),
        ("[temperature >= 37.8 C]", "a temperature of 37.8 or more °C"),
        ("[pressure = 1]", "a blood pressure of 140/90 or more"),
        ("[year < 1990]", "a year of less than 1990"),
        ("can't won't", "can't won't"),
    ],
)
def test_a_pattern_in_words(pattern: str, words: str) -> None:
    assert pattern_words(pattern) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("on fire", "on fire"),
        ({"any": ["a"]}, "a"),
        ({"any": ["a", "b"]}, "any of “a”; “b”"),
        ({"all": ["a", "b"], "within": "clause"},
         "all of these in one part of a sentence: “a”; “b”"),
        ({"count": 2, "of": ["a", "b", "c"], "within": "message"},
         "at least 2 of these anywhere in the message: “a”; “b”; “c”"),
        ({"all": ["a"], "given": "b", "unless": ["c", "d"]},
         "all of these in one sentence: “a”; given that it also says in one sentence “b”; "
         "but not where it says in one sentence “c” or “d”"),
    ],
)  # fmt: skip
def test_a_condition_in_words(when: object, words: str) -> None:
    assert condition_words(when) == words


@pytest.fixture(scope="module")
def redflags() -> RedFlags:
    paths = shipped()
    lexicon = load_lexicon(paths.lexicon.read_bytes(), "lexicon.yaml").value
    loaded = load_redflags(paths.redflags.read_bytes(), "redflags.yaml", lexicon)
    assert loaded.value is not None
    return loaded.value


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>|#])", r"\1", markdown)


def test_the_page_holds_every_rule_with_all_that_belongs_to_it(redflags: RedFlags) -> None:
    page = unescaped(rules_markdown(redflags, {"emergency.number": "112"}))
    for rule in redflags.rules:
        part = page[page.index(f"\n### {rule.id} ") :].split("\n##", 2)[1]
        assert rule.title in part
        for text in (*rule.fires, *rule.silent, *map(condition_words, rule.when)):
            assert f"\n- {' '.join(text.split())}\n" in part + "\n", (rule.id, text)
        assert "**Staff:**" in part
    assert "{emergency.number}" not in page
    assert "call 112" in page
    assert [page.index(word) for word in ("## Emergency", "## Crisis", "## Same day")] == sorted(
        page.index(word) for word in ("## Emergency", "## Crisis", "## Same day")
    )


def test_the_page_explains_every_list_and_every_cue(redflags: RedFlags) -> None:
    page = unescaped(rules_markdown(redflags, {}))
    rules, _, lists = page.rpartition("\n## Word lists\n")
    told = set(re.findall(r"^- «([\w-]+)»:", lists, flags=re.M))
    used = set(re.findall(r"«([\w-]+)»", page)) & set(redflags.terms)
    assert told == used
    assert rules.count("what comes after") == sum(
        cue.direction == "forward" for cue in redflags.context
    )
    for cue in redflags.context:
        assert f"“{pattern_words(cue.cue)}”" in rules


def test_no_sign_of_the_pattern_language_is_left(redflags: RedFlags) -> None:
    text = "\n".join(
        condition_words(when) for rule in redflags.rules for when in rule.when
    ) + "\n".join(pattern_words(cue.cue) for cue in redflags.context)
    assert not re.search(r"[@|^?{}<>]|\.\.\.|=\w", text)


def test_text_from_a_file_cannot_become_markup() -> None:
    rule = Rule("R-1", Tier.NOTE, "<b>*x*</b>", "a\n# b", ("x",), ("| <script> | [y](z)",))
    page = rules_markdown(RedFlags((rule,)), {})
    assert r"\<b\>\*x\*\</b\>" in page
    assert r"- \| \<script\> \| \[y\](z)" in page
    assert "\n# b" not in page


RULE = Rule(
    "R-1",
    Tier.EMERGENCY,
    "Fire",
    "Run.",
    ("@list", "x"),
    ("it burns",),
    location=Location("s", 3, 5),
)
DECISION = Decision("Dr. A", "2026-05-01", "our line")
OWN = Location("own.yaml", 7, 5)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (RULE, ""),
        (replace(RULE, own=OWN), "changed by this clinic, own.yaml:7:5"),
        (replace(RULE, own=OWN, location=OWN), "added by this clinic, own.yaml:7:5"),
        (replace(RULE, own=OWN, off=DECISION),
         "(emergency) is switched off, decided by Dr. A on 2026-05-01 (our line), own.yaml:7:5"),
        (replace(RULE, tier=Tier.NOTE, was=Tier.EMERGENCY, own=OWN, lowered=DECISION),
         "is note instead of emergency, decided by Dr. A on 2026-05-01 (our line), own.yaml:7:5"),
    ],
)  # fmt: skip
def test_what_a_clinic_did_is_told_everywhere(rule: Rule, told: str) -> None:
    page = rules_markdown(RedFlags((rule,)), {})
    text = rule_text(rule, RedFlags((rule,), terms={"list": ("a", "b")}), {})
    assert rule_line(rule).split("\t") == ["R-1", rule.tier, "Fire", *([told] if told else [])]
    assert (f"This rule {told}." in text) == (f"This rule {told}." in page) == bool(told)
    assert "«list»: a; b" in text


@pytest.mark.parametrize(
    ("tier", "was", "urgent"),
    [
        (Tier.EMERGENCY, None, True),
        (Tier.CRISIS, None, True),
        (Tier.SAME_DAY, None, False),
        (Tier.SAME_DAY, Tier.EMERGENCY, True),
        (Tier.CLINICIAN, Tier.SAME_DAY, False),
    ],
)
def test_only_what_was_urgent_is_told_to_the_quiet(
    tier: Tier, was: Tier | None, urgent: bool
) -> None:
    rule = replace(RULE, tier=tier, was=was, own=OWN)
    rule = replace(rule, lowered=DECISION) if was else replace(rule, off=DECISION)
    assert rules_note([RULE, rule]) is not None
    assert (rules_note([RULE, rule], urgent_only=True) is not None) == urgent
    assert rules_note([RULE, replace(RULE, own=OWN)]) is None


def test_cues_tell_their_reach() -> None:
    cue = Cue("no", FlagStatus.DENIED, "forward", ("but", "now"), 3)
    page = rules_markdown(RedFlags((RULE,), (cue,), {"list": ("a",)}), {})
    assert "- “no”: what comes after, at most 3 words; ends at: but, now" in page
