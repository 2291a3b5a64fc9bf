"""``triage evaluate``: how good the tool is on labelled messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triage.cli.session import (
    ConfigOption,
    FaqOption,
    FormatOption,
    OutputFormat,
    QuietOption,
    load,
)
from triage.cli.streams import Exit, print_problem, say
from triage.model import Severity, TriageError

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.desk.alarms import Pair
    from triage.desk.evaluate import Changes, Evaluation
    from triage.model import Labelled


def evaluate(
    labelled: Annotated[
        list[Path],
        typer.Argument(help="Labelled messages, JSON Lines.", exists=True, dir_okay=False),
    ],
    output: FormatOption = OutputFormat.TEXT,
    compare: Annotated[
        Path | None,
        typer.Option(help="An earlier --format json: tell what changed.", exists=True),
    ] = None,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Measure on labelled messages: wrong answers, coverage, alarms; with the ids to look at."""
    from triage.desk.evaluate import compare as compare_with
    from triage.desk.evaluate import evaluate as judge

    tool = load(faq, config, quiet=quiet)
    rows, broken = _read(labelled)
    result = judge(_pairs(tool, rows), tool.policy.entries)
    earlier = _earlier(compare) if compare else None
    changes = None if earlier is None else compare_with(earlier, result)
    if output is OutputFormat.JSON:
        compared = {} if changes is None else {"compared": changes.to_dict()}
        print(json.dumps({**result.to_dict(), **compared}, ensure_ascii=False))
    else:
        _print(result, changes)
    return Exit.PROBLEMS if broken else Exit.DONE


def _earlier(path: Path) -> dict[str, Any]:
    """An evaluation written with ``--format json``. Raises TriageError where it is none."""
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("schema") != "triage/evaluation-1":
        raise TriageError(f"{path}: not the output of triage evaluate --format json")
    return found


def _read(paths: list[Path]) -> tuple[list[Labelled], int]:
    from triage.content import load_labelled

    rows: list[Labelled] = []
    broken = 0
    for path in paths:
        loaded = load_labelled(path.read_bytes(), str(path))
        errors = [p for p in loaded.problems if p.severity is Severity.ERROR]
        for problem in errors:
            print_problem(problem)
        broken += len(errors)
        if len(loaded.problems) > len(errors):
            say(f"{path}: {len(loaded.problems) - len(errors)} unknown keys left aside")
        rows.extend(loaded.value or ())
    return rows, broken


def _pairs(tool: Triage, rows: list[Labelled]) -> list[Pair]:
    from triage.model import Case, Comment

    # Every row is its own comment: no author, so that none is taken for a duplicate.
    cases = tool.batch(Comment(row.text, id=row.id) for row in rows)
    return [(row, case) for row, case in zip(rows, cases, strict=True) if isinstance(case, Case)]


def _print(result: Evaluation, changes: Changes | None) -> None:
    from triage.desk.evaluate import worst_entries
    from triage.render.evaluation import changes_text, evaluation_text

    if not result.rows:
        say("no labelled message in the file")
    print(evaluation_text(result, worst_entries(result)), end="")
    if changes is not None:
        print(changes_text(changes), end="")
