"""Content is compiled once, remembered, and rebuilt when a remembered file cannot be trusted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import SMALL, SMALL_PATHS
from triage import store
from triage.curated import Paths
from triage.model import TriageError
from triage.store import load


@pytest.fixture
def copied(tmp_path: Path) -> Paths:
    folder = tmp_path / "content"
    shutil.copytree(SMALL, folder)
    return Paths(
        faq=folder / "faq.yaml",
        redflags=folder / "redflags.yaml",
        lexicon=folder / "lexicon.yaml",
        examples=(folder / "examples.jsonl",),
    )


def indexes(cache: Path) -> set[str]:
    return {path.name for path in cache.glob("*.index")}


def test_the_second_run_compiles_nothing(copied: Paths, tmp_path: Path) -> None:
    said: list[str] = []
    load(copied, tmp_path / "cache", said.append)
    assert len(said) == 1
    load(copied, tmp_path / "cache", said.append)
    assert len(said) == 1


def test_editing_an_answer_refits_nothing(copied: Paths, tmp_path: Path) -> None:
    before = load(copied, tmp_path / "cache")
    known = indexes(tmp_path / "cache")
    text = copied.faq.read_text(encoding="utf-8")
    copied.faq.write_text(text.replace("about twice a week", "about once a week"), "utf-8")
    said: list[str] = []
    after = load(copied, tmp_path / "cache", said.append)
    assert said == []
    assert indexes(tmp_path / "cache") == known
    assert after.digest != before.digest
    assert "once a week" in (after.faq.entries[0].answer or "")


def test_a_new_phrasing_refits(copied: Paths, tmp_path: Path) -> None:
    load(copied, tmp_path / "cache")
    known = indexes(tmp_path / "cache")
    text = copied.faq.read_text(encoding="utf-8")
    copied.faq.write_text(text.replace("- fern watering frequency", "- water, how often"), "utf-8")
    load(copied, tmp_path / "cache")
    assert indexes(tmp_path / "cache") != known


@pytest.mark.parametrize("suffix", [".index", ".json"])
@pytest.mark.parametrize("damage", [b"", b"foreign", None])
def test_a_damaged_file_is_rebuilt(
    copied: Paths, tmp_path: Path, suffix: str, damage: bytes | None
) -> None:
    cache = tmp_path / "cache"
    load(copied, cache)
    (path,) = cache.glob(f"*{suffix}")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] if damage is None else damage)
    said: list[str] = []
    content_again = load(copied, cache, said.append)
    assert any("damaged" in line for line in said)
    assert content_again.index.entries[0] == "water-often"
    said.clear()
    load(copied, cache, said.append)
    assert said == []


def test_an_index_under_a_foreign_name_is_rebuilt(copied: Paths, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copied, cache)
    (mine,) = cache.glob("*.index")
    load(replace(copied, examples=()), cache)
    (other,) = set(cache.glob("*.index")) - {mine}
    mine.write_bytes(other.read_bytes())
    said: list[str] = []
    load(copied, cache, said.append)
    assert any("foreign" in line for line in said)


def test_a_folder_that_cannot_be_written_costs_time_and_is_told_once(
    copied: Paths, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    said: list[str] = []
    assert load(copied, blocked / "cache", said.append).faq.entries
    told = [line for line in said if "compiles again" in line]
    assert len(told) == 1
    assert str(blocked) in told[0]
    assert load(copied, None).index.entries
    assert not (Path(store.__file__).parent / "data").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TriageError, match="nowhere"):
        load(replace(SMALL_PATHS, faq=tmp_path / "nowhere.yaml"), None)


def test_all_problems_come_in_one_go(copied: Paths) -> None:
    text = copied.faq.read_text(encoding="utf-8")
    text = text.replace("release: send", "release: sometimes").replace("id: repot-when", "id: X!")
    copied.faq.write_text(text, "utf-8")
    with pytest.raises(TriageError) as caught:
        load(copied, None)
    assert len({problem.location.line for problem in caught.value.problems}) >= 3


def test_a_clinics_own_rules_make_another_snapshot_and_refit_nothing(
    copied: Paths, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    before = load(copied, cache)
    known = indexes(cache)
    own = tmp_path / "own.yaml"
    head = "schema: triage/redflags-1\nextend: shipped\nrules:\n"
    own.write_text(head + "  - {id: RF-T2, tier: same-day}\n", "utf-8")
    with_own = replace(copied, own_redflags=own)
    said: list[str] = []
    tightened = load(with_own, cache, said.append)
    assert [flag.tier for flag in tightened.screen("a greenhouse")] == ["same-day"]
    own.write_text(head + "  - {id: RF-T2, off: {by: A, on: 2026-05-01, why: b}}\n", "utf-8")
    assert load(with_own, cache, said.append).screen("a greenhouse") == ()
    assert [flag.tier for flag in load(copied, cache).screen("a greenhouse")] == ["clinician"]
    assert len({before.digest, tightened.digest, load(with_own, cache).digest}) == 3
    assert (said, indexes(cache)) == ([], known)


def test_problems_of_both_rule_files_come_in_one_go(copied: Paths, tmp_path: Path) -> None:
    text = copied.redflags.read_text(encoding="utf-8")
    copied.redflags.write_text(text.replace("tier: clinician", "tier: someday"), "utf-8")
    own = tmp_path / "own.yaml"
    own.write_text("schema: triage/redflags-1\nextend: shipped\nrules: [{id: RF-T1, tier: note}]\n")
    with pytest.raises(TriageError) as caught:
        load(replace(copied, own_redflags=own), None)
    assert {p.code for p in caught.value.problems} == {"wrong-value", "undecided"}
