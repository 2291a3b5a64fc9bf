"""What tests share: a small content of its own, compiled once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.api import Triage
from triage.curated import Paths
from triage.model import Settings
from triage.store import load

SMALL = Path(__file__).parent / "small"
SMALL_PATHS = Paths(
    faq=SMALL / "faq.yaml",
    redflags=SMALL / "redflags.yaml",
    lexicon=SMALL / "lexicon.yaml",
    examples=(SMALL / "examples.jsonl",),
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def small(cache: Path) -> Triage:
    return Triage(load(SMALL_PATHS, cache), Settings())


@pytest.fixture(scope="session")
def shipped(cache: Path) -> Triage:
    from triage.curated import shipped

    return Triage(load(shipped(), cache), Settings())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-typo", action="store_true", help="Try every misspelling of every alarm, not some."
    )
