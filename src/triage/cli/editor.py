"""A reply written in the user's own editor; the file is for its owner alone, and removed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from triage.readers.clean import clean_body

RULER = "---- write above this line; from here on nothing is sent ----"


def edit(text: str, message: str, folder: Path) -> tuple[str | None, str]:
    """The text as the user leaves it, and an empty sentence; None and what went wrong instead.

    ``message``: shown below the ruler. ``folder``: where a private folder holds the file meanwhile,
    with whatever the editor puts beside it; no other place ever sees the words.
    """
    command = editor()
    try:
        with tempfile.TemporaryDirectory(prefix=".triage-", dir=folder) as private:
            path = Path(private) / "reply.txt"
            shown = "\n".join(f"> {line}".rstrip() for line in message.split("\n"))
            whole = f"{text}\n\n{RULER}\n\n{shown}\n"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(whole)
            done = subprocess.run([*command, str(path)], check=False)
            if done.returncode:
                return None, f"{command[0]} ended with {done.returncode}; nothing was kept."
            written = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return None, f"{command[0]}: {error.strerror or 'cannot be started'}; set EDITOR."
    return clean_body(written.partition(RULER)[0]), ""


def editor() -> list[str]:
    """The command: VISUAL, EDITOR, else what every such machine has."""
    usual = "notepad" if sys.platform == "win32" else "vi"
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    if sys.platform == "win32":
        return [named.strip('"')]
    try:
        return shlex.split(named) or [usual]
    except ValueError:
        return [named]
