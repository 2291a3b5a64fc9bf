"""``ask``: streams, formats and exit codes of the contract."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run

NSAID = "Can I take ibuprofen before my Botox injections?"
ALARM = "I cannot breathe properly since my injections yesterday, Zebediah"
NOTHING = "How do I change the oil of a tractor?"


def test_a_reply_in_a_pipe_is_bare(run: Run) -> None:
    done = run("ask", stdin=NSAID)
    assert done.returncode == 0
    assert "ibuprofen" in done.stdout
    assert "\x1b" not in done.stdout
    assert "CHECK" in done.stderr
    assert "med-nsaid-before" in done.stderr


def test_an_alarm_prints_nothing_to_stdout_and_no_patient_words_at_all(run: Run) -> None:
    done = run("ask", stdin=ALARM)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "EMERGENCY" in done.stderr
    assert "911" in done.stderr
    assert "Zebediah" not in done.stderr
    assert "yesterday" not in done.stderr


def test_no_match_prints_nothing(run: Run) -> None:
    done = run("ask", stdin=NOTHING)
    assert (done.returncode, done.stdout) == (1, "")
    assert "tractor" not in done.stderr


def test_an_argument_leaves_stdin_alone(run: Run) -> None:
    done = run("ask", NSAID, stdin=ALARM)
    assert done.returncode == 0


def test_strict_tells_that_a_check_is_needed(run: Run) -> None:
    assert run("ask", "--strict", NSAID).returncode == 4


@pytest.mark.parametrize("text", [NSAID, ALARM, NOTHING, "", "[bold]x[/bold] :pill:"])
def test_json_is_one_case_whatever_it_is(run: Run, text: str) -> None:
    done = run("ask", "--format", "json", stdin=text)
    record = json.loads(done.stdout)
    assert record["schema"] == "triage/case-1"
    assert record["comment"]["body"] == text


def test_candidates_can_be_more(run: Run) -> None:
    done = run("ask", "--format", "json", "--candidates", "7", stdin=NSAID)
    assert len(json.loads(done.stdout)["candidates"]) == 7


def test_a_draft_on_stdout_has_no_recipient(run: Run) -> None:
    done = run("ask", "--format", "eml", stdin=NSAID)
    head = done.stdout.replace("\r\n", "\n").split("\n\n")[0].lower()
    assert head.startswith("x-unsent: 1")
    assert not any(line.startswith(("to:", "cc:", "bcc:")) for line in head.splitlines())


def test_a_draft_of_an_alarm_is_not_made(run: Run) -> None:
    assert run("ask", "--format", "eml", stdin=ALARM).stdout == ""


def test_the_panel_shows_what_to_do_first_and_keeps_markup_as_text(run: Run) -> None:
    done = run("ask", "--format", "panel", "--explain", f"[red]hi[/red] :pill: {NSAID}")
    assert done.stdout.startswith("CHECK")
    assert "Why: matched med-nsaid-before" in done.stdout
    assert "[red]" in done.stdout


@pytest.mark.parametrize(
    "stdin",
    [b"\xff\xfe\x00I\x00", b"\x00\x1b]0;x\x07", b"\xef\xbb\xbf" + NSAID.encode(), b"\r\n" * 50],
)
def test_hostile_input_never_breaks_it(run: Run, stdin: bytes) -> None:
    done = run("ask", stdin=stdin)
    assert done.returncode in (0, 1, 3)
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "--faq", "nowhere.yaml", "hi"], "nowhere.yaml"),
        (["ask", "--config", "nowhere.yaml", "hi"], "nowhere.yaml"),
        (["ask", "--format", "xml", "hi"], "xml"),
        (["nonsense"], "nonsense"),
        (["faq", "show", "med-nsaid-befor"], "med-nsaid-before"),
        (["batch", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_usage_errors_are_clear(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_faq_names_every_place(run: Run, tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "broken.yaml"
    file.write_text("schema: triage/faq-1\ndisclaimer: x\nentries:\n  - id: A B\n    nope: 1\n")
    done = run("ask", "--faq", str(file), "hi")
    assert done.returncode == 2
    assert "broken.yaml:4:" in done.stderr
    assert "broken.yaml:5:" in done.stderr
    assert done.stdout == ""


def test_the_version(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, "triage 0.1.0\n")


def test_unquoted_words_are_not_repeated(run: Run) -> None:
    done = run("ask", "I", "cannot", "swallow", "Zebediah")
    assert done.returncode == 2
    assert "Zebediah" not in done.stderr


def test_an_alarm_in_a_pipe_tells_whom_to_call_on_stderr(run: Run) -> None:
    assert "triage: Call: emergency 911 (US numbers" in run("ask", stdin=ALARM).stderr
    assert "Call:" not in run("ask", stdin=NSAID).stderr


@pytest.mark.parametrize("form", ["text", "eml"])
@pytest.mark.parametrize(
    "text",
    [
        ALARM,
        f"{NSAID} {ALARM}",
        f"{ALARM.upper()}\n\n{NSAID}",
        "I want to end my life",
        "My eyelid has drooped since the shots. " + NSAID,
        "¿Puedo tomar ibuprofeno antes de las inyecciones de la toxina?",
        NSAID + " word" * 1500,
    ],
    ids=lambda text: text[:20],
)
def test_whatever_needs_a_person_leaves_stdout_empty(run: Run, text: str, form: str) -> None:
    done = run("ask", "--format", form, stdin=text)
    assert (done.returncode, done.stdout) == (3, "")
