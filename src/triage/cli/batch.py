"""``triage batch``: exported comments in, one case a comment out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.cli import batch_options as told
from triage.cli.session import ConfigOption, FaqOption, QuietOption, load
from triage.cli.streams import Exit
from triage.model import Case, Disposition, TriageError
from triage.runs.form import Form

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.cli.inputs import Inputs
    from triage.cli.output import ResultFile
    from triage.drafts import DraftOptions
    from triage.readers import ReadOptions
    from triage.runs.work import Work


def batch(
    paths: told.PathsArgument,
    result: told.ResultOption = None,
    output: told.BatchFormatOption = None,
    staff: told.StaffOption = None,
    kind: told.InputOption = None,
    columns: told.MapOption = None,
    delimiter: told.DelimiterOption = None,
    encoding: told.EncodingOption = None,
    drafts: told.DraftsOption = None,
    skip_answered: told.SkipOption = False,
    only: told.OnlyOption = None,
    since: told.SinceOption = None,
    limit: told.LimitOption = None,
    candidates: told.CandidatesOption = 3,
    jobs: told.JobsOption = 1,
    resume: told.ResumeOption = False,
    force: told.ForceOption = False,
    faq: FaqOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Triage exported comments: one case a comment, in the order of the file."""
    from triage.cli.batch_run import BatchRun
    from triage.cli.inputs import Inputs
    from triage.cli.output import ResultFile
    from triage.runs.since import Since

    recent = Since(told.day(since)) if since else None
    tool = load(faq, config, quiet=quiet)
    names = (*tool.settings.staff, *(staff or ()))
    options = told.read_options(names, kind, columns, delimiter, encoding)
    inputs = Inputs(paths, options, quiet=quiet)
    form = output or (Form.TABLE if result is None and sys.stdout.isatty() else Form.JSONL)
    sending = _sending(tool) if drafts is not None else None  # refused now, not after an hour
    target = ResultFile(result, inputs=paths, force=force, resume=resume)
    if resume:
        _refuse_to_resume(inputs, target, form, drafts)
    read_back = form is Form.JSONL and target.journaled
    keep = form is Form.TABLE or (drafts is not None and not read_back)
    work = _work(inputs, form, only, candidates, skip_answered=skip_answered, keep=keep)
    this = _identity(tool, inputs, target, _what_matters(work, options, since, limit))
    run = BatchRun(tool, inputs, work, since=recent, limit=limit)
    with target:
        run.go(target, this, jobs=jobs, quiet=quiet)
    refused = 0
    if drafts is not None and sending is not None:
        cases = _read_back(result) if read_back and result else iter(run.kept)
        refused = _draft(cases, drafts, sending, force=force, quiet=quiet)
    if not quiet:
        run.tell(names)
    return Exit.PROBLEMS if run.tally.problems or refused else Exit.DONE


def _work(
    inputs: Inputs,
    form: Form,
    only: list[Disposition] | None,
    candidates: int,
    *,
    skip_answered: bool,
    keep: bool,
) -> Work:
    from triage.render.table import own_columns
    from triage.runs.work import Work

    return Work(
        form=form,
        columns=own_columns(inputs.columns()) if form is Form.CSV else (),
        only=frozenset(only or ()),
        candidates=candidates,
        skip_answered=skip_answered,
        keep=keep,
    )


def _identity(
    tool: Triage, inputs: Inputs, target: ResultFile, options: dict[str, Any]
) -> dict[str, Any] | None:
    """What run this is; None for one that nothing can go on with."""
    if inputs.passing or not target.journaled:
        return None
    from triage.runs.journal import identity

    return identity(tool, inputs.identities(), options)


def _sending(tool: Triage) -> DraftOptions:
    """How drafts are made. Raises TriageError where the settings' sender is no address."""
    from triage.cli.draft_files import draft_options

    return draft_options(tool.settings)


def _draft(
    cases: Iterator[Case], folder: Path, options: DraftOptions, *, force: bool, quiet: bool
) -> int:
    """Write the drafts of the replies, and give the number of those refused."""
    from triage.cli.draft_files import write_drafts
    from triage.drafts import Decided

    replies = (Decided(case) for case in cases if case.reply is not None)
    return len(write_drafts(replies, folder, options, force=force, quiet=quiet).problems)


def _refuse_to_resume(inputs: Inputs, target: ResultFile, form: Form, drafts: Path | None) -> None:
    """Raises TriageError where going on could not end as the run would have."""
    if not target.journaled:
        raise TriageError("--resume goes on with FILE.part, so it needs -o FILE")
    if inputs.passing:
        name = "stdin" if inputs.passing == Path("-") else str(inputs.passing)
        raise TriageError(
            f"--resume reads the input again from the start, which {name} does not allow; "
            "save it to a file first"
        )
    if form is Form.TABLE:
        raise TriageError("--resume goes on with jsonl and csv; a table is drawn as a whole")
    if form is Form.CSV and drafts is not None:
        raise TriageError("--resume with --drafts needs --format jsonl, from which drafts are made")


def _what_matters(
    work: Work, options: ReadOptions, since: str | None, limit: int | None
) -> dict[str, Any]:
    """The options that the result depends on, by the names the user gives them."""
    return {
        "--format": str(work.form),
        "--only": sorted(map(str, work.only)),
        "--since": since,
        "--limit": limit,
        "--candidates": work.candidates,
        "--skip-answered": work.skip_answered,
        "--staff": list(options.staff),
        "--input": options.format,
        "--map": [f"{field}={column}" for field, column in sorted(options.columns.items())],
        "--delimiter": options.delimiter,
        "--encoding": options.encoding,
    }


def _read_back(path: Path) -> Iterator[Case]:
    from triage.casefile import read_cases

    with path.open("rb") as file:
        for item in read_cases(file, str(path)):
            if isinstance(item, Case):
                yield item
