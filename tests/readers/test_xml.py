"""XML exports: what is broken is mended in known points or told, what is dangerous is refused."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.model import Comment, Problem
from triage.readers import ReadOptions, read

NAMESPACE = 'xmlns:wp="http://wordpress.org/export/1.2/"'
DISQUS = 'xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"'


def comment(body: str, number: int = 1, author_url: str = "") -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author_url>{author_url}</wp:comment_author_url>"
        f"<wp:comment_content>{body}</wp:comment_content></wp:comment>"
    )


def cdata(body: str) -> str:
    return f"<![CDATA[{body.replace(']]>', ']]]]><![CDATA[>')}]]>"


def site(*comments: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACE}><channel>'
        f"<item><link>https://c.org/p</link>{''.join(comments)}</item></channel></rss>"
    )


def items(data: str | bytes) -> list[Comment | Problem]:
    raw = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), "in.xml", ReadOptions()))


def bodies(data: str | bytes) -> list[str]:
    return [item.body for item in items(data) if isinstance(item, Comment)]


def told(data: str | bytes) -> list[tuple[str, str]]:
    return [(item.code, item.message) for item in items(data) if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("content", "body", "mended"),
    [
        (cdata("a ]]> b"), "a ]]> b", ""),
        (cdata("It&#039;s <em>sore</em> &lt;3"), "It's sore <3", ""),
        (cdata("&amp;lt;b&amp;gt;"), "&lt;b&gt;", ""),
        (cdata("sui\x08cide\x00"), "suicide", "2 control characters removed"),
        (cdata("esc\x1b[31m red"), "esc[31m red", "1 control characters removed"),
        ("Tom & Ann", "Tom & Ann", "1 bare & written as &amp;"),
        ("a&nbsp;b", "a\xa0b", "1 bare & written as &amp;"),
        ("a&#8;b", "ab", ""),
        ("I <b>cannot</b> breathe", "I cannot breathe", ""),
        ("one <p>two <i>three</i></p> four", "one two three four", ""),
        (cdata("x &undefined; y"), "x &undefined; y", ""),
        (cdata("<img src='eye.png'>"), "[picture]", ""),
        (cdata("fine <img src='x' alt=':-)'>"), "fine :-)", ""),
        (cdata("<p>&nbsp;</p>"), "", ""),
    ],
)
def test_bodies(content: str, body: str, mended: str) -> None:
    data = site(comment(content), comment("next?", 2))
    assert bodies(data) == [body, "next?"]
    said = [message for code, message in told(data) if code == "mended-xml"]
    assert mended in "".join(said)
    assert not mended or "mended: " in said[0]


def test_an_address_with_a_bare_ampersand_is_mended_and_the_place_told() -> None:
    data = site(comment("a?", author_url="https://x.org/?a=1&b=2"), comment("b?", 2))
    assert bodies(data) == ["a?", "b?"]
    (problem,) = [item for item in items(data) if isinstance(item, Problem)]
    assert (problem.code, problem.location.line) == ("mended-xml", 2)
    assert problem.location.column > 1


def test_bytes_of_another_encoding_are_mended_and_told() -> None:
    data = site(comment("caf", 1), comment("fine?", 2)).encode().replace(b"caf", b"caf\xe9")
    assert bodies(data) == ["caf\ufffd", "fine?"]
    assert "bytes that are not UTF-8" in told(data)[0][1]


def test_another_declared_encoding_is_read() -> None:
    data = site(comment("café?")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert bodies(data) == ["café?"]
    broken = data.replace(b"?</wp", b" & tea?</wp")
    assert bodies(broken) == ["café & tea?"]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE rss>",
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    for body in ("fine?", "broken & so?"):
        data = site(comment(body)).replace("\n<rss", f"\n{doctype}<rss")
        assert [code for code, _ in told(data)] == ["doctype"]
        assert bodies(data) == []


def test_a_document_type_in_a_comment_is_text() -> None:
    assert bodies(site(comment(cdata("<!DOCTYPE x> safe?")))) == ["<!DOCTYPE x> safe?"]


def test_elements_without_end_are_refused_for_what_they_are() -> None:
    data = site(comment("a?", 1), "<x>" * 2000)
    assert bodies(data) == ["a?"]
    assert [code for code, _ in told(data)] == ["malformed-xml"]
    assert "deep" in told(data)[0][1]


@pytest.mark.parametrize(
    ("rest", "hint"), [("<b>oops</i>", "put right"), ("<b", "cut off"), ("<![CDATA[x", "cut off")]
)
def test_a_break_in_the_middle_is_not_called_a_cut(rest: str, hint: str) -> None:
    data = site(comment("a?", 1))
    data = data[: data.rindex("</item>")] + rest + (data[-20:] if hint == "put right" else "")
    problem = next(i for i in items(data) if isinstance(i, Problem))
    assert hint in problem.hint


@pytest.mark.parametrize("keep", [0.5, 0.7, 0.9])
def test_what_stands_before_the_end_of_a_cut_file_is_read(keep: float) -> None:
    whole = site(*(comment(f"Question {n}?", n) for n in range(20)))
    data = whole[: int(len(whole) * keep)]
    found = bodies(data)
    assert found == [f"Question {n}?" for n in range(len(found))]
    assert len(found) >= int(20 * keep) - 2
    assert [code for code, _ in told(data)] == ["malformed-xml"]


def test_a_comment_without_its_text_is_no_blank_comment() -> None:
    data = site("<wp:comment><wp:comment_id>3</wp:comment_id></wp:comment>", comment("", 4))
    assert [code for code, _ in told(data)] == ["no-body"]
    assert bodies(data) == [""]


def post(number: str, body: str, more: str = "") -> str:
    return f"<post dsq:id={number}><message>{cdata(body)}</message>{more}</post>"


def test_disqus_posts_of_all_kinds() -> None:
    data = (
        f"<disqus {DISQUS}>"
        '<thread dsq:id="1"><id/><title>Page</title><link>https://c.org/p</link></thread>'
        + post('"10"', "<p>May I fly?</p>", '<id/><thread dsq:id="1"/><parent dsq:id="99"/>')
        + post('"11"', "gone", '<isDeleted>true</isDeleted><thread dsq:id="404"/>')
        + post('"12"', "buy", "<isSpam>true</isSpam><createdAt>2020-02-13T09:30:00Z</createdAt>")
        + '<post dsq:id="13"/>'
        + post("14", "&amp;lt; twice")
        + "</disqus>"
    )
    found = [item for item in items(data) if isinstance(item, Comment)]
    assert [(c.id, c.body, str(c.status)) for c in found] == [
        ("10", "May I fly?", "approved"),
        ("11", "gone", "deleted"),
        ("12", "buy", "spam"),
        ("14", "&lt; twice", "approved"),
    ]
    assert (found[0].subject, found[0].url) == ("Page", "https://c.org/p#comment-10")
    assert (found[1].subject, found[1].url, found[0].parent) == (None, None, None)
    assert found[2].date == "2020-02-13T09:30:00Z"
    codes = [code for code, _ in told(data)]
    assert sorted(codes) == ["mended-xml", "no-body", "orphan-parent"]


class Endless(io.RawIOBase):
    """A large export that is made while it is read."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.seek(0)

    def _made(self) -> Iterator[bytes]:
        start, end = site("\x00").replace("</item>", "", 1).split("\x00")
        yield start.encode()
        for number in range(self._count):
            yield (comment("Is it safe? " * 400, number) + "</item><item>").encode()
        yield b"</item>" + end.encode()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self._pieces = self._made()
        self._rest = b""
        return 0

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (piece := next(self._pieces, b"")):
            self._rest += piece
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def test_a_large_export_is_read_in_little_memory() -> None:
    tracemalloc.start()
    try:
        count = 0
        for item in read(Endless(2000), "in.xml", ReadOptions()):  # type: ignore[arg-type]
            assert isinstance(item, Comment)
            count += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2000
    assert peak < 3 << 20  # of 10 MB


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_every_text_in_cdata_comes_out_once_or_is_told(texts: list[str]) -> None:
    data = site(*(comment(cdata(text), n) for n, text in enumerate(texts)))
    found = items(data)
    assert sum(isinstance(item, Comment) for item in found) == len(texts)
    assert found == items(data)


@pytest.mark.parametrize("encoding", ["UTV-8", "shift_jis", "idna", "hex", "x" * 50])
def test_an_encoding_that_the_parser_does_not_know(encoding: str) -> None:
    data = site(comment("May I fly?")).replace("UTF-8", encoding)
    assert bodies(data) == ["May I fly?"]
    assert [code for code, _ in told(data)] == ["mended-xml"]
