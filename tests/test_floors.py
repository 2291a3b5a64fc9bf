"""The house: imports point down, one third-party package has one room, rooms stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "triage"

FLOORS = {
    "model": 0,
    "casefile": 1,
    "fingerprints": 1,
    "redact": 1,
    "circumstances": 2,
    "concepts": 1,
    "everyday": 0,
    "everyday_near": 0,
    "decisions": 1,
    "language": 1,
    "questions": 1,
    "readability": 1,
    "text": 1,
    "typos": 1,
    "match": 2,
    "safety": 2,
    "content": 3,
    "answers": 3,
    "decide": 3,
    "gate": 4,
    "second_line": 3,
    "alarm_index": 4,
    "readers": 3,
    "reply": 2,
    "curated": 4,
    "desk": 5,
    "drafts": 4,
    "pipeline": 4,
    "store": 5,
    "places": 5,
    "render": 6,
    "api": 6,
    "runs": 7,
    "cli": 8,
    "__init__": 9,
    "__main__": 9,
}
# Neighbours on one floor that may look at each other: small modules, in the order listed.
NEIGHBOURS = {
    ("concepts", "text"),
    ("language", "text"),
    ("questions", "text"),
    ("decide", "answers"),
}
HOMES = {
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"render", "cli"},
    "yaml": {"content"},
    "rapidfuzz": {"typos"},
    "numpy": {"match"},
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
MODULES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(imported module, only for type checking) of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node in guarded
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "triage":
                for alias in node.names:
                    inside = (SOURCE / alias.name).is_dir() or (
                        SOURCE / f"{alias.name}.py"
                    ).exists()
                    yield f"triage.{alias.name if inside else '__init__'}", node in guarded
            else:
                yield node.module, node in guarded


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    assert here in FLOORS, f"{here} has no floor"
    for name, _ in imports(path):
        if name.split(".")[0] != "triage" or name == "triage.__init__":
            continue
        there = name.split(".")[1]
        allowed = FLOORS[there] < FLOORS[here] or there == here or (here, there) in NEIGHBOURS
        assert allowed, f"{here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS[there]})"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_third_party_packages_have_one_room(path: Path) -> None:
    for name, only_types in imports(path):
        package = name.split(".")[0]
        if package in HOMES and not only_types:
            assert room(path) in HOMES[package], f"{package} does not belong in {room(path)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_every_floor_has_a_room() -> None:
    rooms = {room(path) for path in MODULES}
    assert rooms == set(FLOORS)
