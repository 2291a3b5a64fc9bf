"""Keys from a terminal, one at a time, on POSIX (termios) and Windows (msvcrt).

``Keyboard`` is a context: however it ends (an exception, Ctrl-C, a signal to stop), the terminal is
as it was.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_SEQUENCES = {
    "[A": "up", "[B": "down", "[C": "right", "[D": "left", "[H": "home", "[F": "end",
    "OA": "up", "OB": "down", "OC": "right", "OD": "left", "OH": "home", "OF": "end",
    "[1~": "home", "[3~": "delete", "[4~": "end", "[5~": "pgup", "[6~": "pgdn",
    "[7~": "home", "[8~": "end",
}  # fmt: skip
_ESCAPED = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)
_NAMED = {"\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\x08": "backspace"}
_WINDOWS = {"H": "up", "P": "down", "K": "left", "M": "right", "G": "home", "O": "end",
            "I": "pgup", "Q": "pgdn", "S": "delete"}  # fmt: skip


def parse_keys(text: str) -> list[str]:
    """What was typed as keys: characters as themselves, others by name.

    A sequence that is not known, or a letter with Alt, is no key: it must decide nothing.
    """
    keys: list[str] = []
    place = 0
    while place < len(text):
        character = text[place]
        if character == "\x1b":
            found = _ESCAPED.match(text, place)
            assert found is not None
            key = "esc" if found[1] is None else _SEQUENCES.get(found[1])
            keys += [key] if key else []
            place = found.end()
            continue
        place += 1
        if character in _NAMED:
            keys.append(_NAMED[character])
        elif character == "\x03":
            raise KeyboardInterrupt
        elif character.isprintable():
            keys.append(character)
    return keys


class Keyboard:
    """The terminal's keys while the context lasts. ``suspend`` gives it back for a while."""

    def __init__(self) -> None:
        self._saved: Any = None
        self._signals: dict[int, Any] = {}

    def __enter__(self) -> Keyboard:
        """No echo and no lines from here on; a signal to stop ends the run in an orderly way."""
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self._signals[number] = signal.signal(number, _stop)
        self._enter()
        return self

    def __exit__(self, *_: object) -> None:
        """The terminal and the signals as they were."""
        self._leave()
        for number, handler in self._signals.items():
            signal.signal(number, handler)

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """The terminal as it was, for another program."""
        self._leave()
        try:
            yield
        finally:
            self._enter()

    if sys.platform == "win32":

        def _enter(self) -> None:
            import ctypes

            # So that a console of Windows 10 understands terminal sequences.
            kernel = ctypes.windll.kernel32
            console = kernel.GetStdHandle(-11)
            mode = ctypes.c_ulong()
            if kernel.GetConsoleMode(console, ctypes.byref(mode)):
                self._saved = mode.value
                kernel.SetConsoleMode(console, mode.value | 0x0004)

        def _leave(self) -> None:
            import ctypes

            if self._saved is not None:
                kernel = ctypes.windll.kernel32
                kernel.SetConsoleMode(kernel.GetStdHandle(-11), self._saved)

        def read(self, seconds: float) -> list[str]:
            """The keys typed, waiting at most so long for the first; several come from a paste."""
            import msvcrt

            end = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= end:
                    return []
                time.sleep(0.01)
            keys: list[str] = []
            while msvcrt.kbhit():
                character = msvcrt.getwch()
                if character in ("\0", "\xe0"):
                    named = _WINDOWS.get(msvcrt.getwch())
                    keys += [named] if named else []
                elif character == "\x1b":
                    keys.append("esc")
                else:
                    keys += parse_keys(character)
            return keys

        def forget(self) -> None:
            """Drop what was typed before now."""
            import msvcrt

            while msvcrt.kbhit():
                msvcrt.getwch()

    else:

        def _enter(self) -> None:
            import termios
            import tty

            descriptor = sys.stdin.fileno()
            self._saved = termios.tcgetattr(descriptor)
            tty.setcbreak(descriptor, termios.TCSADRAIN)
            mode = termios.tcgetattr(descriptor)
            # Stopped by Ctrl-Z, the terminal would be left without echo.
            mode[6][termios.VSUSP] = b"\0"
            termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)

        def _leave(self) -> None:
            import termios

            if self._saved is not None:
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._saved)

        def read(self, seconds: float) -> list[str]:
            """The keys typed, waiting at most so long for the first; several come from a paste."""
            from select import select

            descriptor = sys.stdin.fileno()
            if not select([descriptor], [], [], seconds)[0]:
                return []
            data = os.read(descriptor, 4096)
            if not data:  # the terminal is gone
                raise EOFError
            # A key's sequence may come in two pieces; a lone Esc is not followed by anything.
            while _unfinished(data) and select([descriptor], [], [], 0.05)[0]:
                more = os.read(descriptor, 4096)
                if not more:
                    break
                data += more
            return parse_keys(data.decode(errors="ignore"))

        def forget(self) -> None:
            """Drop what was typed before now."""
            import termios

            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _unfinished(data: bytes) -> bool:
    """True where the last key has not come whole: an escape sequence or a UTF-8 character."""
    if re.search(rb"\x1b(?:\[[0-?]*[ -/]*|O)?\Z", data):
        return True
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
