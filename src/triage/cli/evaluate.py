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
        list[Path] | None,
        typer.Argument(help="Labelled messages, JSON Lines.", exists=True, dir_okay=False),
    ] = None,
    cross_validate: Annotated[
        bool,
        typer.Option(
            "--cross-validate",
            help="Without a file: hold out the clinic's own phrasings and examples in turn.",
        ),
    ] = False,
    folds: Annotated[int, typer.Option(min=2, max=50, help="In how many parts.")] = 5,
    output: FormatOption = OutputFormat.TEXT,
    compare: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="An earlier --format json: tell what changed.", exists=True
        ),
    ] = None,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Measure on labelled messages: wrong answers, coverage, alarms; with the ids to look at."""
    from triage.desk.evaluate import compare as compare_with
    from triage.desk.evaluate import evaluate as judge

    if cross_validate == bool(labelled):
        raise TriageError("give labelled messages, or --cross-validate without any")
    earlier = _earlier(compare) if compare else None
    tool = load(faq, config, quiet=quiet)
    rows, broken = _read(labelled or [])
    pairs = _cross_validated(tool, faq, config, folds, quiet) if cross_validate else None
    result = judge(_pairs(tool, rows) if pairs is None else pairs, tool.policy.entries)
    changes = None if earlier is None else compare_with(earlier, result)
    if output is OutputFormat.JSON:
        plain = result.to_dict() | ({"folds": folds} if cross_validate else {})
        plain |= {} if changes is None else {"compared": changes.to_dict()}
        print(json.dumps(plain, ensure_ascii=False))
    else:
        _print(result, changes)
    return Exit.PROBLEMS if broken else Exit.DONE


def _earlier(path: Path) -> dict[str, Any]:
    """An evaluation written with ``--format json``. Raises TriageError where it is none."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("schema") != "triage/evaluation-1":
        raise TriageError(f"{path}: not what `triage evaluate --format json` wrote")
    return found


def _cross_validated(
    tool: Triage, faq: Path | None, config: Path | None, folds: int, quiet: bool
) -> list[Pair]:
    from triage.curated import parse
    from triage.desk.crossvalidate import judge, plan
    from triage.places import curated_files, settings_file

    path = config or settings_file()
    parsed = parse(curated_files(tool.settings, path, faq))
    cut = plan(parsed.faq, parsed.examples, folds)
    pairs: list[Pair] = []
    for number, fold in enumerate(cut.folds, 1):
        if not quiet:
            say(f"fold {number} of {folds}: {len(fold.held)} messages")
        if fold.held:
            pairs += judge(fold, parsed.lexicon, tool.content.finder, tool.screen, tool.policy)
    if cut.never_held and not quiet:
        few = ", ".join(cut.never_held[:3]) + (", ..." if len(cut.never_held) > 3 else "")
        say(f"not judged, as the only wording of their entry: {len(cut.never_held)} ({few})")
    return pairs


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
        say("no labelled message to judge")
    print(evaluation_text(result, worst_entries(result)), end="")
    if changes is not None:
        print(changes_text(changes), end="")
