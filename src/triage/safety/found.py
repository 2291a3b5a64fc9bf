"""What was found in a message: where each key stands, and how keys make up a sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.safety.pattern import GAP_WORDS
from triage.safety.reading import COMMA, NONE, SENTENCE, Reading

Ending = tuple[int, tuple[int, ...]]
"""Where a finding ends (exclusive) and the tokens inside it that only its gaps cover."""
Starts = dict[int, tuple[Ending, ...]]
"""The findings of one key by the token they begin at."""
Sequenced = tuple[str, bool, Sequence[tuple[str, bool]], Sequence[str]]
"""Key; whether it must begin a sentence; steps (key, may be missing; key "" is a gap); the keys it
needs, rarest first."""
_MOST_ENDINGS = 6
_NOTHING: Starts = {}


class Found:
    """What was found in one message: for each key, where."""

    def __init__(
        self,
        hits: Mapping[int, list[tuple[int, int]]],
        runs: Sequence[Sequence[str]],
        ends: Mapping[str, Sequence[int]],
    ) -> None:
        """``hits``: where each run stands; ``runs``: the keys of each; ``ends``: the runs of each
        key, in the order that its findings have."""
        self._hits = hits
        self._ends = ends
        self._runs: dict[str, list[int]] = {}
        for run in hits:
            for key in runs[run]:
                self._runs.setdefault(key, []).append(run)
        self._starts: dict[str, Starts] = {}
        self.present = set(self._runs)
        """The keys that were found at all."""

    def starts(self, key: str) -> Starts:
        """The findings of a key, by the token they begin at."""
        if key not in self.present:
            return _NOTHING
        known = self._starts.get(key)
        if known is None:
            known = self._starts[key] = {}
            runs = self._runs.get(key, [])
            if len(runs) > 1:
                runs = sorted(runs, key=self._ends[key].index)
            for run in runs:
                for start, end in self._hits[run]:
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
    first, *following = [(found.starts(name) if name else None, maybe) for name, maybe in steps]
    for start, endings in list((first[0] or _NOTHING).items()):
        if at_start and joins[start] != SENTENCE:
            continue
        at: Sequence[Ending] = endings
        for starts, maybe in following:
            if starts is None:
                at = _gap(at, joins)
                continue
            reached = [
                (new_end, gaps + new_gaps)
                for end, gaps in at
                if end in starts and joins[end] <= COMMA
                for new_end, new_gaps in starts[end]
            ]
            at = [*at, *reached] if maybe else reached
            if not at:
                break
        else:
            end, gaps = min(at)
            found.add(key, start, end, gaps)


def _gap(at: Sequence[Ending], joins: list[int]) -> list[Ending]:
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
