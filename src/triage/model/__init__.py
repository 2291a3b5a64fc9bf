"""The records everything else speaks in: frozen, slotted, without behaviour of their own.

One word for one thing: a *comment* is one message, a *question* a part of it that asks, an
*entry* one curated FAQ item, a *flag* a red-flag finding with its span, a *match* an entry with a
score, a *case* a comment with what must be done about it, a *problem* something wrong in an input.
Spans are character offsets into ``Comment.body``, end exclusive.
"""

from __future__ import annotations

from triage.model.case import (
    BROKEN,
    CASE_SCHEMA,
    LEARNED,
    WHOLE_TEXT,
    Answered,
    Case,
    Comment,
    Flag,
    Match,
    Question,
    Reason,
)
from triage.model.curated import (
    Clinic,
    Concept,
    Cue,
    Decision,
    EmergencyNumbers,
    Entry,
    Faq,
    Labelled,
    Lexicon,
    RedFlags,
    Review,
    Rule,
    Settings,
    Source,
)
from triage.model.terms import (
    PROBLEM_SCHEMA,
    CommentStatus,
    Confidence,
    Disposition,
    FlagStatus,
    Location,
    Problem,
    Release,
    Severity,
    Tier,
    TriageError,
)

__all__ = [
    "BROKEN",
    "CASE_SCHEMA",
    "LEARNED",
    "PROBLEM_SCHEMA",
    "WHOLE_TEXT",
    "Answered",
    "Case",
    "Clinic",
    "Comment",
    "CommentStatus",
    "Concept",
    "Confidence",
    "Cue",
    "Decision",
    "Disposition",
    "EmergencyNumbers",
    "Entry",
    "Faq",
    "Flag",
    "FlagStatus",
    "Labelled",
    "Lexicon",
    "Location",
    "Match",
    "Problem",
    "Question",
    "Reason",
    "RedFlags",
    "Release",
    "Review",
    "Rule",
    "Settings",
    "Severity",
    "Source",
    "Tier",
    "TriageError",
]
