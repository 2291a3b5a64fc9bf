"""The tool in other processes: loaded again from the same files, or not at all."""

from __future__ import annotations

import pickle
import shutil
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.conftest import SMALL
from triage.api import Triage
from triage.cli.workers import Crew
from triage.model import Comment, TriageError
from triage.runs.work import Read, Work, piece_of


@pytest.fixture
def own(tmp_path: Path, cache: Path) -> Triage:
    """A small FAQ, loaded by path from a copy."""
    shutil.copy(SMALL / "faq.yaml", tmp_path)
    (tmp_path / "triage.yaml").write_text("schema: triage/settings-1\nfaq: faq.yaml\n")
    return Triage.load(config=tmp_path / "triage.yaml", cache=cache)


def test_it_travels_as_its_paths(own: Triage) -> None:
    again = pickle.loads(pickle.dumps(own))
    assert again.today == own.today
    assert again.ask("Does it hurt?") == own.ask("Does it hurt?")


def test_it_does_not_travel_across_a_change(own: Triage, tmp_path: Path) -> None:
    packed = pickle.dumps(own)
    with (tmp_path / "triage.yaml").open("a") as file:
        file.write("clinic: {name: Harbor}\n")
    with pytest.raises(TriageError, match="changed while they were in use"):
        pickle.loads(packed)


def test_a_crew_says_why_it_ended(own: Triage, tmp_path: Path) -> None:
    chunks = [[Read(Comment("Does it hurt?", id=str(n)), repeated=False)] for n in range(9)]
    with Crew(own, Work(), 2) as crew:
        assert [*crew.pieces(chunks)] == [piece_of(own, Work(), chunk) for chunk in chunks]
        for worker in active_children():
            worker.kill()
        with pytest.raises(TriageError, match="ended unexpectedly"):
            list(crew.pieces(chunks))
    assert not active_children()
    crew = Crew(own, Work(), 1)
    (tmp_path / "faq.yaml").write_text((tmp_path / "faq.yaml").read_text("utf-8") + "\n# more\n")
    with pytest.raises(TriageError, match="changed while they were in use"), crew:
        list(crew.pieces(chunks))
