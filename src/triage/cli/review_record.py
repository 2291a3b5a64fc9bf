"""After a review: the sums, the record as CSV, and confirmed pairs for the examples file."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.streams import say
from triage.decisions import Action
from triage.model import Case, TriageError

if TYPE_CHECKING:
    from triage.api import Triage
    from triage.cli.case_files import CaseFile
    from triage.desk.queue import Queue


def summary(queue: Queue, file: CaseFile) -> None:
    """What this session decided, what staff changed, and what is still open; no patient's words."""
    from triage.desk.learned import changes
    from triage.render.words import still_open

    made = queue.made
    counted = Counter(str(decision.action) for decision in made.values())
    words = ", ".join(f"{counted[action]} {action}" for action in Action if counted[action])
    say(f"{len(made)} decided{': ' if words else ''}{words}")
    looked_at = ((file.at(item.place), made[item.key]) for item in queue.items if item.key in made)
    for (before, after), number in sorted(changes(looked_at).items()):
        say(f"  {number} x {before} -> {after}")
    waiting = queue.open
    alarms = sum(item.disposition.escalated for item in waiting)
    if alarms:
        say(still_open(alarms))
    if waiting:
        say(f"open in all: {len(waiting)}; the same command goes on there")


def write_record(
    file: CaseFile, tool: Triage, target: Path, *, with_text: bool, force: bool, quiet: bool
) -> None:
    """Every case with what was decided, as CSV, for its owner alone."""
    from triage.cli.output import write_whole
    from triage.decisions import beside
    from triage.drafts import after_review
    from triage.render.record import record_header, record_row

    rows = decided = 0

    def lines() -> Iterator[str]:
        nonlocal rows, decided
        yield record_header(with_text=with_text)
        for case in file.cases():
            decision = file.decision(case)
            today = after_review(case, decision, tool.policy.content, tool.reply_with)
            yield record_row(case, decision, today, file.digest, with_text=with_text)
            rows += 1
            decided += decision is not None

    write_whole(target, lines(), inputs=(file.path, beside(file.path)), force=force)
    if not quiet:
        say(f"{rows} cases in {target}, {decided} of them decided")


def offer_pairs(file: CaseFile, tool: Triage, learn: Path | None) -> None:
    """Add confirmed pairs to the examples: to ``--learn``, else asked for the settings' file."""
    target = learn or tool.own_examples
    if target is None:
        return
    from triage.content.labelled import labelled_lines

    new = list(_new_pairs(file, target))
    if not new:
        return
    if learn is None:
        print(
            f"triage: add {len(new)} confirmed pairs to {target}? [y/N] ", end="", file=sys.stderr
        )
        sys.stderr.flush()
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            return
    _append(target, labelled_lines(new))
    say(f"{len(new)} confirmed pairs added to {target}; names, addresses and numbers are taken out")
    say("look through them: what looks like nothing is not recognised")
    own = tool.own_examples
    if own is None or target.resolve() != own.resolve():
        say(f"to learn from it, name it in triage.yaml: examples: {target.name}")


def _new_pairs(file: CaseFile, target: Path) -> Iterator[dict[str, object]]:
    from triage.cli.case_files import open_case_file
    from triage.content import load_labelled
    from triage.desk.learned import pair
    from triage.redact import people, redact

    def hide(case: Case) -> str:
        return redact(case.comment.body, people(case.comment))

    try:
        there = load_labelled(target.read_bytes(), str(target)).value if target.exists() else ()
    except OSError as error:
        raise TriageError(f"{target}: {error.strerror}") from None
    known = {message.text for message in there or ()}
    file = open_case_file(file.path, quiet=True)  # with the decisions of this session
    for case in file.cases():
        decision = file.decision(case)
        found = pair(case, decision, hide) if decision is not None else None
        if found is not None and found["text"] not in known:
            known.add(str(found["text"]))
            yield found


def _append(target: Path, lines: str) -> None:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(target, flags, 0o600), "a+b") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(end - 1, 0))
            if file.read(1) not in (b"", b"\n"):
                file.write(b"\n")
            file.write(lines.encode())
    except OSError as error:
        raise TriageError(f"{target}: {error.strerror}") from None
