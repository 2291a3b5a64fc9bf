"""The command line: alone opens outputs, reads today's date, prints and exits."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``triage``; every way out is an exit code, never a traceback with message text."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller: nothing may end up elsewhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    try:
        from triage.cli.app import run

        code = run(sys.argv[1:])
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except KeyboardInterrupt:  # while the program itself is still loading
        code = 130
    except OSError:  # a full disk at the very last line
        code = 2
    # Taking the compiled content apart object by object would cost a fifth of the whole run.
    os._exit(code)
