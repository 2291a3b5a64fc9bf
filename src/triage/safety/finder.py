"""Finds every pattern of the rules in a message in one pass over its tokens.

Patterns of words only, most of them, share one trie. The others are sequences over keys (words,
terms, groups, numbers) and are tried, in the order of what they build on, only where every key
they need was found. A finding is where it begins, where it ends, and which tokens its gaps cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from triage.model import Lexicon
from triage.safety.pattern import (
    GAP,
    GAP_WORDS,
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
from triage.safety.reading import CLAUSE, COMMA, NONE, SENTENCE, Reading, pattern_tokens, stem_of

Ending = tuple[int, tuple[int, ...]]
"""Where a finding ends (exclusive) and the tokens inside it that only its gaps cover."""
Found = dict[str, dict[int, tuple[Ending, ...]]]
"""For each key, the findings by the token they begin at."""
_Node = dict[str, "_Node | list[str]"]
_KEYS = ""  # where a trie node keeps the keys that end there
_MOST_ENDINGS = 6


class _Step:
    """One item of a sequence: a key, a gap (``key`` None), and whether it may be missing."""

    __slots__ = ("key", "maybe")

    def __init__(self, key: str | None, maybe: bool = False) -> None:
        self.key = key
        self.maybe = maybe


class _Sequence:
    """A pattern that is more than words: its steps and the keys it cannot do without."""

    __slots__ = ("at_start", "key", "needs", "steps")

    def __init__(self, key: str, at_start: bool, steps: list[_Step]) -> None:
        self.key = key
        self.at_start = at_start
        self.steps = steps
        self.needs = frozenset(s.key for s in steps if s.key is not None and not s.maybe)


class Finder:
    """Compiles patterns with ``add`` and finds them all with ``find``; not to be changed after."""

    def __init__(self, terms: Mapping[str, Sequence[str]], lexicon: Lexicon) -> None:
        """``terms``: named lists of patterns. A name not among them is a lexicon concept."""
        self._terms = terms
        self._lexicon = lexicon
        self._children: dict[str, list[str]] | None = None
        self._trie: _Node = {}
        self._sequences: list[_Sequence] = []
        self._watched: set[str] = set()
        self._tests: dict[str, Test] = {}
        self._added: dict[str, str] = {}
        self._open: list[str] = []
        self.stems: set[str] = set()
        """Every stem some pattern uses: what a misspelt word may be meant to be."""

    def add(self, expr: str) -> str:
        """Compile a pattern; the key under which ``find`` reports it. Raises PatternError."""
        key = self._added.get(expr)
        if key is None:
            pattern = parse_pattern(expr)
            only = pattern.items[0]
            if len(pattern.items) == 1 and isinstance(only, (Term, Choice, Test)):
                key = self._key_of(only)
            else:
                key = "'" + expr
                self._compile(pattern, key)
            self._added[expr] = key
        return key

    def _compile(self, pattern: Pattern, key: str) -> None:
        if pattern.plain:
            self._insert([str(item) for item in pattern.items], key)
            return
        at_start = pattern.items[0] == START
        steps = [self._step(item) for item in pattern.items[at_start:]]
        self._sequences.append(_Sequence(key, at_start, steps))

    def _insert(self, tokens: list[str], key: str) -> None:
        node = self._trie
        for token in tokens:
            node = node.setdefault(token, {})  # type: ignore[assignment]
        keys = node.setdefault(_KEYS, [])
        assert isinstance(keys, list)
        if key not in keys:
            keys.append(key)
        self.stems.update(tokens)

    def _step(self, item: Item) -> _Step:
        if item == GAP:
            return _Step(None)
        if isinstance(item, Maybe):
            return _Step(self._key_of(item.item), maybe=True)
        return _Step(self._key_of(item))

    def _key_of(self, item: Item) -> str:
        if isinstance(item, Term):
            return self._term(item.name)
        if isinstance(item, Test):
            self._tests[str(item)] = item
            return str(item)
        if isinstance(item, Choice):
            key = str(item)
            if key not in self._added:
                self._added[key] = key
                for option in item.options:
                    self._compile(option, key)
            return key
        word = str(item)
        self._watched.add(word)
        self.stems.add(word)
        return word

    def _term(self, name: str) -> str:
        key = "@" + name
        if key in self._added:
            return key
        if name in self._open:
            raise PatternError(f"@{name} is made of itself")
        if name in self._terms:
            self._open.append(name)
            for expr in self._terms[name]:
                self._compile(parse_pattern(expr), key)
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
                if concept.parent:
                    self._children.setdefault(concept.parent, []).append(concept.name)
        waiting, seen = [name], {name}
        while waiting:
            current = waiting.pop()
            yield current
            new = [c for c in self._children.get(current, ()) if c not in seen]
            seen.update(new)
            waiting.extend(new)

    def find(self, reading: Reading) -> Found:
        """Every finding of every compiled pattern, and of the words and terms they use."""
        found: Found = {}
        self._walk_trie(reading, found)
        for position, stem in enumerate(reading.stems):
            for token in (stem, "=" + reading.norms[position]):
                if token in self._watched:
                    found.setdefault(token, {})[position] = ((position + 1, ()),)
        if self._tests:
            self._measure(reading, found)
        keys = found.keys()
        for sequence in self._sequences:
            if sequence.needs <= keys:
                _match(sequence, reading, found)
        return found

    def _walk_trie(self, reading: Reading, found: Found) -> None:
        stems, norms, joins = reading.stems, reading.norms, reading.joins
        for start in range(len(stems)):
            nodes: list[_Node] = [self._trie]
            position = start
            while nodes and position < len(stems):
                if position > start and joins[position] >= CLAUSE:
                    break
                tokens = (stems[position], "=" + norms[position])
                position += 1
                nodes = [n for node in nodes for t in tokens if (n := node.get(t))]  # type: ignore[misc]
                for node in nodes:
                    for key in node.get(_KEYS, ()):
                        _add(found, str(key), start, position, ())

    def _measure(self, reading: Reading, found: Found) -> None:
        token_at: dict[int, int] = {}
        for token, word in enumerate(reading.word):
            token_at.setdefault(word, token)
        for quantity in quantities(reading.text, reading.words):
            inside = [token_at[w] for w in range(quantity.first, quantity.end) if w in token_at]
            if not inside:
                continue
            for key, test in self._tests.items():
                if test.kind == quantity.kind and test.passes(quantity.value):
                    _add(found, key, inside[0], inside[-1] + 1, ())


def _add(found: Found, key: str, start: int, end: int, gaps: tuple[int, ...]) -> None:
    at = found.setdefault(key, {})
    endings = at.get(start, ())
    if len(endings) < _MOST_ENDINGS and all(end != known for known, _ in endings):
        at[start] = (*endings, (end, gaps))


def _match(sequence: _Sequence, reading: Reading, found: Found) -> None:
    steps, joins = sequence.steps, reading.joins
    first = steps[0].key
    assert first is not None
    for start, endings in list(found[first].items()):
        if sequence.at_start and joins[start] != SENTENCE:
            continue
        at: Iterable[Ending] = endings
        for step in steps[1:]:
            at = _gap(at, joins) if step.key is None else _next(at, step, joins, found)
            if not at:
                break
        else:
            end, gaps = min(at)
            _add(found, sequence.key, start, end, gaps)


def _next(at: Iterable[Ending], step: _Step, joins: list[int], found: Found) -> list[Ending]:
    assert step.key is not None
    starts = found.get(step.key, {})
    reached: list[Ending] = list(at) if step.maybe else []
    for end, gaps in at:
        if end < len(joins) and joins[end] <= COMMA:
            for new_end, new_gaps in starts.get(end, ()):
                reached.append((new_end, gaps + new_gaps))
    return reached


def _gap(at: Iterable[Ending], joins: list[int]) -> list[Ending]:
    reached: dict[int, Ending] = {}
    for end, gaps in at:
        reached.setdefault(end, (end, gaps))
        for step in range(GAP_WORDS):
            position = end + step
            if position >= len(joins) or joins[position] > NONE:
                break
            covered = gaps + tuple(range(end, position + 1))
            reached.setdefault(position + 1, (position + 1, covered))
    return list(reached.values())
