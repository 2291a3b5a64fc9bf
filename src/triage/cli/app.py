"""The Typer application: which commands there are, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from triage import __version__
from triage.cli.streams import Exit, complain, settle_streams
from triage.model import TriageError

EVERY_DAY = "Every day"
CARE = "Care"
COMMANDS = {
    "ask": EVERY_DAY,
    "batch": EVERY_DAY,
    "review": EVERY_DAY,
    "drafts": EVERY_DAY,
    "report": CARE,
    "evaluate": CARE,
    "gaps": CARE,
    "faq": CARE,
    "rules": CARE,
    "init": CARE,
    "schema": CARE,
}
"""The commands in the order of the help, each with its group.

A command is the function of its name in the module of its name, a group of commands the ``app`` of
that module.
"""


class _Commands(TyperGroup):
    """Imports a command's module when it is called: ``ask`` must not wait for the others."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        # Typer looks for the nearest names here, and nothing else looks at the values.
        self.commands = cast(Any, dict.fromkeys(COMMANDS))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"triage.cli.{cmd_name}")
        panel = COMMANDS[cmd_name]
        holder = typer.Typer(add_completion=False)
        if hasattr(module, "app"):
            holder.add_typer(module.app, name=cmd_name, rich_help_panel=panel)
        else:
            holder.command(cmd_name, rich_help_panel=panel)(getattr(module, cmd_name))
            holder.callback()(lambda: None)  # so that the one command keeps its name
        group = typer.main.get_group(holder)
        return group.get_command(ctx, cmd_name)


app = typer.Typer(
    name="triage",
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Match patients' questions to the clinic's approved answers; stop when a message needs "
    "a human. Everything stays on this computer.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"triage {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code (the contract's section 7)."""
    settle_streams()
    try:
        result = app(args=list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except TriageError as error:
        complain(str(error), error.problems)
        return Exit.USAGE
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as stop:  # how Typer itself answers a closed pipe
        if isinstance(stop.__context__, BrokenPipeError):
            return _reader_gone()
        raise
    except OSError as error:  # a full disk, a device that refuses
        complain(f"cannot write the result: {error.strerror or type(error).__name__}")
        return Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        complain("stopped; finished work is kept")
        return Exit.INTERRUPTED
    except Exception as error:
        return _usage_or_bug(error)
    return int(result or Exit.DONE)


def _reader_gone() -> int:
    # So that the interpreter does not complain while closing either.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE


def _usage_or_bug(error: Exception) -> int:
    # Usage errors know how to show themselves. Their class is Click's, which some versions of Typer
    # depend on and others carry inside: it cannot be named here.
    show = getattr(error, "show", None)
    if callable(show) and "extra argument" in str(error):
        complain("too many arguments; put the message in quotes, or better, paste it")
        return Exit.USAGE  # the usual message would repeat the patient's words
    if callable(show):
        show(file=sys.stderr)
        return Exit.USAGE
    if "TRIAGE_DEBUG" in os.environ:
        raise error
    # The text of an unknown error may quote a message: its kind and place are enough to report.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "unknown place"
    complain(f"internal error: {type(error).__name__} at {place}; nothing was sent or changed")
    return Exit.USAGE
