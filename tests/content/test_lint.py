"""Every lint rule has a folder in ``lint`` with a good and a bad file; the bad one begins with
``# expect: LINE`` for each finding. Adding a rule means adding a folder. A .jsonl beside a file
holds its examples."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from triage.content import load_faq, load_labelled
from triage.content.lint import RULES, lint
from triage.model import Concept, Lexicon, Problem, Severity

FOLDER = Path(__file__).parent / "lint"
FOLDERS = sorted(path.name for path in FOLDER.iterdir())
DRUGS = ("botox", "ibuprofen", "sumatriptan", "naratriptan", "rizatriptan", "propranolol")
LEXICON = Lexicon({name: Concept(name, "drug", (name,)) for name in DRUGS})


def match(text: str) -> str | None:
    return "shots-pay" if "bill" in text else None


def findings(path: Path) -> tuple[Problem, ...]:
    loaded = load_faq(path.read_bytes(), path.name)
    assert loaded.problems == ()
    beside = path.with_suffix(".jsonl")
    examples = load_labelled(beside.read_bytes(), beside.name).value if beside.exists() else ()
    return lint(
        loaded,
        lexicon=LEXICON,
        today=date(2027, 1, 1),
        values={"clinic.name": "Our Clinic"},
        examples={beside.name: examples or ()},
        match=match,
    )


def test_every_rule_has_a_folder_and_a_reason() -> None:
    assert sorted(rule.id for rule in RULES) == FOLDERS
    assert all(rule.reason.endswith(".") for rule in RULES)


@pytest.mark.parametrize("rule", FOLDERS)
def test_good(rule: str) -> None:
    assert [p for p in findings(FOLDER / rule / "good.yaml") if p.code == rule] == []


@pytest.mark.parametrize("rule", FOLDERS)
def test_bad(rule: str) -> None:
    path = FOLDER / rule / "bad.yaml"
    expected = re.findall(r"^# expect: (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    found = [p for p in findings(path) if p.code == rule]
    assert [str(p.location.line) for p in found] == expected
    assert expected
    assert all(p.message and p.hint for p in found)


def test_notes_stay_notes() -> None:
    problems = findings(FOLDER / "unsigned" / "bad.yaml")
    assert {p.severity for p in problems if p.code == "unsigned"} == {Severity.NOTE}


def test_near_identical_names_both_places() -> None:
    problems = findings(FOLDER / "near-identical" / "bad.yaml")
    first = next(p for p in problems if p.code == "near-identical")
    assert "how painful are the needles" in first.message
    assert re.search(r"bad\.yaml:\d+:\d+", first.message)


def test_a_faq_with_errors_is_linted_as_far_as_it_could_be_read() -> None:
    data = (
        b"schema: triage/faq-1\ndisclaimer: d\nwrong: 1\nentries: [{id: a, question: q, answer: x}]"
    )
    assert "few-phrasings" in {p.code for p in lint(load_faq(data, "f"))}
    assert lint(load_faq(b"", "f")) == ()


# The line between a fact about a dose and a dose for the reader, and between hope and promise.
SAID = [
    ("dose", "Take 400 mg with food."),
    ("dose", "Do not take more than 3,000 mg in a day."),
    ("dose", "You may need 200 units."),
    ("dose", "You can use two tablets a day."),
    ("dose", "If you feel sick, try 10 mg first."),
    ("dose", "Ask for 195 units."),
    ("dose", "Keep caffeine under 200 mg a day."),
    (None, "The usual dose is 155 units in 31 spots."),
    (None, "In trials, people had 155 to 195 units."),
    (None, "You will get the label's standard 155 units."),
    (None, "Botox comes in vials of 100 units."),
    (None, "Take it with food."),
    (None, "Call us within 24 hours."),
    ("promise", "It will cure you."),
    ("promise", "Your relief is guaranteed."),
    ("promise", "It is completely safe."),
    ("promise", "There are no side effects."),
    ("promise", "It never fails."),
    (None, "It cannot be guaranteed."),
    (None, "No treatment works for everyone."),
    (None, "It is not a cure, and it is not completely safe."),
    (None, "About half of people have half as many headache days."),
]


@pytest.mark.parametrize(("rule", "sentence"), SAID)
def test_claims(rule: str | None, sentence: str) -> None:
    data = f'{{id: a, question: q, answer: "Well. {sentence} Fine."}}'
    loaded = load_faq(f"schema: triage/faq-1\ndisclaimer: d\nentries: [{data}]".encode(), "f")
    found = {p.code for p in lint(loaded)} & {"dose", "promise"}
    assert found == ({rule} if rule else set())
