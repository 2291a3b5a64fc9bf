"""``triage gaps``: what patients ask and no entry answers."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from triage.cli.case_files import CasesArgument, read_case_file
from triage.cli.output import write_whole
from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit, say


class GapsFormat(StrEnum):
    """How gaps are shown."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"


def gaps(
    cases: CasesArgument,
    result: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the gaps here.")
    ] = None,
    output: Annotated[
        GapsFormat,
        typer.Option("--format", help="yaml: entries to be filled in."),
    ] = GapsFormat.TEXT,
    least: Annotated[
        int, typer.Option(min=1, help="Show what at least this many messages ask.")
    ] = 2,
    force: Annotated[bool, typer.Option("--force", help="Write over unfinished results.")] = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Bring together the questions that no entry answered; names and numbers are hidden."""
    from triage.desk.gaps import find_gaps
    from triage.render.gaps import gaps_text, gaps_yaml

    tool = load(faq, config, quiet=quiet)
    read = read_case_file(cases)
    found = find_gaps(read.cases, tool.content.index, tool.content.finder)
    shown = [gap for gap in found.gaps if gap.count >= least]
    if output is GapsFormat.JSON:
        listed = {**found.to_dict(), "gaps": [gap.to_dict() for gap in shown]}
        text = json.dumps(listed, ensure_ascii=False) + "\n"
    elif output is GapsFormat.YAML:
        text = gaps_yaml(shown, [entry.id for entry in tool.content.faq.entries])
    else:
        text = gaps_text(found, shown)
    write_whole(result, [text], inputs=[cases], force=force)
    if not quiet:
        if found.earlier:
            say(f"the latest {found.questions} questions were compared; {found.earlier} were not")
        if result is not None:
            say(f"{len(shown)} gaps: {result}")
    return Exit.PROBLEMS if read.broken else Exit.DONE
