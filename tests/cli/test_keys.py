"""Keys: what the bytes of a terminal mean, and what means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.cli.keys import parse_keys


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("c", ["c"]),
        ("é漢", ["é", "漢"]),
        ("\r", ["enter"]),
        ("\n", ["enter"]),
        ("\t", ["tab"]),
        ("\x7f", ["backspace"]),
        ("\x08", ["backspace"]),
        ("\x1b", ["esc"]),
        ("\x1b[A\x1b[B\x1bOA", ["up", "down", "up"]),
        ("\x1b[5~\x1b[6~\x1b[1~\x1bOF", ["pgup", "pgdn", "home", "end"]),
        ("\x1b[1;5A", []),
        ("\x1bc", []),
        ("\x1b[200~c\x1b[201~", ["c"]),
        ("\x1b[<0;10;10M", []),
        ("\x01\x00\x85\u202e", []),
    ],
)
def test_keys(typed: str, keys: list[str]) -> None:
    assert parse_keys(typed) == keys


def test_control_c_stops() -> None:
    with pytest.raises(KeyboardInterrupt):
        parse_keys("a\x03b")


@given(st.text(st.characters(exclude_characters="\x03")))
def test_any_input_gives_only_keys(typed: str) -> None:
    named = {"enter", "tab", "backspace", "esc", "up", "down", "left", "right", "home", "end"}
    for key in parse_keys(typed):
        assert key in named | {"pgup", "pgdn", "delete"} or (len(key) == 1 and key.isprintable())
