"""Mail through ``batch``: the clinic's own words raise no alarm, the patient's quoted ones do."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

ALARM = "I cannot breathe since my Botox shots."
DESK = f"On Monday, the desk <desk@clinic.org> wrote:\n> You wrote to us: {ALARM}\n"
OWN = f"On Monday, Ann Lee <ann@mail.org> wrote:\n> {ALARM}\n"


def mail(number: int, body: str, more: str = "") -> str:
    return (
        "From x@y.org Thu Feb 13 09:30:00 2020\nFrom: Ann Lee <ann@mail.org>\nSubject: Visit\n"
        f"Message-ID: <m{number}@mail.org>\n{more}\n{body}\n\n"
    )


ASKED = "Can I take ibuprofen before my Botox shots?"
CALM = [f"{ASKED}\n\n{DESK}", f"{ASKED}\n-- \nAnn Lee\n"]
ALARMING = [
    f"Any news about it?\n\n{OWN}",
    f"> {ALARM}\n",
    f"Any news?\n\n> {ALARM}\n",
    f"See below.\n\n{DESK}",
    f"For you.\n\nBegin forwarded message:\n\nFrom: Mum\nDate: x\nTo: y\n\n{ALARM}\n",
    f"Any news?\n-- \n{ALARM}\n",
]


def test_what_is_quoted_alarms_only_in_doubt(run: Run, tmp_path: Path) -> None:
    box = "".join(mail(number, body) for number, body in enumerate(CALM + ALARMING))
    (tmp_path / "in.mbox").write_text(box)
    cases = list(map(json.loads, run("batch", "in.mbox").stdout.splitlines()))
    alarmed = [case["disposition"] == "emergency" for case in cases]
    assert alarmed == [False] * len(CALM) + [True] * len(ALARMING)
    assert [case["comment"]["message_id"] for case in cases][:2] == [
        "<m0@mail.org>",
        "<m1@mail.org>",
    ]


def test_a_text_that_cannot_be_decoded_reaches_a_person(run: Run, tmp_path: Path) -> None:
    more = "Content-Transfer-Encoding: base64\n"
    (tmp_path / "in.mbox").write_text(mail(1, "=", more) + mail(2, "May I fly?"))
    done = run("batch", "in.mbox")
    assert done.returncode == 1
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["schema"], first["code"]) == ("triage/problem-1", "no-body")
    assert second["schema"] == "triage/case-1"
    assert "1 unreadable" in done.stderr
