"""Finds every pattern of the rules in a message in one pass over its tokens.

Runs of words share one trie; a run may belong to many keys (a term, a group, a whole pattern).
Patterns with gaps, terms or numbers are sequences over keys; each is tried, in the order of what
it builds on, only where every key it needs was found. Everything compiled is plain tuples, lists
and dictionaries, so that it can be stored and read back (``packed``, ``Finder.unpacked``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Any

from triage.model import Lexicon
from triage.safety.found import Found, Sequenced, match
from triage.safety.pattern import (
    GAP,
    START,
    Choice,
    Item,
    Maybe,
    Pattern,
    PatternError,
    Term,
    Test,
    parse_pattern,
)
from triage.safety.quantities import quantities
from triage.safety.reading import CLAUSE, Reading, pattern_tokens, stem_of

_RUN = ""  # where a trie node keeps the number of the run that ends there
_LONGER_WORD = re.compile(r"(?<![@\w-])[a-z]{5,}(?![\w-])")


class Finder:
    """Compiles patterns with ``add`` and finds them all with ``find``; not to be changed after."""

    def __init__(self, terms: Mapping[str, Sequence[str]], lexicon: Lexicon) -> None:
        """``terms``: named lists of patterns. A name not among them is a lexicon concept."""
        self._terms = terms
        self._lexicon = lexicon
        self._children: dict[str | None, list[str]] | None = None
        self._trie: dict[str, Any] = {}
        self._runs: list[list[str]] = []  # the keys of each run of words
        self._ends: dict[str, list[int]] = {}  # the runs of each key
        self._sequences: list[Sequenced] = []
        self._tests: list[tuple[str, str, float, float]] = []
        self._added: dict[str, str] = {}
        self._open: list[str] = []
        self.stems: set[str] = set()
        """Every stem some pattern uses."""
        self.spellings: set[str] = set()
        """The longer words of patterns as written: what a misspelt word may be meant to be."""

    def keys(self) -> list[str]:
        """The keys that are patterns, not words: nothing but a name once compiled."""
        return [key for key in self._ends if key[0] in "('@"]

    def packed(self) -> list[Any]:
        """All that ``find`` needs, as plain data for JSON."""
        compiled = [self._trie, self._runs, self._ends, self._rarest_first(), self._tests]
        return [*compiled, sorted(self.stems), sorted(self.spellings)]

    @classmethod
    def unpacked(cls, data: list[Any]) -> Finder:
        """A finder from ``packed`` data; patterns cannot be added to it."""
        finder = cls({}, Lexicon())
        finder._trie, finder._runs, finder._ends, finder._sequences, finder._tests = data[:5]
        finder.stems, finder.spellings = set(data[5]), set(data[6])
        return finder

    def _rarest_first(self) -> list[Sequenced]:
        """The sequences, each with its needs in order: the fewer need a key, the rarer it is."""
        wanted = Counter(need for sequence in self._sequences for need in sequence[3])
        return [
            (key, at_start, steps, sorted(needs, key=lambda need: (wanted[need], need)))
            for key, at_start, steps, needs in self._sequences
        ]

    @cached_property
    def _by_need(self) -> dict[str, list[int]]:
        """The numbers of the sequences by the first key they need."""
        numbers: dict[str, list[int]] = {}
        for number, sequence in enumerate(self._sequences):
            numbers.setdefault(sequence[3][0], []).append(number)
        return numbers

    def add(self, expr: str) -> str:
        """Compile a pattern; the key under which ``find`` reports it. Raises PatternError."""
        key = self._added.get(expr)
        if key is None:
            pattern = self._parsed(expr)
            only = pattern.items[0]
            if len(pattern.items) == 1 and isinstance(only, (Term, Choice, Test)):
                key = self._key_of(only)
            else:
                key = "'" + expr
                self._compile(pattern, key)
            self._added[expr] = key
        return key

    def _parsed(self, expr: str) -> Pattern:
        self.spellings.update(_LONGER_WORD.findall(expr))
        return parse_pattern(expr)

    def _compile(self, pattern: Pattern, key: str) -> None:
        if pattern.plain:
            self._insert(pattern.items, key)  # type: ignore[arg-type]
            return
        at_start = pattern.items[0] == START
        steps = tuple(self._step(item) for item in pattern.items[at_start:])
        needs = list(dict.fromkeys(name for name, maybe in steps if name and not maybe))
        self._sequences.append((key, at_start, steps, needs))

    def _insert(self, tokens: Sequence[str], key: str) -> None:
        node = self._trie
        for token in tokens:
            node = node.setdefault(token, {})
        run = node.get(_RUN)
        if run is None:
            run = node[_RUN] = len(self._runs)
            self._runs.append([])
            self.stems.update(tokens)
        if key not in self._runs[run]:
            self._runs[run].append(key)
            self._ends.setdefault(key, []).append(run)

    def _step(self, item: Item) -> tuple[str, bool]:
        if item == GAP:
            return "", False
        if isinstance(item, Maybe):
            return self._key_of(item.item), True
        return self._key_of(item), False

    def _key_of(self, item: Item) -> str:
        if isinstance(item, Term):
            return self._term(item.name)
        key = str(item)
        if self._added.get(key) == key:  # not where a whole pattern is that one word
            return key
        self._added[key] = key
        if isinstance(item, Test):
            low, high = item.bounds()
            self._tests.append((key, item.kind, low, high))
        elif isinstance(item, Choice):
            for option in item.options:
                self._compile(option, key)
        else:
            self._insert((key,), key)
        return key

    def _term(self, name: str) -> str:
        key = "@" + name
        if key in self._added:
            return key
        if name in self._open:
            raise PatternError(f"@{name} is made of itself")
        if name in self._terms:
            self._open.append(name)
            for expr in self._terms[name]:
                self._compile(self._parsed(expr), key)
            self._open.pop()
        elif name in self._lexicon.concepts:
            for concept in self._with_children(name):
                for words in self._lexicon.concepts[concept].words:
                    tokens = [stem_of(token) for token in pattern_tokens(words)]
                    if tokens:
                        self._insert(tokens, key)
        else:
            raise PatternError(f"no term or concept is called @{name}")
        self._added[key] = key
        return key

    def _with_children(self, name: str) -> Iterator[str]:
        if self._children is None:
            self._children = {}
            for concept in self._lexicon.concepts.values():
                self._children.setdefault(concept.parent, []).append(concept.name)
        waiting, seen = [name], {name}
        while waiting:
            current = waiting.pop()
            yield current
            new = [c for c in self._children.get(current, ()) if c not in seen]
            seen.update(new)
            waiting.extend(new)

    def find(self, reading: Reading) -> Found:
        """Every finding of every compiled pattern, and of what they are made of."""
        hits = self._walk_trie(reading)
        found = Found(hits, self._runs, self._ends)
        if self._tests:
            self._measure(reading, found)
        self._match_sequences(reading, found)
        return found

    def _match_sequences(self, reading: Reading, found: Found) -> None:
        """Try every sequence that may be there, in the order of what it builds on."""
        present, by_need = found.present, self._by_need
        waiting = [number for key in present for number in by_need.get(key, ())]
        heapify(waiting)
        while waiting:
            number = heappop(waiting)
            sequence = self._sequences[number]
            key, needs = sequence[0], sequence[3]
            if not all(map(present.__contains__, needs)):
                continue
            is_new = key not in present
            match(sequence, reading, found)
            if is_new and key in present:
                for later in by_need.get(key, ()):
                    if later > number:
                        heappush(waiting, later)

    def _walk_trie(self, reading: Reading) -> dict[int, list[tuple[int, int]]]:
        """Where each run of words stands: its number, and its first and last (exclusive) token."""
        hits: dict[int, list[tuple[int, int]]] = {}
        stems, norms, joins = reading.stems, reading.norms, reading.joins
        others = reading.others
        count = len(stems)
        for start in range(count):
            nodes = [self._trie]
            position = start
            while nodes and position < count:
                if joins[position] >= CLAUSE and position > start:
                    break
                spelt = (stems[position], "=" + norms[position], *others.get(position, ()))
                position += 1
                deeper = []
                for node in nodes:
                    for token in spelt:
                        below = node.get(token)
                        if below is not None:
                            deeper.append(below)
                            run = below.get(_RUN)
                            if run is not None:
                                hits.setdefault(run, []).append((start, position))
                nodes = deeper
        return hits

    def _measure(self, reading: Reading, found: Found) -> None:
        token_at: dict[int, int] = {}
        for token, word in enumerate(reading.word):
            token_at.setdefault(word, token)
        for quantity in quantities(reading.text, reading.words):
            inside = [token_at[w] for w in range(quantity.first, quantity.end) if w in token_at]
            if not inside:
                continue
            for key, kind, low, high in self._tests:
                if kind == quantity.kind and low <= quantity.value <= high:
                    found.add(key, inside[0], inside[-1] + 1, ())
