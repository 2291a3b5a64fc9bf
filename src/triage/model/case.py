"""From a comment to a case: what is read, found and decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from triage.model.terms import CommentStatus, Confidence, Disposition, FlagStatus, Location, Tier

CASE_SCHEMA = "triage/case-1"

WHOLE_TEXT = "whole_text"
"""The key in ``Comment.extra`` of a mail's text with the history that ``body`` leaves out."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One message of an export, or one pasted message; ``body`` is plain text, newlines ``\\n``."""

    body: str
    id: str = ""
    author: str | None = None
    email: str | None = None
    date: str | None = None
    parent: str | None = None
    subject: str | None = None
    url: str | None = None
    status: CommentStatus = CommentStatus.UNKNOWN
    is_staff: bool | None = None
    type: str = "comment"
    message_id: str | None = None
    references: str | None = None
    answered_by: str | None = None
    """Id of the staff reply that answered this comment in its thread, with how it was paired."""
    source: Location = Location("")
    extra: Mapping[str, Any] = field(default_factory=dict)


class Question(NamedTuple):
    """A part of a comment that asks."""

    text: str
    start: int
    end: int


class Match(NamedTuple):
    """An entry that may fit, how well (0 to 1), and the known wording that lies nearest."""

    entry: str
    score: float
    phrasing: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was decided about one question."""

    question: Question
    entries: tuple[str, ...]
    confidence: Confidence
    unexplained: tuple[str, ...] = ()
    candidates: tuple[Match, ...] = ()


LEARNED = "learned"
"""In place of a rule's id: a finding of the learned second line."""
BROKEN = "error"
"""In place of a rule's id: a part of the gate failed, nobody knows what it would have found."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A red-flag finding in the patient's own words. ``cue`` is the word that decided ``status``.

    ``similar_to``: the learned example it resembles, for findings of the learned second line.
    """

    rule: str
    tier: Tier
    text: str
    start: int
    end: int
    status: FlagStatus = FlagStatus.PRESENT
    cue: str | None = None
    title: str = ""
    instruct: str = ""
    similar_to: str | None = None

    @property
    def counts(self) -> bool:
        """True where the finding bears on the disposition."""
        return self.status is FlagStatus.PRESENT


class Reason(NamedTuple):
    """Why a case ended as it did: a stable code and a sentence for staff."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A comment with what must be done about it, and why."""

    comment: Comment
    disposition: Disposition
    reasons: tuple[Reason, ...] = ()
    entries: tuple[str, ...] = ()
    score: float = 0.0
    confidence: Confidence = Confidence.WEAK
    questions: tuple[Answered, ...] = ()
    unanswered: tuple[str, ...] = ()
    candidates: tuple[Match, ...] = ()
    flags: tuple[Flag, ...] = ()
    instructions: tuple[str, ...] = ()
    acknowledgement: str | None = None
    reply: str | None = None
    content: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The ``triage/case-1`` JSON object; a format of its own, not a dump of this record."""
        comment = self.comment
        return {
            "schema": CASE_SCHEMA,
            "id": comment.id,
            "source": str(comment.source),
            "comment": _comment_to_dict(comment),
            "disposition": str(self.disposition),
            "reasons": [{"code": r.code, "text": r.text} for r in self.reasons],
            "entries": list(self.entries),
            "score": round(self.score, 4),
            "confidence": str(self.confidence),
            "questions": [_question_to_dict(q) for q in self.questions],
            "unanswered": list(self.unanswered),
            "candidates": [
                {"entry": m.entry, "score": round(m.score, 4), "phrasing": m.phrasing}
                for m in self.candidates
            ],
            "flags": [_flag_to_dict(f) for f in self.flags],
            "instructions": list(self.instructions),
            "acknowledgement": self.acknowledgement,
            "answered_by": comment.answered_by,
            "reply": self.reply,
            "content": self.content,
        }


def _comment_to_dict(comment: Comment) -> dict[str, Any]:
    data: dict[str, Any] = {
        "body": comment.body,
        "author": comment.author,
        "email": comment.email,
        "date": comment.date,
        "subject": comment.subject,
        "url": comment.url,
        "parent": comment.parent,
        "status": str(comment.status),
    }
    # Only mail has them; a draft made from the case file needs them to stay in its thread.
    if comment.message_id is not None:
        data["message_id"] = comment.message_id
    if comment.references is not None:
        data["references"] = comment.references
    whole = comment.extra.get(WHOLE_TEXT)
    if isinstance(whole, str):  # a foreign record may have anything under that name
        data[WHOLE_TEXT] = whole
    return data


def _question_to_dict(answered: Answered) -> dict[str, Any]:
    return {
        "text": answered.question.text,
        "start": answered.question.start,
        "end": answered.question.end,
        "entries": list(answered.entries),
        "confidence": str(answered.confidence),
        "unexplained": list(answered.unexplained),
    }


def _flag_to_dict(flag: Flag) -> dict[str, Any]:
    data: dict[str, Any] = {
        "rule": flag.rule,
        "tier": str(flag.tier),
        "text": flag.text,
        "start": flag.start,
        "end": flag.end,
        "status": str(flag.status),
        "cue": flag.cue,
    }
    if flag.similar_to is not None:
        data["similar_to"] = flag.similar_to
    return data
