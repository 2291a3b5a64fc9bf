"""What is hostile in an export leaves no trace in anything that the tool writes."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ASKED = "Can I take ibuprofen before my Botox shots?"
HIDDEN = "\x1b[31m\x1b]52;c;aGk=\x07\x9b1m\x00\u202e\u2066\u200b\ufeff\x7f"
NAMES = [
    "Ann\r\nBcc: evil@x.org",
    "=?utf-8?q?Ann=0ABcc:_evil=40x.org?=",
    "Ann\u2028Bcc: evil@x.org",
    "=HYPERLINK(\"https://x.org\")",
    "+1 @SUM(1)",
    "[bold red]Ann[/bold red] [link=https://x.org]x[/link]",
    "<script>alert(1)</script>",
    f"An{HIDDEN}n",
]  # fmt: skip
BODIES = [
    f"{ASKED}",
    f"{ASKED}\r\n.\r\nBcc: evil@x.org",
    f"=cmd|' /C calc'!A0 {ASKED}",
    f"[bold]{ASKED}[/bold]",
    f"{ASKED}{HIDDEN}",
    f"<script>alert(1)</script>{ASKED}",
    f"{ASKED}\n\nFrom x@y.org Thu Feb 13 09:30:00 2020\nBcc: evil@x.org",
    f"{ASKED}\n7. Dr. Reed says: 01/01/20201:00 pm\n\nTake it.",
]
SEEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")


@pytest.fixture
def exports(tmp_path: Path) -> list[str]:
    """The hostile comments in several formats."""
    pairs = list(zip(NAMES, BODIES, strict=True))
    lines = [
        json.dumps({"id": f"a{n}", "author": a, "subject": a, "body": b, "email": "ann@mail.org"})
        for n, (a, b) in enumerate(pairs)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerows([("id", "author", "subject", "email", "message")])
    writer.writerows((f"b{n}", a, a, "ann@mail.org", b) for n, (a, b) in enumerate(pairs))
    (tmp_path / "in.csv").write_bytes(table.getvalue().encode())
    box = "".join(
        f"From a@b.org Thu Feb 13 09:30:00 2020\nFrom: {' '.join(a.split())} <ann@mail.org>\n"
        f"Subject: {' '.join(a.split())}\nMessage-ID: <c{n}@mail.org>\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{b.replace(chr(10) + 'From ', chr(10) + '>From ')}\n\n"  # noqa: E501
        for n, (a, b) in enumerate(pairs)
    )
    (tmp_path / "in.mbox").write_bytes(box.encode())
    return ["in.jsonl", "in.csv", "in.mbox"]


def assert_clean(text: str) -> None:
    bad = {c for c in text if unicodedata.category(c) == "Cc" and c not in "\r\n\t"}
    assert not bad
    assert not set(text.removeprefix("\ufeff")) & SEEN  # Excel wants its mark in front


@pytest.mark.parametrize("output", ["jsonl", "csv", "table"])
def test_results(run: Run, exports: list[str], output: str) -> None:
    done = run("batch", *exports, "--format", output)
    assert done.returncode == 0
    assert_clean(done.stdout)
    assert_clean(done.stderr)
    assert "ibuprofen" not in done.stderr
    if output == "jsonl":
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(found) == 3 * len(BODIES)
        for case in found:
            assert_clean(json.dumps(case, ensure_ascii=False))
            for key in ("author", "subject"):
                assert "\n" not in (case["comment"][key] or "")
    elif output == "csv":
        rows = list(csv.reader(io.StringIO(done.stdout, newline="")))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.lstrip(" ")[:1] in set("=+-@\t")]
    else:
        assert "[bold red]" in done.stdout or "bold" not in done.stdout  # never taken as markup


def test_drafts(run: Run, exports: list[str], tmp_path: Path) -> None:
    done = run("batch", *exports, "--drafts", "drafts", "-o", "cases.jsonl")
    assert done.returncode in (0, 1)
    drafts = sorted((tmp_path / "drafts").glob("*.eml"))
    assert len(drafts) >= len(BODIES)
    known = ["X-Unsent", "From", "To", "Subject", "In-Reply-To", "References", "MIME-Version",
             "Content-Type", "Content-Transfer-Encoding"]  # fmt: skip
    for draft in drafts:
        mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
        assert [name for name in known if name in mail] == mail.keys()
        assert mail["To"] is None or [a.addr_spec for a in mail["To"].addresses] == ["ann@mail.org"]
        for name, value in mail.items():
            assert_clean(f"{name}: {value}")
        assert_clean(mail.get_content())
        assert mail.get_content_type() == "text/plain"
    assert not set("".join(path.name for path in drafts)) & set('\\/:*?"<>|\n\r =')
