"""The JSON Schema (draft 7) of the lines that ``batch`` writes: cases and problems.

It stands beside the records whose ``to_dict`` it describes; a key more or less on either side is a
breaking change, and the tests hold the two together. Fixed words come from the enumerations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from triage.model.case import CASE_SCHEMA, WHOLE_TEXT
from triage.model.terms import (
    PROBLEM_SCHEMA,
    CommentStatus,
    Confidence,
    Disposition,
    FlagStatus,
    Tier,
)

REASON_CODES = (
    "release", "fair", "unsigned", "overdue", "note", "rule", "learned", "unexplained",
    "unanswered", "no-question", "language", "too-long", "error", "staff", "type", "status",
    "blank", "duplicate", "thanks",
)  # fmt: skip
"""Why a case ended as it did, in a word (``Reason.code``)."""

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_POSITION: Schema = {"type": "integer", "minimum": 0}


def _said(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema}


def _one_of(words: Iterable[str]) -> Schema:
    return {"enum": [str(word) for word in words]}


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _record(properties: dict[str, Schema], optional: Iterable[str] = ()) -> Schema:
    left = set(optional)
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left],
        "additionalProperties": False,
    }


_COMMENT = _record(
    {
        "body": _said(_TEXT, "Plain text; positions elsewhere are character offsets in it."),
        "author": _TEXT_OR_NULL,
        "email": _TEXT_OR_NULL,
        "date": _said(_TEXT_OR_NULL, "ISO 8601, with Z where the source gives UTC; else as found."),
        "subject": _TEXT_OR_NULL,
        "url": _TEXT_OR_NULL,
        "parent": _said(_TEXT_OR_NULL, "The id of the comment this one answers."),
        "status": _one_of(CommentStatus),
        "message_id": _said(_TEXT, "Of mail only."),
        "references": _said(_TEXT, "Of mail only."),
        WHOLE_TEXT: _said(_TEXT, "Of mail only: with what the body leaves out."),
    },
    optional=("message_id", "references", WHOLE_TEXT),
)
_QUESTION = _record(
    {
        "text": _TEXT,
        "start": _POSITION,
        "end": _said(_POSITION, "Exclusive."),
        "entries": _said(_TEXTS, "The entries that answer it; empty where none does."),
        "confidence": _one_of(Confidence),
        "unexplained": _said(_TEXTS, "Important words that no entry explains."),
    }
)
_FLAG = _record(
    {
        "rule": _said(_TEXT, 'The id of the rule, or "learned".'),
        "tier": _one_of(Tier),
        "text": _said(_TEXT, "The patient's words."),
        "start": _POSITION,
        "end": _said(_POSITION, "Exclusive; start and end are 0 for a find in the subject."),
        "status": _said(_one_of(FlagStatus), "Only present ones count."),
        "cue": _said(_TEXT_OR_NULL, "The word that decided the status."),
        "similar_to": _said(_TEXT, "Of learned finds only: the known message it resembles."),
    },
    optional=("similar_to",),
)
_CASE = _record(
    {
        "schema": {"const": CASE_SCHEMA},
        "id": _said(_TEXT, "Unique within one input."),
        "source": _said(_TEXT, "file:line"),
        "comment": _COMMENT,
        "disposition": _said(_one_of(Disposition), "What staff must do."),
        "reasons": _list_of(_record({"code": _one_of(REASON_CODES), "text": _TEXT})),
        "entries": _said(_TEXTS, "The entries of the reply, in the order asked."),
        "score": _said(_SHARE, "The probability that the first entry is right."),
        "confidence": _one_of(Confidence),
        "questions": _list_of(_QUESTION),
        "unanswered": _said(_TEXTS, "Questions without an entry, beside others with one."),
        "candidates": _said(
            _list_of(_record({"entry": _TEXT, "score": _SHARE, "phrasing": _TEXT})), "Best first."
        ),
        "flags": _list_of(_FLAG),
        "instructions": _said(_TEXTS, "What the flags demand of staff."),
        "acknowledgement": _said(_TEXT_OR_NULL, "May be sent; without medical content."),
        "answered_by": _said(_TEXT_OR_NULL, "The staff reply in its thread, and how paired."),
        "reply": _said(_TEXT_OR_NULL, "The answer with the disclaimer; null where none may go."),
        "content": _said(
            {"type": "string", "pattern": "^[0-9a-f]{12}$"}, "Digest of the curated files."
        ),
    }
)
_PROBLEM = _record(
    {
        "schema": {"const": PROBLEM_SCHEMA},
        "source": _said(_TEXT, "file:line:column"),
        "code": _TEXT,
        "message": _TEXT,
        "hint": _said(_TEXT, "What to do; may be empty."),
    }
)

LINE: Schema = {
    "description": "One line of what triage batch writes: a case, or an unreadable record.",
    "oneOf": [{"$ref": "#/$defs/case"}, {"$ref": "#/$defs/problem"}],
    "$defs": {"case": _CASE, "problem": _PROBLEM},
}
"""A case, or a problem in its place."""
