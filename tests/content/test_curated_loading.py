"""Curated files in, records and problems out: every file in ``bad`` states what is wrong with it.

A bad file begins with lines ``# expect: LINE:COLUMN CODE``; a .jsonl, which has no comments, has
them in a file beside it. An unexpected problem fails as well as a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.content import (
    Loaded,
    load_faq,
    load_labelled,
    load_lexicon,
    load_redflags,
    load_settings,
    yamlfile,
)
from triage.content import loaded as loaded_module
from triage.content.lint import lint
from triage.model import Concept, Lexicon, Problem, Release, Severity, Tier

HERE = Path(__file__).parent
BAD = sorted(p for p in (HERE / "bad").iterdir() if p.suffix in (".yaml", ".jsonl"))
GOOD = (HERE / "good" / "faq-full.yaml").read_bytes()
LEXICON = Lexicon({"throat": Concept("throat", "body", ("throat",))})
SMALL = b"schema: triage/faq-1\ndisclaimer: d\nentries:\n  - {id: a, question: q, answer: x}\n"

LOADERS: dict[str, Callable[[bytes], Loaded[Any]]] = {
    "faq": lambda data: load_faq(data, "f", rules={"RF-R1"}, values={"clinic.name": "C"}),
    "lexicon": lambda data: load_lexicon(data, "f"),
    "redflags": lambda data: load_redflags(data, "f", LEXICON),
    "settings": lambda data: load_settings(data, "f"),
    "labelled": lambda data: load_labelled(data, "f"),
}


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{p.location.line}:{p.location.column} {p.code}" for p in problems]


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_bad_files_tell_everything_at_its_place(path: Path) -> None:
    notes = path.with_suffix(".expected") if path.suffix == ".jsonl" else path
    expected = re.findall(r"^# expect: (.+)$", notes.read_text(encoding="utf-8"), re.MULTILINE)
    loaded = LOADERS[path.stem.split("-")[0]](path.read_bytes())
    assert codes(loaded.problems) == expected
    for problem in loaded.problems:
        assert problem.message
        assert "\n" not in problem.message + problem.hint
        assert problem.location.file == "f"
    if path.suffix == ".yaml":
        assert loaded.value is None


def test_a_whole_faq() -> None:
    loaded = load_faq(GOOD, "f", rules={"RF-R1"}, values={})
    assert loaded.problems == ()
    faq = loaded.value
    assert faq is not None
    assert faq.disclaimer.startswith("General information")
    assert [s.key for s in faq.sources if s.secondary] == ["page"]
    first, second = faq.entries
    assert first.phrasings[1:4] == ("no", "12:30", "is it: painful?")
    assert first.answer is not None
    assert first.answer.split("\n\n")[0] == "A little, for a moment."
    assert (first.release, first.covers) == (Release.SEND, ("RF-R1",))
    assert (first.review.status, first.review.due, first.review.by) == ("draft", "2027-11-22", None)
    assert str(first.location) == "f:11:5"
    assert (second.topic, second.phrasings, second.release) == ("general", (), Release.CLINICIAN)
    assert second.answer is None


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("nothing", b"", ["1:1 empty-file"]),
        ("comments only", b"# nothing\n\n", ["1:1 empty-file"]),
        ("BOM", b"\xef\xbb\xbf" + SMALL, []),
        ("CRLF", SMALL.replace(b"\n", b"\r\n"), []),
        ("CR", SMALL.replace(b"\n", b"\r"), []),
        ("latin-1", SMALL.replace(b"x}", b"caf\xe9}"), ["4:37 encoding"]),
        ("UTF-16", SMALL.decode().encode("utf-16"), ["1:1 encoding"]),
        ("NUL", SMALL.replace(b"q,", b"q\0,"), ["4:24 control-character"]),
        ("bidi", SMALL.replace(b"q,", "q\u202e,".encode()), ["4:24 control-character"]),
        ("escaped", SMALL.replace(b"q,", b'"q\\e[31m",'), ["4:23 control-character"]),
        ("no mapping", b"- a\n", ["1:1 wrong-type"]),
        (
            "CRLF places",
            SMALL.replace(b"x}", b"x, b: 1}").replace(b"\n", b"\r\n"),
            ["4:37 unknown-key"],
        ),
        (
            "wide places",
            SMALL.replace(b"q,", '"🌍\u2028é", nme: 1,'.encode()),
            ["4:30 unknown-key"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bytes(name: str, data: bytes, expected: list[str]) -> None:
    loaded = load_faq(data, "f")
    assert codes(loaded.problems) == expected
    assert (loaded.value is None) == bool(expected)


def test_a_list_may_be_used_twice() -> None:
    more = b"  - {id: b, question: r, answer: y, sources: &s [], not_for: &n [k], covers: *s}\n"
    more += b"  - {id: c, question: t, answer: z, not_for: *n}\n"
    loaded = load_faq(SMALL + more, "f")
    assert loaded.value is not None
    assert [entry.not_for for entry in loaded.value.entries] == [(), ("k",), ("k",)]


def test_an_error_in_an_entry_leaves_the_rest_to_be_checked() -> None:
    loaded = load_faq(SMALL + b"  - {id: b, question: r, answer: y, release: chek}\n", "f")
    assert loaded.value is None
    assert loaded.salvaged is not None
    assert [entry.id for entry in loaded.salvaged.entries] == ["a", "b"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("phrasing", "phrasings"), ("anser", "answer"), ("notfor", "not_for"), ("Sources", "sources")],
)
def test_misspelt_keys_are_recognised(typed: str, meant: str) -> None:
    loaded = load_faq(SMALL.replace(b"x}", f"x, {typed}: [y]}}".encode()), "f")
    assert loaded.problems[0].hint == f"did you mean {meant!r}?"


def test_a_problem_quotes_hostile_text_harmlessly() -> None:
    loaded = load_faq(SMALL.replace(b"x}", b'x, "\\e[2J' + b"k" * 500 + b'": 1}'), "f")
    (problem,) = loaded.problems
    assert problem.message.isprintable()
    assert len(problem.message) < 100


# ------------------------------------------------------------------------------------------ bounds


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * (yamlfile.LARGEST + 1), "too-large"),
        (b"[" * 200_000, "too-deep"),
        (b"- " * 200_000, "too-deep"),
        (b"{a: " * 200_000, "too-deep"),
        (b"? " * 200_000, "too-deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "alias"),
        (b"- a\n" * 3000, "too-many"),
        (b"- &a [" + b"x, " * 500 + b"x]\n" + b"- *a\n" * 5, "too-many"),
        (b"- &a0 [x]\n" + b"".join(b"- &a%d [*a%d]\n" % (n + 1, n) for n in range(900)), "alias"),
    ],
    ids=["large", "lists", "items", "mappings", "keys", "aliases", "many", "repeated", "chained"],
)
def test_bombs_are_told_and_bounded(
    data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamlfile, "MOST_NODES", 2000)
    loaded = load_faq(data, "f")
    assert loaded.value is None
    assert code in {problem.code for problem in loaded.problems}


@pytest.mark.parametrize(
    ("key", "text"),
    [("question", "word " * 210_000), ("answer", "See {clinic.phone|us} now. " * 50_000)],
)
def test_a_text_of_a_megabyte_is_told_and_not_read(key: str, text: str) -> None:
    """Checks never ended: each word of a wording was left out in turn, each brace replaced."""
    texts = {"question": "q", "answer": "a", key: text}
    entry = "".join(f", {name}: '{value}'" for name, value in texts.items())
    loaded = load_faq(SMALL.partition(b"- {")[0] + f"- {{id: a{entry}}}\n".encode(), "f")
    assert [problem.code for problem in loaded.problems] == ["too-long"]
    assert loaded.value is None
    lint(loaded)


def test_ten_thousand_entries_are_fine() -> None:
    entry = (
        "- {{id: e-{0}, question: what about {0}, answer: see, phrasings: [ask {0}, tell {0}]}}\n"
    )
    data = b"schema: triage/faq-1\ndisclaimer: d\nentries:\n"
    data += "".join(entry.format(n) for n in range(10_000)).encode()
    loaded = load_faq(data, "f")
    assert loaded.problems == ()
    assert loaded.value is not None
    assert len(loaded.value.entries) == 10_000


def test_thousands_of_problems_are_counted() -> None:
    data = b"schema: triage/faq-1\ndisclaimer: d\nentries:\n" + b"- {x: 1}\n" * 1000
    problems = load_faq(data, "f").problems
    assert len(problems) == loaded_module.MOST_PROBLEMS + 1
    assert problems[-1].code == "more-problems"
    assert problems[-1].message.startswith(str(4000 - loaded_module.MOST_PROBLEMS))


@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe\x00")
@example(data=b"%YAML 9.9\n---\n")
@example(data=b"? - a\n: b\n")
@example(data=b"!!binary x: y\n<<: {a: b}\n")
@example(data=b'"\\ud800": x\n')
@example(data=b"{" + b"9" * 5000 + b": 1}")
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    for load in LOADERS.values():
        loaded = load(data)
        assert loaded.value is not None or loaded.problems


@given(data=st.data())
def test_damaged_files_never_raise(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    pieces = st.sampled_from(
        [
            b"",
            b"\t",
            b"\n",
            b": ",
            b"- ",
            b"{",
            b"[",
            b"&a ",
            b"*a",
            b"'",
            b'"',
            b"|\n",
            b"#",
            b"\xff",
        ]
    )
    load_faq(GOOD[:start] + b"".join(data.draw(st.lists(pieces, max_size=3))) + GOOD[end:], "f")


# ---------------------------------------------------------------------------------- other curated


def test_labelled_messages_keep_absent_and_null_apart() -> None:
    data = (
        b'\xef\xbb\xbf{"text": "a", "gold": ["x", "y"], "kind": "k", "id": 7}\r\n'
        b'{"text": "b", "gold": null, "flag": "same-day", "rule": "RF-1"}\n\n{"text": "c"}'
    )
    loaded = load_labelled(data, "f")
    assert loaded.problems == ()
    assert loaded.value is not None
    a, b, c = loaded.value
    assert (a.gold, a.has_gold, a.has_flag, a.id, a.kind) == (("x", "y"), True, False, "7", "k")
    assert (b.gold, b.has_gold, b.flag, b.has_flag) == ((), True, Tier.SAME_DAY, True)
    assert (c.has_gold, c.has_flag, c.id) == (False, False, "4")


def test_bad_labelled_lines_leave_the_good_ones() -> None:
    loaded = load_labelled((HERE / "bad" / "labelled-lines.jsonl").read_bytes(), "f")
    assert loaded.value is not None
    assert [message.text for message in loaded.value] == ["is it safe", "unknown key"]


def test_settings() -> None:
    data = b"""schema: triage/settings-1
faq: own.yaml
clinic: {name: Our Clinic, phone: 555-0100, aftercare: Rest a little.}
emergency: {number: "112"}
staff: [Nurse Joy, desk@example.org]
from: Clinic <desk@example.org>
thresholds: {fair: 0.4, strong: .8}
"""
    loaded = load_settings(data, "f")
    assert loaded.problems == ()
    settings = loaded.value
    assert settings is not None
    assert (settings.clinic.name, dict(settings.clinic.extra)) == (
        "Our Clinic",
        {"aftercare": "Rest a little."},
    )
    assert (settings.emergency.number, settings.emergency.crisis) == ("112", "988")
    assert dict(settings.thresholds) == {"fair": 0.4, "strong": 0.8}
    assert settings.sender == "Clinic <desk@example.org>"


def test_a_placeholder_of_ones_own_that_looks_like_a_misspelling_is_only_a_warning() -> None:
    loaded = load_settings(b"schema: triage/settings-1\nclinic: {phnoe: 555-0100}\n", "f")
    assert loaded.value is not None
    assert [(p.code, p.severity) for p in loaded.problems] == [("unknown-key", Severity.WARNING)]


def test_red_flags() -> None:
    data = b"""schema: triage/redflags-1
rules:
  - id: RF-1
    tier: emergency
    title: Throat
    instruct: Phone.
    when:
      - tight throat
      - {all: ["@throat", tight], within: clause}
      - {count: 2, of: [ice, cold, wet]}
    fires: [my throat is tight]
context: [{cue: "no", status: denied, until: [but]}]
terms: {shut: [closing up]}
"""
    loaded = load_redflags(data, "f", LEXICON)
    assert loaded.problems == ()
    assert loaded.value is not None
    (rule,) = loaded.value.rules
    assert rule.when[1:] == (
        {"all": ["@throat", "tight"], "within": "clause"},
        {"count": 2, "of": ["ice", "cold", "wet"]},
    )
    assert (rule.tier, rule.off, str(rule.location)) == (Tier.EMERGENCY, None, "f:3:5")
    assert loaded.value.context[0].until == ("but",)
    assert loaded.value.terms == {"shut": ("closing up",)}
