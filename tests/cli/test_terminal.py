"""``ask`` on a real terminal of 80 by 24: what staff see of an alarm."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.api import Triage

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import subprocess
import termios

ALARM = (
    "I have no trouble breathing, but since this morning I can't swallow my pills. "
    "My mother had a seizure in 2015."
)
Screen = Callable[..., str]


@pytest.fixture
def screen(shipped: Triage, cache: Path, tmp_path: Path) -> Screen:
    """What a run of ``ask`` shows on the terminal, escape sequences and all."""

    def show(*arguments: str, **environment: str) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        unset = ("TRIAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(unset)}
        process = subprocess.Popen(
            [sys.executable, "-m", "triage", "ask", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=tmp_path,
            env={
                **inherited,
                "TERM": "xterm-256color",
                "TRIAGE_CACHE": str(cache),
                "HOME": str(tmp_path),
                **environment,
            },
        )
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        process.wait(60)
        return shown.decode().replace("\r\n", "\n")

    return show


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""


def without_styles(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_an_alarm_with_colours(screen: Screen) -> None:
    shown = screen(ALARM)
    assert shown.startswith("\x1b[1;37;41mEMERGENCY: Phone the patient now")
    assert "\x1b[1;7mcan't swallow\x1b[0m" in shown
    plain = without_styles(shown)
    assert "Call: emergency 911 (US numbers: none set in triage.yaml)" in plain
    assert "tell them to call 911 and to" in plain
    assert "Fired: Trouble swallowing or choking (RF-B1, emergency): can't swallow" in plain
    assert 'Set aside: "trouble breathing" is denied ("no"): Trouble breathing' in plain
    assert 'Set aside: "had a seizure" is past ("in 2015"): Seizure' in plain
    assert max(map(len, plain.splitlines())) <= 80


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colours_it_is_plain_and_marks_the_words(
    screen: Screen, environment: dict[str, str]
) -> None:
    shown = screen(ALARM, **environment)
    assert "\x1b" not in shown
    assert ">>can't swallow<<" in shown.replace("\n", " ")


def test_an_empty_no_color_is_none(screen: Screen) -> None:
    assert "\x1b[1;37;41m" in screen(ALARM, NO_COLOR="")


def test_what_to_do_stands_below_a_message_longer_than_the_screen(screen: Screen) -> None:
    story = "I like to tell about my garden and my two dogs. " * 40
    shown = without_styles(screen(story + ALARM)).rstrip().splitlines()
    assert shown[0].startswith("EMERGENCY: Phone")
    assert any(line.startswith("EMERGENCY: Phone") for line in shown[-3:])


def test_a_crisis_shows_every_number_and_the_clinics_own_as_such(
    screen: Screen, tmp_path: Path
) -> None:
    crisis = "I took all my pills, I want to end my life"
    own = "schema: triage/settings-1\nemergency: {number: '112', crisis: '116 123'}\n"
    (tmp_path / "own.yaml").write_text(own)
    shown = " ".join(without_styles(screen("--config", "own.yaml", crisis)).split())
    assert (
        "Call: emergency 112, crisis line 116 123 (call or text), poison control 1-800-222-1222 "
        "(US numbers for poison: none set in triage.yaml)"
    ) in shown
    assert "911" not in shown
    (tmp_path / "own.yaml").write_text(own.replace("}", ", poison: '19240'}"))
    shown = " ".join(without_styles(screen("--config", "own.yaml", crisis)).split())
    assert "poison control 19240 -" in shown
    assert "US numbers" not in shown
