"""The records everything else speaks in: frozen, slotted, without behaviour of their own.

One word for one thing: a *comment* is one message, a *question* a part of it that asks, an
*entry* one curated FAQ item, a *flag* a red-flag finding with its span, a *match* an entry with a
score, a *case* a comment with what must be done about it, a *problem* something wrong in an input.
Spans are character offsets into ``Comment.body``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

CASE_SCHEMA = "triage/case-1"
PROBLEM_SCHEMA = "triage/problem-1"


class Disposition(StrEnum):
    """What staff must do with a comment, worst first (the nurse-triage term)."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    SAME_DAY = "same-day"
    CLINICIAN = "clinician"
    CHECK = "check"
    NO_MATCH = "no-match"
    SEND = "send"
    SKIP = "skip"

    @property
    def rank(self) -> int:
        """0 for the worst; a smaller rank wins when several apply."""
        return list(Disposition).index(self)

    @property
    def escalated(self) -> bool:
        """True where a person must act and no reply may leave."""
        return self in (
            Disposition.EMERGENCY,
            Disposition.CRISIS,
            Disposition.SAME_DAY,
            Disposition.CLINICIAN,
        )


class Tier(StrEnum):
    """How urgent a red-flag rule is, worst first; ``note`` never changes a disposition."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    SAME_DAY = "same-day"
    CLINICIAN = "clinician"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Tier).index(self)


class Release(StrEnum):
    """How far an entry's answer may go on a strong match."""

    SEND = "send"
    CHECK = "check"
    CLINICIAN = "clinician"


class Confidence(StrEnum):
    """The bands of a match: weak answers nothing, fair is checked, strong goes as released."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


class FlagStatus(StrEnum):
    """What the context says of a finding; only ``present`` counts."""

    PRESENT = "present"
    DENIED = "denied"
    PAST = "past"
    OTHER_PERSON = "other-person"
    HYPOTHETICAL = "hypothetical"
    METAPHOR = "metaphor"
    USUAL_PATTERN = "usual-pattern"


class CommentStatus(StrEnum):
    """The moderation state an export gives a comment."""

    APPROVED = "approved"
    PENDING = "pending"
    SPAM = "spam"
    TRASH = "trash"
    DELETED = "deleted"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How bad a problem is: an error makes a check fail, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class TriageError(Exception):
    """Nothing can go on. Caught once, in the command line, and printed without a traceback."""

    def __init__(self, message: str, *, problems: tuple[Problem, ...] = ()) -> None:
        """``problems``: everything wrong with the input, so that all is mended in one go."""
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; line and column count from 1, 0 where unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file:line:column``, as editors and terminals jump to."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in an input, told to a person: what, where, and what to do."""

    code: str
    message: str
    location: Location
    hint: str = ""
    severity: Severity = Severity.ERROR

    def to_dict(self) -> dict[str, Any]:
        """The ``triage/problem-1`` JSON object."""
        return {
            "schema": PROBLEM_SCHEMA,
            "source": str(self.location),
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """Where a medical statement was seen. ``secondary``: not the primary publication."""

    key: str
    title: str
    year: int | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None
    secondary: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """The sign-off of an entry. Dates are ISO (``2027-11-22``)."""

    status: str = "draft"
    by: str | None = None
    on: str | None = None
    due: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated FAQ item. ``answer`` is plain text; blank line = paragraph, "- " = list."""

    id: str
    question: str
    topic: str = "general"
    phrasings: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    answer: str | None = None
    acknowledge: str | None = None
    release: Release = Release.CHECK
    covers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    review: Review = Review()
    location: Location = Location("")


@dataclass(frozen=True, slots=True)
class Faq:
    """The curated questions and answers of one file."""

    entries: tuple[Entry, ...]
    disclaimer: str
    title: str = ""
    language: str = "en"
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with the words patients use for it; ``parent`` names the wider concept.

    ``words`` hold one or several words each, as people write them; ``kind`` is drug, condition,
    symptom, body, person, pregnancy, procedure, insurance, ...
    """

    name: str
    kind: str
    words: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All concepts, by name."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One red flag: id, tier, what staff do, when it fires, and the sentences that prove it.

    ``when`` holds the pattern expressions as written (a string, or a mapping such as
    ``{"all": [...], "within": "sentence"}``); ``triage.safety`` gives them their meaning.
    """

    id: str
    tier: Tier
    title: str
    instruct: str
    when: tuple[Any, ...]
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    location: Location = Location("")
    enabled: bool = True
    """False where a clinic switched the rule off in its own file."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change what a finding means, ConText-style (Harkema 2009, PMC2757457).

    ``direction``: forward (the finding stands after the cue), backward, or both.
    ``until``: words that end the cue's reach. ``scope``: how many words it reaches, 0 = the clause.
    """

    cue: str
    status: FlagStatus
    direction: str = "forward"
    until: tuple[str, ...] = ()
    scope: int = 0


@dataclass(frozen=True, slots=True)
class RedFlags:
    """The rules and context cues of one file.

    ``terms``: named lists of patterns that rules refer to as ``@name``.
    """

    rules: tuple[Rule, ...]
    context: tuple[Cue, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled message to learn or to measure on.

    ``gold`` and ``flag`` are labelled only where ``has_gold`` and ``has_flag`` say so: None then
    means "labelled: none", as JSON null does.
    """

    id: str
    text: str
    gold: tuple[str, ...] = ()
    flag: Tier | None = None
    has_gold: bool = False
    has_flag: bool = False
    rule: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Clinic:
    """What the placeholders ``{clinic.name}``, ``{clinic.phone}``, ... stand for."""

    name: str | None = None
    phone: str | None = None
    hours: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Whom to call; the defaults are the United States'."""

    number: str = "911"
    crisis: str = "988"
    poison: str = "1-800-222-1222"


@dataclass(frozen=True, slots=True)
class Settings:
    """A clinic's ``triage.yaml``. Paths are as written, relative to that file."""

    faq: str | None = None
    redflags: str | None = None
    lexicon: str | None = None
    examples: str | None = None
    clinic: Clinic = Clinic()
    emergency: EmergencyNumbers = EmergencyNumbers()
    staff: tuple[str, ...] = ()
    sender: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Question:
    """A part of a comment that asks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
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


@dataclass(frozen=True, slots=True)
class Reason:
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
            "comment": {
                "body": comment.body,
                "author": comment.author,
                "email": comment.email,
                "date": comment.date,
                "subject": comment.subject,
                "url": comment.url,
                "parent": comment.parent,
                "status": str(comment.status),
            },
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
