"""The fixed words of the contract, places in files, and problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

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

    @property
    def alarming(self) -> bool:
        """True where a person must act today."""
        return self.escalated and self is not Disposition.CLINICIAN


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


class Location(NamedTuple):
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
            "message": self.message,
            "hint": self.hint,
        }
