"""Tables as form plugins and spreadsheets damage them: nothing lost, or told."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from triage.model import Comment, Problem
from triage.readers import ReadOptions, parse_columns, read


def items(data: bytes | str, **options: Any) -> list[Comment | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), "in.csv", ReadOptions(**options)))


def bodies(data: bytes | str, **options: Any) -> list[str]:
    return [item.body for item in items(data, **options) if isinstance(item, Comment)]


def codes(data: bytes | str, **options: Any) -> list[str]:
    return [item.code for item in items(data, **options) if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("your-name,your-email,your-message", {}),  # Flamingo
        ("Timestamp,Email Address,What would you like to ask?",
         {"body": "What would you like to ask?"}),  # Google Forms
        ("Name,Entry Id,Message", {}),  # Gravity Forms
        ("comment_ID,comment_author,comment_content", {}),  # WordPress
    ],
)  # fmt: skip
def test_headers_of_known_producers(header: str, columns: dict[str, str]) -> None:
    assert bodies(f"{header}\n1,2,May I fly?\n", columns=columns) == ["May I fly?"]


def test_a_text_column_is_never_guessed_by_its_length() -> None:
    (told,) = items("Timestamp,What would you like to ask?\n1," + "long " * 100 + "\n")
    assert isinstance(told, Problem)
    assert told.code == "no-text-column"
    assert "2 'What would you like to ask?'" in told.hint
    assert "--map body=" in told.hint


def test_what_the_hint_lists_can_be_mapped_as_it_stands() -> None:
    asked = "What, in your own words, would you like to ask us about Botox or migraine?"
    data = f'Timestamp,"{asked}"\n1,"May I fly, or swim?"\n'
    (told,) = items(data)
    assert isinstance(told, Problem)
    assert asked in told.hint
    for column in (asked, "2"):
        assert bodies(data, columns=parse_columns(f"body={column}")) == ["May I fly, or swim?"]


@pytest.mark.parametrize("number", ["0", "3", "-1", "x"])
def test_a_number_without_a_column_is_told(number: str) -> None:
    assert codes("a,b\n1,2\n", columns={"body": number}) == ["no-column"]


def test_a_column_named_by_a_digit_is_that_column() -> None:
    assert bodies("2,1\nx,May I fly?\n", columns={"body": "1"}) == ["May I fly?"]


@pytest.mark.parametrize("first", ["Ann,May I fly with my child?", "ann@mail.org,May we fly?"])
def test_a_message_is_never_taken_for_the_name_of_a_numbered_column(first: str) -> None:
    (told,) = items(f"{first}\nBo,Swim?\n", columns={"body": "2"})
    assert isinstance(told, Problem)
    assert "fly" not in told.message + told.hint


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\n", "\n\n \n"])
def test_what_stands_above_the_header(start: str) -> None:
    data = f"{start}author;message\nAnn;May I fly, or swim?\n"
    (found,) = [i for i in items(data) if isinstance(i, Comment)]
    assert found.body == "May I fly, or swim?"
    assert found.source.line == data.count("\n")


def test_one_column_has_no_delimiter_to_find() -> None:
    data = "question\nHow do I stop, please?\nIs it safe; or not\twell | so?\n"
    assert bodies(data) == ["How do I stop, please?", "Is it safe; or not\twell | so?"]


def test_a_header_broken_over_lines_is_one() -> None:
    assert bodies('author,"your\nmessage"\nAnn,Fly?\n') == ["Fly?"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(ending: str) -> None:
    assert bodies(ending.join(["author,message", "Ann,Fly?", "Bo,Swim?", ""])) == ["Fly?", "Swim?"]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["encoding"])],
)
def test_encodings(encoding: str, told: list[str]) -> None:
    data = "author,message\nAnn,it’s fine?\n".encode(encoding)
    assert bodies(data) == ["it’s fine?"]
    assert codes(data) == told


def test_quotes_escaped_with_backslashes_are_read_and_told() -> None:
    data = 'id,message\n1,Fly?\n2,"He said \\"rest\\", it\\\'s\\nso?"\n3,Swim?\n'
    assert bodies(data) == ["Fly?", 'He said "rest", it\'s\nso?', "Swim?"]
    assert codes(data) == ["escaped-quotes"]


def test_a_backslash_is_text_where_quotes_are_doubled() -> None:
    data = 'id,message\n1,"C:\\"\n2,"He said ""rest"" \\o/?"\n'
    assert bodies(data) == ["C:\\", 'He said "rest" \\o/?']
    assert codes(data) == []


def test_a_row_broken_in_both_ways_of_quoting_costs_no_other() -> None:
    data = 'id,message\n1,"a \\" b" c"\n2,Swim?\n'
    assert bodies(data) == ["Swim?"]
    assert codes(data) == ["stray-quote"]


def test_a_quote_left_open_costs_one_row() -> None:
    data = 'id,message\n1,"open\n' + "".join(f"{n},Question {n}?\n" for n in range(2, 500))
    assert len(bodies(data)) == 498
    assert codes(data) == ["unclosed-quote"]


@pytest.mark.parametrize("text", ["#NAME?", "#VALUE!", "#REF!", " #NAME? "])
def test_a_text_that_a_spreadsheet_destroyed_is_no_blank_and_no_question(text: str) -> None:
    data = f"id,message\n7,{text}\n8,Fly?\n"
    assert bodies(data) == ["Fly?"]
    assert codes(data) == ["lost-text"]


def test_a_text_that_fills_a_cell_may_be_cut_off() -> None:
    data = f"id,message\n1,{'x' * 32_767}\n2,{'x' * 32_768}\n"
    assert codes(data) == ["full-cell"]
    assert len(bodies(data)) == 2


def test_rounded_ids_are_told() -> None:
    assert codes("id,message\n1.23E+15,a\n1.23E+15,b\n") == ["rounded-id", "repeated-id"]


def test_nul_is_removed_and_told() -> None:
    data = b"id,message\n1,sui\0cide\n"
    assert bodies(data) == ["suicide"]
    assert codes(data) == ["hidden-characters"]


@pytest.mark.parametrize("cell", ["'=1+1 is it?", "'-5 kg, why?", "'@home?", "'+1 more?"])
def test_the_apostrophe_of_a_guarded_cell_is_no_text(cell: str) -> None:
    assert bodies(f'id,message\n1,"{cell}"\n') == [cell[1:]]
    assert bodies("id,message\n1,'tis so?\n") == ["'tis so?"]


def test_columns_of_one_name_hide_nothing() -> None:
    (found,) = items("note,note,,,message\n1,2,3,4,Fly?\n")
    assert isinstance(found, Comment)
    assert dict(found.extra) == {
        "note": "1",
        "note (2)": "2",
        "column 3": "3",
        "column 4": "4",
        "message": "Fly?",
    }


def test_two_columns_for_the_text_are_asked_about() -> None:
    assert codes("body,body\na,b\n") == ["ambiguous-column"]


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ({"rendered": "<p>May I <b>fly</b>?</p>"}, "May I fly?"),
        ({"raw": "May I\nfly?", "rendered": "x"}, "May I\nfly?"),
        ({"other": 1}, '{"other": 1}'),
    ],
)
def test_wordpress_writes_objects_into_cells(cell: dict[str, Any], body: str) -> None:
    quoted = json.dumps(cell).replace('"', '""')
    assert bodies(f'id,author_name,content\n1,Ann,"{quoted}"\n') == [body]


@pytest.mark.parametrize(
    "header",
    [
        "Channel ID,Comment Create Timestamp,Price,Comment ID,Video ID,Comment Text",
        'UgwsS,UCA6,2018-09-02T05:16:35+00:00,"{""takeoutSegments"":[]}"',
    ],
)
def test_ones_own_comments_from_takeout_are_no_patients(header: str) -> None:
    found = [item for item in items(f"{header}\na,b,c,d,e,f\n") if isinstance(item, Problem)]
    assert [item.code for item in found] == ["unsupported"]
    assert "yt-dlp" in found[0].hint


@pytest.mark.parametrize(
    "header", ["Ticket ID,Subject,Status", "Number,Customer,Tags", "comment_ID,comment_author,x"]
)
def test_an_export_without_texts_is_refused_with_what_to_do(header: str) -> None:
    (told,) = items(f"{header}\n1,Ann,x\n")
    assert isinstance(told, Problem)
    assert told.code == "no-text-column"
    assert told.hint


def test_many_broken_rows_end_the_reading_and_say_so() -> None:
    assert codes("id,message\n" + '1,"a" b\n' * 200)[-1] == "broken-table"


def test_a_row_without_end_costs_one_row_and_little_memory() -> None:
    data = "id,message\n1," + "x" * (5 << 20) + "\n2,Fly?\n"
    assert bodies(data) == ["Fly?"]
    assert codes(data) == ["too-long"]


@pytest.mark.parametrize(
    ("dates", "iso"),
    [
        (["13/02/2020", "01/03/2020"], "2020-03-01"),
        (["02/13/2020", "01/03/2020"], "2020-01-03"),
        (["02/03/2020", "01/03/2020"], "01/03/2020"),
        (["13.02.2020", "01.03.2020"], "2020-03-01"),
        (["February 13, 2020", "March 1, 2020 8:05 am"], "2020-03-01T08:05:00"),
        (["2020-02-13", "2020-03-01 8:05"], "2020-03-01T08:05:00"),
    ],
)
def test_dates_are_read_for_the_file_as_a_whole(dates: list[str], iso: str) -> None:
    data = "date,message\n" + "".join(f'"{date}",x{date}\n' for date in dates)
    found = [item for item in items(data) if isinstance(item, Comment)]
    assert found[-1].date == iso
