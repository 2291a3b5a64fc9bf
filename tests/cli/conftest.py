"""Running the real command in a real process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.api import Triage

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A run in the background ignores Ctrl-C, and its children would too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def environment(shipped: Triage, cache: Path, tmp_path: Path) -> dict[str, str]:
    """For a process of its own: nothing of the user's, and what is compiled already."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("TRIAGE", "NO_COLOR"))},
        "TRIAGE_CACHE": str(cache),
        "HOME": str(tmp_path),
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """``run("ask", "text", stdin="...")``: the finished process, with text streams."""

    def start(*arguments: str, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "triage", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=environment,
            cwd=tmp_path,
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return start
