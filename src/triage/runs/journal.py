"""A run's journal: what the run is, and how far its result is whole.

One JSON object a line. The first says what the run is (its *identity*): everything that its output
depends on, so that a stopped run goes on only as the same run. Each further line is a *checkpoint*.
It holds digests and counts, never a word of a message.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

from triage import __version__
from triage.api import Triage
from triage.runs.tally import Tally

SCHEMA = "triage/run-1"

_TOLD = {
    "schema": "the run was begun by another version of triage",
    "version": "the run was begun by another version of triage",
    "content": "the curated files have changed",
    "settings": "the settings have changed",
    "overdue": "reviews have become overdue",
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A point up to which the result is whole: ``size`` bytes with this digest, from ``records``.

    ``records``: taken up from the inputs, whether or not they were written (``--only``).
    """

    records: int = 0
    size: int = 0
    digest: str = sha256().hexdigest()
    tally: Tally = field(default_factory=Tally)

    def line(self) -> str:
        """As the journal keeps it."""
        plain = {
            "records": self.records,
            "size": self.size,
            "sha256": self.digest,
            "tally": self.tally.to_dict(),
        }
        return json.dumps(plain) + "\n"


def identity(
    tool: Triage, inputs: Iterable[Mapping[str, Any]], options: Mapping[str, Any]
) -> dict[str, Any]:
    """What a run's output depends on, as plain JSON values.

    ``inputs``: name, size and digest of each; ``options``: by the name the user gives them.
    """
    overdue = [
        entry.id
        for entry in tool.content.faq.entries
        if tool.policy.today and entry.review.due and entry.review.due < tool.policy.today
    ]
    settings = json.dumps(asdict(tool.settings), default=str, sort_keys=True)
    return {
        "schema": SCHEMA,
        "version": f"{__version__} {tool.content.index.key[:12]}",
        "content": tool.content.digest,
        "settings": sha256(settings.encode()).hexdigest()[:12],
        "overdue": sha256(" ".join(overdue).encode()).hexdigest()[:12],
        "inputs": [dict(each) for each in inputs],
        "options": dict(options),
    }


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """In words, why a run is not the one that was stopped; empty where it is."""
    told = [text for key, text in _TOLD.items() if then.get(key) != now.get(key)]
    was, read = then.get("inputs") or [], now["inputs"]
    if [each.get("name") for each in was] != [each["name"] for each in read]:
        names = ", ".join(str(each.get("name")) for each in was)
        told.append(f"it read other files: {names}")
    else:
        told += [f"{b['name']} has changed" for a, b in zip(was, read, strict=True) if a != b]
    before = then.get("options") or {}
    told += [
        f"{name} was {_shown(before.get(name))} and is now {_shown(value)}"
        for name, value in now["options"].items()
        if before.get(name) != value
    ]
    return list(dict.fromkeys(told))


def _shown(value: Any) -> str:
    if value is None or value == [] or value == {}:
        return "not given"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def parse_journal(data: bytes) -> tuple[dict[str, Any], list[Checkpoint]] | None:
    """A journal's identity and checkpoints; None for what is no journal. A torn line ends it."""
    lines = data.split(b"\n")
    try:
        first = json.loads(lines[0])
    except ValueError:
        return None
    if len(lines) < 2 or not isinstance(first, dict) or "schema" not in first:
        return None
    return first, list(_checkpoints(lines[1:-1]))


def _checkpoints(lines: Iterable[bytes]) -> Iterator[Checkpoint]:
    for line in lines:
        try:
            plain = json.loads(line)
            tally = Tally.from_dict(plain["tally"])
            yield Checkpoint(int(plain["records"]), int(plain["size"]), plain["sha256"], tally)
        except (ValueError, KeyError, TypeError, AttributeError):
            return


def last_whole(result: BinaryIO, checkpoints: Iterable[Checkpoint]) -> Checkpoint:
    """The last checkpoint that the result still bears out; the very beginning if none does.

    Writes may reach a disk in another order than they were made, and a file may be edited: what
    follows the first difference is not trusted.
    """
    found = Checkpoint()
    digest, read = sha256(), 0
    for checkpoint in checkpoints:
        while read < checkpoint.size:
            data = result.read(min(1 << 20, checkpoint.size - read))
            if not data:
                return found
            digest.update(data)
            read += len(data)
        if read != checkpoint.size or digest.hexdigest() != checkpoint.digest:
            return found
        found = checkpoint
    return found
