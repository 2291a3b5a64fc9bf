"""How good the tool would be on messages it has not seen, measured on the clinic's own wordings.

The phrasings and examples are cut into folds; each fold is judged by an index fitted without it.
Nearly identical wordings stay in one fold, whatever they are labelled, so that none is judged by
what learnt its twin. The cut depends on the texts alone: the same content gives the same folds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from triage.concepts import ConceptFinder
from triage.decide import Policy
from triage.desk.alarms import Pair
from triage.match.compile import compile_index
from triage.match.index import Index
from triage.match.search import Matcher, shown_wordings
from triage.model import Case, Comment, Entry, Faq, Labelled, Lexicon
from triage.pipeline import Screen, triage
from triage.text import normal_words
from triage.typos import Speller

ALIKE = 0.7
"""Two wordings are nearly identical when they share this part of their words (Jaccard)."""

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Fold:
    """What is learnt from and what is judged. Entries whose question is held out have none."""

    faq: Faq
    examples: tuple[Labelled, ...]
    held: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The folds, and the ids of wordings that are never judged: the only ones of their entry."""

    folds: tuple[Fold, ...]
    never_held: tuple[str, ...]


def plan(faq: Faq, examples: Iterable[Labelled], count: int = FOLDS) -> Plan:
    """Cut a FAQ's wordings and its examples into ``count`` folds.

    A wording's id is its entry's with ``/question`` or ``/phrasing-N``. An example for an entry
    that the FAQ does not have, or without a label, is left out. Raises ValueError below 2 folds.
    """
    if count < 2:
        raise ValueError(f"cross-validation needs 2 folds at least, not {count}")
    known = {entry.id for entry in faq.entries}
    wordings = [message for entry in faq.entries for message in _wordings(entry)]
    used = [e for e in examples if e.has_gold and (not e.gold or e.gold[0] in known)]
    messages = wordings + used
    fold_of = _assign(messages, count)
    folds = []
    for number in range(count):
        out = {m.id for m, fold in zip(wordings, fold_of, strict=False) if fold == number}
        examples_of = zip(used, fold_of[len(wordings) :], strict=True)
        folds.append(
            Fold(
                replace(faq, entries=tuple(_without(entry, out) for entry in faq.entries)),
                tuple(example for example, fold in examples_of if fold != number),
                tuple(m for m, fold in zip(messages, fold_of, strict=True) if fold == number),
            )
        )
    never = tuple(m.id for m, fold in zip(messages, fold_of, strict=True) if fold < 0)
    return Plan(tuple(folds), never)


def judge(
    fold: Fold,
    lexicon: Lexicon,
    finder: ConceptFinder,
    screen: Screen,
    policy: Policy,
) -> Iterator[Pair]:
    """The held-out messages of a fold with their cases, judged by what the others teach."""
    index = Index(memoryview(compile_index(fold.faq, lexicon, fold.examples)))
    correct = Speller(index.vocabulary).correct
    matcher = Matcher(index, finder, shown_wordings(fold.faq), correct)
    # Every message is its own comment: no author, so that none is taken for a duplicate.
    comments = (Comment(message.text, id=message.id) for message in fold.held)
    for message, case in zip(fold.held, triage(comments, screen, matcher, policy), strict=True):
        if isinstance(case, Case):
            yield message, case


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    yield f"{entry.id}/question", entry.question
    for number, phrasing in enumerate(entry.phrasings, 1):
        yield f"{entry.id}/phrasing-{number}", phrasing


def _wordings(entry: Entry) -> list[Labelled]:
    return [
        Labelled(name, text, (entry.id,), has_gold=True)
        for name, text in _named(entry)
        if normal_words(text)
    ]


def _without(entry: Entry, out: set[str]) -> Entry:
    """The entry without some wordings; a question that is held out leaves an empty one."""
    kept = [text if name not in out else "" for name, text in _named(entry)]
    return replace(entry, question=kept[0], phrasings=tuple(text for text in kept[1:] if text))


def _assign(messages: Sequence[Labelled], count: int) -> list[int]:
    """A fold for each message, -1 where it must never be held out.

    The groups of each entry are dealt out in the order of a digest of their texts, so that every
    entry keeps something to learn from in every fold.
    """
    group = groups([normal_words(message.text) for message in messages])
    by_label: dict[str, set[int]] = {}
    for number, message in enumerate(messages):
        if group[number] == number:
            by_label.setdefault(_label(message), set()).add(number)
    fold_of_group: dict[int, int] = {}
    for label, mine in by_label.items():
        first = _digest(label)
        dealt = sorted(mine, key=lambda number: (_digest(messages[number].text), number))
        fold_of_group |= {number: (first + i) % count for i, number in enumerate(dealt)}
    folds = [fold_of_group[number] for number in group]
    used: dict[str, set[int]] = {}
    for message, fold in zip(messages, folds, strict=True):
        used.setdefault(_label(message), set()).add(fold)
    return [
        -1 if message.gold and len(used[_label(message)]) == 1 else fold
        for message, fold in zip(messages, folds, strict=True)
    ]


def _label(message: Labelled) -> str:
    return message.gold[0] if message.gold else ""


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def groups(bags: Sequence[Sequence[str]]) -> list[int]:
    """For each bag of words the number of the first bag of its group; alike ones share a group.

    Two sets as alike as ``ALIKE`` share one of their rarest words: only bags that do are compared
    (prefix filtering, Chaudhuri et al. 2006).
    """
    sets = [frozenset(bag) for bag in bags]
    seen = Counter(word for words in sets for word in words)
    first: list[int] = list(range(len(sets)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    by_word: dict[str, list[int]] = {}
    for number, words in enumerate(sets):
        rarest = sorted(words, key=lambda word: (seen[word], word))
        telling = rarest[: len(words) - math.ceil(ALIKE * len(words)) + 1]
        near = {other for word in telling for other in by_word.get(word, ())}
        for other in near:
            if _alike(words, sets[other]):
                one, two = sorted((root(number), root(other)))
                first[two] = one
        for word in telling:
            by_word.setdefault(word, []).append(number)
    return [root(number) for number in range(len(sets))]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
        return False
    shared = len(one & other)
    return shared >= ALIKE * (len(one) + len(other) - shared)
