"""What was decided, as CSV for a practice's records: one row a case, no message text unasked."""

from __future__ import annotations

from triage.decisions import Decision
from triage.drafts import Decided
from triage.model import Case
from triage.render.table import csv_line

COLUMNS = (
    "id",
    "source",
    "disposition",
    "action",
    "by",
    "at",
    "counts",
    "entries",
    "proposed_entries",
    "reply_digest",
    "reply_edited",
    "content",
    "case_file",
)
TEXT_COLUMNS = ("message", "reply")


def record_header(*, with_text: bool) -> str:
    """The header line."""
    return csv_line([*COLUMNS, *(TEXT_COLUMNS if with_text else ())])


def record_row(
    case: Case, decision: Decision | None, decided: Decided, file: str, *, with_text: bool
) -> str:
    """One case. ``decision``: what was decided, ``decided``: what that comes to today.

    ``counts`` is "yes" for an approval that holds, "no" for one given under other answers than
    today's, and empty where nothing was approved. ``file``: the digest of the case file.
    """
    counts = ""
    if decision is not None and decision.action.answers:
        counts = "yes" if decided.decision is not None else "no"
    cells: list[object] = [case.comment.id, case.comment.source, case.disposition]
    if decision is None:
        cells += ["", "", "", "", "", " ".join(case.entries), "", "", case.content, file]
    else:
        edited = "" if decision.reply is None else "yes" if decision.text is not None else "no"
        cells += [decision.action, decision.by, decision.at, counts, " ".join(decision.entries)]
        cells += [" ".join(case.entries), decision.reply, edited, decision.content, file]
    if with_text:
        reply = decided.case.reply if decided.decision is not None else None
        cells += [case.comment.body, reply]
    return csv_line(cells)
