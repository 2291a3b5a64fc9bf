"""The screen of a review: harmless to the terminal, whole at any width, scrolled without gaps."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.decisions import Key
from triage.desk.queue import Item, Queue
from triage.desk.review import Desk, Review
from triage.model import (
    Answered,
    Case,
    Comment,
    Confidence,
    Disposition,
    Flag,
    Match,
    Question,
    Reason,
    Tier,
)
from triage.render.pager import Pager
from triage.render.review import Look, frame, message

BODY = "I can't swallow. Is that normal?"
CASE = Case(
    Comment(BODY, id="12", author="Ann", date="2026-03-01", subject="Shots"),
    Disposition.SAME_DAY,
    reasons=(
        Reason("rule", "Trouble swallowing (RF-B1): can't swallow"),
        Reason("unsigned", "not signed by a clinician: se-serious"),
    ),
    questions=(Answered(Question("Is that normal?", 17, 32), (), Confidence.WEAK),),
    flags=(Flag("RF-B1", Tier.SAME_DAY, "can't swallow", 2, 15),),
    instructions=("Phone the patient.",),
    candidates=(Match("se-serious", 0.5, "What are the serious risks?"),),
)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = (
    "a\x1b[2J\x1b]0;x\x07b\x9b31mc\rd\x08e\u202ef\u2028g\x00"
    "[bold]h[/bold]:pill:\ud800\x7f\U000e0041"
)


def machine(case: Case) -> Review:
    desk = Desk("Ann", lambda: "t", "now", "Note.", lambda entries: "Yes.", lambda query: [])
    item = Item(Key("f", "", case.comment.id), case.disposition, 0)
    return Review(Queue([item], {}), lambda item: case, desk)


def shown(review: Review, width: int = 80, look: Look = Look.PLAIN) -> str:
    made = frame(review, width, look)
    return "\n".join([made.head, *made.lines, *made.foot])


def test_what_is_on_the_screen_and_in_which_order() -> None:
    text = shown(machine(CASE))
    parts = [
        "SAME-DAY",
        "Phone the patient.",
        "I [!can't swallow!]. <Is that normal?>",
        "No reply is proposed.",
        "Why: Trouble swallowing",
        "Mind: not signed by a clinician",
        "1  se-serious (0.50): What are the serious risks?",
        "k a person has taken it on",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_highlight_is_a_style_where_there_are_styles() -> None:
    coloured = shown(machine(CASE), look=Look.COLOUR)
    assert "\x1b[1;7mcan't swallow\x1b[0m" in coloured
    assert "\x1b[4mIs that normal?\x1b[0m" in coloured
    without = shown(machine(CASE), look=Look.NO_COLOUR)
    assert "\x1b[1;7mcan't swallow\x1b[0m" in without
    codes = {code for found in STYLE.findall(without) for code in found[2:-1].split(";")}
    assert codes <= {"0", "1", "2", "4", "7", ""}


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("key", ["", "f", "2", "s"])
@pytest.mark.parametrize("disposition", [Disposition.CHECK, Disposition.EMERGENCY])
def test_nothing_hostile_reaches_the_terminal(
    look: Look, key: str, disposition: Disposition
) -> None:
    comment = Comment(HOSTILE, id=HOSTILE, author=HOSTILE, date=HOSTILE, subject=HOSTILE)
    case = Case(
        replace(comment, answered_by=HOSTILE),
        disposition,
        reasons=(Reason("rule", HOSTILE),),
        entries=(HOSTILE,),
        unanswered=(HOSTILE,),
        questions=(Answered(Question(HOSTILE, 0, 9), (), Confidence.WEAK),),
        candidates=(Match(HOSTILE, 0.5, HOSTILE),),
        flags=(Flag("RF-X", Tier.SAME_DAY, HOSTILE, 0, 5),),
        instructions=(HOSTILE,),
        reply=HOSTILE,
    )
    review = machine(case)
    review.press(key)
    text = shown(review, look=look)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", STYLE.sub("", text))
    assert not re.search("[\ud800-\udfff\U000e0000-\U000e007f]", text)
    if look is Look.PLAIN:
        assert "\x1b" not in text
    if key in ("", "f"):
        assert "[bold]h" in text.replace("\n", "")
        assert ":pill:" in text.replace("\n", "")


@given(body=st.text(max_size=80), start=st.integers(0, 80), length=st.integers(1, 20))
def test_a_highlight_stays_where_it_belongs(body: str, start: int, length: int) -> None:
    flag = Flag("RF-X", Tier.SAME_DAY, "", start, start + length)
    text = message(replace(CASE, comment=Comment(body), flags=(flag,), questions=()), plain=False)
    assert len(text.plain) == len(body)
    same = [a == b or not b.isalnum() for a, b in zip(text.plain, body, strict=True)]
    assert all(same)
    fits = start + length <= len(body)
    assert [(s.start, s.end) for s in text.spans] == ([(start, start + length)] if fits else [])


@pytest.mark.parametrize("width", [1, 20, 33, 80, 200])
@pytest.mark.parametrize("disposition", list(Disposition))
def test_no_line_is_wider_than_the_terminal(width: int, disposition: Disposition) -> None:
    body = "supercalifragilistic" * 8 + " 漢字" * 30 + " end."
    case = replace(CASE, comment=Comment(body, id="x" * 90), disposition=disposition)
    made = frame(machine(case), width, Look.PLAIN)
    cells = [sum(2 if c > "\u2fff" else 1 for c in line) for line in (made.head, *made.lines)]
    assert max(cells) <= max(width, 20)
    assert max(map(len, made.foot)) <= max(width, 20)
    assert "end." in made.lines[made.needed - 1] or any("end." in line for line in made.lines)


def test_candidates_are_not_shown_for_an_emergency() -> None:
    text = shown(machine(replace(CASE, disposition=Disposition.EMERGENCY)))
    assert "Nearest entries" not in text
    assert "c confirm" not in text


def test_the_last_screen_tells_of_open_alarms() -> None:
    review = machine(CASE)
    review.press("s")
    assert "1 message that needs a person is still open" in shown(review)


LINES = [f"line {number}" for number in range(50)]


def test_scrolling_shows_every_line() -> None:
    pager = Pager()
    found = pager.show(LINES, 50, 10, fresh=True)
    pages = 0
    while not pager.seen:
        pager.press(" ")
        found += pager.show(LINES, 50, 10, fresh=False)
        pages += 1
    assert list(dict.fromkeys(found)) == LINES
    assert pages == 5
    assert pager.more == 0


def test_a_jump_to_the_end_is_no_reading() -> None:
    pager = Pager()
    pager.show(LINES, 45, 10, fresh=True)
    pager.press("end")
    assert pager.show(LINES, 45, 10, fresh=False)[-1] == "line 49"
    assert not pager.seen


def test_another_text_starts_at_its_top_unseen() -> None:
    pager = Pager()
    pager.show(LINES[:5], 5, 10, fresh=True)
    assert pager.seen
    assert pager.show(LINES, 40, 10, fresh=True)[0] == "line 0"
    assert not pager.seen


@given(
    keys=st.lists(st.sampled_from([" ", "pgdn", "pgup", "up", "down", "home", "end", "x"])),
    height=st.integers(1, 60),
    needed=st.integers(0, 50),
)
def test_seen_means_that_every_needed_line_was_shown(
    keys: list[str], height: int, needed: int
) -> None:
    pager = Pager()
    found = set(pager.show(LINES, needed, height, fresh=True))
    for key in keys:
        pager.press(key)
        window = pager.show(LINES, needed, height, fresh=False)
        assert window
        found |= set(window)
    if pager.seen:
        assert set(LINES[:needed]) <= found
