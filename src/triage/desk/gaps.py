"""Questions that no entry answered, brought together: what the FAQ lacks, the most asked first.

Everything that leaves this module as text is redacted: a gap is read by those who write entries,
not by those who know the patient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from triage.concepts import ConceptFinder
from triage.model import Answered, Case, Disposition
from triage.redact import PLACEHOLDERS, people, redact
from triage.text import normal_word, normal_words, stem, words

if TYPE_CHECKING:
    from triage.match.group import Floats, Sketch
    from triage.match.index import Index

_OPEN = (Disposition.NO_MATCH, Disposition.CHECK)
MOST_WORDS = 40
"""A message of more words in which nothing asks is a story, and no gap."""
MOST_QUESTIONS = 5000
"""Questions compared with each other; the latest are kept."""
MOST_WORDINGS = 12
_LONGEST = 300
_TERMS = 4


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question that no entry answered; ``text`` is redacted.

    ``setting``: the redacted message around it, without its other questions: what it is about.
    """

    text: str
    setting: str
    case: str
    date: str | None
    unexplained: tuple[str, ...]
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same, each of another message."""

    question: str
    """The wording nearest to all others."""
    wordings: tuple[str, ...]
    """Other wordings, the most typical first."""
    count: int
    """Messages that ask it."""
    terms: tuple[str, ...]
    """The words that tell these questions from others."""
    unexplained: tuple[tuple[str, int], ...]
    """Words that nothing explains, and in how many of the messages."""
    nearest: tuple[tuple[str, int], ...]
    """The entries that came nearest, and for how many of the messages."""
    cases: tuple[str, ...]
    first: str | None
    last: str | None

    def to_dict(self) -> dict[str, Any]:
        """The gap as JSON."""
        return {
            "question": self.question,
            "count": self.count,
            "terms": list(self.terms),
            "wordings": list(self.wordings),
            "unexplained": [{"text": text, "count": n} for text, n in self.unexplained],
            "nearest": [{"entry": entry, "count": n} for entry, n in self.nearest],
            "cases": list(self.cases),
            "first": self.first,
            "last": self.last,
        }


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of some cases, the most asked first. ``earlier``: questions left out as too many."""

    gaps: tuple[Gap, ...]
    questions: int
    earlier: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The gaps as JSON (``triage/gaps-1``)."""
        return {
            "schema": "triage/gaps-1",
            "questions": self.questions,
            "earlier": self.earlier,
            "gaps": [gap.to_dict() for gap in self.gaps],
        }


def open_questions(case: Case) -> tuple[Answered, ...]:
    """The questions of a case that nothing answers; those of alarms and skips never count.

    A short message in which nothing has the form of a question ("nurtec with botox") counts as
    one; a story that asks nothing does not.
    """
    if case.disposition not in _OPEN:
        return ()
    found = tuple(answered for answered in case.questions if not answered.entries)
    if any(reason.code == "no-question" for reason in case.reasons):
        return tuple(a for a in found if len(normal_words(a.question.text)) <= MOST_WORDS)
    return found


def find_gaps(cases: Iterable[Case], index: Index, finder: ConceptFinder) -> Gaps:
    """Bring the open questions of cases together, by what they ask."""
    from triage.match.group import groups, likeness, sketch

    found = [question for case in cases for question in _redacted(case)]
    found.sort(key=lambda question: question.date or "")
    kept = found[-MOST_QUESTIONS:]
    sketches = [
        sketch(_without_placeholders(q.text), _without_placeholders(q.setting), index, finder)
        for q in kept
    ]
    alike = likeness(sketches)
    gaps = [_gap(kept, sketches, alike, group) for group in groups(alike)]
    gaps.sort(key=lambda gap: (-gap.count, gap.question))
    return Gaps(tuple(gaps), len(kept), len(found) - len(kept))


def _redacted(case: Case) -> list[OpenQuestion]:
    asked = open_questions(case)
    names = people(case.comment)
    body = case.comment.body
    spans = [(a.question.start, a.question.end) for a in case.questions]
    return [
        OpenQuestion(
            text=" ".join(redact(answered.question.text, names).split()),
            setting=redact(_alone(body, answered, spans), names),
            case=redact(case.comment.id, names),
            date=case.comment.date,
            unexplained=tuple(redact(word, names) for word in answered.unexplained),
            nearest=case.candidates[0].entry if case.candidates else None,
        )
        for answered in asked
    ]


def _alone(body: str, answered: Answered, spans: Sequence[tuple[int, int]]) -> str:
    """The message without its other questions, as it was judged."""
    mine = (answered.question.start, answered.question.end)
    for start, end in spans:
        if (start, end) != mine:
            body = body[:start] + " " * (end - start) + body[end:]
    return body


def _without_placeholders(text: str) -> str:
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, " ")
    return text


def _gap(
    asked: Sequence[OpenQuestion], sketches: Sequence[Sketch], alike: Floats, group: list[int]
) -> Gap:
    inside = alike[group][:, group].sum(axis=1)
    typical = [asked[group[i]] for i in sorted(range(len(group)), key=lambda i: -inside[i])]
    wordings: dict[tuple[str, ...], str] = {}
    for question in typical:
        wordings.setdefault(tuple(normal_words(question.text)), _short(question.text))
    texts = [text for key, text in wordings.items() if key] or [_short(typical[0].text)]
    dates = sorted(question.date for question in typical if question.date)
    cases = list(dict.fromkeys(question.case for question in typical))
    return Gap(
        question=texts[0],
        wordings=tuple(texts[1:MOST_WORDINGS]),
        count=len(cases),
        terms=_terms([asked[i] for i in group], [sketches[i] for i in group]),
        unexplained=_most({(q.case, word.casefold()) for q in typical for word in q.unexplained}),
        nearest=_most({(q.case, q.nearest) for q in typical if q.nearest}),
        cases=tuple(cases),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} ..."


def _most(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """What is named in most cases, from (case, name)."""
    counts = Counter(name for _, name in pairs)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _terms(asked: Sequence[OpenQuestion], sketches: Sequence[Sketch]) -> tuple[str, ...]:
    """The words that weigh most in these questions, as they are mostly written."""
    weights: Counter[str] = Counter()
    for one in sketches:
        weights.update({key: w for key, w in one.weights.items() if key[0] not in "@#"})
    written: Counter[tuple[str, str]] = Counter()
    for question in asked:
        text = _without_placeholders(question.setting)
        for word in words(text):
            written[stem(word.norm), normal_word(word.norm)] += 1
    ranked = sorted(weights, key=lambda key: (-weights[key], key))[:_TERMS]
    return tuple(
        min((item for item in written.items() if item[0][0] == s), key=lambda i: (-i[1], i[0]))[0][
            1
        ]
        for s in ranked
        if any(item[0] == s for item in written)
    )
