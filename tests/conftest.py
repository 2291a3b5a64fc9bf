"""What tests share: a small content of its own, compiled once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.api import Triage
from triage.curated import Paths
from triage.model import Flag, FlagStatus, Settings
from triage.safety import Examined
from triage.second_line import Examine
from triage.store import load
from triage.text import words

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


def rules_that_find(*flags: Flag) -> Examine:
    """In place of the rules: these flags for any message, and no word set aside."""

    def examine(text: str) -> Examined:
        found = words(text)
        return Examined(flags, found, [FlagStatus.PRESENT] * len(found))

    return examine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-typo", action="store_true", help="Try every misspelling of every alarm, not some."
    )
