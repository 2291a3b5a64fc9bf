"""The command line: alone opens outputs, reads today's date, prints and exits."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``triage``; every way out is an exit code, never a traceback with message text."""
    from triage.cli.app import run

    sys.exit(run(sys.argv[1:]))
