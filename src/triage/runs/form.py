"""How a run writes its cases: JSON Lines for programs, CSV for spreadsheets, a table to look at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum

from triage.model import Case, Problem


class Form(StrEnum):
    """How a run writes its cases."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


def opening(form: Form, columns: Sequence[str]) -> str:
    """What stands before the first record; ``columns``: the input's own."""
    if form is not Form.CSV:
        return ""
    from triage.render.table import header_row

    return header_row(columns)


def written(item: Case | Problem, form: Form, columns: Sequence[str]) -> str:
    """One record as it is written; nothing for a table, which is drawn as a whole."""
    if form is Form.JSONL:
        return json.dumps(item.to_dict(), ensure_ascii=False) + "\n"
    if form is Form.TABLE:
        return ""
    from triage.render.table import case_row, problem_row

    if isinstance(item, Case):
        return case_row(item, columns)
    return problem_row(item, columns)


def loses_columns(case: Case, columns: Sequence[str]) -> bool:
    """True where the original has columns that the header of a CSV has no room for."""
    from triage.render.table import own_columns

    return not set(own_columns(case.comment.extra)) <= set(columns)
