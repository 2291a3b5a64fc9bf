"""Curated files to something that answers, fast: read, check, compile, and remember.

Remembered files, each rebuilt when what it was made from changes: a *snapshot* of the parsed
records and compiled rules (keyed by the bytes of the curated files and the code that reads them),
and the compiled *indexes* of entries and alarms (keyed by what fitting reads: an edited answer
gives a new snapshot and the same indexes).
The shipped content's are inside the package; other content's go to the user's cache folder. A
folder that cannot be written costs time, never an answer.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from triage.concepts import ConceptFinder, members_of
from triage.curated import PACKAGE, Paths, parse, read_file, shown_name
from triage.match.index import Index, IndexDamagedError
from triage.model import Faq, Labelled, Lexicon, Location, Problem, RedFlags, Severity, TriageError
from triage.safety import Screen

_PARTS = frozenset({"faq", "redflags", "lexicon", "members", "screen", "problems", "indexes"})
_REMEMBERED_NAME = re.compile(r"[0-9a-f]{64}\.(?:json|index)")
_KEPT = 12
"""Remembered files kept in a cache folder; the least recently used beyond these are deleted."""

Tell = Callable[[str], None]
"""Where a sentence for the user goes (stderr); never message text."""


@dataclass(frozen=True, slots=True)
class Content:
    """Curated content ready to use.

    ``alarms``: the index of the safety gate's second line, None without flag examples;
    ``digest``: of the curated files' bytes, 12 hex digits.
    """

    faq: Faq
    redflags: RedFlags
    lexicon: Lexicon
    screen: Screen
    finder: ConceptFinder
    index: Index
    alarms: Index | None
    digest: str
    problems: tuple[Problem, ...] = ()


def load(paths: Paths, cache: Path | None, tell: Tell = lambda line: None) -> Content:
    """Load content, from what is remembered where it still fits.

    ``cache``: the folder for remembered files, None to remember nothing. Raises TriageError with
    every problem of the curated files when they cannot be used.
    """
    raw = {path: read_file(path) for path in paths.all()}
    digest = sha256(b"".join(sha256(content).digest() for content in raw.values())).hexdigest()
    key = _snapshot_key(digest, paths)
    folders = _folders(cache)
    plain = _remembered_snapshot(folders, key, tell)
    indexes = {} if plain is None else _remembered_indexes(folders, plain["indexes"], tell)
    if plain is None or len(indexes) < len(plain["indexes"]):
        plain, indexes = _rebuild(paths, raw, folders, cache, tell)
        _remember(cache, f"{key}.json", json.dumps(plain).encode(), tell)
    from triage.content import snapshot

    lexicon = snapshot.lexicon_from_plain(plain["lexicon"])
    redflags = snapshot.redflags_from_plain(plain["redflags"])
    return Content(
        faq=snapshot.faq_from_plain(plain["faq"]),
        redflags=redflags,
        screen=Screen.unpacked(plain["screen"], redflags),
        lexicon=lexicon,
        finder=ConceptFinder(lexicon, plain["members"]),
        index=indexes["entries"],
        alarms=indexes.get("alarms"),
        digest=digest[:12],
        problems=tuple(_problem(p) for p in plain["problems"]),
    )


def entries_index(
    faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled], cache: Path | None
) -> Index:
    """The index of a FAQ: the remembered one where it still fits, else compiled and remembered."""
    from triage.match.compile import compile_index, index_key

    key = index_key(faq, lexicon, examples)
    found = _remembered_indexes(_folders(cache), {"entries": key}, _unheard)
    if found:
        return found["entries"]
    compiled = compile_index(faq, lexicon, examples)
    _remember(cache, f"{key}.index", compiled, _unheard)
    return Index(memoryview(compiled))


def compile_into(paths: Paths, folder: Path) -> None:
    """Write the snapshot and the index of some content into a folder (for the wheel)."""
    folder.mkdir(parents=True, exist_ok=True)
    load(paths, folder)


def _rebuild(
    paths: Paths, raw: dict[Path, bytes], folders: Sequence[Path], cache: Path | None, tell: Tell
) -> tuple[dict[str, Any], dict[str, Index]]:
    """Parse the curated files; fit what no remembered index with the same key spares."""
    from triage.alarm_index import alarms_key, compile_alarms
    from triage.content import snapshot
    from triage.match.compile import compile_index, index_key

    parsed = parse(paths, raw)
    faq, lexicon, examples = parsed.faq, parsed.lexicon, parsed.examples
    screen = Screen.compile(parsed.redflags, lexicon)
    keys = {"entries": index_key(faq, lexicon, examples)}
    makers = {"entries": lambda: compile_index(faq, lexicon, examples)}
    if parsed.flag_examples:
        flagged = parsed.flag_examples
        of_alarms = keys["alarms"] = alarms_key(flagged, examples, lexicon, parsed.redflags)
        makers["alarms"] = lambda: compile_alarms(
            flagged, examples, parsed.redflags.rules, lexicon, screen.examine, of_alarms
        )
    indexes = _remembered_indexes(folders, keys, tell)
    for name, key in keys.items():
        if name not in indexes:
            tell(f"compiling the index of {name} (once per change of the content) ...")
            try:
                compiled = makers[name]()
            except ValueError as error:
                raise TriageError(f"{paths.faq}: {error}") from None
            _remember(cache, f"{key}.index", compiled, _unheard)
            indexes[name] = Index(memoryview(compiled))
    plain = {
        "faq": snapshot.faq_to_plain(faq),
        "redflags": snapshot.redflags_to_plain(parsed.redflags),
        "lexicon": snapshot.lexicon_to_plain(lexicon),
        "members": members_of(lexicon),
        "screen": screen.packed(),
        "problems": [_plain_problem(p) for p in parsed.problems],
        "indexes": keys,
    }
    return plain, indexes


def _folders(cache: Path | None) -> list[Path]:
    """Where remembered files may lie: in the package, and in the user's cache."""
    return [folder for folder in (PACKAGE / "data" / "compiled", cache) if folder is not None]


def _snapshot_key(digest: str, paths: Paths) -> str:
    """The content's digest and names with the digest of the code that turns it into records."""
    code = sha256("\0".join([digest, *map(shown_name, paths.all())]).encode())
    rooms = ("", "content", "match", "model", "safety")
    for path in sorted(path for room in rooms for path in (PACKAGE / room).glob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def _remembered_snapshot(folders: Iterable[Path], key: str, tell: Tell) -> dict[str, Any] | None:
    for folder in folders:
        path = folder / f"{key}.json"
        try:
            plain: dict[str, Any] = json.loads(path.read_bytes())
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            tell(f"rebuilding a damaged cache file: {path.name}")
            continue
        if isinstance(plain, dict) and plain.keys() >= _PARTS:
            return plain
        tell(f"rebuilding a damaged cache file: {path.name}")
    return None


def _remembered_indexes(
    folders: Iterable[Path], keys: Mapping[str, str], tell: Tell
) -> dict[str, Index]:
    found = {name: _remembered_index(folders, key, tell) for name, key in keys.items()}
    return {name: index for name, index in found.items() if index is not None}


def _remembered_index(folders: Iterable[Path], key: str, tell: Tell) -> Index | None:
    for folder in folders:
        path = folder / f"{key}.index"
        try:
            index = Index.open(path)
        except FileNotFoundError:
            continue
        except (OSError, IndexDamagedError, ValueError, KeyError) as error:
            tell(f"rebuilding a damaged cache file: {path.name} ({error})")
            continue
        if index.key == key:
            with suppress(OSError):  # so that the least recently used go first
                os.utime(path)
            return index
        tell(f"rebuilding a foreign cache file: {path.name}")
    return None


def _unheard(line: str) -> None:
    """The snapshot, written last, speaks for all files."""


def _remember(folder: Path | None, name: str, content: bytes, tell: Tell) -> None:
    """Write a file whole or not at all, also when two runs write it at once."""
    if folder is None:
        return
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=name[:8], suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(folder / name)
        _forget_oldest(folder)
    except OSError as error:  # a read-only home
        tell(
            f"{folder}: {error.strerror}: compiled content cannot be kept there, so the next run "
            "compiles again; TRIAGE_CACHE names another folder"
        )


def _forget_oldest(folder: Path) -> None:
    mine = (path for path in folder.iterdir() if _REMEMBERED_NAME.fullmatch(path.name))
    files = sorted(mine, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)


def _plain_problem(problem: Problem) -> list[Any]:
    place = problem.location
    return [
        problem.code,
        problem.message,
        [place.file, place.line, place.column],
        problem.hint,
        str(problem.severity),
    ]


def _problem(plain: list[Any]) -> Problem:
    code, message, place, hint, severity = plain
    return Problem(code, message, Location(*place), hint, Severity(severity))
