"""A whole message against the index: each of its questions with what the index makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.match.search import NOTHING, Judgement, Matcher
from triage.model import Question
from triage.questions import questions

MOST_JUDGED = 12
"""Questions judged in one message; those beyond it stay unanswered, for a person to read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message asks.

    ``whole``: the judgement of all of it, which is how a single question is judged: its story names
    the topic. ``parts``: each of several questions with the story but without the other questions;
    empty for a single one. ``asked``: the questions; the whole message where nothing has the form
    of one.
    """

    whole: Judgement
    asked: tuple[Question, ...]
    parts: tuple[Judgement, ...] = ()
    has_question: bool = True


def read(text: str, matcher: Matcher, *, candidates: int = 3) -> Reading:
    """Find the questions of a message and judge them."""
    asked = questions(text)
    spans = [(question.start, question.end) for question in asked]
    whole = matcher.judge(text, asked=spans, limit=candidates)
    if not asked:
        body = text.strip()
        start = text.index(body)
        return Reading(whole, (Question(body, start, start + len(body)),), has_question=False)
    if len(asked) == 1:
        return Reading(whole, tuple(asked))
    parts = [
        matcher.judge(
            _without(text, [other for other in spans if other != span]),
            asked=[span],
            limit=candidates,
        )
        for span in spans[:MOST_JUDGED]
    ]
    parts += [NOTHING] * (len(asked) - len(parts))
    return Reading(whole, tuple(asked), tuple(parts))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with some spans blanked, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
