"""The report page: harmless whatever it holds, readable by everybody, the same every time."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.desk.report import count
from triage.model import (
    Answered,
    Case,
    Comment,
    Confidence,
    Disposition,
    Entry,
    Flag,
    Location,
    Match,
    Problem,
    Question,
    Reason,
    Rule,
    Tier,
)
from triage.render.report import Report, page
from triage.render.report.lines import report_text
from triage.render.report.markup import Markup, tag
from triage.render.report.page import MOST_PRINTED

VOID = {"meta", "input", "br"}
STYLE = files("triage.render.report").joinpath("style.css").read_text(encoding="utf-8")


class Outline(HTMLParser):
    """Tags in order, checked to be balanced, with the text outside style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = data
        else:
            self.text += data


def made(
    text: str = "Is it so?", *, author: str | None = "Ann Lee", date: str = "2024-05-05T10:00"
) -> list[Case]:
    """One case of each disposition, with a text wherever a text can stand."""
    comment = Comment(text, id=text[:20], author=author, date=date, source=Location(text[:9], 3))
    question = Answered(Question(text, 0, len(text)), (), Confidence.WEAK, (text,))
    flag = Flag("RF-1", Tier.EMERGENCY, text, 0, len(text))
    return [
        Case(
            comment,
            disposition,
            reasons=(Reason("rule", text),),
            entries=(text,) if disposition is Disposition.CHECK else (),
            score=0.5,
            questions=(question,),
            candidates=(Match(text, 0.5, text),),
            flags=(flag,) if disposition.rank < 3 else (),
            instructions=(text,),
            reply=text,
            content="0123456789ab",
        )
        for disposition in Disposition
    ]


def report(cases: list[Case], text: str = "x", *, redacted: bool = False) -> Report:
    figures = count(
        cases,
        unreadable=1,
        entries=[Entry("water", text, topic=text)],
        signed=frozenset(),
        rules=[Rule("RF-1", Tier.EMERGENCY, text, text, ())],
        today="2024-06-01",
    )
    problem = Problem("json", text, Location(text, 4), text)
    return Report(figures, cases, [problem], clinic=text, redacted=redacted)


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --><![CDATA[ x ]]>",
    "javascript:alert(1)",
    "&lt;script&gt; &amp;",
    "\u202egnp.exe \u2066x\u2069 \u200b\x00\x1b[31m\x9b31m\x07",
    "a" * 200_000,
    "Z" + "\u0301" * 500,
    "[bold]x[/bold] :pill: {clinic.name} %s",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize("redacted", [False, True])
def test_no_text_becomes_more_than_text(text: str, redacted: bool) -> None:
    html = page(report(made(text, author=text), text, redacted=redacted))
    outline = Outline(html)
    assert outline.open == []
    names = [name for name, _ in outline.tags]
    assert names.count("script") == names.count("style") == names.count("body") == 1
    assert not {"img", "iframe", "object", "form", "link", "base"} & set(names)
    for name, attributes in outline.tags:
        assert not any(key.startswith("on") or key == "style" for key in attributes), name
        assert (attributes.get("href") or "#").startswith("#")
        assert "src" not in attributes
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", html)
    assert len(html) < 600_000


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_text_gives_a_whole_page(text: str) -> None:
    html = page(report(made(text, author=text), text))
    assert Outline(html).open == []
    html.encode()


def test_only_the_pages_own_script_and_style_may_run() -> None:
    outline = Outline(page(report(made())))
    policy = next(a["content"] for n, a in outline.tags if a.get("http-equiv"))
    assert policy is not None
    assert "default-src 'none'" in policy
    for name in ("script", "style"):
        digest = b64encode(sha256(outline.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_nothing_is_fetched() -> None:
    html = page(report(made()))
    assert not re.search(r"https?:|//[a-z]|url\(|@import|fetch|XMLHttp|eval\(", html)


def test_the_same_report_is_the_same_page() -> None:
    assert page(report(made())) == page(report(made()))


@pytest.mark.parametrize("redacted", [False, True])
def test_a_redacted_page_tells_no_name_and_no_message(redacted: bool) -> None:
    cases = [
        replace(case, comment=replace(case.comment, id="7", source=Location("x.csv", 3)))
        for case in made("Zebras ate the xylophone", author="Quentin Vane")
    ]
    cases = [
        replace(
            case,
            entries=(),
            candidates=(),
            instructions=("Call.",),
            questions=(replace(case.questions[0], unexplained=("Quentin", "zebulon")),),
        )
        for case in cases
    ]
    made_of = report(cases, redacted=redacted)
    made_of = replace(made_of, problems=[Problem("json", "Zebras", Location("Zebras.csv", 4))])
    html = page(made_of)
    assert (not re.search("ebras ate|Quentin|Vane|Zebras.csv", html)) == redacted
    assert ("zebulon" not in html) == redacted  # a word nothing explains may be a name


@pytest.mark.parametrize("number", [MOST_PRINTED, MOST_PRINTED + 1])
def test_a_long_list_of_messages_stays_off_paper(number: int) -> None:
    cases = [case for case in made("x") for _ in range(number)][:number]
    assert ('class="printed"' in page(report(cases))) == (number > MOST_PRINTED)


def test_the_page_can_be_read_aloud_and_by_keyboard() -> None:
    outline = Outline(page(report(made())))
    names = [name for name, _ in outline.tags]
    assert dict(outline.tags)["html"]["lang"] == "en"
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert names.count(landmark) == 1
    assert names.count("table") == names.count("caption")
    ids = [a["id"] for _, a in outline.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for name, attributes in outline.tags:
        if name == "th":
            assert attributes["scope"] in ("col", "row")
        if name == "svg":
            named = attributes.get("role") == "img" and attributes.get("aria-label")
            assert named or attributes["aria-hidden"] == "true"
        if name == "a":
            assert (attributes["href"] or "")[1:] in ids
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in ids
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def schemes() -> Iterator[tuple[str, dict[str, str]]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    base = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    yield "light", base
    yield "dark", base | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "colours"), list(schemes()), ids=["light", "dark"])
def test_colours_stand_out(scheme: str, colours: dict[str, str]) -> None:
    texts = ["ink", "quiet", "focus", *map(str, Disposition)]
    for name in texts:
        for ground in ("paper", "card"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (scheme, name, ground)
    assert contrast(colours["mark"], colours["mark-ink"]) >= 4.5
    for name in ("messages", "strong", "fair", "weak"):  # shapes: WCAG 1.4.11
        assert contrast(colours[name], colours["card"]) >= 2.7, (scheme, name)


def test_every_disposition_has_its_colour() -> None:
    for disposition in Disposition:
        assert re.search(rf"^\.{disposition}\b.*--hue: var\(--{disposition}\)", STYLE, re.MULTILINE)


def test_no_case_is_a_page_too() -> None:
    html = page(report([]))
    assert "There is no message in this file." in html
    assert Outline(html).open == []


def test_text_is_plain_lines() -> None:
    text = report_text(report(made("\x1b[31m[red]x")).figures)
    assert "\x1b" not in text
    assert "emergency (phone now)" in text
    assert "█" in text


def test_markup_escapes_what_it_did_not_make() -> None:
    assert tag("p", "<b>", class_='"', hidden=True) == '<p class="&quot;" hidden>&lt;b&gt;</p>'
    assert tag("p", Markup("<b></b>"), title=None) == "<p><b></b></p>"
