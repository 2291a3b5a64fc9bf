"""Hostile text made harmless; dates; HTML."""

from __future__ import annotations

import pytest

from triage.readers.clean import clean_body, clean_email, clean_line, clean_url, scrub
from triage.readers.dates import DayOrder, day_order, to_iso
from triage.readers.html import to_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\x85d\u2028e\x0bf", "a\nb\nc\nd\ne\nf"),
        ("red \x1b[31malert\x1b[0m \x9b1mbold", "red alert bold"),
        ("sui\u200bci\x00de", "suicide"),
        ("\x1b]0;I cannot breathe\x07 ok", "0;I cannot breathe ok"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("می\u200cروم 👩\u200d⚕️", "می\u200cروم 👩\u200d⚕️"),
        ("half \ud83d", "half \ufffd"),
        ("  kept\ttab  \n\n x ", "kept\ttab\n\n x"),
    ],
)
def test_bodies(raw: str, clean: str) -> None:
    assert clean_body(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (" Ann\r\nBcc: x ", "Ann Bcc: x"),
        ("A\u200dn\u200en\u00adn", "Annn"),
        ("e\u0301", "é"),
        ("a\tb\u2029c", "a b c"),
    ],
)
def test_lines(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


def test_scrubbing_twice_changes_nothing() -> None:
    raw = "\x1b\x1b[[31m3\x9b\x1b]1m"
    assert scrub(scrub(raw)) == scrub(raw)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "a@b.org, c@d.org", "A <a@b.org>", "a@b.org\nBcc: c@d.org", "noemail@x.org",
     "noreply@blogger.com", "ann@example.com", "é@b.org", "a b@c.org", ".a@b.org", "a@-b.org"],
)  # fmt: skip
def test_what_is_no_single_address(text: str) -> None:
    assert clean_email(text) is None


def test_an_address_is_kept_as_written() -> None:
    assert clean_email(" Ann.Lee+x@Mail.Clinic.org ") == "Ann.Lee+x@Mail.Clinic.org"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//x.org", "x.org"])
def test_only_web_addresses_are_kept(url: str) -> None:
    assert clean_url(url) is None
    assert clean_url("https://x.org/a?b=1&c=2") == "https://x.org/a?b=1&c=2"


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("2012-05-17T17:16:00-04:00", DayOrder.UNKNOWN, "2012-05-17T21:16:00Z"),
        ("2012-05-17 17:16:00", DayOrder.UNKNOWN, "2012-05-17T17:16:00"),
        ("2012-05-17", DayOrder.UNKNOWN, "2012-05-17"),
        ("May 17, 2012 at 5:16 pm", DayOrder.UNKNOWN, "2012-05-17T17:16:00"),
        ("17 May 2012 17:16", DayOrder.UNKNOWN, "2012-05-17T17:16:00"),
        ("05/17/20125:16 pm", DayOrder.MONTH_FIRST, "2012-05-17T17:16:00"),
        ("05/17/201212:16 am", DayOrder.MONTH_FIRST, "2012-05-17T00:16:00"),
        ("03.04.2012 08:00", DayOrder.UNKNOWN, "2012-04-03T08:00:00"),
        ("03/04/2012", DayOrder.DAY_FIRST, "2012-04-03"),
        ("03/04/2012", DayOrder.UNKNOWN, None),
        ("05/17/2012 13:16 pm", DayOrder.MONTH_FIRST, None),
        ("31/02/2012", DayOrder.DAY_FIRST, None),
        ("3 years ago", DayOrder.UNKNOWN, None),
        ("0001-01-01T00:00:00+14:00", DayOrder.UNKNOWN, "0001-01-01T00:00:00+14:00"),
    ],
)
def test_dates(text: str, order: DayOrder, iso: str | None) -> None:
    assert to_iso(text, order) == iso


def test_a_gmt_field_makes_a_date_aware() -> None:
    assert to_iso("2012-05-17 17:16:00", utc=True) == "2012-05-17T17:16:00Z"


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/04/2012", "03/14/2012"], DayOrder.MONTH_FIRST),
        (["03/04/2012", "14/03/2012"], DayOrder.DAY_FIRST),
        (["03/14/2012", "14/03/2012"], DayOrder.UNKNOWN),
        (["03/04/2012"], DayOrder.UNKNOWN),
        (["01/05/2012", "02/01/2012", "03/02/2012"], DayOrder.MONTH_FIRST),
        (["05/01/2012", "01/02/2012", "02/03/2012"], DayOrder.DAY_FIRST),
        (["03.04.2012", "14.03.2012"], DayOrder.UNKNOWN),
    ],
)
def test_day_and_month_are_decided_for_the_whole_file(dates: list[str], order: DayOrder) -> None:
    assert day_order(dates) is order


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; &amp;lt; two.</p><p>Three</p>", "One & &lt; two.\n\nThree"),
        ("a<br />\nb<br>c", "a\nb\nc"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ('<a href="https://x.org">here</a>', "here <https://x.org>"),
        ('<a href="javascript:x()">here</a>', "here"),
        ("<style>p{}</style>x<script>y</script>", "x"),
        ("before <script> I cannot breathe", "before <script> I cannot breathe"),
        ("before <!-- I cannot breathe", "before <!-- I cannot breathe"),
        ("pain <my doctor said> 5 < 6 & <3", "pain <my doctor said> 5 < 6 & <3"),
        ("ends in <b chest pain", "ends in <b chest pain"),
        ("<![CDATA[x]]> <?php y ?>", "<![CDATA[x]]> <?php y ?>"),
    ],
)
def test_html(markup: str, text: str) -> None:
    assert to_text(markup) == text


def test_line_breaks_of_a_comment_body_stay() -> None:
    assert to_text("one\n\n<em>two</em>\nthree", keep_newlines=True) == "one\n\ntwo\nthree"
