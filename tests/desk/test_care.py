"""Checking all curated files at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from triage.curated import shipped
from triage.desk import care
from triage.model import Problem, Settings, Severity

FAQ = """schema: triage/faq-1
disclaimer: Ask us.
entries:
  - {id: shots-hurt, question: Do the shots hurt?, answer: A little., phrasings: [ouch or not]}
"""


def not_checked(problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if p.message.startswith("not checked")]


def test_a_faq_too_large_to_look_its_wordings_up_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A FAQ of ten thousand entries took more than five minutes and a gigabyte to check."""
    file = tmp_path / "faq.yaml"
    file.write_text(FAQ, encoding="utf-8")
    paths = replace(shipped(), faq=file, examples=())
    assert not_checked(care.check_content(paths, Settings(), date(2027, 1, 1))) == []
    monkeypatch.setattr(care, "MOST_WORDINGS", 1)
    (told,) = not_checked(care.check_content(paths, Settings(), date(2027, 1, 1)))
    assert (told.code, told.severity) == ("lost-phrasing", Severity.NOTE)
    assert told.location.file.endswith("faq.yaml")
