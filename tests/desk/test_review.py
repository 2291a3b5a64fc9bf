"""The review as a state machine: what each key decides, and that nothing decided is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.decisions import Action, Decision, Key, last_ones, text_digest
from triage.desk.queue import Item, Queue
from triage.desk.review import Desk, Keep, Mode, Quit, Request, Review, Write
from triage.drafts import after_review
from triage.model import Case, Comment, Disposition, Entry, Match, Release

D = Disposition
NOTE = "Ask your doctor."
ENTRIES = {
    "fly": Entry("fly", "May I fly?", answer="You may."),
    "ice": Entry("ice", "May I use ice?", answer="Yes."),
    "thin": Entry("thin", "Blood thinners?", acknowledge="Seen.", release=Release.CLINICIAN),
}


def reply_with(entries: Sequence[str]) -> str | None:
    answers = [ENTRIES[each].answer for each in entries]
    return "\n\n".join([*filter(None, answers), NOTE]) if all(answers) else None


def case_of(disposition: Disposition, ident: str) -> Case:
    has_reply = disposition in (D.CHECK, D.SEND)
    return Case(
        Comment(f"Message {ident}", id=ident),
        disposition,
        entries=("fly",) if has_reply else (),
        reply=reply_with(("fly",)) if has_reply else None,
        acknowledgement="Seen." if disposition is D.CLINICIAN else None,
        candidates=(Match("fly", 0.8), Match("ice", 0.3), Match("thin", 0.1)),
        content="now",
    )


class Clock:
    def __init__(self) -> None:
        self.ticks = 0

    def __call__(self) -> str:
        self.ticks += 1
        return f"t{self.ticks:06}"


def find(query: str) -> list[Entry]:
    return [entry for entry in ENTRIES.values() if query in entry.question]


def review(
    dispositions: Iterable[Disposition], decided: Mapping[Key, Decision] | None = None
) -> Review:
    cases = [case_of(each, str(number)) for number, each in enumerate(dispositions)]
    items = [Item(Key("f", "", c.comment.id), c.disposition, n) for n, c in enumerate(cases)]
    desk = Desk("Ann", Clock(), "now", NOTE, reply_with, find)
    return Review(Queue(items, decided or {}), lambda item: cases[item.place], desk)


def kept(request: Request) -> Decision:
    assert isinstance(request, Keep)
    return request.decision


def press(machine: Review, keys: Iterable[str]) -> list[Decision]:
    requests = [machine.press(key) for key in keys]
    return [request.decision for request in requests if isinstance(request, Keep)]


def test_confirming_keeps_who_when_and_what() -> None:
    machine = review([D.CHECK])
    decision = kept(machine.press("c"))
    assert decision.to_dict() == {
        "schema": "triage/decision-1",
        "file": "f",
        "source": "",
        "id": "0",
        "action": "confirm",
        "entries": ["fly"],
        "reply": text_digest("You may.\n\nAsk your doctor."),
        "content": "now",
        "by": "Ann",
        "at": "t000001",
    }
    assert machine.mode is Mode.DONE


def test_a_reply_is_confirmed_only_when_it_was_shown_to_its_end() -> None:
    machine = review([D.CHECK])
    assert machine.press("c", seen=False) is None
    assert "Not all of it" in machine.notice
    assert kept(machine.press("c", seen=True)).action is Action.CONFIRM


@pytest.mark.parametrize(
    ("disposition", "key", "action"),
    [
        (D.CHECK, "n", Action.NO_ENTRY),
        (D.CHECK, "e", Action.ESCALATE),
        (D.CHECK, "s", Action.SKIP),
        (D.SEND, "e", Action.ESCALATE),
        (D.NO_MATCH, "n", Action.NO_ENTRY),
        (D.EMERGENCY, "k", Action.ACKNOWLEDGE),
        (D.EMERGENCY, "e", Action.ESCALATE),
        (D.CRISIS, "k", Action.ACKNOWLEDGE),
        (D.SAME_DAY, "k", Action.ACKNOWLEDGE),
        (D.CLINICIAN, "k", Action.ACKNOWLEDGE),
        (D.CLINICIAN, "s", Action.SKIP),
    ],
)
def test_one_key_decides(disposition: Disposition, key: str, action: Action) -> None:
    decision = kept(review([disposition]).press(key))
    assert (decision.action, decision.reply, decision.text) == (action, None, None)


@pytest.mark.parametrize(
    ("disposition", "keys"),
    [
        (D.NO_MATCH, "c"),
        (D.CHECK, "k"),
        (D.SAME_DAY, "cY"),
        (D.SAME_DAY, "n"),
        (D.CLINICIAN, "cY"),
        (D.CHECK, "Y x\0q"),
        (D.CHECK, ["enter"]),
        (D.CHECK, "9"),
        (D.CHECK, "0"),
    ],
)
def test_a_key_without_a_meaning_decides_nothing(
    disposition: Disposition, keys: Iterable[str]
) -> None:
    assert press(review([disposition]), keys) == []


@pytest.mark.parametrize("disposition", [D.EMERGENCY, D.CRISIS])
@settings(max_examples=60)
@given(keys=st.lists(st.sampled_from([*"cfw129YesnbicyMA", "enter", "tab", "esc"]), max_size=12))
def test_an_emergency_is_never_answered(disposition: Disposition, keys: list[str]) -> None:
    machine = review([disposition, disposition])
    for key in keys:
        request = machine.press(key)
        assert not isinstance(request, Write)
        if isinstance(request, Keep):
            assert not request.decision.action.answers
            assert request.decision.reply is None


@pytest.mark.parametrize("disposition", [D.SAME_DAY, D.CLINICIAN])
def test_an_alarm_is_answered_only_by_a_choice_confirmed_twice(disposition: Disposition) -> None:
    machine = review([disposition])
    assert press(machine, "2c") == []
    assert machine.mode is Mode.SURE
    assert press(machine, "c") == []  # the same key again is no second confirmation
    assert press(machine, "cy") == []
    (decision,) = press(machine, "cY")
    assert (decision.action, decision.entries) == (Action.ANOTHER, ("ice",))


def test_what_a_case_file_proposes_for_an_alarm_is_no_proposal() -> None:
    meddled = Case(Comment("x", id="0"), D.SAME_DAY, entries=("fly",), reply="You may.")
    item = Item(Key("f", "", "0"), D.SAME_DAY, 0)
    desk = Desk("Ann", Clock(), "now", NOTE, reply_with, find)
    machine = Review(Queue([item], {}), lambda item: meddled, desk)
    assert press(machine, "cY") == []


def test_another_entry_is_found_by_words() -> None:
    machine = review([D.CHECK])
    assert press(machine, ["f", *"icf", "backspace", "e"]) == []
    assert [entry.id for entry in machine.search.found] == ["ice"]
    assert press(machine, ["enter"]) == []
    (decision,) = press(machine, "c")
    assert (decision.action, decision.entries) == (Action.ANOTHER, ("ice",))
    assert decision.reply == text_digest("Yes.\n\nAsk your doctor.")
    assert decision.text is None


def test_an_entry_can_be_added_to_the_reply() -> None:
    (decision,) = press(review([D.CHECK]), ["f", *"ice", "tab", "c"])
    assert decision.entries == ("fly", "ice")
    assert decision.reply == text_digest("You may.\n\nYes.\n\nAsk your doctor.")


def test_choosing_the_proposed_entry_is_to_confirm_it() -> None:
    (decision,) = press(review([D.CHECK]), "1c")
    assert decision.action is Action.CONFIRM


def test_an_entry_of_the_clinicians_is_no_reply() -> None:
    machine = review([D.NO_MATCH])
    assert press(machine, ["f", *"Blood", "enter"]) == []
    assert "goes to a clinician" in machine.notice
    assert machine.mode is Mode.SEARCHING
    assert press(machine, ["esc", "3", "c"]) == []


def test_the_mark_stays_on_what_was_found() -> None:
    machine = review([D.CHECK])
    press(machine, ["f", "M", "up", "down", "down", "down"])
    assert machine.search.entry is ENTRIES["ice"]
    press(machine, ["enter"])
    assert machine.proposal is not None
    assert machine.proposal.entries == ("ice",)


def test_a_reply_is_written_without_the_disclaimer_and_kept_with_it() -> None:
    machine = review([D.CHECK])
    request = machine.press("w")
    assert isinstance(request, Write)
    assert request.text == "You may."
    machine.written("You may, Ann.\n")
    decision = kept(machine.press("c"))
    assert (decision.action, decision.entries) == (Action.EDIT, ("fly",))
    assert decision.text == "You may, Ann.\n\nAsk your doctor."
    assert decision.reply == text_digest(decision.text)


@pytest.mark.parametrize("key", "qbsne2")
def test_a_reply_somebody_wrote_is_dropped_only_when_asked_twice(key: str) -> None:
    machine = review([D.CHECK, D.CHECK])
    press(machine, "s")
    machine.press("w")
    machine.written("You may, Ann.")
    written = machine.proposal
    assert machine.press(key) is None
    assert machine.proposal == written
    assert "not confirmed" in machine.notice
    assert machine.press(key) is not None or machine.proposal != written


def test_a_reply_that_is_kept_can_be_left() -> None:
    machine = review([D.CHECK, D.CHECK])
    machine.press("w")
    machine.written("You may, Ann.")
    press(machine, "cb")
    assert machine.proposal is not None
    assert machine.proposal.action is Action.EDIT
    assert isinstance(machine.press("q"), Quit)


def test_the_disclaimer_is_not_put_twice() -> None:
    machine = review([D.NO_MATCH])
    machine.press("w")
    machine.written(f"Come in.\n\n{NOTE}\n")
    assert kept(machine.press("c")).text == f"Come in.\n\n{NOTE}"


@pytest.mark.parametrize(
    ("written", "trouble"), [(None, "vi: no such file"), ("", ""), (" \n", ""), ("You may.", "")]
)
def test_an_editor_that_changes_nothing_leaves_the_proposal(
    written: str | None, trouble: str
) -> None:
    machine = review([D.CHECK])
    before = machine.proposal
    machine.press("w")
    machine.written(written, trouble)
    assert machine.proposal == before
    assert machine.notice


def test_a_clinicians_acknowledgement_may_be_taken_over() -> None:
    machine = review([D.CLINICIAN])
    request = machine.press("w")
    assert isinstance(request, Write)
    assert request.text == "Seen."
    machine.written("Seen.")
    (decision,) = press(machine, "cY")
    assert decision.text == f"Seen.\n\n{NOTE}"


def test_escape_drops_what_was_chosen() -> None:
    (decision,) = press(review([D.CHECK]), ["2", "esc", "c"])
    assert (decision.action, decision.entries) == (Action.CONFIRM, ("fly",))


def test_back_shows_what_was_decided_and_the_last_decision_holds() -> None:
    machine = review([D.CHECK, D.CHECK])
    first = press(machine, "2c")
    machine.press("b")
    assert machine.queue.decision == first[0]
    assert machine.proposal is not None
    assert machine.proposal.entries == ("ice",)
    second = press(machine, "n")
    assert last_ones([*first, *second])[Key("f", "", "0")].action is Action.NO_ENTRY
    assert machine.queue.at == 1


def test_going_on_from_a_decided_message_takes_nothing_back() -> None:
    machine = review([D.CHECK, D.CHECK])
    made = press(machine, "cbs")
    assert [decision.action for decision in made] == [Action.CONFIRM]
    assert machine.queue.at == 1


def test_emergencies_first_then_by_disposition_then_as_in_the_file() -> None:
    some = [D.CHECK, D.NO_MATCH, D.EMERGENCY, D.CHECK, D.CRISIS, D.CLINICIAN, D.EMERGENCY]
    order = [(item.disposition, item.key.id) for item in review(some).queue.items]
    assert order == [
        (D.EMERGENCY, "2"),
        (D.EMERGENCY, "6"),
        (D.CRISIS, "4"),
        (D.CLINICIAN, "5"),
        (D.CHECK, "0"),
        (D.CHECK, "3"),
        (D.NO_MATCH, "1"),
    ]


def test_a_review_goes_on_where_it_was_left() -> None:
    some = [D.CHECK, D.EMERGENCY, D.NO_MATCH]
    first = review(some)
    decided = last_ones(press(first, "ks"))
    second = review(some, decided)
    assert second.case is not None
    assert second.case.comment.id == "0"  # skipped before, so open again
    assert len(press(second, "cn")) == 2
    assert second.queue.open == []


def test_nothing_to_review_is_done_at_once() -> None:
    machine = review([])
    assert machine.mode is Mode.DONE
    assert press(machine, "cbnekswr1") == []
    assert isinstance(machine.press("q"), Quit)


def test_the_skipped_come_again_when_asked_for() -> None:
    machine = review([D.EMERGENCY, D.CHECK])
    press(machine, "sc")
    assert machine.mode is Mode.DONE
    machine.press("r")
    assert machine.case is not None
    assert machine.case.disposition is D.EMERGENCY


keys = st.one_of(
    st.sampled_from([*"cfwneksbrY123", "enter", "tab", "esc", "up", "down", "backspace", "pgdn"]),
    st.characters(),
)


@settings(max_examples=300, deadline=None)
@given(
    dispositions=st.lists(st.sampled_from([d for d in D if d is not D.SKIP]), max_size=6),
    typed=st.lists(st.tuples(keys, st.booleans(), st.text(max_size=5)), max_size=60),
)
def test_whatever_is_typed_no_decision_is_lost_and_none_is_unsafe(
    dispositions: list[Disposition], typed: list[tuple[str, bool, str]]
) -> None:
    machine = review(dispositions)
    written: list[Decision] = []
    for key, seen, text in typed:
        at_hand = machine.queue.item
        request = machine.press(key, seen=seen)
        if isinstance(request, Write):
            machine.written(text)
        if isinstance(request, Keep):
            written.append(request.decision)
            assert at_hand is not None
            assert request.decision.key == at_hand.key
            if request.decision.action.answers:
                assert seen or at_hand.disposition.escalated
                assert at_hand.disposition not in (D.EMERGENCY, D.CRISIS)
                case = case_of(at_hand.disposition, at_hand.key.id)
                decided = after_review(case, request.decision, "now", reply_with)
                assert decided.decision == request.decision  # what drafts will make of it
    # What is on the disk and what the screen shows are the same, also after going back.
    assert last_ones(written) == machine.queue.decided
    open_now = [item.key for item in machine.queue.items if not machine.queue.settled(item)]
    settled = {key for key, decision in last_ones(written).items() if decision.action.settles}
    assert set(open_now) == {item.key for item in machine.queue.items} - settled
    resumed = review(dispositions, last_ones(written))
    assert [item.key for item in resumed.queue.open] == open_now
