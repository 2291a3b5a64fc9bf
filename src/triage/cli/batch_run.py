"""One run of ``batch``: reads, has the work done, writes, counts, and tells what it came to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from triage.cli.inputs import Inputs
from triage.cli.output import ResultFile
from triage.cli.progress import Gauge
from triage.cli.streams import console, print_problem, say
from triage.cli.workers import Alone, Crew
from triage.model import Case, Comment, Disposition, Problem, TriageError
from triage.pipeline import Repeats
from triage.runs.form import Form, opening
from triage.runs.since import Since
from triage.runs.tally import Tally
from triage.runs.work import Read, Work

if TYPE_CHECKING:
    from triage.api import Triage


class BatchRun:
    """Every record that is read ends as one case, one problem, or left out by ``since``.

    ``tally``: what was counted, an earlier stopped run's part included; ``kept``: the written
    cases, where the work says so.
    """

    def __init__(
        self,
        tool: Triage,
        inputs: Inputs,
        work: Work,
        *,
        since: Since | None = None,
        limit: int | None = None,
    ) -> None:
        self.tally = Tally()
        self.kept: list[Case] = []
        self.read = 0
        self._tool = tool
        self._inputs = inputs
        self._work = work
        self._since = since
        self._limit = limit

    def go(
        self, target: ResultFile, identity: Mapping[str, Any] | None, *, jobs: int, quiet: bool
    ) -> None:
        """Do all of it. Raises TriageError where it cannot be done to the end."""
        before = target.begin(identity)
        self.tally = before.tally
        form = self._work.form
        if not before.size:
            target.write(opening(form, self._work.columns))
        crew = Alone(self._tool, self._work) if jobs == 1 else Crew(self._tool, self._work, jobs)
        on_screen = form is Form.TABLE or (not target.is_file and sys.stdout.isatty())
        gauge = Gauge(self._inputs, wanted=not (quiet or on_screen), done_before=before.records)
        with crew, gauge:
            records = self._records()
            for _ in islice(records, before.records):
                pass  # done by the run that was stopped
            for piece in crew.pieces(_chunks(records, crew.chunk)):
                for problem in piece.problems:
                    print_problem(problem)
                target.write(piece.text)
                self.kept += piece.cases
                done = Tally()  # a new one: the target may have to fall back on the last
                done.add(self.tally)
                done.add(piece.tally)
                self.tally = done
                target.done(done.total + done.problems, done)
                gauge.show(done.total + done.problems, done)
        if form is Form.TABLE:
            target.write(_table(self.kept))
        self._check()

    def _records(self) -> Iterator[Read | Problem]:
        repeats = Repeats()
        for record in islice(self._recent(), self._limit):
            if isinstance(record, Problem):
                yield record
            else:
                yield Read(record, repeats.came_before(record))

    def _recent(self) -> Iterator[Comment | Problem]:
        for record in self._inputs.records():
            self.read += 1
            if isinstance(record, Problem) or self._since is None or self._since.keeps(record):
                yield record

    def _check(self) -> None:
        """Nothing was lost, nothing came twice: what was read against what came of it."""
        done, left_out = self.tally.total + self.tally.problems, self._left_out
        if self.read != done + left_out:
            raise TriageError(
                f"{self.read} records were read, but {self.tally.total} cases, "
                f"{self.tally.problems} unreadable and {left_out} left out came of them: "
                "this is a defect of triage, and the result is not whole"
            )

    @property
    def _left_out(self) -> int:
        return self._since.before if self._since else 0

    def tell(self, staff: Sequence[str]) -> None:
        """On stderr: what the run came to, and what the user should know of it."""
        tally, since = self.tally, self._since
        if staff and not tally.by_staff:
            say(f"no comment was written by staff as named: {', '.join(staff)}")
        early = f", {since.before} before {since.day}" if since and since.before else ""
        say(f"{self.read} records: {tally.total} cases, {tally.problems} unreadable{early}")
        _tell_counts(tally)
        if since and since.undated:
            say(f"kept without a date that can be read: {since.undated}")
        if tally.beyond:
            say(
                f"{tally.beyond} records have columns that the first one has not: the CSV leaves "
                "them out; --format jsonl with the input beside it loses nothing"
            )
        for path in self._inputs.changed():
            say(f"{path} changed while it was read: what came later may be missing; run it again")
        from triage.render.words import unsigned_note

        note = unsigned_note(self._tool.content.faq.entries, self._tool.policy.signed)
        if note and tally.total:
            say(note)


def _chunks(records: Iterable[Read | Problem], size: int) -> Iterator[list[Read | Problem]]:
    records = iter(records)
    while chunk := list(islice(records, size)):
        yield chunk


def _table(cases: Sequence[Case]) -> str:
    from io import StringIO

    from rich.console import Console

    from triage.render.terminal import cases_table

    if sys.stdout.isatty():
        screen = console()
        with screen.capture() as capture:
            screen.print(cases_table(cases))
        return capture.get()
    buffer = StringIO()
    Console(file=buffer, width=160, highlight=False).print(cases_table(cases))
    return buffer.getvalue()


def _tell_counts(tally: Tally) -> None:
    from triage.render.summary import summary_rows

    topics = {disposition: tally.by_disposition(disposition) for disposition in Disposition}
    if sys.stderr.isatty():
        from rich.console import Console

        from triage.render.terminal import summary_table

        Console(stderr=True, highlight=False).print(summary_table(topics, tally.skipped))
        return
    for disposition, count, detail in summary_rows(topics, tally.skipped):
        say(f"  {count:>6} {disposition}" + (f": {detail}" if detail else ""))
