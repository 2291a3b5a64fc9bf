"""``faq``, ``rules``, ``evaluate`` and ``init`` as people call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DATA = Path(__file__).parents[2] / "data"


def test_the_shipped_content_is_clean(run: Run) -> None:
    done = run("faq", "check", "--format", "json")
    assert done.returncode == 0, done.stdout
    assert {problem["severity"] for problem in json.loads(done.stdout)} <= {"note"}


def test_the_rules_keep_their_promises(run: Run) -> None:
    done = run("rules", "check")
    assert done.returncode == 0, done.stdout
    assert "0 problems" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["faq", "list"], "med-nsaid-before\tsend\tdraft\t"),
        (["faq", "show", "med-nsaid-before"], "Sources:"),
        (["faq", "search", "wine the night before"], "med-alcohol"),
        (["faq", "schema", "faq"], '"$schema"'),
        (["rules", "list"], "RF-B1\temergency\t"),
        (["rules", "show", "rf-b1"], "Must fire on:"),
    ],
)
def test_reading(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert said in done.stdout


def test_init_never_overwrites(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    assert run("init", str(folder)).returncode == 0
    names = {path.name for path in folder.iterdir()}
    assert names == {"triage.yaml", "faq.yaml", "redflags.yaml", "lexicon.yaml", "examples.jsonl"}
    (folder / "faq.yaml").write_text("mine")
    again = run("init", str(folder))
    assert "kept" in again.stderr
    assert (folder / "faq.yaml").read_text() == "mine"


def test_a_clinic_signs_and_a_later_change_undoes_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    run("init", str(folder))
    config = ("--config", str(folder / "triage.yaml"))
    signed = run("faq", "sign", "how-cure", "--by", "Dr. Rivera", "--due", "2030-01-01", *config)
    assert signed.returncode == 0, signed.stderr
    assert "how-cure\tsend\tsigned" in run("faq", "list", *config).stdout
    file = folder / "faq.yaml"
    text = file.read_text(encoding="utf-8")
    shipped = (DATA / "faq.yaml").read_text(encoding="utf-8")
    changed = [a for a, b in zip(shipped.splitlines(), text.splitlines(), strict=True) if a != b]
    assert len(changed) == 1  # the review line, and nothing else of the file
    question = "question: Is Botox a cure for migraine?"
    assert question in text
    file.write_text(text.replace(question, "question: Is Botox any cure for migraine?"), "utf-8")
    assert "how-cure\tsend\tdraft" in run("faq", "list", *config).stdout


def test_signing_and_comparing_as_json(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    run("init", str(folder))
    config = ("--config", str(folder / "triage.yaml"))
    sign = run("faq", "sign", "how-cure", "--by", "Dr. Rivera", "--format", "json", *config)
    result = json.loads(sign.stdout)
    assert (result["signed"], result["by"], result["due"]) == (["how-cure"], "Dr. Rivera", None)
    for row in result["secondary"]:
        assert f"how-cure rests on a secondary source: {row['title']}" in sign.stderr
        assert row["fact"]
        assert f"for: {row['fact']}\n" in sign.stderr
    reworded = tmp_path / "reworded.yaml"
    text = (folder / "faq.yaml").read_text(encoding="utf-8")
    question = "question: Is Botox a cure for migraine?"
    assert question in text
    reworded.write_text(
        text.replace(question, "question: Is Botox any cure for migraine?"), "utf-8"
    )
    cases = tmp_path / "cases.jsonl"
    cases.write_text(run("batch", "-", "--input", "text", stdin="Is Botox a cure?").stdout, "utf-8")
    options = ("--on", str(cases), "--format", "json")
    difference = json.loads(
        run("faq", "diff", str(folder / "faq.yaml"), str(reworded), *options).stdout
    )
    assert (difference["added"], difference["removed"]) == ([], [])
    (case,) = difference["cases"]  # the signature no longer holds
    assert case["before"] == {"disposition": "send", "entries": ["how-cure"]}
    assert case["after"] == {"disposition": "check", "entries": ["how-cure"]}
    assert difference["changes"] == [
        {
            "entry": "how-cure",
            "key": "question",
            "before": "Is Botox a cure for migraine?",
            "after": "Is Botox any cure for migraine?",
            "voids_signature": True,
        }
    ]


def test_the_settings_file_names_what_the_answers_leave_to_the_clinic(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    run("init", str(folder))
    settings = folder / "triage.yaml"
    line = "  # aftercare: ...  # instead of: Follow the after-care sheet you were given.\n"
    text = settings.read_text(encoding="utf-8")
    assert line in text
    settings.write_text(text.replace(line, "  aftercare: Keep your hat off today.\n"), "utf-8")
    config = ("--config", str(settings))
    assert run("faq", "check", "--quiet", *config).returncode == 0
    reply = run("ask", "Can I have a glass of wine after my Botox shots?", *config).stdout
    assert "Keep your hat off today." in reply


def test_evaluate_and_compare(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    rows = [
        {"id": "a", "text": "Can I drink wine before my Botox?", "gold": ["med-alcohol"]},
        {"id": "b", "text": "How do I change the oil of a tractor?", "gold": None},
        {"id": "c", "text": "Is Botox a cure?", "gold": ["how-cure"], "mood": "curious"},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = run("evaluate", str(file), "--format", "json")
    result = json.loads(done.stdout)
    assert result["rates"]["top-1"]["hits"] == 2
    assert "1 unknown key" in done.stderr
    result["outcomes"]["a"] = "no-match"
    (tmp_path / "before.json").write_text(json.dumps(result))
    text = run("evaluate", str(file), "--compare", str(tmp_path / "before.json")).stdout
    assert "1 messages end differently" in text
    assert "a: no-match ->" in text
    again = run(
        "evaluate", str(file), "--format", "json", "--compare", str(tmp_path / "before.json")
    )
    assert json.loads(again.stdout)["compared"]["outcomes"][0][:2] == ["a", "no-match"]
    refused = run("evaluate", str(file), "--compare", str(file))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "not what `triage evaluate --format json` wrote" in refused.stderr


OWN_RULES = """schema: triage/redflags-1
extend: shipped
rules:
  - {id: RF-B1, off: {by: Dr. Rivera, on: 2026-05-01, why: our own line}}
  - {id: RF-R12, off: {by: Dr. Rivera, on: 2026-05-01, why: staff do refills}}
  - {id: RF-B6, tier: emergency}
"""


def own_rules(folder: Path, text: str) -> tuple[str, str]:
    (folder / "own.yaml").write_text(text)
    (folder / "own-triage.yaml").write_text("schema: triage/settings-1\nredflags: own.yaml\n")
    return "--config", str(folder / "own-triage.yaml")


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_what_a_clinic_switched_off_is_shown_at_every_run(
    run: Run, tmp_path: Path, quiet: tuple[str, ...]
) -> None:
    config = own_rules(tmp_path, OWN_RULES)
    done = run("ask", *config, *quiet, stdin="Is Botox a cure?")
    (line,) = [line for line in done.stderr.splitlines() if "switched off" in line]
    assert "RF-B1 (emergency) is switched off, decided by Dr. Rivera on 2026-05-01" in line
    assert ("RF-R12" in line) == (not quiet)
    assert "cure" not in line


def test_rules_as_this_clinic_has_them(run: Run, tmp_path: Path) -> None:
    config = own_rules(tmp_path, OWN_RULES)
    listed = {
        line.split("\t")[0]: line for line in run("rules", "list", *config).stdout.splitlines()
    }
    assert "decided by Dr. Rivera on 2026-05-01 (our own line)" in listed["RF-B1"]
    assert "own.yaml:4:5" in listed["RF-B1"]
    assert listed["RF-B6"].split("\t")[1] == "emergency"
    assert listed["RF-B2"].count("\t") == 2
    shown = run("rules", "show", "RF-B1", *config)
    assert "switched off" in shown.stdout
    checked = run("rules", "check", *config)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "RF-B1 (emergency) is switched off" in checked.stderr


@pytest.mark.parametrize("command", [("ask", "hi"), ("rules", "list"), ("faq", "check")])
def test_switching_an_emergency_rule_off_in_silence_is_refused(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    config = own_rules(tmp_path, OWN_RULES.replace("by: Dr. Rivera, ", ""))
    done = run(*command, *config)
    told = done.stdout + done.stderr
    assert done.returncode == (1 if command[0] == "faq" else 2)
    assert "own.yaml:4:22: error[missing-key]: the key by is missing" in told
    assert "own.yaml:5:23: error[missing-key]" in told


def test_the_rules_as_one_page(run: Run, tmp_path: Path) -> None:
    page = run("rules", "list", "--format", "markdown")
    assert page.returncode == 0
    assert page.stdout.startswith("# Red flags")
    assert page.stdout.count("\n### RF-") == len(run("rules", "list").stdout.splitlines())
    assert "call 911" in page.stdout
    (tmp_path / "own.yaml").write_text("schema: triage/settings-1\nemergency: {number: '112'}\n")
    assert "call 112" in run("rules", "list", "--format", "markdown", "--config", "own.yaml").stdout


def test_a_rule_nearly_named_is_suggested(run: Run) -> None:
    done = run("rules", "show", "RF-B12")
    assert done.returncode == 2
    assert re.search("did you mean .*RF-B1 or", done.stderr)
