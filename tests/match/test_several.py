"""Each of several questions is judged as if the message had only the story and that question."""

from __future__ import annotations

import pytest

from triage.api import Triage
from triage.match.read import read

STORY = (
    "I have kept ferns for nine years and my sister gave me this one in spring, when it was still "
    "small. It stood in the hall at first, then in the kitchen, and it lost two leaves in May."
)
WATER = "How often should I water my fern?"
LIGHT = "Which window gets the best light for it?"


@pytest.mark.parametrize("text", [f"{STORY} {WATER} Thanks. {LIGHT}", f"{WATER} {LIGHT}"])
def test_looked_up_together_or_alone_it_is_the_same(small: Triage, text: str) -> None:
    reading = read(text, small.matcher)
    spans = [(question.start, question.end) for question in reading.asked]
    assert len(spans) == 2
    for part, span, (start, end) in zip(reading.parts, spans, reversed(spans), strict=True):
        alone = text[:start] + " " * (end - start) + text[end:]
        judged = small.matcher.judge(alone, asked=[span])
        assert part.signals == pytest.approx(judged.signals)
        assert [match.entry for match in part.matches] == [m.entry for m in judged.matches]
        assert part.unexplained == judged.unexplained
