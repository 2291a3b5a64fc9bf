"""The shipped rules and lexicon, compiled once."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.content import load_lexicon, load_redflags
from triage.model import Lexicon, RedFlags
from triage.safety import Screen, parse_condition
from triage.safety.finder import Finder

DATA = Path(__file__).parents[2] / "data"


def _lexicon() -> Lexicon:
    loaded = load_lexicon((DATA / "lexicon.yaml").read_bytes(), "lexicon.yaml")
    assert loaded.value is not None, loaded.problems
    return loaded.value


def shipped_redflags() -> RedFlags:
    loaded = load_redflags((DATA / "redflags.yaml").read_bytes(), "redflags.yaml", _lexicon())
    assert loaded.value is not None, loaded.problems
    return loaded.value


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``fires`` or ``silent`` runs once for each such sentence."""
    for kind in ("fires", "silent"):
        if kind in metafunc.fixturenames:
            cases = [
                pytest.param((rule.id, sentence), id=f"{rule.id}:{sentence[:40]}")
                for rule in shipped_redflags().rules
                for sentence in getattr(rule, kind)
            ]
            metafunc.parametrize(kind, cases)


@pytest.fixture(scope="session")
def redflags() -> RedFlags:
    return shipped_redflags()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return _lexicon()


@pytest.fixture(scope="session")
def vocabulary(redflags: RedFlags, lexicon: Lexicon) -> frozenset[str]:
    """Every word and stem that some pattern, list or cue is written with."""
    finder = Finder(redflags.terms, lexicon)
    for rule in redflags.rules:
        for when in rule.when:
            for pattern in parse_condition(when).patterns:
                finder.add(pattern)
    for cue in redflags.context:
        finder.add(cue.cue)
    return frozenset(finder.stems | finder.spellings)


@pytest.fixture(scope="session")
def screen(redflags: RedFlags, lexicon: Lexicon) -> Screen:
    return Screen.compile(redflags, lexicon)
