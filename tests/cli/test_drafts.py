"""``drafts``: private files, the same bytes every time, no recipient but in a file."""

from __future__ import annotations

import json
import mailbox
import os
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HOSTILE = "Jo =?utf-8?q?=0ABcc:_evil=40x.org?=\r\nBcc: evil@x.org\u2028X: y\x00"


@pytest.fixture
def cases(run: Run, tmp_path: Path) -> Path:
    source, file = tmp_path / "in.jsonl", tmp_path / "cases.jsonl"
    ask = "Can I drive home after the injections?"
    records = [
        {"id": "1", "body": ask, "author": "Jo", "email": "jo@mail.org", "subject": "Shots"},
        {"id": "2", "body": "I can't swallow since my Botox.", "email": "al@mail.org"},
        {"id": "3", "body": ask, "author": "Al", "email": "a@b.org, evil@x.org"},
        {"id": "CON/../3", "body": ask, "author": HOSTILE, "email": "kim@mail.org",
         "subject": HOSTILE},
    ]  # fmt: skip
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert run("batch", str(source), "-o", str(file), "--format", "jsonl").returncode == 0
    os.utime(file, (86400, 86400))
    return file


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


KINDS = [
    "eml",
    pytest.param(
        "maildir",
        marks=pytest.mark.skipif(sys.platform == "win32", reason="no colon in a file's name"),
    ),
    "mbox",
]


@pytest.mark.parametrize("kind", KINDS)
def test_drafts_are_private_and_the_same_every_time(
    kind: str, run: Run, cases: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        done = run("drafts", str(cases), "--to", str(folder), "--as", kind)
        assert done.returncode == 0
        assert done.stdout == ""
        assert "mail.org" not in done.stderr
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert "3 drafts" in done.stderr
    assert "1 without an address" in done.stderr


def test_no_header_that_was_not_meant(run: Run, cases: Path, tmp_path: Path) -> None:
    run("drafts", str(cases), "--to", str(tmp_path / "out"), "--from", "Desk <desk@clinic.org>")
    messages = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted((tmp_path / "out").glob("*.eml"))
    ]
    body = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    full = ["X-Unsent", "From", "To", "Subject", *body]
    assert [m.keys() for m in messages] == [full, [h for h in full if h != "To"], full]
    assert {str(m["From"]) for m in messages} == {"Desk <desk@clinic.org>"}
    assert [m["To"] and m["To"].addresses[0].addr_spec for m in messages] == [
        "jo@mail.org",
        None,
        "kim@mail.org",
    ]


def test_the_date_is_the_case_files_or_as_told(run: Run, cases: Path, tmp_path: Path) -> None:
    dates = []
    for number, more in enumerate([(), ("--now", "2026-03-01T12:00:00+01:00"), ("--now", "0")]):
        folder = tmp_path / str(number)
        done = run("drafts", str(cases), "--to", str(folder), "--as", "mbox", *more)
        assert done.returncode == 0
        box = mailbox.mbox(folder / "drafts.mbox")
        dates += sorted({message["Date"] for message in box})
        box.close()
    assert dates == [
        "Fri, 02 Jan 1970 00:00:00 -0000",
        "Sun, 01 Mar 2026 11:00:00 -0000",
        "Thu, 01 Jan 1970 00:00:00 -0000",
    ]


@pytest.mark.parametrize("now", ["yesterday", "9" * 30, "2026-13-01"])
def test_what_is_no_time_is_said(now: str, run: Run, cases: Path, tmp_path: Path) -> None:
    done = run("drafts", str(cases), "--to", str(tmp_path / "out"), "--now", now)
    assert done.returncode == 2
    assert "is no time" in done.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_over(run: Run, cases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    own = folder / "0001-1.eml"
    own.write_text("mine")
    done = run("drafts", str(cases), "--to", str(folder))
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert bytes_of(folder) == {"0001-1.eml": b"mine"}
    assert run("drafts", str(cases), "--to", str(folder), "--force").returncode == 0
    assert own.read_bytes().startswith(b"X-Unsent: 1\r\n")


def test_a_sender_that_is_no_address_is_said_before_anything_is_written(
    run: Run, cases: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    done = run("drafts", str(cases), "--to", str(folder), "--from", "a@b.org, c@d.org")
    assert done.returncode == 2
    assert "not one plain address" in done.stderr
    assert not folder.exists()


def test_a_file_that_is_no_case_file_is_said(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "x.jsonl"
    wrong.write_text('{"id": 1}\n')
    done = run("drafts", str(wrong), "--to", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "not-a-case" in done.stderr
    done = run("drafts", str(tmp_path / "none.jsonl"), "--to", str(tmp_path / "out"))
    assert done.returncode == 2


def test_ask_makes_the_same_draft_without_a_recipient(
    run: Run, cases: Path, tmp_path: Path
) -> None:
    run("drafts", str(cases), "--to", str(tmp_path / "out"))
    (draft,) = (tmp_path / "out").glob("0001-*.eml")
    asked = run("ask", "--format", "eml", "Can I drive home after the injections?")
    message = message_from_bytes(asked.stdout.encode(), policy=policy.default)
    assert not {"To", "Cc", "Bcc"} & set(message.keys())
    written = message_from_bytes(draft.read_bytes(), policy=policy.default)
    paragraphs = written.get_content().replace("\r\n", "\n").split("\n\n")
    assert paragraphs[1] in message.get_content().replace("\r\n", "\n")
