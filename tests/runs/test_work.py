"""The same comments give the same pieces however they are cut; what is recent; what a CSV holds."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schemas import fits
from triage.api import Triage
from triage.casefile import read_cases
from triage.content.schema import json_schema
from triage.model import Case, Comment, CommentStatus, Disposition, Location, Problem
from triage.pipeline import Repeats
from triage.readers import ReadOptions, read, stands_for_record
from triage.render.summary import summary_rows
from triage.render.table import COLUMNS, LONGEST_CELL, own_columns, safe_cell
from triage.runs.form import Form, opening
from triage.runs.since import Since
from triage.runs.tally import Tally
from triage.runs.work import Piece, Read, Work, piece_of

COMMENTS: list[Comment | Problem] = [
    Comment("Does it hurt?", id="1", author="Ann", extra={"ward": "=A1"}),
    Comment("does it HURT", id="2", author="ann", extra={"ward": "+4", "bed": "2"}),
    Problem("ragged-row", "3 cells", Location("a.csv", 4)),
    Comment("Thank you!", id="3", author="Ben"),
    Comment("Buy now", id="4", status=CommentStatus.SPAM),
    Comment("I cannot breathe since the shots", id="5", author="Cy"),
    Comment("We answer", id="6", is_staff=True),
    Comment("", id="7"),
    Comment(
        "¿Duele mucho la inyección en la cabeza?", id="8", message_id="<a@b>", references="<c@d>"
    ),
]


EXPORTS = sorted(
    path
    for path in (Path(__file__).parents[1] / "readers" / "cases").rglob("*")
    if path.is_file() and not path.name.endswith((".expected.jsonl", ".options.json"))
)


def reads(items: list[Comment | Problem]) -> list[Read | Problem]:
    repeats = Repeats()
    return [i if isinstance(i, Problem) else Read(i, repeats.came_before(i)) for i in items]


def together(tool: Triage, work: Work, sizes: list[int]) -> Piece:
    whole, records = Piece(), reads(COMMENTS)
    for size in sizes:
        chunk, records = records[:size], records[size:]
        piece = piece_of(tool, work, chunk)
        whole.text += piece.text
        whole.tally.add(piece.tally)
        whole.cases += piece.cases
        whole.problems += piece.problems
    return whole


@pytest.mark.parametrize("form", Form)
@given(sizes=st.lists(st.integers(1, 4), max_size=9))
def test_however_it_is_cut(small: Triage, form: Form, sizes: list[int]) -> None:
    work = Work(form, ("ward",), keep=True)
    assert together(small, work, [*sizes, 9]) == together(small, work, [9])


def test_the_stream_is_the_same_as_piece_by_piece(small: Triage) -> None:
    lines = together(small, Work(), [4, 5]).text.splitlines()
    assert [json.loads(line) for line in lines] == [
        item.to_dict() for item in small.batch(COMMENTS)
    ]


def test_every_line_fits_the_schema(small: Triage, shipped: Triage) -> None:
    schema = json_schema("case")
    texts = [entry.question for entry in shipped.content.faq.entries]
    texts += [
        text for rule in shipped.content.redflags.rules for text in (*rule.fires, *rule.silent)
    ]
    comments = [Comment(text, subject=text[:20], date="x", url="https://x.y") for text in texts]
    items = [*small.batch(COMMENTS), *shipped.batch(comments), *shipped.batch(COMMENTS)]
    assert {item.disposition for item in items if isinstance(item, Case)} > {"crisis", "skip"}
    for item in items:
        line = json.loads(json.dumps(item.to_dict()))
        assert fits(line, schema)
        for key in line:
            assert not fits({name: line[name] for name in line if name != key}, schema)
        assert not fits({**line, "more": 1}, schema)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_export_gives_lines_that_fit_the_schema_and_read_back(
    small: Triage, path: Path
) -> None:
    kind = path.parent.name
    options = ReadOptions(format=kind if kind in ("lines", "text") else None)
    schema = json_schema("case")
    with path.open("rb") as source:
        records = [
            record
            for record in read(source, path.name, options)
            if isinstance(record, Comment) or stands_for_record(record)
        ]
    found = list(small.batch(records))
    lines = [json.dumps(item.to_dict()) for item in found]
    assert all(fits(json.loads(line), schema) for line in lines)
    again = list(read_cases(io.BytesIO("\n".join(lines).encode()), "cases.jsonl"))
    assert [case.to_dict() for case in again if isinstance(case, Case)] == [
        case.to_dict() for case in found if isinstance(case, Case)
    ]


def test_a_foreign_key_of_the_same_name_is_no_text_of_a_mail(small: Triage) -> None:
    (case,) = small.batch([Comment("Does it hurt?", extra={"whole_text": {"a": [1]}})])
    assert fits(json.loads(json.dumps(case.to_dict())), json_schema("case"))


def test_reason_codes_are_those_of_the_contract() -> None:
    import ast

    import triage
    from triage.model.schema import REASON_CODES

    source = Path(triage.__file__).parent
    used = {
        node.args[0].value
        for name in ("decide", "pipeline")
        for node in ast.walk(ast.parse((source / f"{name}.py").read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason"
        if isinstance(node.args[0], ast.Constant)
    }
    assert used | {"rule", "learned"} == set(REASON_CODES)


def test_what_is_counted(small: Triage) -> None:
    tally = together(small, Work(only=frozenset({Disposition.EMERGENCY})), [9]).tally
    assert (tally.total, tally.problems, tally.by_staff) == (8, 1, 1)
    assert tally.skipped == {"duplicate": 1, "thanks": 1, "spam": 1, "staff": 1, "blank": 1}
    rows = {
        row[0]: row[1:]
        for row in summary_rows({d: tally.by_disposition(d) for d in Disposition}, tally.skipped)
    }
    assert rows[Disposition.SKIP] == (5, "blank 1, duplicate 1, spam 1, staff 1, thanks 1")
    assert sum(count for count, _ in rows.values()) == tally.total


def test_a_csv_says_what_it_leaves_out(small: Triage) -> None:
    work = Work(Form.CSV, ("ward",))
    whole = together(small, work, [9])
    assert whole.tally.beyond == 1
    text = opening(Form.CSV, work.columns) + whole.text
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert rows[0] == ["ward", *COLUMNS]
    assert {len(row) for row in rows} == {len(COLUMNS) + 1}
    assert rows[3][-1] == "ragged-row: 3 cells"
    assert whole.text.count("\r\n") == len(rows) - 1


def test_an_earlier_runs_columns_are_not_kept_twice() -> None:
    assert own_columns(["ward", *COLUMNS]) == ("ward",)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        (" \u00a0@x", "' \u00a0@x"),
        ("\tx", "'\tx"),
        ("\nx", "'\nx"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ('a\n"-1', "a\n\"'-1"),
        ("a-b = c; d", "a-b = c; d"),
        (None, ""),
        (0, "0"),
        ("x" * (LONGEST_CELL + 1), "x" * (LONGEST_CELL - 6) + " [cut]"),
    ],
)
def test_cells_are_safe(cell: object, safe: str) -> None:
    assert safe_cell(cell) == safe


@given(st.text(alphabet="=+-@;\t\r\n \"'a"))
def test_no_part_of_a_cell_starts_as_a_formula(text: str) -> None:
    safe = safe_cell(text)
    assert safe.strip()[:1] not in tuple("=+-@")
    for part in re.split("[;\t\r\n]", safe)[1:]:
        assert part.lstrip(' "')[:1] not in tuple("=+-@")


def test_approved_text_keeps_its_lists() -> None:
    assert safe_cell("Do:\n- rest", curated=True) == "Do:\n- rest"
    assert safe_cell("- rest\n- drink", curated=True) == "'- rest\n- drink"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-11-01", True),
        ("2026-10-31", False),
        ("2026-10-31T23:59:59", False),
        ("2026-10-31T09:59:59Z", False),
        ("2026-10-31T10:00:00Z", True),
        ("2026-11-01T00:00:00+14:00", True),
        ("9999-12-31T23:59:59Z", True),
        ("03/04/2026", True),
        (None, True),
    ],
)
def test_since(written: str | None, kept: bool) -> None:
    since = Since(date(2026, 11, 1))
    assert since.keeps(Comment("x", date=written)) is kept
    undated = written in (None, "03/04/2026", "9999-12-31T23:59:59Z")
    assert (since.before, since.undated) == (int(not kept), int(undated))


def test_tallies_add_up() -> None:
    one, two = Tally(problems=1), Tally(problems=2, by_staff=1)
    one.cases["check", "visit"] = two.cases["check", "visit"] = 2
    one.add(two)
    assert one.by_disposition(Disposition.CHECK) == {"visit": 4}
    assert (one.total, one.problems, one.by_staff) == (4, 3, 1)
