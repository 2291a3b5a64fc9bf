"""Which cases are drafted, and which files that makes. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from triage.drafts.compose import Draft, DraftOptions, compose, file_name
from triage.model import Case, Disposition, Problem

MODE = 0o600
"""Drafts hold patients' words: for their owner only."""

MBOX_NAME = "drafts.mbox"
_DRAFTED = (Disposition.SEND, Disposition.CHECK)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write: its path below the target folder, its bytes, its permissions."""

    path: str
    data: bytes
    mode: int = MODE


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one run writes. ``folders`` come first; ``manifest``: one JSON object a draft.

    ``answered``, ``unreviewed``: how many were left out for that reason.
    """

    files: tuple[PlannedFile, ...]
    manifest: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...] = ()
    folders: tuple[str, ...] = ()
    answered: int = 0
    unreviewed: int = 0


def wanted(case: Case, options: DraftOptions, *, reviewed: bool = False) -> bool:
    """Whether a case gets a draft.

    Send and check do, since a draft is unsent; what staff answered already only on demand.
    """
    return _reason_against(case, options, reviewed=reviewed) is None


def _reason_against(case: Case, options: DraftOptions, *, reviewed: bool) -> str | None:
    if case.disposition not in _DRAFTED or case.reply is None:
        return "disposition"
    if case.comment.answered_by and not options.include_answered:
        return "answered"
    return "unreviewed" if options.reviewed_only and not reviewed else None


def manifest_line(case: Case, draft: Draft, path: str, *, reviewed: bool = False) -> dict[str, Any]:
    """What staff may want to know of a draft, and what must not travel in the mail itself."""
    return {
        "file": path,
        "id": case.comment.id,
        "source": str(case.comment.source),
        "disposition": str(case.disposition),
        "entries": list(case.entries),
        "score": round(case.score, 4),
        "reasons": [reason.code for reason in case.reasons],
        "recipient": draft.recipient,
        "reviewed": reviewed,
    }


def plan(
    cases: Iterable[Case], options: DraftOptions, *, reviewed: frozenset[str] = frozenset()
) -> Plan:
    """The files for some cases, in their order. ``reviewed``: ids of comments staff looked at."""
    files: list[PlannedFile] = []
    manifest: list[dict[str, Any]] = []
    problems: list[Problem] = []
    left_out: Counter[str] = Counter()
    number = 0
    for case in cases:
        seen = case.comment.id in reviewed
        if reason := _reason_against(case, options, reviewed=seen):
            left_out[reason] += 1
            continue
        draft = compose(case, options, number + 1)
        if isinstance(draft, Problem):
            problems.append(draft)
            continue
        number += 1
        path = _path(draft, case, options, number)
        files.append(PlannedFile(path, draft.data))
        manifest.append(manifest_line(case, draft, path, reviewed=seen))
    folders: tuple[str, ...] = ()
    if options.kind == "maildir":
        folders = ("cur", "new", "tmp")
    elif options.kind == "mbox" and files:
        files = [PlannedFile(MBOX_NAME, mbox((file.data for file in files), options.now))]
    return Plan(
        tuple(files),
        tuple(manifest),
        tuple(problems),
        folders,
        answered=left_out["answered"],
        unreviewed=left_out["unreviewed"],
    )


def _path(draft: Draft, case: Case, options: DraftOptions, number: int) -> str:
    if options.kind == "mbox":
        return MBOX_NAME
    if options.kind == "eml":
        return draft.name
    # D: a draft, S: seen (cr.yp.to/proto/maildir.html). The time comes first, to sort by.
    return f"cur/{options.now}.{file_name(number, case.comment.id, '')}.triage:2,DS"


def mbox(messages: Iterable[bytes], now: int) -> bytes:
    """Messages as one mbox file, "From " at the start of a line quoted (mboxrd)."""
    import re
    from time import asctime, gmtime

    stamp = asctime(gmtime(now)).encode()
    parts = []
    for message in messages:
        body = re.sub(rb"^(>*From )", rb">\1", message, flags=re.MULTILINE)
        parts.append(b"From triage@localhost " + stamp + b"\n" + body.rstrip(b"\n") + b"\n\n")
    return b"".join(parts)
