"""What staff decided about cases: one JSON line a decision, beside the case file.

The file is only ever added to; of several decisions about one case the last one holds. A decision
names the case by the digest of the whole case file, the record's source and its id, so that it can
never come to bear on another message, nor on what a later run made of the same one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from triage.model import Case, Location, Problem, Severity

DECISION_SCHEMA = "triage/decision-1"
NOT_A_DECISION = "not-a-decision"
ENDING = ".review.jsonl"


class Action(StrEnum):
    """What a person did with a case."""

    CONFIRM = "confirm"
    ANOTHER = "another-entry"
    EDIT = "edit"
    NO_ENTRY = "no-entry"
    ESCALATE = "escalate"
    ACKNOWLEDGE = "acknowledge"
    SKIP = "skip"

    @property
    def answers(self) -> bool:
        """True where a reply was approved; every other action holds the machine's back."""
        return self in (Action.CONFIRM, Action.ANOTHER, Action.EDIT)

    @property
    def settles(self) -> bool:
        """True where nobody need look at the case again."""
        return self is not Action.SKIP


class Key(NamedTuple):
    """Which case a decision is about; ``file``: the case file's ``file_digest``."""

    file: str
    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``at``: ISO 8601, UTC. ``content``: the digest of the curated files then.

    ``reply``: the ``text_digest`` of the approved reply, None without one. ``text``: the reply
    itself, only where staff wrote in it; any other is made again from the entries.
    """

    key: Key
    action: Action
    by: str
    at: str
    content: str
    entries: tuple[str, ...] = ()
    reply: str | None = None
    text: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The ``triage/decision-1`` JSON object."""
        data: dict[str, Any] = {
            "schema": DECISION_SCHEMA,
            **self.key._asdict(),
            "action": str(self.action),
            "entries": list(self.entries),
            "reply": self.reply,
            "content": self.content,
            "by": self.by,
            "at": self.at,
        }
        if self.text is not None:
            data["text"] = self.text
        return data


def key_of(case: Case, file: str) -> Key:
    """The key of a case in the case file whose digest is ``file``."""
    return Key(file, str(case.comment.source), case.comment.id)


def text_digest(text: str) -> str:
    """First 12 hex digits of the SHA-256 of a text's UTF-8 bytes."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]


def beside(cases: Path) -> Path:
    """Where the decisions about a case file are kept: ``cases.jsonl`` -> ``cases.review.jsonl``."""
    return cases.with_name(cases.name.removesuffix(".jsonl") + ENDING)


def read_decisions(data: bytes, file: str) -> tuple[list[Decision], list[Problem]]:
    """The decisions of a file in order, and a warning for each line that is none.

    A last line without its line feed is what a run that was cut short left; it too is told.
    """
    found: list[Decision] = []
    problems: list[Problem] = []
    lines = data.split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        torn = number == len(lines)
        decision = None if torn else _decision(line)
        if decision is not None:
            found.append(decision)
            continue
        message = "the last decision was cut short" if torn else "this line is no decision"
        hint = "look at that message again"
        place = Location(file, number)
        problems.append(Problem(NOT_A_DECISION, message, place, hint, Severity.WARNING))
    return found, problems


def last_ones(decisions: Iterable[Decision]) -> dict[Key, Decision]:
    """The decision that holds for each case: its last; a skip takes nothing back."""
    holding: dict[Key, Decision] = {}
    for decision in decisions:
        before = holding.get(decision.key)
        if decision.action.settles or before is None or not before.action.settles:
            holding[decision.key] = decision
    return holding


def _decision(line: bytes) -> Decision | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, Mapping) or data.get("schema") != DECISION_SCHEMA:
        return None
    texts = {key: data.get(key) for key in ("file", "source", "id", "by", "at", "content")}
    entries, reply, text = data.get("entries"), data.get("reply"), data.get("text")
    if not all(isinstance(value, str) for value in texts.values()):
        return None
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        return None
    if not isinstance(reply, str | None) or not isinstance(text, str | None):
        return None
    if data.get("action") not in list(Action):
        return None
    return Decision(
        key=Key(data["file"], data["source"], data["id"]),
        action=Action(data["action"]),
        by=data["by"],
        at=data["at"],
        content=data["content"],
        entries=tuple(entries),
        reply=reply,
        text=text,
    )
