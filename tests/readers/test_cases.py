"""Every file in ``cases`` reads as its ``.expected.jsonl`` says. A new case is two new files.

An expected line holds a comment's fields where they are not the defaults, and ``line``; or a
problem as ``problem``, ``severity`` and ``line``. ``NAME.options.json`` holds ReadOptions.
After a look at the difference, ``python tests/readers/test_cases.py`` writes them anew.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from triage.model import Comment, Problem
from triage.readers import ReadOptions, read

CASES = Path(__file__).parent / "cases"
INPUTS = sorted(
    path
    for path in CASES.glob("*/*.*")
    if not path.name.endswith((".expected.jsonl", ".options.json"))
)
_SHOWN_APART = ("source", "body", "is_staff")


def shown(item: Comment | Problem) -> dict[str, Any]:
    if isinstance(item, Problem):
        place = item.location
        return {"problem": item.code, "severity": str(item.severity), "line": place.line}
    bare = Comment("")
    found = {
        field.name: getattr(item, field.name)
        for field in fields(Comment)
        if field.name not in _SHOWN_APART and getattr(item, field.name) != getattr(bare, field.name)
    }
    staff = {} if item.is_staff is None else {"is_staff": item.is_staff}
    return {"line": item.source.line, **found, **staff, "body": item.body}


def lines(path: Path) -> list[str]:
    stem = path.name.partition(".")[0]
    given = path.with_name(f"{stem}.options.json")
    raw: dict[str, Any] = json.loads(given.read_text("utf-8")) if given.exists() else {}
    raw["staff"] = tuple(raw.get("staff", ()))
    options = ReadOptions(**raw)
    with path.open("rb") as source:
        items = list(read(source, path.name, options))
    return [json.dumps(shown(item), ensure_ascii=False) for item in items]


def expected(path: Path) -> Path:
    return path.with_name(f"{path.name.partition('.')[0]}.expected.jsonl")


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_reads_as_expected(path: Path) -> None:
    assert lines(path) == expected(path).read_text("utf-8").splitlines()


def test_every_expectation_has_its_input() -> None:
    assert {expected(path) for path in INPUTS} == set(CASES.glob("*/*.expected.jsonl"))


if __name__ == "__main__":
    for case in INPUTS:
        expected(case).write_text("\n".join(lines(case)) + "\n", "utf-8")
