"""``evaluate`` in this process, on the small content: what is printed, and with which code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SMALL_PATHS
from triage.api import Triage
from triage.cli.app import run


@pytest.fixture(autouse=True)
def _small_content(small: Triage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.cli.evaluate.load", lambda *files, quiet: small)
    monkeypatch.setattr("triage.places.curated_files", lambda *files: SMALL_PATHS)


def test_cross_validation_reports_like_a_labelled_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "--cross-validate", "--folds", "3"]) == 0
    told = capsys.readouterr()
    for figure in ("top-1", "recall@3", "answered or routed", "wrong among", "AUROC", "ECE"):
        assert figure in told.out
    assert "answered without an entry" in told.out
    assert "confusions: " in told.out
    assert "/phrasing-" in told.out
    assert "fold 3 of 3" in told.err


def test_two_runs_compare_by_message(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    command = ["evaluate", "--cross-validate", "--folds", "2", "--quiet"]
    assert run([*command, "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["schema"] == "triage/evaluation-1"
    assert first["folds"] == 2
    earlier = tmp_path / "earlier.json"
    first["outcomes"]["water-often/question"] = "skip"
    earlier.write_text(json.dumps(first))
    assert run([*command, "--format", "json", "--compare", str(earlier)]) == 0
    changed = json.loads(capsys.readouterr().out)["compared"]["outcomes"]
    assert [row[:2] for row in changed] == [["water-often/question", "skip"]]
    assert run([*command, "--compare", str(earlier)]) == 0
    assert "1 messages end differently" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "[]", '{"outcomes": 3}', "{}"])
def test_what_is_no_earlier_run_is_refused(
    content: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "earlier.json"
    file.write_text(content)
    assert run(["evaluate", "--cross-validate", "--compare", str(file)]) == 2
    assert "--format json" in capsys.readouterr().err


def test_either_a_file_or_cross_validation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text('{"text": "how often do I water it?", "gold": ["water-often"]}\n')
    assert run(["evaluate"]) == 2
    assert run(["evaluate", "--cross-validate", str(file)]) == 2
    capsys.readouterr()
    assert run(["evaluate", str(file)]) == 0
    assert "1 labelled messages" in capsys.readouterr().out
