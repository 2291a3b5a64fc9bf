"""``batch``: every record a case or a problem, drafts, files that are whole or not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "thread.txt"
STAFF = ("--staff", "Dr. Rivera")


def cases(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_example_thread(run: Run) -> None:
    done = run("batch", str(EXAMPLE), *STAFF)
    assert done.returncode == 0
    found = {c["id"]: c for c in cases(done.stdout)}
    assert len(found) == 10
    assert "10 records: 10 cases, 0 unreadable" in done.stderr
    assert found["1"]["disposition"] == "skip"
    assert found["2"]["entries"] == ["preg-planning"]
    assert str(found["2"]["answered_by"]).startswith("1")
    assert found["3"]["disposition"] == "emergency"
    assert found["3"]["reply"] is None
    assert found["4"]["entries"] == ["med-nsaid-before", "med-bruise"]
    assert found["8"]["entries"] == ["sx-light", "vis-drive"]
    assert found["9"]["disposition"] == "no-match"
    assert all(c["disposition"] != "send" for c in found.values())


def test_no_patient_text_on_stderr(run: Run) -> None:
    done = run("batch", str(EXAMPLE), *STAFF)
    for word in ("naproxen", "throat", "donate", "Priya"):
        assert word not in done.stderr


def test_drafts_are_private_whole_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    first = run("batch", str(EXAMPLE), *STAFF, "--drafts", str(folder))
    assert first.returncode == 0
    drafts = sorted(folder.glob("*.eml"))
    assert len(drafts) == 2
    manifest = cases((folder / "drafts.jsonl").read_text())
    assert [line["file"] for line in manifest] == [draft.name for draft in drafts]
    if sys.platform != "win32":
        assert all(draft.stat().st_mode & 0o777 == 0o600 for draft in drafts)
    before = [draft.read_bytes() for draft in drafts]
    again = run("batch", str(EXAMPLE), *STAFF, "--drafts", str(folder))
    assert again.returncode == 2
    assert "--force" in again.stderr
    forced = run("batch", str(EXAMPLE), *STAFF, "--drafts", str(folder), "--force")
    assert forced.returncode == 0
    assert [draft.read_bytes() for draft in drafts] == before


def test_the_result_is_a_private_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "cases.jsonl"
    done = run("batch", str(EXAMPLE), *STAFF, "-o", str(target))
    assert done.stdout == ""
    assert len(cases(target.read_text(encoding="utf-8"))) == 10
    assert not target.with_name("cases.jsonl.part").exists()
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600


def test_an_input_is_never_written_over(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"body": "hi"}\n')
    done = run("batch", str(source), "-o", str(source))
    assert done.returncode == 2
    assert source.read_text() == '{"body": "hi"}\n'


def test_an_unreadable_record_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"body": "Can I fly?"}\n{"nobody": 1}\nnot json\n{"body": "Thanks"}\n')
    done = run("batch", str(source))
    assert done.returncode == 1
    schemas = [str(c["schema"]) for c in cases(done.stdout)]
    assert schemas == ["triage/case-1", "triage/problem-1", "triage/problem-1", "triage/case-1"]
    assert "in.jsonl:2" in done.stderr
    assert "4 records: 2 cases, 2 unreadable" in done.stderr


def test_csv_keeps_the_columns_and_carries_no_formula(run: Run, tmp_path: Path) -> None:
    import csv

    source = tmp_path / "in.csv"
    source.write_text('id,body,ward\n1,"=HYPERLINK(""http://x"")",+4\n2,Can I fly?,B\n')
    done = run("batch", str(source), "--format", "csv")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [row["triage_id"] for row in rows] == ["1", "2"]
    assert [row["ward"] for row in rows] == ["'+4", "B"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", "", "empty"),
        ("letter.txt", "Dear doctor,\nmay I fly?\n", "--input"),
        ("novel.bin", "\x00\x01\x02", ""),
    ],
)
def test_inputs_that_are_refused(
    run: Run, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content)
    done = run("batch", str(tmp_path / name))
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_and_one_message_a_line(run: Run) -> None:
    done = run("batch", "-", "--input", "lines", stdin="Can I fly?\nDoes it hurt?\n")
    assert len(cases(done.stdout)) == 2


def test_only_what_is_wanted(run: Run) -> None:
    done = run("batch", str(EXAMPLE), *STAFF, "--only", "emergency")
    assert [c["disposition"] for c in cases(done.stdout)] == ["emergency"]
    assert "10 cases" in done.stderr


def test_a_closed_pipe_is_quiet(run: Run, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m triage faq list 2>err.txt | head -n 1'
    done = subprocess.run(
        command, shell=True, capture_output=True, cwd=tmp_path, timeout=120, check=False
    )
    assert done.stdout.startswith(b"preg-botox-safe")
    assert b"Traceback" not in (tmp_path / "err.txt").read_bytes()
    assert b"Broken" not in (tmp_path / "err.txt").read_bytes()


def test_a_first_row_that_is_a_message_stays_off_stderr(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("3,I have felt so low since my Botox\n4,Can I fly?\n")
    done = run("batch", str(source))
    assert done.returncode in (1, 2)
    assert "so low" not in done.stderr


def test_a_comment_that_became_an_alarm_keeps_no_old_draft(run: Run, tmp_path: Path) -> None:
    source, folder = tmp_path / "in.jsonl", tmp_path / "drafts"
    source.write_text('{"id": "1", "body": "Can I drink wine before my Botox?"}\n')
    run("batch", str(source), "--drafts", str(folder))
    assert [path.name for path in folder.glob("*.eml")] == ["0001-1.eml"]
    source.write_text('{"id": "1", "body": "I cannot breathe since my Botox"}\n')
    run("batch", str(source), "--drafts", str(folder), "--force")
    assert list(folder.glob("*.eml")) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--input", "bogus"], "bogus"),
        (["--encoding", "klingon"], "klingon"),
        (["--delimiter", "xx"], "xx"),
        (["-o", "."], "folder"),
    ],
)
def test_options_no_file_could_make_right(run: Run, options: list[str], said: str) -> None:
    done = run("batch", str(EXAMPLE), *options)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_stopped_run_is_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl.part").write_text("half a run")
    done = run("batch", str(EXAMPLE), "-o", str(tmp_path / "cases.jsonl"))
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (tmp_path / "cases.jsonl.part").read_text() == "half a run"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    target.write_text("old")
    link.symlink_to(target)
    run("batch", str(EXAMPLE), "-o", str(link))
    assert link.is_symlink()
    assert len(cases(target.read_text(encoding="utf-8"))) == 10


def test_staff_that_nobody_is_are_told(run: Run) -> None:
    assert "no comment was written by staff" in run("batch", str(EXAMPLE), "--staff", "X").stderr


def test_no_alarm_is_ever_composed_or_drafted(run: Run, tmp_path: Path) -> None:
    """One message for every alarm that the rules document, with a harmless question behind it."""
    from triage.content import load_redflags
    from triage.curated import shipped
    from triage.model import Tier

    rules = load_redflags(shipped().redflags.read_bytes(), "redflags.yaml").value
    assert rules is not None
    alarms = [rule for rule in rules.rules if rule.tier.rank <= Tier.SAME_DAY.rank]
    question = "Can I wash my hair on the day of my Botox?"
    rows = [
        {"id": f"{rule.id}-{number}", "body": f"{text}\n\n{question}"}
        for rule in alarms
        for number, text in enumerate(rule.fires)
    ]
    rows.append({"id": "harmless", "body": question})
    source = tmp_path / "alarms.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    done = run("batch", str(source), "-o", "cases.jsonl", "--drafts", "out")
    assert done.returncode == 0, done.stderr
    cases = [json.loads(line) for line in (tmp_path / "cases.jsonl").read_text().splitlines()]
    answered = [case["id"] for case in cases if case["reply"] is not None]
    assert (len(cases), answered) == (len(rows), ["harmless"])
    assert all(case["acknowledgement"] is None for case in cases[:-1])
    assert len(list((tmp_path / "out").glob("*.eml"))) == 1
