"""Which cases are drafted, and which files that makes. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.drafts.compose import Draft, DraftOptions, compose, file_name
from triage.drafts.decided import NEVER_ANSWERED, Decided
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

    ``left_out``: how many replies were left out, by reason: answered (staff answered before), held
    (turned down in review), unreviewed (with ``reviewed_only``). ``outdated``: how many approvals
    no longer count because the answers have changed.
    """

    files: tuple[PlannedFile, ...]
    manifest: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...] = ()
    folders: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    outdated: int = 0


def wanted(decided: Decided, options: DraftOptions) -> bool:
    """Whether a case gets a draft.

    Send and check do, since a draft is unsent, and what a person approved; what staff answered
    already only on demand, an emergency or a crisis never.
    """
    return _reason_against(decided, options) is None


def _reason_against(decided: Decided, options: DraftOptions) -> str | None:
    case, approved = decided.case, decided.decision is not None
    if decided.held and case.reply is not None:
        return "held"
    if case.reply is None or case.disposition in NEVER_ANSWERED:
        return "disposition"
    if not approved and case.disposition not in _DRAFTED:
        return "disposition"
    if case.comment.answered_by and not options.include_answered:
        return "answered"
    return "unreviewed" if options.reviewed_only and not approved else None


def manifest_line(decided: Decided, draft: Draft, path: str) -> dict[str, Any]:
    """What staff may want to know of a draft, and what must not travel in the mail itself."""
    case, decision = decided.case, decided.decision
    line: dict[str, Any] = {
        "file": path,
        "id": case.comment.id,
        "source": str(case.comment.source),
        "disposition": str(case.disposition),
        "entries": list(case.entries),
        "score": round(case.score, 4),
        "reasons": [reason.code for reason in case.reasons],
        "content": case.content,
        "recipient": draft.recipient,
        "reviewed": decision is not None,
    }
    if decision is not None:
        line |= {"action": str(decision.action), "by": decision.by, "at": decision.at}
    return line


def plan(cases: Iterable[Decided], options: DraftOptions) -> Plan:
    """The files for some cases, in their order."""
    files: list[PlannedFile] = []
    manifest: list[dict[str, Any]] = []
    problems: list[Problem] = []
    left_out: Counter[str] = Counter()
    outdated = 0
    for decided in cases:
        outdated += decided.outdated
        if reason := _reason_against(decided, options):
            left_out[reason] += 1
            continue
        draft = compose(decided.case, options, len(files) + 1)
        if isinstance(draft, Problem):
            problems.append(draft)
            continue
        path = _path(draft, decided.case, options, len(files) + 1)
        files.append(PlannedFile(path, draft.data))
        manifest.append(manifest_line(decided, draft, path))
    if options.kind == "mbox" and files:
        files = [PlannedFile(MBOX_NAME, mbox((file.data for file in files), options.now))]
    return Plan(
        tuple(files),
        tuple(manifest),
        tuple(problems),
        folders=("cur", "new", "tmp") if options.kind == "maildir" else (),
        left_out=left_out,
        outdated=outdated,
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
