"""Rules on phrasings: what an entry is found by."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from triage.content.lint.rule import Finding, LintRule, Subject
from triage.content.loaded import shown
from triage.content.wordings import wording_key
from triage.model import Entry, Severity
from triage.text import stem

FEWEST = 5
LONG = 60
"""Words beyond which a wording is compared whole: leaving out each in turn grows as the square."""
_TYPO = 0.75
"""Two words with at least this difflib ratio are spellings of one word."""
_stem = lru_cache(maxsize=100_000)(stem)
# Words that may come, go or change without making another question of it. No "not", "before",
# "after", "without", "during": these do.
_SMALL = frozenset(
    "a an the my our your his her their i we you it its me this that these some any of for to in "
    "on at is are am be was do does did can could may might will would should have has had if so "
    "please just really and there what whats which how get getting".split()
)


def _near_identical(subject: Subject) -> Iterator[Finding]:
    seen = _Seen()
    for entry in subject.faq.entries:
        for key, text in _wordings(entry):
            words = wording_key(text)
            twin = seen.twin(words)
            if twin is None:
                seen.add(words, (entry, key, text))
                continue
            other, other_key, first_text = twin
            where = "" if other is entry else f" of {other.id}"
            first = subject.place(other, other_key, first_text)
            message = f"nearly the same as {shown(first_text)!r}{where}, at {first}"
            yield subject.place(entry, key, text), message, "keep one, ask it in another way"


def _wordings(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "question", entry.question
    for phrasing in entry.phrasings:
        yield "phrasings", phrasing


class _Seen:
    """Wordings met so far, found again by their words, less one, in time linear in their number.

    Two wordings that differ by one word share the key that leaves that word out.
    """

    def __init__(self) -> None:
        self._met: list[tuple[tuple[str, ...], tuple[Entry, str, str]]] = []
        self._by_key: dict[int, int] = {}

    def twin(self, words: tuple[str, ...]) -> tuple[Entry, str, str] | None:
        """The entry, key and text of a wording met before that is nearly this one."""
        for key in _keys(words):
            index = self._by_key.get(key)
            if index is not None and _same(words, self._met[index][0]):
                return self._met[index][1]
        return None

    def add(self, words: tuple[str, ...], whose: tuple[Entry, str, str]) -> None:
        for key in _keys(words):
            self._by_key.setdefault(key, len(self._met))
        self._met.append((words, whose))


def _keys(words: tuple[str, ...]) -> Iterator[int]:
    yield hash(words)
    telling = _telling(words)
    if len(telling) > 2:
        yield hash(("in any order", *telling))
    if 3 < len(words) <= LONG:
        for left_out in range(len(words)):
            yield hash(words[:left_out] + words[left_out + 1 :])


def _telling(words: tuple[str, ...]) -> list[str]:
    return sorted(_stem(word) for word in words if word not in _SMALL)


def _same(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    telling = _telling(words)
    if telling == _telling(others) and len(telling) > 2:
        return True
    differ = [
        (words[a:b], others[c:d])
        for how, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
        if how != "equal"
    ]
    return all(_alike(here, there) for here, there in differ)


def _alike(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    if _SMALL.issuperset(here) and _SMALL.issuperset(there):
        return True
    if len(here) != 1 or len(there) != 1 or here[0].isdecimal() or there[0].isdecimal():
        return False
    if min(len(here[0]), len(there[0])) < 5:
        return False
    return SequenceMatcher(None, here[0], there[0]).ratio() >= _TYPO


def _few_phrasings(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        if (count := len(entry.phrasings)) < FEWEST:
            message = f"{entry.id} has fewer than {FEWEST} phrasings: {count}"
            yield (
                subject.place(entry, "phrasings"),
                message,
                "add the ways patients really ask it: short, long, misspelt",
            )


def _lost_phrasing(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries if subject.match is not None else ():
        for key, text in _wordings(entry):
            found = subject.match(text) if subject.match is not None else None
            if found is not None and found != entry.id:
                message = f"{shown(text)!r} of {entry.id} is matched to {found}"
                hint = "move it, or make it more like its own entry"
                yield subject.place(entry, key, text), message, hint


def _not_for_phrasing(subject: Subject) -> Iterator[Finding]:
    for entry in subject.faq.entries:
        own = {wording_key(text) for _, text in _wordings(entry)} if entry.not_for else set()
        for text in entry.not_for:
            if wording_key(text) in own:
                message = f"{shown(text)!r} is both a phrasing of {entry.id} and not for it"
                yield subject.place(entry, "not_for", text), message, "delete one of the two"


RULES = (
    LintRule(
        "near-identical",
        "A second wording that is nearly the first teaches the matcher nothing, and in two "
        "entries it decides by chance.",
        _near_identical,
    ),
    LintRule(
        "few-phrasings",
        "An entry is found by its wordings: with few of them patients' own words miss it.",
        _few_phrasings,
    ),
    LintRule(
        "lost-phrasing",
        "A wording that the index sends to another entry gets that entry's answer.",
        _lost_phrasing,
    ),
    LintRule(
        "not-for-phrasing",
        "A wording cannot be an example for an entry and against it.",
        _not_for_phrasing,
        Severity.ERROR,
    ),
)
