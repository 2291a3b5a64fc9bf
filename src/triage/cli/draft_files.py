"""Writing planned drafts: nothing overwritten unless asked, readable by their owner alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.streams import print_problem, say
from triage.model import Settings, TriageError

if TYPE_CHECKING:
    from triage.drafts import Decided, DraftOptions, Plan

MANIFEST = "drafts.jsonl"


def draft_options(settings: Settings, sender: str | None = None) -> DraftOptions:
    """What the settings say about drafts; ``sender`` instead of theirs.

    Raises TriageError where the sender is not one address.
    """
    from triage.drafts import DraftOptions, is_sender

    sender = sender or settings.sender
    if sender and not is_sender(sender):
        raise TriageError(
            "the sender of drafts is not one plain address; "
            'write "Clinic name <clinic@example.org>", a name with a comma in double quotes'
        )
    return DraftOptions(sender=sender, clinic=settings.clinic.name)


def write_drafts(
    cases: Iterable[Decided], folder: Path, options: DraftOptions, *, force: bool, quiet: bool
) -> Plan:
    """Plan and write one draft a reply. Raises TriageError before writing over anything.

    With ``force`` the drafts that the folder's manifest lists go first: a comment that has become
    an alarm must not keep its old reply.
    """
    from triage.drafts import plan

    planned = plan(cases, options)
    manifest = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in planned.manifest)
    files = [(folder / file.path, file.data, file.mode) for file in planned.files]
    files.append((folder / MANIFEST, manifest.encode(errors="replace"), 0o600))
    taken = [path for path, _, _ in files if path.is_symlink() or path.exists()]
    if taken and not force:
        raise TriageError(f"{taken[0]} exists already; use --force to write over drafts")
    try:
        _remove_listed(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in planned.folders:
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        for path, data, mode in files:
            path.unlink(missing_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
    except OSError as error:
        raise TriageError(f"{folder}: {error.strerror}") from None
    for problem in planned.problems:
        print_problem(problem)
    if not quiet:
        _summary(planned, folder)
    return planned


_BINARY = getattr(os, "O_BINARY", 0)
"""Windows alone: without it a line feed would be written as two characters."""


def _summary(planned: Plan, folder: Path) -> None:
    drafts = planned.manifest
    reviewed = sum(line["reviewed"] for line in drafts)
    say(f"{len(drafts)} drafts in {folder}, {reviewed} of them reviewed, listed in {MANIFEST}")
    nobody = sum(not line["recipient"] for line in drafts)
    left = planned.left_out
    told = {
        "without an address: somebody must fill it in": nobody,
        "refused because they could not be made safely, told above": len(planned.problems),
        "left out because staff answered before": left.get("answered", 0),
        "left out because somebody turned the reply down in review": left.get("held", 0),
        "left out because nobody has reviewed them": left.get("unreviewed", 0),
        "approved under other answers than today's: review them again": planned.outdated,
    }
    for what, number in told.items():
        if number:
            say(f"  {number} {what}")


def _remove_listed(folder: Path) -> None:
    """Remove the drafts of an earlier run, by its manifest; nothing else in the folder."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return
    for line in manifest.read_text(encoding="utf-8").splitlines():
        try:
            name = json.loads(line)["file"]
            path = folder / name
        except (ValueError, KeyError, TypeError):
            continue
        if path.resolve().is_relative_to(folder.resolve()) and path.is_file():
            path.unlink()
