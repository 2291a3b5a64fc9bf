"""Snapshots, differences and JSON Schemas of curated records."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.schemas import fits

from triage.content import load_faq, load_lexicon, load_redflags, snapshot
from triage.content.diff import compare
from triage.content.schema import FILES, json_schema
from triage.curated import shipped
from triage.model import Faq, Lexicon, RedFlags

HERE = Path(__file__).parent
SMALL = HERE.parent / "small"
GOOD = HERE / "good" / "faq-full.yaml"


def faq(path: Path = GOOD) -> Faq:
    loaded = load_faq(path.read_bytes(), str(path))
    assert loaded.value is not None, loaded.problems
    return loaded.value


def lexicon() -> Lexicon:
    loaded = load_lexicon((SMALL / "lexicon.yaml").read_bytes(), "lexicon.yaml")
    assert loaded.value is not None, loaded.problems
    return loaded.value


def redflags() -> RedFlags:
    loaded = load_redflags((SMALL / "redflags.yaml").read_bytes(), "redflags.yaml", lexicon())
    assert loaded.value is not None, loaded.problems
    return loaded.value


# --------------------------------------------------------------------------------------- snapshots


@pytest.mark.parametrize("path", [GOOD, SMALL / "faq.yaml"], ids=lambda path: path.stem)
def test_faq_snapshots_come_back_whole(path: Path) -> None:
    plain = json.loads(json.dumps(snapshot.faq_to_plain(faq(path))))
    assert snapshot.faq_from_plain(plain) == faq(path)


def test_red_flag_and_lexicon_snapshots_come_back_whole() -> None:
    plain = json.loads(json.dumps(snapshot.redflags_to_plain(redflags())))
    assert snapshot.redflags_from_plain(plain) == redflags()
    plain = json.loads(json.dumps(snapshot.lexicon_to_plain(lexicon())))
    assert snapshot.lexicon_from_plain(plain) == lexicon()


def test_the_fast_way_loads_no_yaml() -> None:
    code = (
        "import sys; from triage.content import is_signed, snapshot; is_signed; "
        "assert 'yaml' not in sys.modules, 'yaml'; assert 'difflib' not in sys.modules, 'difflib'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ------------------------------------------------------------------------------------- differences


def test_nothing_changed() -> None:
    assert not compare(faq(), faq())


def test_differences() -> None:
    before = faq()
    first, second = before.entries
    reworded = replace(
        first,
        answer="Hardly.",
        phrasings=(*first.phrasings[1:], "ouch?"),
        sources=first.sources[::-1],
    )
    new = replace(second, id="new-one")
    after = replace(before, disclaimer="Other.", entries=(new, reworded))
    found = compare(before, after)
    assert found
    assert ([e.id for e in found.added], [e.id for e in found.removed]) == (
        ["new-one"],
        ["weak-neck"],
    )
    assert [(c.entry, c.key, c.after) for c in found.changes] == [
        ("", "disclaimer", "Other."),
        ("shots-hurt", "answer", "Hardly."),
        ("shots-hurt", "phrasings", None),
        ("shots-hurt", "phrasings", "ouch?"),
        ("shots-hurt", "sources", "page, smith-2020"),
    ]
    assert [c.key for c in found.changes if c.voids_signature] == ["answer", "sources"]


# ------------------------------------------------------------------------------------ JSON Schemas


class _Texts(yaml.SafeLoader):
    """Dates as text, as JSON has them, and the key ``on`` as a word, as YAML 1.2 has it."""


_Texts.yaml_implicit_resolvers = {
    letter: [
        pair
        for pair in pairs
        if not pair[0].endswith("timestamp")
        and not (pair[0].endswith("bool") and letter not in "tTfF")
    ]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_json(name: str) -> None:
    schema = json_schema(name)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["title"] == f"triage {name}"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("faq", GOOD),
        *((name, SMALL / f"{name}.yaml") for name in ("faq", "redflags", "lexicon")),
        ("faq", shipped().faq),
        ("redflags", shipped().redflags),
        ("lexicon", shipped().lexicon),
    ],
    ids=lambda value: str(value)[-25:],
)
def test_schemas_accept_what_the_loaders_accept(name: str, path: Path) -> None:
    value = yaml.load(path.read_bytes(), Loader=_Texts)
    schema = json_schema(name)
    assert fits(value, schema)
    assert not fits({**value, "wrong": 1}, schema)
    assert not fits({key: value[key] for key in value if key != "schema"}, schema)


def test_schema_of_labelled_messages() -> None:
    for line in (SMALL / "examples.jsonl").read_text(encoding="utf-8").splitlines():
        assert fits(json.loads(line), json_schema("labelled"))
    assert not fits({"text": "a", "flag": "emergncy"}, json_schema("labelled"))
