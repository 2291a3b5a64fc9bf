"""What was found in a message: where each key stands, and how keys make up a sequence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from triage.safety.pattern import GAP_WORDS
from triage.safety.reading import COMMA, NONE, SENTENCE, Reading

Ending = tuple[int, tuple[int, ...]]
"""Where a finding ends (exclusive) and the tokens inside it that only its gaps cover."""
Starts = dict[int, tuple[Ending, ...]]
"""The findings of one key by the token they begin at."""
Sequenced = tuple[str, bool, tuple[tuple[str, bool], ...], frozenset[str]]
"""Key; whether it must begin a sentence; steps (key, may be missing; key "" is a gap); needs."""
_MOST_ENDINGS = 6
_NOTHING: Starts = {}


class Found:
    """What was found in one message: for each key, where."""

    def __init__(
        self,
        hits: dict[int, list[tuple[int, int]]],
        present: set[str],
        ends: Mapping[str, Sequence[int]],
    ) -> None:
        self._hits = hits
        self._ends = ends
        self._starts: dict[str, Starts] = {}
        self.present = present
        """The keys that were found at all."""

    def starts(self, key: str) -> Starts:
        """The findings of a key, by the token they begin at."""
        if key not in self.present:
            return _NOTHING
        known = self._starts.get(key)
        if known is None:
            known = self._starts[key] = {}
            for run in self._ends.get(key, ()):
                for start, end in self._hits.get(run, ()):
                    known[start] = (*known.get(start, ()), (end, ()))
        return known

    def add(self, key: str, start: int, end: int, gaps: tuple[int, ...]) -> None:
        """Note a finding of a key."""
        at = self.starts(key)
        if at is _NOTHING:
            self.present.add(key)
            at = self.starts(key)
        endings = at.get(start, ())
        if len(endings) < _MOST_ENDINGS and all(end != known for known, _ in endings):
            at[start] = (*endings, (end, gaps))


def match(sequence: Sequenced, reading: Reading, found: Found) -> None:
    """Note every finding of a sequence of keys."""
    key, at_start, steps, _ = sequence
    joins = reading.joins
    for start, endings in list(found.starts(steps[0][0]).items()):
        if at_start and joins[start] != SENTENCE:
            continue
        at: Iterable[Ending] = endings
        for name, maybe in steps[1:]:
            at = _next(at, found.starts(name), maybe, joins) if name else _gap(at, joins)
            if not at:
                break
        else:
            end, gaps = min(at)
            found.add(key, start, end, gaps)


def _next(at: Iterable[Ending], starts: Starts, maybe: bool, joins: list[int]) -> list[Ending]:
    reached: list[Ending] = list(at) if maybe else []
    for end, gaps in at:
        if end in starts and joins[end] <= COMMA:
            reached.extend((new_end, gaps + new_gaps) for new_end, new_gaps in starts[end])
    return reached


def _gap(at: Iterable[Ending], joins: list[int]) -> list[Ending]:
    reached: dict[int, Ending] = {}
    for end, gaps in at:
        reached.setdefault(end, (end, gaps))
        covered = gaps
        for position in range(end, min(end + GAP_WORDS, len(joins))):
            if joins[position] > NONE:
                break
            covered = (*covered, position)
            reached.setdefault(position + 1, (position + 1, covered))
    return list(reached.values())
