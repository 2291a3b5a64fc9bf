"""Cases as CSV that a spreadsheet opens rightly and that cannot carry formulas.

The original columns come first, as they were; then the fields of a case, flattened. UTF-8 with a
byte order mark, without which Excel takes it for a code page; lines end in CR LF (RFC 4180).

A cell that a spreadsheet would compute gets a leading apostrophe (OWASP, CSV Injection). An Excel
that splits at semicolons reads only the first quotes of a line as quotes: what follows a semicolon,
a tab or a line break inside a patient's text could start a cell there, and gets one too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
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
MARK = "\ufeff"
"""The byte order mark, before the header."""

LONGEST_CELL = 32_767
"""Characters a cell of Excel holds; the rest would spill into rows of its own."""

_CUT = " [cut]"
_COMPUTED = "=+-@＝＋－＠"
_INSIDE = re.compile(f"""([;\t\r\n][ "]*)(?=[{re.escape(_COMPUTED)}])""")


def safe_cell(value: Any, *, curated: bool = False) -> str:
    """A cell's text that no spreadsheet takes for a formula, nor any part of it.

    ``curated``: approved text, of which only the start needs care.
    """
    text = "" if value is None else str(value)
    if not curated:
        text = _INSIDE.sub(r"\1'", text)
    if text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in tuple(_COMPUTED):
        text = f"'{text}"
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def own_columns(names: Iterable[str]) -> tuple[str, ...]:
    """The columns of an input without those of a case, which an earlier run may have put there."""
    return tuple(name for name in names if name not in COLUMNS)


def header_row(original: Sequence[str]) -> str:
    """The mark and the header line: the original columns, then the case's."""
    return MARK + _line([safe_cell(name) for name in (*original, *COLUMNS)])


def case_row(case: Case, original: Sequence[str]) -> str:
    """One case as a line; ``original``: the names of the input's own columns."""
    extra = case.comment.extra
    cells = [safe_cell(extra.get(name, "")) for name in original]
    cells += map(
        safe_cell,
        (
            case.comment.id,
            case.comment.source,
            case.disposition,
            " ".join(case.entries),
            f"{case.score:.4f}",
            case.confidence,
            "; ".join(f"{reason.code}: {reason.text}" for reason in case.reasons),
            "; ".join(f"{flag.rule} {flag.status}: {flag.text}" for flag in case.flags),
            " | ".join(case.unanswered),
        ),
    )
    instructions = safe_cell(" | ".join(case.instructions), curated=True)
    return _line([*cells, instructions, safe_cell(case.reply, curated=True), ""])


def problem_row(problem: Problem, original: Sequence[str]) -> str:
    """One unreadable record as a line in its place."""
    cells = [""] * (len(original) + len(COLUMNS))
    cells[len(original) + 1] = safe_cell(problem.location)
    cells[-1] = safe_cell(f"{problem.code}: {problem.message}")
    return _line(cells)


def csv_line(cells: Sequence[Any]) -> str:
    """Cells as one line, every one quoted and harmless to a spreadsheet."""
    return _line([safe_cell(cell) for cell in cells])


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(cells)
    return buffer.getvalue()
