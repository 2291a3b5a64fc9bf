"""A command in a pseudo-terminal: type a key, read what is on the screen."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 60
"""Seconds to wait for what must come; only a failing test waits so long."""
# So that Ctrl-C typed there is a signal, the terminal must be the process's own.
_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\^_])")


class Terminal:
    """A child process on a terminal of its own. POSIX only."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        """``size``: columns and lines."""
        self._terminal, theirs = os.openpty()
        self.first_modes = self.modes()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, sys.executable, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)
        self.resize(*size)
        self.raw = b""
        self._read_to = 0

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        import fcntl
        import termios

        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def modes(self) -> list[object]:
        """The terminal's modes, as termios has them."""
        import termios

        return list(termios.tcgetattr(self._terminal))

    def type(self, keys: str) -> None:
        """Send keys at once."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, text: str) -> str:
        """What has come since the last call, once the text is in it; codes taken out."""
        end = time.monotonic() + PATIENCE
        while True:
            new = _CODES.sub(b"", self.raw[self._read_to :]).decode(errors="replace")
            if text in new:
                self._read_to = len(self.raw)
                return new
            if not self._take() or time.monotonic() > end:
                raise AssertionError(f"{text!r} never came; on the screen:\n{new[-3000:]}")

    def press(self, key: str, then: str) -> str:
        """Send a key and wait for a text that it must bring."""
        self.settle()
        self.type(key)
        return self.wait_for(then)

    def settle(self) -> None:
        """Read until the screen is still and a key would be taken."""
        while select.select([self._terminal], [], [], 0.15)[0] and self._take():
            pass
        self._read_to = len(self.raw)

    def kill(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def end(self) -> int:
        """Wait for the process: its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._take():
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Give everything back, whatever became of the test."""
        self.process.kill()
        self.process.wait()
        os.close(self._terminal)

    @property
    def text(self) -> str:
        """Everything that came, codes taken out."""
        return _CODES.sub(b"", self.raw).decode(errors="replace")

    def _take(self) -> bool:
        if not select.select([self._terminal], [], [], PATIENCE)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # how Linux tells that the other end is closed
            return False
        self.raw += data
        return bool(data)
