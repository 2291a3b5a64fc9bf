"""``review`` on a real terminal: what is kept, what is left behind, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.terminal import Terminal

posix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

MESSAGES = [
    ("1", "Hi, I'm Jo Miller. Can I drive home after the injections? Call me at 555-010-4477."),
    ("2", "I can't swallow since my Botox injections and my neck is weak."),
    ("3", "Do you sell bicycles?"),
]
Review = Callable[..., Terminal]


@pytest.fixture
def cases(run: Run, tmp_path: Path) -> Path:
    source, file = tmp_path / "in.jsonl", tmp_path / "cases.jsonl"
    records = [
        {"id": ident, "body": body, "author": "Jo Miller", "email": f"jo{ident}@mail.org"}
        for ident, body in MESSAGES
    ]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert run("batch", str(source), "-o", str(file), "--format", "jsonl").returncode == 0
    return file


@pytest.fixture
def review(environment: dict[str, str], cases: Path, tmp_path: Path) -> Iterator[Review]:
    """``review("--by", "Ann", TERM="dumb")``: the command on its terminal, at its first message."""

    started: list[Terminal] = []

    def start(*options: str, size: tuple[int, int] = (80, 60), **changed: str) -> Terminal:
        command = ["-m", "triage", "review", str(cases), "--by", "Ann", *options]
        variables = {**environment, "TERM": "xterm", **changed}
        started.append(Terminal(command, variables, tmp_path, size))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


def decided(cases: Path) -> list[dict[str, Any]]:
    file = cases.with_name("cases.review.jsonl")
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@posix
def test_a_whole_review(review: Review, cases: Path, run: Run, tmp_path: Path) -> None:
    terminal = review()
    assert "phone" in terminal.wait_for("q quit").casefold()
    terminal.press("k", "2 of 3")
    assert [line["action"] for line in decided(cases)] == ["acknowledge"]  # kept before the next
    terminal.press("c", "3 of 3")
    terminal.press("n", "Everything is decided")
    terminal.type("q")
    assert terminal.end() == 0
    assert "3 decided: 1 confirm, 1 no-entry, 1 acknowledge" in terminal.text
    assert terminal.raw.rstrip().find(b"\x1b[?1049l") > terminal.raw.rfind(b"Everything is decided")
    lines = decided(cases)
    assert [(line["id"], line["action"], line["by"]) for line in lines] == [
        ("2", "acknowledge", "Ann"),
        ("1", "confirm", "Ann"),
        ("3", "no-entry", "Ann"),
    ]
    assert all(line["at"].endswith("Z") and "text" not in line for line in lines)
    assert cases.with_name("cases.review.jsonl").stat().st_mode & 0o777 == 0o600

    done = run("drafts", str(cases), "--to", str(tmp_path / "out"), "--reviewed-only")
    assert done.returncode == 0
    (line,) = [json.loads(x) for x in (tmp_path / "out" / "drafts.jsonl").read_text().splitlines()]
    assert (line["id"], line["reviewed"], line["by"]) == ("1", True, "Ann")


@posix
@pytest.mark.parametrize(
    "end", ["q", "\x03", signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)]
)
def test_however_it_ends_the_terminal_and_the_decisions_are_safe(
    end: str | signal.Signals, review: Review, cases: Path
) -> None:
    terminal = review()
    terminal.wait_for("q quit")
    terminal.press("k", "2 of 3")
    assert terminal.modes() != terminal.first_modes
    if isinstance(end, str):
        terminal.settle()
        terminal.type(end)
    else:
        terminal.kill(end)
    terminal.wait_for("open in all: 2")
    assert terminal.modes() == terminal.first_modes
    code = terminal.end()
    assert code == {"q": 0, "\x03": 130}.get(str(end), 128 + (0 if isinstance(end, str) else end))
    assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l") == 1
    assert len(decided(cases)) == 1
    again = review()
    assert "2 of 3" in again.wait_for("q quit")
    again.type("q")
    assert again.end() == 0


@posix
def test_a_paste_decides_nothing(review: Review, cases: Path) -> None:
    terminal = review()
    terminal.wait_for("q quit")
    terminal.press("kkk", "Several keys came at once")
    terminal.settle()
    terminal.type("q")
    assert terminal.end() == 0
    assert decided(cases) == []


def editor(tmp_path: Path, code: str) -> str:
    script = tmp_path / "editor.py"
    script.write_text(
        "import os, stat, sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
        f"seen = path.read_text()\n{code}\n"
    )
    return shlex.join([sys.executable, str(script)])


@posix
def test_a_reply_is_written_in_the_users_editor(
    review: Review, cases: Path, run: Run, tmp_path: Path
) -> None:
    code = (
        "Path('seen.txt').write_text(seen)\n"
        "Path('mode.txt').write_text(oct(path.stat().st_mode)[-3:])\n"
        "path.with_name('reply.txt~').write_text(seen)\n"
        "path.write_text('Come in first.\\n\\nThen drive.\\n' + seen[seen.index('----'):])"
    )
    terminal = review(EDITOR=editor(tmp_path, code))
    terminal.wait_for("q quit")
    terminal.press("k", "2 of 3")
    terminal.press("w", "Come in first.")
    terminal.press("c", "3 of 3")
    terminal.settle()
    terminal.type("q")
    assert terminal.end() == 0
    last = decided(cases)[-1]
    assert last["action"] == "edit"
    assert last["text"].startswith("Come in first.\n\nThen drive.\n\n")
    assert last["text"].count("\n\n") == 2  # two paragraphs and the disclaimer
    assert "Can I drive home" in (tmp_path / "seen.txt").read_text()
    assert (tmp_path / "mode.txt").read_text() == "600"
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".triage-")] == []
    run("drafts", str(cases), "--to", str(tmp_path / "out"))
    assert b"Come in first." in next((tmp_path / "out").glob("*.eml")).read_bytes()


@posix
@pytest.mark.parametrize(
    ("code", "told"), [("sys.exit(3)", "ended with 3"), ("path.write_text('')", "Nothing was")]
)
def test_an_editor_that_fails_keeps_nothing(
    review: Review, cases: Path, tmp_path: Path, code: str, told: str
) -> None:
    terminal = review(EDITOR=editor(tmp_path, code))
    terminal.wait_for("q quit")
    terminal.press("k", "2 of 3")
    terminal.press("w", told)
    terminal.settle()
    terminal.type("q")
    assert terminal.end() == 0
    assert len(decided(cases)) == 1


@posix
def test_a_plain_terminal_gets_no_codes(review: Review) -> None:
    terminal = review(TERM="dumb")
    terminal.wait_for("q quit")
    terminal.press("k", "2 of 3")
    terminal.settle()
    terminal.type("q")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.raw
    assert "[!" in terminal.text


@posix
@pytest.mark.parametrize("size", [(80, 24), (30, 10), (20, 4)])
def test_a_long_reply_is_read_to_its_end_before_it_is_confirmed(
    review: Review, cases: Path, size: tuple[int, int]
) -> None:
    terminal = review(size=size)
    terminal.wait_for("1 of 3")
    terminal.press("k", "2 of 3")
    terminal.press("c", "Not all of it")
    assert len(decided(cases)) == 1
    for _ in range(100):
        terminal.type(" ")
        terminal.wait_for("2 of 3")
    terminal.press("c", "3 of 3")
    terminal.settle()
    terminal.type("q")
    assert terminal.end() == 0
    assert decided(cases)[1]["action"] == "confirm"


@posix
def test_another_size_is_drawn_again(review: Review) -> None:
    terminal = review(size=(80, 30))
    terminal.wait_for("q quit")
    terminal.settle()
    terminal.resize(40, 20)
    assert "q quit" in terminal.wait_for("space more")
    terminal.type("q")
    assert terminal.end() == 0


@posix
def test_confirmed_pairs_are_learnt_without_what_points_to_a_person(
    review: Review, tmp_path: Path
) -> None:
    learnt = tmp_path / "ours.jsonl"
    learnt.write_text('{"text": "Old one", "gold": ["vis-drive"]}')
    for _ in range(2):  # the second time there is nothing new
        terminal = review("--learn", str(learnt))
        terminal.wait_for("q quit")
        if not terminal.text.count("Everything"):
            for key in "kcn":
                terminal.settle()
                terminal.type(key)
        terminal.settle()
        terminal.type("q")
        assert terminal.end() == 0
    old, new = [json.loads(line) for line in learnt.read_text().splitlines()]
    assert old["text"] == "Old one"
    assert new["gold"] == ["vis-drive"]
    assert "drive home" in new["text"]
    for word in ("Jo", "Miller", "555"):
        assert word not in new["text"]


@posix
def test_the_settings_examples_are_asked_for(
    review: Review, cases: Path, run: Run, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.jsonl"
    ours.write_text("")
    config = tmp_path / "own.yaml"
    config.write_text("schema: triage/settings-1\nexamples: ours.jsonl\n")
    source = tmp_path / "in.jsonl"
    run("batch", str(source), "-o", str(cases), "--config", str(config), "--format", "jsonl")
    terminal = review("--config", str(config))
    terminal.wait_for("q quit")
    for key in "kcn":
        terminal.settle()
        terminal.type(key)
    terminal.settle()
    terminal.type("q")
    terminal.wait_for("[y/N]")
    terminal.type("y\n")
    assert terminal.end() == 0
    assert len(ours.read_text().splitlines()) == 1


@posix
def test_two_reviews_of_the_same_cases_at_once_are_refused(review: Review) -> None:
    first = review()
    first.wait_for("q quit")
    second = review()
    assert second.end() == 2
    assert "another review" in second.text
    first.type("q")
    assert first.end() == 0


def test_a_review_needs_a_terminal(run: Run, cases: Path) -> None:
    done = run("review", str(cases))
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert not cases.with_name("cases.review.jsonl").exists()


@posix
def test_cases_made_with_other_answers_are_made_again_first(review: Review, cases: Path) -> None:
    lines = [json.loads(line) for line in cases.read_text().splitlines()]
    cases.write_text("".join(json.dumps({**line, "content": "old"}) + "\n" for line in lines))
    terminal = review()
    assert terminal.end() == 2
    assert "run `triage batch` again" in terminal.text.replace("\r\n", " ")


def decide(cases: Path, ident: str, action: str, **changed: object) -> None:
    """Write a decision as a review would."""
    from hashlib import sha256

    from triage.decisions import text_digest

    line = next(x for x in map(json.loads, cases.read_text().splitlines()) if x["id"] == ident)
    decision = {
        "schema": "triage/decision-1",
        "file": sha256(cases.read_bytes()).hexdigest()[:12],
        "source": line["source"],
        "id": ident,
        "action": action,
        "entries": line["entries"],
        "reply": text_digest(line["reply"]) if action == "confirm" else None,
        "content": line["content"],
        "by": "=cmd()",
        "at": "2026-03-01T12:00:00Z",
        **changed,
    }
    with cases.with_name("cases.review.jsonl").open("a") as file:
        file.write(json.dumps(decision) + "\n")


def test_the_record_is_a_harmless_table_without_messages(
    run: Run, cases: Path, tmp_path: Path
) -> None:
    decide(cases, "1", "confirm")
    decide(cases, "2", "acknowledge")
    target = tmp_path / "record.csv"
    done = run("review", str(cases), "--export", str(target))
    assert done.returncode == 0
    assert "3 cases" in done.stderr
    rows = {row["id"]: row for row in csv.DictReader(StringIO(target.read_text(), newline=""))}
    assert {ident: (row["action"], row["counts"]) for ident, row in rows.items()} == {
        "1": ("confirm", "yes"),
        "2": ("acknowledge", ""),
        "3": ("", ""),
    }
    assert rows["1"]["by"] == "'=cmd()"
    assert rows["1"]["entries"] == "vis-drive"
    assert "Miller" not in target.read_text()
    assert "reply" not in rows["1"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600


def test_the_record_holds_messages_when_asked(run: Run, cases: Path, tmp_path: Path) -> None:
    decide(cases, "1", "confirm")
    target = tmp_path / "record.csv"
    assert run("review", str(cases), "--export", str(target), "--with-text").returncode == 0
    rows = {row["id"]: row for row in csv.DictReader(StringIO(target.read_text(), newline=""))}
    assert "drive home" in rows["1"]["message"]
    assert rows["1"]["reply"]
    assert rows["3"]["reply"] == ""


def test_decisions_about_another_state_of_the_file_do_not_bear(
    run: Run, cases: Path, tmp_path: Path
) -> None:
    decide(cases, "1", "confirm")
    with cases.open("a") as file:
        file.write("\n")
    done = run("drafts", str(cases), "--to", str(tmp_path / "out"))
    assert "1 decisions in" in done.stderr
    (line,) = [json.loads(x) for x in (tmp_path / "out" / "drafts.jsonl").read_text().splitlines()]
    assert line["reviewed"] is False


def test_a_torn_decision_is_told_and_the_others_hold(run: Run, cases: Path, tmp_path: Path) -> None:
    decide(cases, "1", "confirm")
    with cases.with_name("cases.review.jsonl").open("a") as file:
        file.write('{"schema": "triage/deci')
    done = run("drafts", str(cases), "--to", str(tmp_path / "out"), "--reviewed-only")
    assert "cut short" in done.stderr
    assert "1 drafts" in done.stderr
