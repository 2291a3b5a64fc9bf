"""The front door: recognising, pipes, staff, encodings, options."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from triage.model import Comment, Problem, Severity, TriageError
from triage.readers import ReadOptions, detect, parse_columns, read


class Pipe(io.RawIOBase):
    """A stream that cannot seek and gives its pieces one by one."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.pieces:
            return 0
        piece = self.pieces.pop(0)
        self.pieces[:0] = [piece[len(buffer) :]] if len(piece) > len(buffer) else []
        piece = piece[: len(buffer)]
        buffer[: len(piece)] = piece
        return len(piece)


def items(data: bytes, name: str = "in", **options: Any) -> list[Comment | Problem]:
    return list(read(io.BytesIO(data), name, ReadOptions(**options)))


def problems(data: bytes, name: str = "in", **options: Any) -> list[Problem]:
    return [item for item in items(data, name, **options) if isinstance(item, Problem)]


def comments(data: bytes, name: str = "in", **options: Any) -> list[Comment]:
    return [item for item in items(data, name, **options) if isinstance(item, Comment)]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b'{"body": "x"}\n{"body": "y"}\n', "a.txt", "jsonl"),
        (b'\n [ {"body": "x"} ]', "a.txt", "json"),
        (b'{\n "body": "x"\n}', "a", "json"),
        (b"name,message\nA,b\n", "a.txt", "csv"),
        (b"x,y\n1,2\n", "a.csv", "csv"),
        (b"Ann says: 05/17/20125:16 pm\n\nHi\n", "a.csv.txt", "thread"),
        (b"Subject: x\r\n\r\nbody", "a.eml", "eml"),
        (b"Received: x\nFrom: a@b.org\n\nbody", "a", "eml"),
        (b"From a@b.org Thu Feb 13 09:30:00 2020\nSubject: x\n\nbody", "a", "mbox"),
        (b'<rss xmlns:wp="http://wordpress.org/export/1.0/">', "a", "wxr"),
        (b'<?xml version="1.0"?><disqus xmlns="http://disqus.com">', "a", "disqus"),
        (b'[{"comment_ID": "1"}]', "a", "wp-json"),
    ],
)
def test_a_format_is_known_by_its_content(data: bytes, name: str, kind: str) -> None:
    found = detect(data, name)
    assert not isinstance(found, Problem)
    assert found.name == kind


@pytest.mark.parametrize(
    "data",
    [
        b"Is it safe?\nI hope so.\n",
        b"Dear doctor, I have a question, and it is long; it goes on.\n",
        b"Subject: none of your business\n\nAm I allowed to drive?\n",
        b"My doctor says: take two.\n",
    ],
)
def test_plain_text_is_never_guessed(data: bytes) -> None:
    (refused,) = problems(data, "letter.txt")
    assert refused.code == "not-recognised"
    assert "--input text" in refused.hint
    assert "--input lines" in refused.hint


def test_json_lines_from_a_pipe_come_as_they_are_written() -> None:
    pipe = Pipe(b'{"id": "1", "body": "first?"}\n', b'{"id": "2", "body": "second?"}\n')
    found = read(pipe, "stdin", ReadOptions())  # type: ignore[arg-type]
    first = next(found)
    assert isinstance(first, Comment)
    assert first.body == "first?"
    assert pipe.pieces
    assert [item.id for item in found if isinstance(item, Comment)] == ["2"]


def test_a_late_staff_reply_in_a_pipe_is_told() -> None:
    pipe = Pipe(b'{"id": "1", "body": "a?"}\n{"body": "b", "is_staff": true, "parent": "1"}\n')
    codes = [i.code for i in read(pipe, "-", ReadOptions()) if isinstance(i, Problem)]  # type: ignore[arg-type]
    assert codes == ["late-reply"]


def test_other_formats_from_a_pipe_are_read_too() -> None:
    pipe = Pipe(b"author,ques", b"tion\nAnn,Can I fly?\n")
    (only,) = read(pipe, "-", ReadOptions())  # type: ignore[arg-type]
    assert isinstance(only, Comment)
    assert only.body == "Can I fly?"


@pytest.mark.parametrize("staff", ["Dr. Reed", "dr reed", " DR.  REED ", "reed@clinic.org"])
def test_staff_is_a_whole_name_or_address(staff: str) -> None:
    data = (
        b'{"body": "a", "author": "Dr. Reed"}\n{"body": "b", "author": "X", '
        b'"email": "Reed@clinic.org"}\n{"body": "c", "author": "Dr. Reedy"}'
    )
    found = [c.is_staff for c in comments(data, staff=(staff,))]
    assert found == ([False, True, False] if "@" in staff else [True, False, False])


def test_without_staff_nothing_is_marked_and_a_note_suggests_whom() -> None:
    data = b'{"body": "a", "author": "Dr. Reed"}\n{"body": "b", "author": "Ann"}'
    assert [c.is_staff for c in comments(data)] == [None, None]
    (hint,) = problems(data)
    assert (hint.code, hint.severity) == ("staff-hint", Severity.NOTE)
    assert "Dr. Reed (1)" in hint.message


def test_a_patient_who_types_the_name_of_staff_in_a_page_is_not_skipped() -> None:
    page = "".join(
        f"Ann says: 05/{day}/2020 3:00 pm\n\nQuestion {day}?\n\n" for day in range(10, 16)
    )
    page += "Dr. Reed says: 01/01/2001 1:00 pm\n\nthis is mine, I choke.\n\n"
    page += "Bo says: 05/20/2020 3:00 pm\n\nLast?\n"
    found = comments(page.encode(), staff=("Dr. Reed",))
    assert not [c for c in found if c.is_staff]
    assert "I choke" in "".join(c.body for c in found if not c.is_staff)


def test_ids_are_the_same_for_the_same_text_anywhere_in_a_file() -> None:
    one = comments(b'{"body": "Same?"}')[0].id
    again = [c.id for c in comments(b'{"body": "Other"}\n{"body": "Same?"}\n{"body": "Same?"}')]
    assert again[1:] == [one, f"{one}-2"]
    assert one.startswith("jsonl:")
    assert len(one) == len("jsonl:") + 12


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "a\0b", "rot13", "hex"])
def test_an_unknown_encoding_is_told(encoding: str) -> None:
    assert [p.code for p in problems(b"hi", format="text", encoding=encoding)] == [
        "unknown-encoding"
    ]


def test_a_named_encoding_is_used() -> None:
    (only,) = comments("ł?".encode("cp1250"), format="text", encoding="cp1250")
    assert only.body == "ł?"


def test_utf_16_without_a_mark_is_no_mystery() -> None:
    assert problems("name,message\n".encode("utf-16-le"), format="csv")[0].code == "encoding"


@pytest.mark.parametrize("delimiter", ["tab", ";", "~"])
def test_a_named_delimiter_is_used(delimiter: str) -> None:
    mark = "\t" if delimiter == "tab" else delimiter
    data = f"a,author{mark}question\nx{mark}Is it, safe?\n".encode()
    (only,) = comments(data, "a.csv", format="csv", delimiter=delimiter)
    assert only.body == "Is it, safe?"


def test_an_impossible_delimiter_is_told() -> None:
    assert problems(b"question\nx", format="csv", delimiter="ab")[0].code == "delimiter"


def test_a_wide_row_keeps_its_text_only_if_it_is_last() -> None:
    last = comments(b"author,question\nAnn,One, two, three?\n")
    assert [c.body for c in last] == ["One, two, three?"]
    assert problems(b"question,author\nOne, two,Ann\n")[0].code == "ragged-row"


def test_spaces_before_quotes_are_no_text() -> None:
    found = comments(b'author, question\nAnn, "One, two?"\nBo, "Three?"\n')
    assert [c.body for c in found] == ["One, two?", "Three?"]


def test_the_command_for_wordpress_is_given() -> None:
    data = b"comment_ID,comment_author,comment_date\n1,Ann,2020-01-01\n"
    (told,) = problems(data)
    assert "comment_content" in told.hint
    assert told.hint.startswith("run: wp comment list")


def test_a_saved_first_page_may_be_incomplete() -> None:
    one = '{"id": %d, "post": 1, "author_name": "A", "content": {"rendered": "x"}}'
    data = "[" + ",".join(one % n for n in range(1, 11)) + "]"
    assert [p.code for p in problems(data.encode())] == ["incomplete"]


@pytest.mark.parametrize("text", ["body", "=x", "body=", "weight=a"])
def test_a_map_is_pairs_of_known_fields(text: str) -> None:
    with pytest.raises(TriageError):
        parse_columns(text)


def test_a_map_names_columns() -> None:
    assert parse_columns("author=Full name, body=Your question") == {
        "author": "Full name",
        "body": "Your question",
    }


def test_a_mapped_column_must_exist() -> None:
    (told,) = problems(b"a,b\n1,2\n", "x.csv", columns={"body": "c"})
    assert told.code == "no-column"


@pytest.mark.parametrize("references", ["<a@c.org> <b@c.org>", ["<a@c.org>", "<b@c.org>"]])
@pytest.mark.parametrize("kind", ["jsonl", "json"])
def test_a_neutral_record_keeps_the_thread_of_its_mail(references: Any, kind: str) -> None:
    record = {"body": "x?", "message_id": "<m@c.org>", "references": references}
    (only,) = comments(json.dumps(record).encode(), format=kind)
    assert (only.message_id, only.references) == ("<m@c.org>", "<a@c.org> <b@c.org>")


def test_a_source_too_large_to_hold_is_told_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.readers.records._LARGEST", 30)
    (told,) = problems(b'[{"body": "' + b"x" * 40 + b'"}]')
    assert told.code == "too-large"
    assert "JSON Lines" in told.hint
