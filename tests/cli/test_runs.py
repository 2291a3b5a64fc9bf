"""Runs that are shared among processes, stopped, killed and gone on with: always the same bytes."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.schemas import fits

EXAMPLE = Path(__file__).parents[2] / "examples" / "thread.txt"
ASKED = ("Can I drink wine", "May I fly", "Does it hurt", "Can I take naproxen", "Is nausea normal")
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """700 rows: cells over several lines, a duplicate, a ragged row first and one in the middle."""
    path = tmp_path / "in.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "author", "body", "ward"])
        for number in range(700):
            who = number - (number % 20 == 1)  # now and then the row before once more
            text = f"{ASKED[who % 5]} {who % 7} days\nafter my Botox?"
            row = [number, f"P{who}", text, f"w{number}"]
            writer.writerow([*row, "more"] if number in (0, 350) else row)
    return path


@pytest.fixture
def start(run: Run, cache: Path, tmp_path: Path) -> Iterator[Start]:
    """A process in a group of its own that is still going; none is left behind."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "triage", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={**os.environ, "TRIAGE_CACHE": str(cache), "HOME": str(tmp_path)},
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for_checkpoint(process: subprocess.Popen[bytes], journal: Path) -> None:
    for _ in range(6000):
        if journal.exists() and journal.read_bytes().count(b"\n") >= 2:
            return
        assert process.poll() is None, "the run ended before its first checkpoint"
        time.sleep(0.01)
    raise AssertionError("no checkpoint")


@contextmanager
def all_gone(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Every process of the group ends by itself."""
    yield
    process.wait()
    for _ in range(1000):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError("a worker is still there")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_many_processes_write_what_one_writes(run: Run, export: Path, form: str) -> None:
    one = run("batch", str(export), "--format", form)
    three = run("batch", str(export), "--format", form, "--jobs", "3")
    assert one.returncode == three.returncode == 1
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr
    assert "700 records: 698 cases, 2 unreadable" in one.stderr
    assert "skip: duplicate" in one.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes and signals")
@pytest.mark.parametrize(("form", "jobs"), [("jsonl", "1"), ("csv", "2")])
def test_a_killed_run_goes_on_to_the_same_bytes(
    run: Run, start: Start, export: Path, tmp_path: Path, form: str, jobs: str
) -> None:
    run("batch", str(export), "--format", form, "-o", "whole")
    command = ("batch", str(export), "--format", form, "-o", "cases", "--jobs", jobs)
    process = start(*command)
    with all_gone(process):
        wait_for_checkpoint(process, tmp_path / "cases.part.run")
        process.kill()
    assert not (tmp_path / "cases").exists()
    if sys.platform != "win32":
        assert (tmp_path / "cases.part.run").stat().st_mode & 0o777 == 0o600
    refused = run(*command)
    assert refused.returncode == 2
    assert "--resume" in refused.stderr
    done = run(*command, "--resume")
    assert "going on after" in done.stderr
    assert "700 records: 698 cases, 2 unreadable" in done.stderr
    assert done.returncode == 1
    assert (tmp_path / "cases").read_bytes() == (tmp_path / "whole").read_bytes()
    assert not list(tmp_path.glob("cases.part*"))


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes and signals")
def test_ctrl_c_keeps_what_is_finished(
    run: Run, start: Start, export: Path, tmp_path: Path
) -> None:
    only = ("--only", "check", "--drafts", "drafts")
    command = ("batch", str(export), "-o", "cases", "--jobs", "2", *only)
    process = start(*command)
    with all_gone(process):
        wait_for_checkpoint(process, tmp_path / "cases.part.run")
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert b"--resume goes on" in told
    assert (tmp_path / "cases.part").stat().st_size > 0
    run(*command, "--resume")
    run("batch", str(export), "-o", "whole", "--only", "check", "--drafts", "others")
    assert (tmp_path / "cases").read_bytes() == (tmp_path / "whole").read_bytes()
    drafts = {path.name: path.read_bytes() for path in (tmp_path / "drafts").iterdir()}
    assert len(drafts) > 1
    assert drafts == {path.name: path.read_bytes() for path in (tmp_path / "others").iterdir()}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "cases", "-"], "stdin"),
        (["in.jsonl"], "needs -o FILE"),
        (["in.jsonl", "-o", "cases", "--format", "table"], "table"),
        (["in.jsonl", "-o", "cases", "--format", "csv", "--drafts", "d"], "jsonl"),
        (["in.jsonl", "in.jsonl"], "twice"),
        (["in.jsonl", "--since", "soon"], "2026-11-01"),
    ],
)
def test_what_cannot_be_resumed_says_so(
    run: Run, tmp_path: Path, options: list[str], said: str
) -> None:
    (tmp_path / "in.jsonl").write_text('{"body": "Can I fly?"}\n')
    done = run("batch", *options, "--resume", stdin="Can I fly?")
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "cases.part").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes and signals")
def test_another_run_is_refused(run: Run, start: Start, export: Path, tmp_path: Path) -> None:
    process = start("batch", str(export), "-o", "cases", "--staff", "P1")
    wait_for_checkpoint(process, tmp_path / "cases.part.run")
    process.kill()
    process.wait()
    command = ("batch", str(export), "-o", "cases", "--resume")
    before = (tmp_path / "cases.part").read_bytes()
    for options, said in (
        (["--staff", "P1", "--limit", "9"], "--limit was not given and is now 9"),
        (["--staff", "P1", "--only", "check"], "--only was not given and is now check"),
        ([], "--staff was P1 and is now not given"),
    ):
        done = run(*command, *options)
        assert (done.returncode, said in done.stderr) == (2, True)
    with export.open("a") as file:
        file.write("9999,P,Can I fly?,w\n")
    done = run(*command, "--staff", "P1")
    assert (done.returncode, "in.csv has changed" in done.stderr) == (2, True)
    assert (tmp_path / "cases.part").read_bytes() == before
    assert run("batch", str(export), "-o", "cases", "--force", "--limit", "2").returncode == 1


def test_nothing_to_resume_starts_at_the_beginning(run: Run, tmp_path: Path) -> None:
    done = run("batch", str(EXAMPLE), "-o", "cases", "--resume")
    assert done.returncode == 0
    assert "starts at the beginning" in done.stderr
    assert len((tmp_path / "cases").read_text("utf-8").splitlines()) == 10


def test_a_problem_first_does_not_decide_the_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,body,ward\n0,x,y,z,z\n1,Can I fly?,A\n")
    (tmp_path / "b.csv").write_text("body,bed\nMay I fly?,7\n")
    piped = run("batch", "-", "--format", "csv", stdin=(tmp_path / "a.csv").read_bytes())
    assert piped.stdout.startswith('\ufeff"id","body","ward","triage_id"')
    done = run("batch", "a.csv", "b.csv", "--format", "csv")
    rows = list(csv.DictReader(done.stdout.removeprefix("\ufeff").splitlines()))
    assert [(row["ward"], row["bed"]) for row in rows] == [("", ""), ("A", ""), ("", "7")]
    assert rows[0]["triage_problem"].startswith("ragged-row")


def test_several_inputs_and_a_pipe(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "body": "Can I fly?", "author": "A"}\n')
    (tmp_path / "b.jsonl").write_text('{"id": "1", "body": "can I fly", "author": "A"}\n')
    piped = '{"id": "1", "body": "May I drink wine?"}\n'
    done = run("batch", "a.jsonl", "-", "b.jsonl", stdin=piped)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(case["source"], case["id"]) for case in found] == [
        ("a.jsonl:1", "1"),
        ("stdin:1", "1"),
        ("b.jsonl:1", "1"),
    ]
    assert found[2]["reasons"][0]["code"] == "duplicate"


def test_since_keeps_what_has_no_date(run: Run, tmp_path: Path) -> None:
    lines = [
        {"body": "Can I fly?", "date": "2026-10-31"},
        {"body": "May I swim?", "date": "2026-11-01"},
        {"body": "May I drink?"},
        {},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = run("batch", "in.jsonl", "--since", "2026-11-01")
    assert [json.loads(line)["schema"] for line in done.stdout.splitlines()] == [
        "triage/case-1",
        "triage/case-1",
        "triage/problem-1",
    ]
    assert "4 records: 2 cases, 1 unreadable, 1 before 2026-11-01" in done.stderr
    assert "kept without a date that can be read: 1" in done.stderr
    limited = run("batch", "in.jsonl", "--since", "2026-11-01", "--limit", "1")
    assert "2 records: 1 cases, 0 unreadable, 1 before" in limited.stderr


def test_drafts_nobody_could_send_are_refused_before_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"body": "Can I drink wine before my Botox?"}\n')
    (tmp_path / "triage.yaml").write_text("schema: triage/settings-1\nfrom: nobody\n")
    done = run("batch", "in.jsonl", "--drafts", "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the sender of drafts is not one plain address" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_schema_of_a_case_ships(run: Run) -> None:
    schema = json.loads(run("schema", "case").stdout)
    for line in run("batch", str(EXAMPLE)).stdout.splitlines():
        assert fits(json.loads(line), schema)
    assert run("schema", "faq").stdout == run("faq", "schema").stdout
    assert json.loads(run("schema", "settings").stdout)["title"] == "triage settings"
    assert run("schema", "nothing").returncode == 2
