"""The options that commands share, and loading the content they name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli.streams import say
from triage.model import Entry, Faq, TriageError

if TYPE_CHECKING:
    from triage.api import Triage

FaqOption = Annotated[
    Path | None,
    typer.Option("--faq", metavar="FILE", help="Use this faq.yaml.", show_default=False),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Use this triage.yaml.", show_default=False),
]


class OutputFormat(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[OutputFormat, typer.Option("--format", help="For people or programs.")]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")
]


def load(faq: Path | None, config: Path | None, *, quiet: bool = False) -> Triage:
    """The content ready to use; what it says while compiling goes to stderr."""
    import gc

    # Hundreds of thousands of objects that stay: looking for garbage among them only costs time.
    gc.disable()
    from triage.api import Triage

    tool = Triage.load(faq, config, tell=(lambda line: None) if quiet else say)
    gc.freeze()
    gc.enable()
    if any(rule.own is not None for rule in tool.content.redflags.rules):
        from triage.render.rules import rules_note

        if note := rules_note(tool.content.redflags.rules, urgent_only=quiet):
            say(note)
    return tool


def entry_of(faq: Faq, name: str) -> Entry:
    """The entry with an id. Raises TriageError that names the nearest ids."""
    from difflib import get_close_matches

    for entry in faq.entries:
        if entry.id == name:
            return entry
    near = get_close_matches(name, [entry.id for entry in faq.entries], n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; see triage faq list"
    raise TriageError(f"no entry {name!r}{hint}")
