"""Which comments ``batch`` takes up, what it tells of the others, and what it shows meanwhile."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ASKED = "Can I drink wine the evening after my Botox?"


def write(path: Path, rows: Iterable[tuple[str, ...]]) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path.name


def test_the_moderation_queue_is_read_and_what_is_no_question_is_counted(
    run: Run, tmp_path: Path
) -> None:
    kinds = [
        ("1", ""), ("1", "comment"), ("0", ""), ("hold", "comment"), ("", ""),
        ("spam", ""), ("trash", ""), ("post-trashed", ""), ("1", "pingback"), ("1", "trackback"),
        ("1", "note"), ("1", "order_note"), ("1", "review"), ("1", "action_log"),
    ]  # fmt: skip
    header = ("comment_ID", "comment_author", "comment_content", "comment_approved", "comment_type")
    rows = [(str(n), f"P{n}", ASKED, *kind) for n, kind in enumerate(kinds, 1)]
    name = write(tmp_path / "in.csv", [header, *rows])
    done = run("batch", name)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [case["id"] for case in found] == [row[0] for row in rows]  # nothing dropped unseen
    assert [case["disposition"] == "skip" for case in found] == [False] * 5 + [True] * 9
    assert "14 records: 14 cases, 0 unreadable" in done.stderr
    assert "9 skip: type 6, trash 2, spam 1" in done.stderr


def test_spam_with_an_alarm_in_it_is_no_spam(run: Run, tmp_path: Path) -> None:
    rows = [("body", "status"), ("I cannot breathe since my Botox injections", "spam")]
    done = run("batch", write(tmp_path / "in.csv", rows))
    assert json.loads(done.stdout)["disposition"] == "emergency"


def test_what_staff_answered_is_skipped_only_when_asked(run: Run, tmp_path: Path) -> None:
    rows = [
        ("id", "author", "body", "parent"),
        ("1", "Ann", ASKED, ""),
        ("2", "Dr. Reed", "A glass is fine.", "1"),
        ("3", "Bo", "May I fly after Botox?", ""),
    ]
    command = ("batch", write(tmp_path / "in.csv", rows), "--staff", "Dr. Reed")
    plain, asked = (
        [json.loads(line) for line in run(*command, *more).stdout.splitlines()]
        for more in ((), ("--skip-answered",))
    )
    assert [case["disposition"] for case in plain] == ["check", "skip", "check"]
    assert plain[0]["answered_by"] == "2 (by parent)"
    assert [case["disposition"] for case in asked] == ["skip", "skip", "check"]
    assert "answered by 2" in asked[0]["reasons"][0]["text"]


def test_a_summary_by_disposition_and_topic(run: Run, tmp_path: Path) -> None:
    rows = [("body",), (ASKED,), ("May I fly after Botox?",), ("I cannot breathe since Botox",)]
    told = run("batch", write(tmp_path / "in.csv", rows)).stderr.splitlines()
    assert any("1 emergency: side-effects 1" in line for line in told)
    assert any("2 check: " in line and "medicines 1" in line for line in told)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_progress_is_for_terminals(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    from tests.cli.terminal import Terminal

    rows = [("id", "body"), *((str(n), f"{ASKED} {n}") for n in range(500))]
    name = write(tmp_path / "in.csv", rows)
    piped = run("batch", name, "-o", "one.jsonl")
    assert "/s" not in piped.stderr
    assert "\x1b" not in piped.stderr
    seen = Terminal(["-m", "triage", "batch", name, "-o", "two.jsonl"], environment, tmp_path)
    try:
        assert seen.end() == 0
        assert "records, " in seen.text
        assert "/s" in seen.text
    finally:
        seen.close()
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_leaves_is_no_error(
    environment: dict[str, str], tmp_path: Path, jobs: str
) -> None:
    rows = [("id", "body"), *((str(n), f"{ASKED} {n}") for n in range(300))]
    name = write(tmp_path / "in.csv", rows)
    command = f'"{sys.executable}" -m triage batch {name} --jobs {jobs} 2>err.txt | head -n 1'
    done = subprocess.run(
        command, shell=True, capture_output=True, cwd=tmp_path, env=environment, timeout=120,
        check=False,
    )  # fmt: skip
    assert json.loads(done.stdout)["id"] == "0"
    told = (tmp_path / "err.txt").read_text("utf-8")
    assert "Traceback" not in told
    assert "roken" not in told


def test_a_long_id_leaves_the_table_room_for_why(run: Run, tmp_path: Path) -> None:
    name = write(tmp_path / "in.csv", [("id", "body"), ("x" * 200, ASKED), ("2", "May I fly?")])
    done = run("batch", name, "--format", "table")
    assert max(map(len, done.stdout.splitlines())) <= 160
    assert "xxx…" in done.stdout
    assert "matched med-alcohol (strong" in done.stdout
