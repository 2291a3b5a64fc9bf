from __future__ import annotations

import pytest

from triage.model import Clinic, Entry, Settings
from triage.reply import compose, fill, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call {clinic.phone|the clinic}.", "Call 555-0100."),
        ("At {clinic.name|our clinic}.", "At our clinic."),
        ("Dial {emergency.number|911}.", "Dial 911."),
        ("Open {clinic.hours}.", "Open {clinic.hours}."),
        ("{clinic.parking|Park behind the house.}", "Park in front."),
        ("{not a placeholder}", "{not a placeholder}"),
    ],
)
def test_placeholders(text: str, expected: str) -> None:
    settings = Settings(clinic=Clinic(phone="555-0100", extra={"parking": "Park in front."}))
    assert fill(text, values(settings)) == expected


def test_two_answers_share_nothing_twice() -> None:
    first = Entry("a", "A?", answer="One.\n\nCall us.\n")
    second = Entry("b", "B?", answer="Two.\n\nCall us.\n")
    reply = compose([first, second], "General information.\n", {})
    assert reply == "One.\n\nCall us.\n\nTwo.\n\nGeneral information."
