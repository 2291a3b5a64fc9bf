"""The work on a stretch of comments, the same in one process or in many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from triage.api import Triage
from triage.model import Case, Comment, Disposition, Problem
from triage.runs.form import Form, loses_columns, written
from triage.runs.tally import NO_TOPIC, Tally


@dataclass(frozen=True, slots=True)
class Read:
    """A comment as a run takes it up; ``repeated``: it came before (``pipeline.Repeats``)."""

    comment: Comment
    repeated: bool


Chunk = Sequence[Read | Problem]
"""Neighbouring records, in the order of the input."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made of every comment. ``columns``: the input's own, for CSV.

    ``only``: what is written, empty for all; ``keep``: hand the written cases over as well, for a
    table or for drafts.
    """

    form: Form = Form.JSONL
    columns: tuple[str, ...] = ()
    only: frozenset[Disposition] = frozenset()
    candidates: int = 3
    skip_answered: bool = False
    keep: bool = False


@dataclass(slots=True)
class Piece:
    """What a chunk became: the text to write, what to count, what to tell."""

    text: str = ""
    tally: Tally = field(default_factory=Tally)
    problems: list[Problem] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)


def piece_of(tool: Triage, work: Work, chunk: Chunk) -> Piece:
    """Triage a chunk and write it down. The same chunk gives the same piece, whoever does it."""
    piece = Piece()
    texts: list[str] = []
    for record in chunk:
        if isinstance(record, Problem):
            piece.tally.problems += 1
            piece.problems.append(record)
            texts.append(written(record, work.form, work.columns))
            continue
        case = tool.case(
            record.comment,
            repeated=record.repeated,
            candidates=work.candidates,
            skip_answered=work.skip_answered,
        )
        entry = tool.policy.entries.get(case.entries[0]) if case.entries else None
        piece.tally.count(case, entry.topic if entry else NO_TOPIC)
        if work.form is Form.CSV:
            piece.tally.beyond += loses_columns(case, work.columns)
        if work.only and case.disposition not in work.only:
            continue
        texts.append(written(case, work.form, work.columns))
        if work.keep:
            piece.cases.append(case)
    piece.text = "".join(texts)
    return piece
