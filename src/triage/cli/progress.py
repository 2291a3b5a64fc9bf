"""How far a run is, on a terminal: counts, rate, time left."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from triage.cli.inputs import Inputs
    from triage.runs.tally import Tally

_BETWEEN = 0.2


class Gauge:
    """A line on stderr while a run goes on; nothing where stderr is no terminal."""

    def __init__(self, inputs: Inputs, *, wanted: bool, done_before: int) -> None:
        """``done_before``: records that an earlier run had done."""
        self._inputs = inputs
        self._wanted = wanted and sys.stderr.isatty()
        self._done_before = done_before
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._start = self._last = 0.0

    def __enter__(self) -> Gauge:
        if not self._wanted:
            return self
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._task = self._bar.add_task("reading", total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, done: int, tally: Tally) -> None:
        """Say how far the run is: ``done`` records, this run's and an earlier one's."""
        if self._bar is None or self._task is None:
            return
        now = monotonic()
        if not self._start:
            self._start = now
        if now - self._last < _BETWEEN:
            return
        self._last = now
        rate = (done - self._done_before) / max(now - self._start, _BETWEEN)
        text = f"{done} records, {rate:.0f}/s{_worst(tally)}"
        share = self._inputs.share(done)
        total = None if share is None else 1.0
        self._bar.update(self._task, description=text, completed=share or 0.0, total=total)


def _worst(tally: Tally) -> str:
    """The counts that must not wait for the end."""
    from triage.model import Disposition

    urgent = (Disposition.EMERGENCY, Disposition.CRISIS, Disposition.SAME_DAY)
    counts = {name: sum(tally.by_disposition(name).values()) for name in urgent}
    return "".join(f", {count} {name}" for name, count in counts.items() if count)
