"""The policy, through the public door: a message in, a disposition out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.test_faults import tool_with
from triage.api import Triage
from triage.content import entry_digest
from triage.decide import answers
from triage.match.read import Reading
from triage.match.search import Judgement, Signals
from triage.model import (
    BROKEN,
    LEARNED,
    Case,
    Comment,
    CommentStatus,
    Confidence,
    Disposition,
    Entry,
    Flag,
    FlagStatus,
    Match,
    Question,
    Review,
    Settings,
    Tier,
)

WATER = "How often should I water my fern?"
LIGHT = "How much light does a fern need?"


def codes(case: Case) -> list[str]:
    return [reason.code for reason in case.reasons]


def signed(tool: Triage, *, due: str = "2030-01-01") -> Triage:
    """The same content with every entry signed."""

    def sign(entry: Entry) -> Entry:
        review = Review("signed", "Dr. Green", "2026-01-01", due, entry_digest(entry))
        return replace(entry, review=review)

    faq = tool.content.faq
    content = replace(
        tool.content, faq=replace(faq, entries=tuple(sign(entry) for entry in faq.entries))
    )
    return Triage(content, Settings(), today=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "disposition", "entries"),
    [
        (WATER, Disposition.CHECK, ("water-often",)),
        (LIGHT, Disposition.CHECK, ("light-window",)),
        ("what spray helps against aphids on a fern?", Disposition.CLINICIAN, ("pests-spray",)),
        ("How do I change the oil of a tractor?", Disposition.NO_MATCH, ()),
        ("My son ate a leaf. " + WATER, Disposition.EMERGENCY, ("water-often",)),
        ("The room is flooded. " + WATER, Disposition.SAME_DAY, ("water-often",)),
        ("Wie oft muss ich die Pflanze und das Moos giessen?", Disposition.CLINICIAN, ()),
        ("", Disposition.SKIP, ()),
        ("Thank you so much!", Disposition.SKIP, ()),
        ("thanks for your help", Disposition.SKIP, ()),
        ("thanks, help", Disposition.NO_MATCH, ()),
        ("Thanks, want help for this", Disposition.NO_MATCH, ()),
        ("x", Disposition.NO_MATCH, ()),
    ],
)
def test_dispositions(
    small: Triage, text: str, disposition: Disposition, entries: tuple[str, ...]
) -> None:
    case = small.ask(text)
    assert (case.disposition, case.entries) == (disposition, entries)
    assert (case.reply is not None) == (disposition in (Disposition.CHECK, Disposition.SEND))


def test_an_unsigned_answer_is_never_sent(small: Triage) -> None:
    case = small.ask(WATER)
    assert case.disposition is Disposition.CHECK
    assert codes(case)[-1] == "unsigned"


def test_a_signed_answer_is_sent(small: Triage) -> None:
    case = signed(small).ask(WATER)
    assert case.disposition is Disposition.SEND
    assert case.confidence is Confidence.STRONG


def test_an_overdue_answer_is_checked(small: Triage) -> None:
    case = signed(small, due="2026-05-31").ask(WATER)
    assert case.disposition is Disposition.CHECK
    assert codes(case) == ["overdue"]


def test_a_signature_of_another_text_does_not_count(small: Triage) -> None:
    tool = signed(small)
    first = replace(tool.content.faq.entries[0], answer="Pour a bucket over it.")
    faq = replace(tool.content.faq, entries=(first, *tool.content.faq.entries[1:]))
    changed = Triage(replace(tool.content, faq=faq), Settings(), today=date(2026, 6, 1))
    assert changed.ask(WATER).disposition is Disposition.CHECK


def test_an_important_word_nothing_explains_is_named(small: Triage) -> None:
    case = small.ask("How often should I water my cactus?")
    assert case.disposition is Disposition.NO_MATCH
    assert case.questions[0].unexplained == ("cactus",)
    assert "cactus" in case.reasons[0].text
    assert case.candidates


def test_two_questions_get_one_reply_in_the_order_asked(small: Triage) -> None:
    case = small.ask(f"{LIGHT} {WATER}")
    assert case.entries == ("light-window", "water-often")
    assert case.reply is not None
    assert case.reply.index("bright shade") < case.reply.index("top of the soil")
    assert case.reply.count("General information") == 1


def test_a_question_left_open_makes_it_a_check(small: Triage) -> None:
    case = signed(small).ask(f"{WATER} How often should I water my cactus?")
    assert case.disposition is Disposition.CHECK
    assert case.unanswered == ("How often should I water my cactus?",)


def test_a_routine_rule_yields_to_an_entry_that_covers_it(small: Triage) -> None:
    covered = signed(small).ask(f"I have a greenhouse. {LIGHT}")
    assert covered.disposition is Disposition.CHECK
    uncovered = signed(small).ask(f"I have a greenhouse. {WATER}")
    assert uncovered.disposition is Disposition.CLINICIAN
    assert uncovered.reply is None


def test_whatever_breaks_a_person_sees_the_message(
    small: Triage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret words of a patient")

    monkeypatch.setattr(small.matcher, "judge_words", broken)
    case = small.ask(WATER)
    assert case.disposition is Disposition.CLINICIAN
    assert codes(case) == ["error"]
    assert "secret" not in case.reasons[0].text


def test_an_error_keeps_the_flags(small: Triage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(small.matcher, "judge_words", broken)
    assert small.ask("my child ate a leaf").disposition is Disposition.EMERGENCY


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        (Comment(WATER, is_staff=True), "staff"),
        (Comment(WATER, type="pingback"), "type"),
        (Comment(WATER, status=CommentStatus.TRASH), "status"),
        (Comment(WATER, status=CommentStatus.SPAM), "status"),
        (Comment("  \n "), "blank"),
        (Comment("thanks a lot, have a good day"), "thanks"),
    ],
)
def test_skips_need_evidence(small: Triage, comment: Comment, code: str) -> None:
    (case,) = small.batch([comment])
    assert isinstance(case, Case)
    assert case.disposition is Disposition.SKIP
    assert codes(case) == [code]
    assert case.candidates == ()


@pytest.mark.parametrize(
    "comment",
    [
        Comment("my child ate a leaf", status=CommentStatus.SPAM),
        Comment("thank you", subject="my child ate a leaf"),
    ],
)
def test_a_flag_overrides_a_skip(small: Triage, comment: Comment) -> None:
    (case,) = small.batch([comment])
    assert isinstance(case, Case)
    assert case.disposition is Disposition.EMERGENCY
    assert case.instructions[0] == "Phone now; have them call 911."


ALARM = "My child ate a leaf."
OLD = "Written 41 days ago (2026-01-01)"
LOST = "No phone number and no address in it"


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        (Comment(ALARM, email="ann@mail.org", date="2026-02-10"), []),
        (Comment(ALARM + " Call me: 555-010-2000", date="2026-02-04T10:00:00Z"), []),
        (Comment(ALARM + " I am ann@mail.org", date="2026-01-01"), [OLD]),
        (Comment(ALARM, date="2026-01-01T08:00:00"), [OLD, LOST]),
        (Comment(ALARM, date="last week"), [LOST]),
        (Comment(WATER, date="2026-01-01"), []),
    ],
)
def test_an_alarm_says_how_old_it_is_and_whether_anybody_can_be_reached(
    small: Triage, comment: Comment, told: list[str]
) -> None:
    tool = Triage(small.content, Settings(), today=date(2026, 2, 11))
    (case,) = tool.batch([comment])
    (undated,) = small.batch([replace(comment, date=None)])
    assert isinstance(case, Case)
    assert isinstance(undated, Case)
    assert [line.split(":")[0] for line in case.instructions[bool(case.flags) :]] == told
    assert case.disposition is undated.disposition


def test_the_same_message_of_the_same_writer_is_a_duplicate(small: Triage) -> None:
    comments = [
        Comment(WATER, author="Ann"),
        Comment(WATER.upper(), author="ann"),
        Comment(WATER, author="Bob"),
        Comment(WATER),
        Comment(WATER),
    ]
    found = [c.disposition for c in small.batch(comments) if isinstance(c, Case)]
    assert found == ["check", "skip", "check", "check", "check"]


def test_a_too_long_message_goes_to_a_person(small: Triage) -> None:
    case = small.ask(f"{WATER} " * 400)
    assert case.disposition is Disposition.CLINICIAN
    assert codes(case) == ["too-long"]


def test_the_case_is_the_documented_json(small: Triage) -> None:
    record = small.ask(WATER).to_dict()
    assert record["schema"] == "triage/case-1"
    assert list(record) == [
        "schema", "id", "source", "comment", "disposition", "reasons", "entries", "score",
        "confidence", "questions", "unanswered", "candidates", "flags", "instructions",
        "acknowledgement", "answered_by", "reply", "content",
    ]  # fmt: skip
    assert record["questions"][0]["text"] == WATER
    assert len(record["content"]) == 12


@pytest.mark.parametrize(
    ("text", "entries", "unanswered"),
    [
        (
            "How soon after the injections will I notice a difference? "
            "Also, do you have any earlier appointments?",
            ("how-onset", "adm-appointment"),
            0,
        ),
        (
            "Can I drive home after the shots? "
            "What is the best recipe for a lemon cake with almonds and cream?",
            ("vis-drive",),
            1,
        ),
        (
            "My hair has been falling out since the injections. Can Botox do that? Is that known?",
            ("se-hair",),
            0,
        ),
    ],
)
def test_a_question_is_not_answered_by_its_neighbours_entry(
    shipped: Triage, text: str, entries: tuple[str, ...], unanswered: int
) -> None:
    case = shipped.ask(text)
    assert case.entries == entries
    assert len(case.unanswered) == unanswered


def test_how_many_candidates_are_shown_changes_no_decision(shipped: Triage) -> None:
    texts = [
        "How soon will I notice a difference? Do you have any earlier appointments?",
        "Can I have wine and ibuprofen? And is that also true the day before? Is it safe?",
    ]
    comments = [Comment(text, id=str(number)) for number, text in enumerate(texts)]
    few, many = (list(shipped.batch(comments, candidates=n)) for n in (1, 8))
    for one, other in zip(few, many, strict=True):
        assert isinstance(one, Case)
        assert isinstance(other, Case)
        assert (one.disposition, one.entries) == (other.disposition, other.entries)
        assert (len(one.candidates), len(other.candidates)) == (1, 8)


@pytest.mark.parametrize(("over_none", "entries"), [(0.5, ("water-often",)), (-0.5, ())])
def test_several_questions_that_nobody_answers_do_not_add_up(
    small: Triage, over_none: float, entries: tuple[str, ...]
) -> None:
    def judged(score: float, over: float) -> Judgement:
        signals = Signals(0.0, 0.5, over, 0.3, 0.8, 0.6, 20)
        return Judgement((Match("water-often", score),), signals, ())

    asked = (Question("Is it so?", 0, 9), Question("Or is it not?", 10, 23))
    parts = (judged(0.7, 0.5), judged(0.1, -0.5))
    reading = Reading(judged(0.2, over_none), asked, parts, parts)
    found = [a.entries for a in answers(reading, small.policy)]
    assert found == [entries, ()]


@pytest.mark.parametrize(
    ("flag", "disposition", "reason"),
    [
        (Flag("RF-T", Tier.EMERGENCY, "x", 0, 1, title="t"), "emergency", ("rule", "t (RF-T): x")),
        (Flag("RF-T", Tier.SAME_DAY, "x", 0, 1), "same-day", ("rule", "red flag (RF-T): x")),
        (
            Flag(LEARNED, Tier.CRISIS, "x", 0, 1, title="t", similar_to=""),
            "crisis",
            ("learned", "t (learned): x"),
        ),
        (Flag(BROKEN, Tier.CLINICIAN, "", 0, 0, title="t"), "clinician", ("error", "t")),
        # what does not count, or is a note only, decides nothing and is told where staff need it
        (Flag("RF-T", Tier.EMERGENCY, "x", 0, 1, FlagStatus.DENIED), "check", None),
        (Flag("RF-T", Tier.CRISIS, "x", 0, 1, FlagStatus.METAPHOR), "check", None),
        (
            Flag("RF-T", Tier.EMERGENCY, "x", 0, 1, FlagStatus.PAST),
            "check",
            ("note", "staff should see: x (past)"),
        ),
        (Flag("RF-T", Tier.NOTE, "x", 0, 1), "check", ("note", "staff should see: x")),
    ],
)
def test_what_a_flag_does_and_how_it_is_told(
    small: Triage, flag: Flag, disposition: str, reason: tuple[str, str] | None
) -> None:
    case = tool_with(small, lambda _: [flag]).ask(WATER)
    told = [tuple(r) for r in case.reasons if r.code in ("rule", "learned", "error", "note")]
    assert (case.disposition, told) == (disposition, [reason] if reason else [])
