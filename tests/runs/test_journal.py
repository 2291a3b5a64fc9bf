"""A result goes on where it is whole, whatever happened to its last bytes; else it says why not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.api import Triage
from triage.cli import output
from triage.cli.output import ResultFile
from triage.model import Case, Comment, CommentStatus, Disposition, Reason, TriageError
from triage.runs.journal import differences, identity, parse_journal
from triage.runs.tally import Tally

RUN = {"schema": "triage/run-1", "inputs": [], "options": {}}


def tally(cases: int) -> Tally:
    found = Tally()
    found.cases["check", "visit"] = cases
    return found


def go(path: Path, pieces: Sequence[str], *, stop: int | None, resume: bool = False) -> int:
    """Write the pieces that are left, one record each; stop before one of them. Gives the first."""
    target = ResultFile(path, resume=resume)
    with target:
        begun = target.begin(RUN)
        assert begun.tally.total == begun.records
        for number in range(begun.records, len(pieces)):
            if number == stop:
                raise KeyboardInterrupt
            target.write(pieces[number])
            target.done(number + 1, tally(number + 1))
    return begun.records


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=8),
    st.data(),
)
def test_goes_on_byte_by_byte_after_any_damage_to_the_end(pieces: list[str], data: Any) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "BETWEEN_CHECKPOINTS", data.draw(st.integers(1, 3)))
        path = Path(folder) / "cases"
        part, run = path.with_name("cases.part"), path.with_name("cases.part.run")
        stop = data.draw(st.integers(0, len(pieces)))
        if stop < len(pieces):
            with pytest.raises(KeyboardInterrupt):
                go(path, pieces, stop=stop)
            head = run.read_bytes().index(b"\n") + 1
            for file, least in ((part, 0), (run, head)):
                whole = file.read_bytes()
                kept = data.draw(st.integers(least, len(whole)))
                file.write_bytes(whole[:kept] + data.draw(st.binary(max_size=5)))
            assert go(path, pieces, stop=None, resume=True) <= stop
        else:
            go(path, pieces, stop=None)
        assert path.read_bytes() == "".join(pieces).encode()
        assert list(Path(folder).iterdir()) == [path]


def test_a_stopped_run_goes_on_after_its_last_piece(tmp_path: Path) -> None:
    pieces = [f"{n}\n" for n in range(9)]
    for stop in (4, 6):
        with pytest.raises(KeyboardInterrupt):
            go(tmp_path / "x", pieces, stop=stop, resume=True)
    assert go(tmp_path / "x", pieces, stop=None, resume=True) == 6
    assert (tmp_path / "x").read_text() == "".join(pieces)


def test_an_edited_result_goes_on_before_the_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "BETWEEN_CHECKPOINTS", 1)
    pieces = [f"{n}\n" for n in range(9)]
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path / "x", pieces, stop=6)
    (tmp_path / "x.part").write_text("0\n1\n2\nX\n4\n5\n")
    assert go(tmp_path / "x", pieces, stop=None, resume=True) == 3
    assert (tmp_path / "x").read_text() == "".join(pieces)


@pytest.mark.parametrize("journal", [None, b"", b"\n", b'{"schema": 1}', b"[]\n", b"\xff\n"])
def test_without_a_journal_nothing_goes_on(tmp_path: Path, journal: bytes | None) -> None:
    (tmp_path / "x.part").write_text("half")
    if journal is not None:
        (tmp_path / "x.part.run").write_bytes(journal)
    with pytest.raises(TriageError, match="missing or damaged"):
        go(tmp_path / "x", ["a"], stop=None, resume=True)
    assert (tmp_path / "x.part").read_text() == "half"


def test_two_runs_never_write_one_file(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with ResultFile(tmp_path / "x") as first:
        first.begin(RUN)
        for resume in (True, False):
            with pytest.raises(TriageError, match="another run"):
                ResultFile(tmp_path / "x", resume=resume, force=not resume).begin(RUN)
        first.write("first")
    assert (tmp_path / "x").read_text() == "first"


def test_a_journal_holds_no_message(small: Triage, tmp_path: Path) -> None:
    found = Tally()
    found.count(small.ask("Does it hurt when my secret aunt is near?"), "visit")
    with ResultFile(tmp_path / "x") as target:
        target.begin(identity(small, [], {}))
        target.write("secret aunt")
        target.done(output.BETWEEN_CHECKPOINTS, found)
        text = (tmp_path / "x.part.run").read_text()
    assert "aunt" not in text
    assert len(text.splitlines()) == 2


def test_what_is_told_of_another_run(small: Triage) -> None:
    read = [{"name": "a.csv", "size": 1, "sha256": "00"}]
    then = identity(small, read, {"--limit": None, "--staff": ["A", "B"]})
    then = json.loads(json.dumps(then))
    assert differences(then, then) == []
    now = identity(small, [{**read[0], "size": 2}], {"--limit": 5, "--staff": []})
    assert differences(then, {**now, "content": "x", "settings": "x", "overdue": "x"}) == [
        "the curated files have changed",
        "the settings have changed",
        "reviews have become overdue",
        "a.csv has changed",
        "--limit was not given and is now 5",
        "--staff was A, B and is now not given",
    ]
    other = identity(small, [{**read[0], "name": "b.csv"}], {})
    assert differences(then, other) == ["it read other files: a.csv"]
    assert differences({}, now)[0] == "the run was begun by another version of triage"


def test_a_tally_comes_back() -> None:
    found = Tally(problems=2, beyond=1)
    reason = (Reason("status", "marked as spam"),)
    spam = Comment("x", is_staff=True, status=CommentStatus.SPAM)
    found.count(Case(spam, Disposition.SKIP, reason), "")
    assert found.skipped == {"spam": 1}
    assert Tally.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_a_journal_is_read_up_to_its_torn_line() -> None:
    line = '{"records": 1, "size": 0, "sha256": "x", "tally": ' + json.dumps(Tally().to_dict())
    data = ('{"schema": "s"}\n' + line + "}\n" + line + "}\n" + line[:20]).encode()
    found = parse_journal(data)
    assert found is not None
    assert [checkpoint.records for checkpoint in found[1]] == [1, 1]
