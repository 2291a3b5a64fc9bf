"""The tables of the report: alarms, open questions, content to look after, every message.

Each cell carries the name of its column and its role, so that a table folded into cards on a narrow
screen is still read as a table. Where names and messages are hidden, their columns are not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage.desk.figures import Use
from triage.desk.gaps import open_questions
from triage.model import Case, Disposition, Problem
from triage.redact import people, redact
from triage.render.report.markup import Child, Markup, join, tag
from triage.render.words import why, why_without_message, written_on

MOST_ROWS = 5000
"""Rows of the table of all messages; more would make a page that opens slowly."""
LONGEST = 1000
LONGEST_ALARM = 4000
"""Characters of a message that are shown, and of one that is an alarm."""
_LONGEST_CELL = 400
_FOLDED = 180
"""Characters that stay visible of a folded message."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name; how it sorts; whether a reader may choose among its values."""

    name: str
    kind: str = "text"
    choose: bool = False


Cell = tuple[Child, str | float | None]
"""What is shown and what it sorts by, None for its text."""


def data(
    caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, find: bool = False
) -> Markup:
    """A table that the page's script can sort and, with ``find``, search. First cell: row head."""
    heads = [
        tag("th", c.name, scope="col", role="columnheader", data_kind=c.kind, data_choose=c.choose)
        for c in columns
    ]
    body = [tag("tr", map(_cell, columns, row, range(len(row))), role="row") for row in rows]
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", heads, role="row"), role="rowgroup"),
        tag("tbody", body, role="rowgroup"),
        class_="data",
        role="table",
        data_find=find,
    )


def _cell(column: Column, cell: Cell, number: int) -> Markup:
    shown, key = cell
    if isinstance(shown, str) and not isinstance(shown, Markup):
        shown = _cut(shown, _LONGEST_CELL)
    how = {"data_label": column.name, "data_key": key, "class_": column.kind}
    if number:
        return tag("td", shown, role="cell", **how)
    return tag("th", shown, scope="row", role="rowheader", **how)


def chip(disposition: Disposition) -> Markup:
    """A disposition as a label in its colour."""
    return tag("span", str(disposition), class_=f"chip {disposition}")


def alarms_table(cases: Sequence[Case], titles: Mapping[str, str], *, redacted: bool) -> Markup:
    """What somebody must act on today, with the words that fired marked."""
    columns = [Column("what to do", "rank", choose=True), Column("when", "date"), Column("id")]
    if not redacted:
        columns += [Column("from"), Column("message", "message")]
    columns.append(Column("why, and what staff do", "why"))
    rows = []
    for case in cases:
        cells: list[Cell] = [(chip(case.disposition), case.disposition.rank), _when(case)]
        cells.append(_id(case, redacted=redacted))
        if not redacted:
            cells += [(case.comment.author or "", None), (_marked(case), "")]
        cells.append((_fired(case, titles), ""))
        rows.append(cells)
    return data("Messages that somebody must act on today, the worst first", columns, rows)


def open_table(cases: Iterable[Case], *, redacted: bool) -> Markup:
    """The questions that no entry answered, with what was near."""
    columns = [Column("id"), Column("when", "date")]
    if not redacted:  # what nothing explains may be a name
        columns = [Column("question", "message"), *columns, Column("nothing explains")]
    columns += [Column("nearest entry"), Column("fits", "number")]
    rows: list[list[Cell]] = []
    for case in cases:
        for answered in open_questions(case):
            near = case.candidates[0] if case.candidates else None
            cells: list[Cell] = [_id(case, redacted=redacted), _when(case)]
            if not redacted:
                text = answered.question.text
                words = ", ".join(answered.unexplained)
                cells = [(_folded(text, LONGEST), text[:80]), *cells, (words, None)]
            cells.append((near.entry if near else "", None))
            cells.append((f"{near.score:.2f}" if near else "", near.score if near else -1))
            rows.append(cells)
    return data("Questions that no entry answered", columns, rows, find=len(rows) > 8)


def content_table(uses: Iterable[Use], caption: str) -> Markup:
    """Entries whose answers want a look."""
    columns = [Column("entry"), Column("topic", choose=True), Column("question", "message")]
    columns += [Column("state", choose=True), Column("due", "date"), Column("messages", "number")]
    rows: list[list[Cell]] = [
        [
            (use.id, None),
            (use.topic, None),
            (use.question, None),
            (_state(use), None),
            (use.due or "", None),
            (f"{use.count:,}", use.count),
        ]
        for use in uses
    ]
    return data(caption, columns, rows, find=len(rows) > 8)


def cases_table(cases: Sequence[Case], *, redacted: bool) -> Markup:
    """Every message in the order read, at most ``MOST_ROWS``."""
    columns = [Column("id"), Column("when", "date"), Column("what to do", "rank", choose=True)]
    if not redacted:
        columns += [Column("from"), Column("message", "message")]
    columns += [Column("entries"), Column("fits", "number"), Column("why", "why")]
    rows: list[list[Cell]] = []
    for case in cases[:MOST_ROWS]:
        cells: list[Cell] = [_id(case, redacted=redacted), _when(case)]
        cells.append((chip(case.disposition), case.disposition.rank))
        if not redacted:
            body = case.comment.body
            cells += [(case.comment.author or "", None), (_folded(body, LONGEST), body[:80])]
        reasons = why_without_message(case) if redacted else why(case)
        cells += [
            (", ".join(case.entries), None),
            (f"{case.score:.2f}" if case.candidates else "", case.score),
            (reasons, None),
        ]
        rows.append(cells)
    return data("Every message, in the order of the file", columns, rows, find=True)


def problems_table(problems: Iterable[Problem], *, redacted: bool) -> Markup:
    """The records that could not be read."""
    columns = [Column("where"), Column("problem"), Column("message"), Column("what to do")]
    rows: list[list[Cell]] = [
        [
            # A file may be named after a patient, and a message may quote a record.
            (f"line {p.location.line}" if redacted else str(p.location), p.location.line),
            (p.code, None),
            ("" if redacted else p.message, None),
            ("" if redacted else p.hint, None),
        ]
        for p in problems
    ]
    return data("Records that could not be read", columns, rows)


def _state(use: Use) -> str:
    state = "signed" if use.signed else "not signed"
    return f"{state}, overdue" if use.overdue else state


def _when(case: Case) -> Cell:
    return written_on(case.comment), (case.comment.date or "")[:40]


def _id(case: Case, *, redacted: bool) -> Cell:
    name = case.comment.id
    return (redact(name, people(case.comment)) if redacted else name)[:80], None


def _fired(case: Case, titles: Mapping[str, str]) -> Markup:
    rules = dict.fromkeys(flag.rule for flag in case.flags if flag.counts)
    shown = [titles.get(rule, rule) for rule in rules]
    listed = [tag("li", instruction) for instruction in case.instructions]
    return join(tag("p", "; ".join(shown)), tag("ul", listed) if listed else "")


def _folded(body: str, longest: int) -> Markup:
    """A message; a long one shows its beginning and unfolds."""
    whole = _cut(body, longest)
    if len(whole) <= _FOLDED and whole.count("\n") < 3:
        return tag("p", whole, class_="said")
    return tag("details", tag("summary", _beginning(whole)), tag("p", whole, class_="said"))


def _marked(case: Case) -> Markup:
    """The message with the words that fired marked."""
    body = case.comment.body
    parts: list[Markup | str] = []
    position = 0
    for start, end in sorted((f.start, f.end) for f in case.flags if f.counts):
        start, end = max(start, position), min(end, LONGEST_ALARM)
        if start < end:
            parts += [body[position:start], tag("mark", body[start:end])]
            position = end
    parts.append(_cut(body[position:], LONGEST_ALARM - position))
    whole = tag("p", parts, class_="said")
    if len(body) <= 3 * _FOLDED:
        return whole
    words = "; ".join(dict.fromkeys(f.text for f in case.flags if f.counts and f.text))
    return join(
        tag("p", tag("mark", _cut(words, _FOLDED))) if words else "",
        tag("details", tag("summary", _beginning(body)), whole),
    )


def _beginning(body: str) -> str:
    flat = " ".join(body[: 2 * _FOLDED].split())
    return flat[:_FOLDED].rsplit(" ", 1)[0] + " …"


def _cut(body: str, longest: int) -> str:
    return body if len(body) <= longest else f"{body[: max(0, longest)].rstrip()} … [cut]"
