"""Streams and exit codes: results on stdout, everything else on stderr, no patient text there."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, TextIO

from triage.model import Case, Disposition, Problem, TriageError

if TYPE_CHECKING:
    from rich.console import Console


class Exit(IntEnum):
    """The exit codes of the contract."""

    DONE = 0
    NO_REPLY = 1
    PROBLEMS = 1
    USAGE = 2
    ESCALATED = 3
    MUST_CHECK = 4
    INTERRUPTED = 130


def settle_streams() -> None:
    """UTF-8 on every stream that is no terminal, also where Windows redirects to a code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def console() -> Console:
    """Standard output for Rich; under NO_COLOR it is plain: no colour, no bold, no reverse."""
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR"))  # no-color.org: present and not empty
    return Console(highlight=False, color_system=None if plain else "auto")


def say(line: str) -> None:
    """A sentence for the user, on stderr."""
    print(f"triage: {line}", file=sys.stderr)


def complain(message: str, problems: Iterable[Problem] = ()) -> None:
    """An error and the problems behind it, on stderr."""
    for problem in problems:
        print_problem(problem)
    say(message)


def print_problem(problem: Problem, stream: TextIO | None = None) -> None:
    """One problem as plain text: place, severity, code, message, hint."""
    hint = f" ({problem.hint})" if problem.hint else ""
    print(
        f"{problem.location}: {problem.severity}[{problem.code}]: {problem.message}{hint}",
        file=stream or sys.stderr,
    )


def problems_json(problems: Iterable[Problem]) -> str:
    """Problems of several severities as one JSON array."""
    rows = [{**problem.to_dict(), "severity": problem.severity} for problem in problems]
    return json.dumps(rows, ensure_ascii=False)


def ask_exit(case: Case, *, strict: bool) -> Exit:
    """The exit code of ``ask`` for a case."""
    if case.disposition.escalated:
        return Exit.ESCALATED
    if case.reply is None:
        return Exit.NO_REPLY
    if strict and case.disposition is Disposition.CHECK:
        return Exit.MUST_CHECK
    return Exit.DONE


TERMINAL_LINE = 1023 if sys.platform == "darwin" else 4095
"""Bytes after which a terminal silently drops the rest of a line (POSIX MAX_CANON; Linux's tty)."""


def read_message(argument: str | None) -> str:
    """The message: the argument, else what is piped or pasted. Stdin stays unread with an argument.

    A paste ends with end-of-file (Ctrl-D, on Windows Ctrl-Z Enter) or a line with only a full stop.
    """
    if argument is not None:
        return argument
    if sys.stdin is None:
        return ""
    if not sys.stdin.isatty():
        return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    end = "Ctrl-Z Enter" if sys.platform == "win32" else "Ctrl-D"
    say(f"paste the message; end with {end} or a line with only a full stop")
    lines: list[str] = []
    for line in sys.stdin:
        if line.strip() == ".":
            break
        if len(line.encode()) >= TERMINAL_LINE:
            raise TriageError(
                "a pasted line is longer than a terminal passes on, so its end may be missing; "
                "save the message in a file and run: triage ask < file"
            )
        lines.append(line)
    return "".join(lines)
