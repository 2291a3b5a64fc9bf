"""What ``triage faq diff`` shows of two answers."""

from __future__ import annotations

from triage.content.diff import compare
from triage.model import Entry, Faq
from triage.render.entry import difference_text


def faq(answer: str, phrasings: tuple[str, ...] = ()) -> Faq:
    return Faq((Entry("shots-hurt", "Do they hurt?", answer=answer, phrasings=phrasings),), "d")


def test_of_a_long_answer_only_the_lines_that_changed_are_shown() -> None:
    before = faq("They hurt a little.\n\n- a day\n- or two\n\nCall us.")
    after = faq("They hurt a little.\n\n- a day\n- or three\n\nCall us.", ("ouch",))
    assert difference_text(compare(before, after)).splitlines() == [
        "shots-hurt: answer changed (needs a new signature)",
        "  - - or two",
        "  + - or three",
        "shots-hurt: phrasings changed",
        "  + ouch",
    ]
    assert difference_text(compare(before, before)) == "no difference\n"
