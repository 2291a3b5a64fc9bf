"""Whatever is fed to whatever reader: no exception, one outcome a record, nothing unprintable."""

from __future__ import annotations

import io
import json
import tracemalloc
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from triage.model import Comment, Problem
from triage.readers import FORMATS, ReadOptions, detect, read, stands_for_record
from triage.readers.clean import CUT

CASES = Path(__file__).parent / "cases"
SEEDS = [path.read_bytes() for path in sorted(CASES.glob("*/*.*")) if ".expected." not in path.name]
MAIL = "From x@y.org Thu Feb 13 09:30:00 2020\nFrom: ann@mail.org\n"
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

hostile = st.text(
    st.sampled_from("ab ?.,;\"'\t\n\r\0\x1b[]31m<>&\\=@:\x07\x9b\u2028\u202e\u200b\ufeff\x85é")
    | st.characters(),
    max_size=60,
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file that some reader knows, cut, spliced or overwritten somewhere."""
    data = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 200)))
    return data[:start] + draw(st.binary(max_size=20)) + data[end:]


def outcomes(data: bytes, options: ReadOptions) -> list[Comment | Problem]:
    return list(read(io.BytesIO(data), "in", options))


def texts(item: Comment | Problem) -> Iterator[str]:
    if isinstance(item, Problem):
        yield from (item.message, item.hint, str(item.location))
        return
    for value in (item.id, item.author, item.email, item.date, item.parent, item.subject, item.url):
        yield value or ""
    yield item.body
    yield json.dumps(dict(item.extra), ensure_ascii=False)


def assert_sound(items: list[Comment | Problem]) -> None:
    comments = [item for item in items if isinstance(item, Comment)]
    ids = [comment.id for comment in comments]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    for item in items:
        for text in texts(item):
            text.encode()
            bad = [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
            assert not bad
            assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b")
        if isinstance(item, Comment):
            for line in (item.author, item.id, item.subject, item.url):
                assert "\n" not in (line or "")


@QUICK
@given(data=st.binary(max_size=300) | damaged(), kind=st.sampled_from([None, *FORMATS]))
@example(b"[" * 100_000, "json")
@example(b"{" * 10 + b'"a":' + b"[" * 100_000, "jsonl")
@example(b"[" + b"9" * 5000 + b"]", "json")
@example(b"From a 2020\n" * 30, "mbox")
@example(b"Content-Type: text/plain; charset=\xff\xfe\n\nx", "eml")
@example(b"<a>" * 3000, "wxr")
@example(b"a,body\n" + b'"\n' * 300, "csv")
def test_any_bytes_are_read_without_an_exception(data: bytes, kind: str | None) -> None:
    items = outcomes(data, ReadOptions(format=kind))
    assert items
    assert_sound(items)
    assert outcomes(data, ReadOptions(format=kind)) == items


@QUICK
@given(st.binary(max_size=80) | damaged(), hostile)
def test_detection_gives_a_reader_or_a_hint(data: bytes, name: str) -> None:
    found = detect(data, name)
    if isinstance(found, Problem):
        assert found.hint
    else:
        assert found.name in FORMATS


@QUICK
@given(st.lists(hostile, max_size=8), st.lists(st.sampled_from(["x", "5", "[]", "{"]), max_size=3))
def test_json_lines_count_up(bodies: list[str], broken: list[str]) -> None:
    lines = [json.dumps({"body": body}) for body in bodies] + broken
    items = outcomes("\n".join(lines).encode(), ReadOptions(format="jsonl"))
    if not lines:
        return
    assert_sound(items)
    records = [i for i in items if isinstance(i, Comment) or stands_for_record(i)]
    assert len(records) == len(lines)
    assert sum(isinstance(i, Comment) for i in items) == len(bodies)


@QUICK
@given(st.lists(st.tuples(hostile, hostile), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_tables_count_up(rows: list[tuple[str, str]], delimiter: str) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    kept = [(a, b) for a, b in rows if a.replace("\0", "").strip() or b.replace("\0", "").strip()]
    lines = [delimiter.join(("author", "question"))]
    lines += [delimiter.join(map(cell, row)) for row in rows]
    data = "\r\n".join(lines).encode("utf-8", errors="replace")
    items = outcomes(data, ReadOptions(format="csv"))
    assert_sound(items)
    assert sum(isinstance(i, Comment) for i in items) == len(kept)
    assert not [i for i in items if isinstance(i, Problem) and stands_for_record(i)]


@QUICK
@given(st.lists(hostile, min_size=1, max_size=6))
def test_a_numbered_page_gives_one_comment_a_number(bodies: list[str]) -> None:
    page = "Title\n\n"
    for number, body in enumerate(bodies, 1):
        page += f"  {number}. Ann {number} says: 05/{28 - number}/20203:00 pm\n\n    {body}\n\n"
    items = outcomes(page.encode("utf-8", errors="replace"), ReadOptions(staff=("Ann 1",)))
    assert_sound(items)
    comments = [i for i in items if isinstance(i, Comment)]
    assert [c.id for c in comments if c.author == f"Ann {c.id}"] == [
        str(n) for n in range(1, len(bodies) + 1)
    ]
    assert [c.is_staff for c in comments][:1] == [True]


@pytest.mark.parametrize("kind", ["text", "lines", "jsonl"])
def test_a_giant_body_is_cut_with_a_marker_and_told(kind: str) -> None:
    body = "ouch " * 50_000
    data = json.dumps({"body": body}) if kind == "jsonl" else body
    first, told = outcomes(data.encode(), ReadOptions(format=kind, longest_body=1000))
    assert isinstance(first, Comment)
    assert first.body.endswith(CUT)
    assert len(first.body) < 1010
    assert isinstance(told, Problem)
    assert (told.code, stands_for_record(told)) == ("cut", False)


def test_records_past_the_limit_are_told() -> None:
    options = ReadOptions(format="lines", most_records=2)
    items = outcomes(b"a\nb\nc\nd\n", options)
    assert [i.code if isinstance(i, Problem) else i.body for i in items] == ["a", "b", "too-many"]


@QUICK
@given(st.lists(hostile, min_size=1, max_size=5))
def test_a_mailbox_counts_up(bodies: list[str]) -> None:
    head = f"{MAIL}Subject: x\nContent-Type: text/plain; charset=utf-8\n\n"
    data = "".join(f"{head}{body}\n\n" for body in bodies)
    items = outcomes(data.encode("utf-8", errors="replace"), ReadOptions(format="mbox"))
    assert_sound(items)
    assert sum(isinstance(i, Comment) or stands_for_record(i) for i in items) == len(bodies)


@pytest.mark.parametrize(
    ("kind", "head", "record"),
    [
        ("jsonl", "", json.dumps({"id": "%d", "body": "Is it safe? " * 100}) + "\n"),
        ("csv", "id,message\n", "%d," + "Is it safe? " * 100 + "\n"),
        ("lines", "", "%d " + "Is it safe? " * 100 + "\n"),
        ("mbox", "", f"{MAIL}Message-ID: <%d@b.org>\n\n" + "Is it safe? " * 2000 + "\n\n"),
    ],
)  # fmt: skip
def test_a_large_file_is_read_in_little_memory(
    kind: str, head: str, record: str, tmp_path: Path
) -> None:
    path = tmp_path / "large"
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        written = 0
        while written * len(record) < 5_000_000:
            file.write(record % written)
            written += 1
    count = 0
    tracemalloc.start()
    try:
        with path.open("rb") as source:
            for item in read(source, "large", ReadOptions(format=kind)):
                count += isinstance(item, Comment)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == written
    assert peak < 4_000_000
