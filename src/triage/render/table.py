"""Cases as CSV that a spreadsheet opens rightly and that cannot carry formulas.

The original columns come first, as they were; then the fields of a case, flattened. A cell that a
spreadsheet would compute gets a leading apostrophe (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from triage.model import Case, Problem

COLUMNS = (
    "triage_id",
    "triage_source",
    "triage_disposition",
    "triage_entries",
    "triage_score",
    "triage_confidence",
    "triage_reasons",
    "triage_flags",
    "triage_unanswered",
    "triage_instructions",
    "triage_reply",
    "triage_problem",
)
_COMPUTED = "=+-@＝＋－＠"


def safe_cell(value: Any) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    bare = text.lstrip(" ")
    if bare[:1] in ("\t", "\r", "\n") or (bare and bare[0] in _COMPUTED):
        return f"'{text}"
    return text


def header_row(original: Sequence[str]) -> str:
    """The header line: the original columns, then the case's."""
    return csv_line([*original, *COLUMNS])


def case_row(case: Case, original: Sequence[str]) -> str:
    """One case as a line; ``original``: the names of the input's own columns."""
    extra = case.comment.extra
    cells = [extra.get(name, "") for name in original]
    cells += [
        case.comment.id,
        case.comment.source,
        case.disposition,
        " ".join(case.entries),
        f"{case.score:.4f}",
        case.confidence,
        "; ".join(f"{reason.code}: {reason.text}" for reason in case.reasons),
        "; ".join(f"{flag.rule} {flag.status}: {flag.text}" for flag in case.flags),
        " | ".join(case.unanswered),
        " | ".join(case.instructions),
        case.reply or "",
        "",
    ]
    return csv_line(cells)


def problem_row(problem: Problem, original: Sequence[str]) -> str:
    """One unreadable record as a line in its place."""
    cells: list[Any] = [""] * (len(original) + len(COLUMNS))
    cells[len(original) + 1] = problem.location
    cells[-1] = f"{problem.code}: {problem.message}"
    return csv_line(cells)


def csv_line(cells: Sequence[Any]) -> str:
    """Cells as one line, every one quoted and harmless to a spreadsheet."""
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue()
