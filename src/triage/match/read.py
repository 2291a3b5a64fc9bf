"""A whole message against the index: each of its questions with what the index makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from triage.match.search import NOTHING, Judgement, Matcher, within
from triage.match.several import Story
from triage.model import Question
from triage.questions import questions

MOST_JUDGED = 12
"""Questions judged in one message; those beyond it stay unanswered, for a person to read."""


class Reading(NamedTuple):
    """What a message asks.

    ``whole``: the judgement of all of it, which is how a single question is judged: its story names
    the topic. ``parts``: each of several questions with the story but without the other questions;
    ``own``: each with nothing but what stands between it and the question before, since in "I am
    pregnant. Can I have it? Also, any earlier slots?" the story belongs to the first alone. Both
    are empty for a single question. ``asked``: the questions; the whole message where nothing has
    the form of one.
    """

    whole: Judgement
    asked: tuple[Question, ...]
    parts: tuple[Judgement, ...] = ()
    own: tuple[Judgement, ...] = ()
    has_question: bool = True
    candidates: int = 3
    """How many matches of the whole a case shows; judgements hold at least ``LEAST_MATCHES``."""


LEAST_MATCHES = 3
"""Matches of every judgement, so that what is shown does not change what is decided."""


def read(text: str, matcher: Matcher, *, candidates: int = 3) -> Reading:
    """Find the questions of a message and judge them; ``candidates``: how many a case shows."""
    limit = max(candidates, LEAST_MATCHES)
    asked = questions(text)
    spans = [(question.start, question.end) for question in asked]
    found = matcher.words(text)
    inside = within(found, spans) if asked else found
    whole = matcher.judge_words(text, found, inside, limit=limit)
    if not asked:
        body = text.strip()
        start = text.index(body)
        question = Question(body, start, start + len(body))
        return Reading(whole, (question,), has_question=False, candidates=candidates)
    if len(asked) == 1:
        return Reading(whole, tuple(asked), candidates=candidates)
    story = Story(text, found, spans, matcher)
    parts = [story.judge_with(span, limit=limit) for span in spans[:MOST_JUDGED]]
    own = []
    for stretch, span in zip(_stretches(text, spans), spans[:MOST_JUDGED], strict=False):
        near = within(found, [stretch])
        own.append(matcher.judge_words(text, near, within(near, [span]), limit=limit))
    beyond = [NOTHING] * (len(asked) - len(parts))
    return Reading(whole, tuple(asked), (*parts, *beyond), (*own, *beyond), candidates=candidates)


def _stretches(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each question, from the end of the one before to its own; the last takes the rest."""
    ends = [*(end for _, end in spans[:-1]), len(text)]
    return list(pairwise([0, *ends]))
