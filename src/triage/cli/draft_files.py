"""Writing planned drafts: nothing overwritten unless asked, readable by their owner alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.streams import print_problem, say
from triage.model import Case, Settings, TriageError

if TYPE_CHECKING:
    from triage.drafts import DraftOptions, Plan

MANIFEST = "drafts.jsonl"


def draft_options(settings: Settings) -> DraftOptions:
    """What the settings say about drafts."""
    from triage.drafts import DraftOptions

    return DraftOptions(sender=settings.sender, clinic=settings.clinic.name)


def write_drafts(
    cases: Iterable[Case], folder: Path, options: DraftOptions, *, force: bool, quiet: bool
) -> Plan:
    """Plan and write one draft a reply. Raises TriageError before writing over anything.

    With ``force`` the drafts that the folder's manifest lists go first: a comment that has become
    an alarm must not keep its old reply.
    """
    from triage.drafts import plan

    planned = plan(cases, options)
    manifest = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in planned.manifest)
    files = [(folder / file.path, file.data, file.mode) for file in planned.files]
    files.append((folder / MANIFEST, manifest.encode(), 0o600))
    taken = [path for path, _, _ in files if path.exists()]
    if taken and not force:
        raise TriageError(f"{taken[0]} exists already; use --force to write over drafts")
    try:
        _remove_listed(folder)
        for name in ("", *planned.folders):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path, data, mode in files:
            path.unlink(missing_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
    except OSError as error:
        raise TriageError(f"{folder}: {error.strerror}") from None
    for problem in planned.problems:
        print_problem(problem)
    if quiet:
        return planned
    left = f", {planned.answered} left out because staff answered" if planned.answered else ""
    refused = f", {len(planned.problems)} refused" if planned.problems else ""
    say(f"{len(planned.files)} drafts in {folder}, listed in {MANIFEST}{left}{refused}")
    return planned


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
