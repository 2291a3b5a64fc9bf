"""``triage report`` and ``triage gaps`` as they are used: on what ``batch`` wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.model import Comment

MESSAGES = [
    Comment("Is there parking for patients?", "1", author="Zelda Vane", date="2024-05-01"),
    Comment("Where do I park? Thanks, Quentin", "2", author="Quentin", date="2024-05-02"),
    Comment("I cannot swallow and choke since my Botox yesterday", "3", author="Ola"),
    Comment("Thank you so much!", "4", author="Ola", date="2024-05-03T10:00:00"),
]


@pytest.fixture
def cases(run: Run, tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    rows = [{"id": m.id, "body": m.body, "author": m.author, "date": m.date} for m in MESSAGES]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("batch", str(source), "-o", "cases.jsonl").returncode == 0
    return tmp_path / "cases.jsonl"


def test_a_page_is_written_for_its_owner_alone(run: Run, cases: Path) -> None:
    done = run("report", str(cases), "-o", "r.html", "--date", "2024-06-01")
    page = cases.with_name("r.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert "4 cases" in done.stderr
    assert page.stat().st_mode & 0o777 == 0o600
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "Zelda Vane" in html
    assert html.index('id="alarms"') < html.index('id="charts"') < html.index('id="messages"')


def test_the_same_cases_and_day_are_the_same_bytes(run: Run, cases: Path) -> None:
    arguments = ("report", str(cases), "--format", "html", "--date", "2024-06-01")
    first = run(*arguments)
    assert first.returncode == 0
    assert first.stdout == run(*arguments).stdout


def test_redacted_it_holds_no_name_and_no_message(run: Run, cases: Path) -> None:
    html = run("report", str(cases), "--redact").stdout
    assert "<!DOCTYPE html>" in html
    for secret in ("Zelda", "Quentin", "Ola", "parking for", "choke since"):
        assert secret not in html


def test_figures_and_text(run: Run, cases: Path) -> None:
    figures = json.loads(
        run("report", str(cases), "--format", "json", "--date", "2024-06-01").stdout
    )
    assert figures["schema"] == "triage/report-1"
    assert (figures["cases"], figures["alarms"], figures["date"]) == (4, 1, "2024-06-01")
    text = run("report", "-", "--format", "text", stdin=cases.read_bytes())
    assert "1 of 4 messages needs somebody today" in text.stdout
    assert "\x1b" not in text.stdout


@pytest.mark.parametrize("command", ["report", "gaps"])
def test_a_line_that_is_no_case_is_told_and_the_rest_goes_on(
    run: Run, cases: Path, command: str
) -> None:
    with cases.open("a", encoding="utf-8") as file:
        file.write('{"schema": "something", "body": "Zelda"}\n')
    done = run(command, str(cases))
    assert done.returncode == 1
    assert "cases.jsonl:5" in done.stderr
    assert "Zelda" not in done.stderr
    assert done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "missing.jsonl"),
        ("gaps", "missing.jsonl"),
        ("report", "cases.jsonl", "--date", "tomorrow"),
        ("report", "cases.jsonl", "-o", "cases.jsonl"),
        ("gaps", "cases.jsonl", "--least", "0"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, cases: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


def test_gaps_bring_together_who_asks_the_same(run: Run, cases: Path) -> None:
    done = run("gaps", str(cases))
    assert done.returncode == 0
    assert "asked in 2 messages, 2024-05-01 to 2024-05-02" in done.stdout
    assert "Quentin" not in done.stdout
    found = json.loads(run("gaps", str(cases), "--format", "json").stdout)
    assert [gap["count"] for gap in found["gaps"]] == [2]


def test_gaps_become_entries_to_be_written(run: Run, cases: Path) -> None:
    done = run("gaps", str(cases), "--format", "yaml", "-o", "new.yaml")
    assert done.returncode == 0
    checked = run("faq", "check", "--faq", "new.yaml", "--format", "json")
    errors = [
        problem
        for problem in json.loads(checked.stdout)
        if problem["severity"] == "error" and problem["source"].startswith("new.yaml")
    ]
    assert errors == []
