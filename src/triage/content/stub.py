"""Entries to be written: a FAQ file with questions and wordings, and without answers.

Written as text rather than dumped, so that a person finds the order, the comments and the quotes
that the shipped file has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.content.wordings import wording_key

_NO_YAML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANSWER = "Write the answer here. Until then a message that asks this must be answered by hand."


@dataclass(frozen=True, slots=True)
class Stub:
    """An entry to be written. ``notes`` become comments above it."""

    question: str
    phrasings: Sequence[str]
    terms: Sequence[str]
    notes: Sequence[str]


def stub_file(stubs: Iterable[Stub], taken: Iterable[str] = ()) -> str:
    """The FAQ file, valid by itself. ``taken``: ids that entries have already."""
    head = (
        "# Entries to be written. Move each into your faq.yaml when its answer is there;\n"
        "# then: triage faq check\n"
        "schema: triage/faq-1\n"
        "title: Entries to be written\n"
        "language: en\n"
        "disclaimer: |\n"
        "  General information, no medical advice.\n"
    )
    used = set(taken)
    seen: set[tuple[str, ...]] = set()
    entries = "".join(_entry(stub, used, seen) for stub in stubs)
    return head + (f"entries:\n{entries}" if entries else "entries: []\n")


def _entry(stub: Stub, used: set[str], seen: set[tuple[str, ...]]) -> str:
    """The entry; nothing where all its wordings stand in the file already."""
    wordings = list(_new([stub.question, *stub.phrasings], seen))
    if not wordings:
        return ""
    lines = [f"  # {_plain(note)}" for note in stub.notes]
    lines += [
        f"  - id: {_id(stub.terms, used)}",
        "    topic: general",
        f"    question: {_quoted(wordings[0])}",
        "    phrasings:" if wordings[1:] else "    phrasings: []",
        *(f"      - {_quoted(wording)}" for wording in wordings[1:]),
        "    answer: |",
        f"      {_ANSWER}",
        "    release: clinician",
        "    sources: []",
        "    review: {status: draft, by: null, on: null, due: null, digest: null}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _new(texts: Iterable[str], seen: set[tuple[str, ...]]) -> Iterator[str]:
    """The texts with words that no earlier text of the file has in the same order."""
    for text in texts:
        key = wording_key(text)
        if key and key not in seen:
            seen.add(key)
            yield text


def _id(terms: Sequence[str], used: set[str]) -> str:
    words = [word for term in terms if (word := re.sub(r"[^a-z0-9]+", "", term.casefold()))]
    name = "-".join(["new", *words[:3]])
    number = 1
    while (free := name if number == 1 else f"{name}-{number}") in used:
        number += 1
    used.add(free)
    return free


def _plain(text: str) -> str:
    return " ".join(_NO_YAML.sub(" ", text).split())


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar; JSON's escapes are YAML's too."""
    return json.dumps(_plain(text), ensure_ascii=False)
