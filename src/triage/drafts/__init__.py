"""Replies as unsent mail: composed, checked after the fact, planned as files. Writes nothing."""

from __future__ import annotations

from triage.drafts.compose import Draft, DraftOptions, compose, is_sender
from triage.drafts.decided import Decided, after_review
from triage.drafts.plan import Plan, PlannedFile, manifest_line, plan, wanted

__all__ = [
    "Decided",
    "Draft",
    "DraftOptions",
    "Plan",
    "PlannedFile",
    "after_review",
    "compose",
    "is_sender",
    "manifest_line",
    "plan",
    "wanted",
]
