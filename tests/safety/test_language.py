"""The pattern language: what reads, what does not, and what is found."""

from __future__ import annotations

import pytest

from triage.model import Concept, Decision, Lexicon, RedFlags, Rule, Tier
from triage.safety import PatternError, Screen, parse_condition, parse_pattern, unknown_concepts
from triage.safety.finder import Finder
from triage.safety.reading import read

LEXICON = Lexicon(
    {
        "nsaid": Concept("nsaid", "drug", ("nsaid",)),
        "naproxen": Concept("naproxen", "drug", ("aleve", "naproxen"), "nsaid"),
    }
)
TERMS = {"weak": ("weak", "no strength")}


def finds(when: object, text: str) -> bool:
    rule = Rule("T-1", Tier.NOTE, "t", "i", (when,))
    screen = Screen.compile(RedFlags((rule,), (), TERMS), LEXICON)
    return any(flag.counts for flag in screen(text))


FOUND = [
    ("gasping for air", "She was GASPING, for air", True),
    ("gasping for air", "gasping. For air", False),
    ("can not breathe", "I can't really breathe", True),
    ("can not breathe", "i cannot breathe", True),
    ("trouble ... sleeping", "trouble with my sleeping", True),
    ("trouble ... sleeping", "trouble, then much later sleeping", False),
    ("trouble ... sleeping", "trouble but sleeping", False),
    ("(stiff|sore) neck", "a sore neck", True),
    ("(stiff|sore) neck", "a long neck", False),
    ("neck is? stiff", "neck stiff", True),
    ("neck is? stiff", "neck is stiff", True),
    ("=fit", "two fits", False),
    ("=fit", "a fit", True),
    ("@weak arm", "no strength arm", True),
    ("@nsaid daily", "Aleve daily", True),
    ("^ pregnant", "Hello. Pregnant and sick.", True),
    ("^ pregnant", "I am pregnant", False),
    ("swallowing", "I can swallow", True),
    ("swallow", "hard to swalow", True),
    ("breath", "the left breast", False),
    ("weakness", "this weekend", False),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), FOUND)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, expected: bool) -> None:
    assert finds(pattern, text) is expected


NUMBERS = [
    ("[age >= 50]", "I'm 62 and tired", True),
    ("[age >= 50]", "my dad 70", True),
    ("[age >= 50]", "a 55 year old woman", True),
    ("[age >= 50]", "62yo", True),
    ("[age >= 50]", "sixty-two years old", True),
    ("[age >= 50]", "I'm 62 weeks in", False),
    ("[age >= 50]", "I take 60 mg", False),
    ("[age < 18]", "my son is 15", True),
    ("[age < 18]", "my son is 25", False),
    ("[duration > 72 h]", "for 4 days", True),
    ("[duration > 72 h]", "day 4", False),
    ("[duration > 72 h]", "for 2 days", False),
    ("[duration >= 72 h]", "three days", True),
    ("[duration >= 4 d]", "fifth day", True),
    ("[duration >= 7 d]", "over a week", True),
    ("[duration 72..200 h]", "100 hours", True),
    ("[weeks 20..42]", "32 weeks", True),
    ("[temperature >= 38 C]", "a fever of 102", True),
    ("[temperature >= 100.4 F]", "temp 38.9", True),
    ("[temperature >= 38 C]", "temp 98.6", False),
    ("[pressure = 1]", "150/95", True),
    ("[pressure = 1]", "148 over 80", True),
    ("[pressure = 1]", "120/80", False),
    ("took [number >= 8]", "took 12 Tylenol", True),
    ("took [number >= 8]", "took two Tylenol", False),
    ("in [year 1990..2020]", "in 2015", True),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), NUMBERS)
def test_numbers_carry_their_meaning(pattern: str, text: str, expected: bool) -> None:
    assert finds(pattern, text) is expected


CONDITIONS = [
    ({"all": ["fever", "headache"]}, "fever and a headache", True),
    ({"all": ["fever", "headache"]}, "Fever. Headache.", False),
    ({"all": ["fever", "headache"], "within": "message"}, "Fever. Headache.", True),
    ({"all": ["fever", "headache"], "within": "clause"}, "fever; headache", False),
    ({"count": 2, "of": ["fever", "rash", "cough"], "within": "message"}, "Rash. Cough.", True),
    ({"count": 2, "of": ["fever", "rash", "cough"], "within": "message"}, "Rash. Rash.", False),
    ({"any": ["fever"], "unless": ["hay"]}, "hay fever", False),
    ({"any": ["fever"], "unless": ["hay"]}, "fever", True),
    ({"all": ["headache"], "given": ["cancer"]}, "cancer and headache", True),
    ({"all": ["headache"], "given": ["cancer"]}, "headache", False),
]


@pytest.mark.parametrize(("when", "text", "expected"), CONDITIONS)
def test_conditions_put_patterns_together(when: object, text: str, expected: bool) -> None:
    assert finds(when, text) is expected


WRONG = [
    ("", 0),
    ("... pain", 0),
    ("pain ...", 0),
    ("(stiff|sore neck", 0),
    ("neck [age > ]", 5),
    ("neck [mood > 3]", 5),
    ("neck [age > 3 h]", 5),
    ("pain (very|bad) today", 6),
    ("is? it", 0),
    ("pain § today", 5),
]


@pytest.mark.parametrize(("pattern", "position"), WRONG)
def test_a_wrong_pattern_is_refused_at_its_place(pattern: str, position: int) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(pattern)
    assert caught.value.position == position
    assert caught.value.message


@pytest.mark.parametrize(
    "when",
    [7, {}, {"all": ["a b"], "any": ["c"]}, {"all": ["pain"], "within": "page"},
     {"every": ["pain"]}, {"all": "pain", "count": "two"}, {"all": [1]}],
)  # fmt: skip
def test_a_wrong_condition_is_refused(when: object) -> None:
    with pytest.raises(PatternError):
        parse_condition(when)


def test_unknown_names_are_told() -> None:
    when = {"all": ["@weak", "@nsaid (@nobody|pain)"], "unless": ["@nothing"]}
    assert unknown_concepts(when, LEXICON, TERMS) == ("nobody", "nothing")


def test_a_term_cannot_be_made_of_itself() -> None:
    rule = Rule("T-1", Tier.NOTE, "t", "i", ("@loop",))
    with pytest.raises(PatternError, match="itself"):
        Screen.compile(RedFlags((rule,), (), {"loop": ("@loop again",)}), LEXICON)


def test_an_unknown_term_names_the_rule() -> None:
    rule = Rule("T-1", Tier.NOTE, "t", "i", ("@nobody",))
    with pytest.raises(PatternError, match=r"T-1.*@nobody"):
        Screen.compile(RedFlags((rule,), (), {}), LEXICON)


def test_a_rule_switched_off_is_not_compiled() -> None:
    rule = Rule("T-1", Tier.NOTE, "t", "i", ("fever",), off=Decision("a", "2026-05-01", "b"))
    assert Screen.compile(RedFlags((rule,)), LEXICON)("fever") == ()


def test_a_word_that_is_a_pattern_of_its_own_still_counts_within_another(
    lexicon: Lexicon,
) -> None:
    """Whichever is added first: the lone word or the pattern with the word in it."""
    finder = Finder({}, lexicon)
    finder.add("curtain")
    longer = finder.add("fell ... curtain")
    found = finder.find(read("it fell as a grey curtain", finder.stems))
    assert longer in found.present
