"""The conditions of rules, compiled, and how one is met by a message."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from triage.model import FlagStatus
from triage.safety.condition import Condition
from triage.safety.finder import Finder
from triage.safety.found import Found
from triage.safety.reading import Reading
from triage.safety.settled import Settled

STATUS_ORDER = (
    FlagStatus.PRESENT,
    FlagStatus.OTHER_PERSON,
    FlagStatus.PAST,
    FlagStatus.HYPOTHETICAL,
    FlagStatus.USUAL_PATTERN,
    FlagStatus.DENIED,
    FlagStatus.METAPHOR,
)
# A circumstance ("had cancer in 2015", "after my shots last month") may be past or usual.
_UNDOES_GIVEN = frozenset(
    {FlagStatus.DENIED, FlagStatus.METAPHOR, FlagStatus.OTHER_PERSON, FlagStatus.HYPOTHETICAL}
)


class Part(NamedTuple):
    """One finding: its tokens, and what the context makes of it."""

    first: int
    end: int
    status: FlagStatus
    cue: str | None


class Check(NamedTuple):
    """A compiled condition: keys instead of patterns."""

    rule: int
    any: tuple[str, ...]
    all: tuple[str, ...]
    given: tuple[str, ...]
    of: tuple[str, ...]
    least: int
    unless: tuple[str, ...]
    within: str


def compile_check(rule: int, condition: Condition, finder: Finder) -> Check:
    """A condition of the rule of that number, its patterns added to the finder."""

    def keys(patterns: Iterable[str]) -> tuple[str, ...]:
        return tuple(finder.add(pattern) for pattern in patterns)

    return Check(
        rule,
        keys(condition.any),
        keys(condition.all),
        keys(condition.given),
        keys(condition.of),
        condition.count,
        keys(condition.unless),
        condition.within,
    )


class Evaluation:
    """Conditions over one message."""

    def __init__(self, reading: Reading, found: Found, sure: Found, settled: Settled) -> None:
        self._reading = reading
        self._found = found
        self._sure = sure
        self._settled = settled
        self._known: dict[str, list[Part]] = {}
        self._placed: dict[tuple[str, str], dict[int, list[Part]]] = {}

    def hits(self, check: Check, meant: Collection[FlagStatus] = ()) -> list[tuple[Part, ...]]:
        """The ways the condition is met; a hit is its parts.

        ``meant``: statuses that count as present for the rule. Where a hit counts, it is the last.
        """
        needed = (*check.all, *check.given)
        if any(key not in self._found.present for key in needed):
            return []
        if check.of:
            return self._counted(check, meant)
        anchors = [part for key in check.any or check.all[:1] for part in self._parts(key)]
        hits: list[tuple[Part, ...]] = []
        for anchor in sorted(anchors, key=lambda part: _rank(part, meant)):
            window = self._window(check.within, anchor.first)
            if self._excepted(check, window):
                continue
            parts = self._others(check, check.all[1:], anchor, window, meant)
            if parts is None:
                continue
            hits.append(parts)
            if not any(_rank(part, meant) for part in parts):
                break
        return hits

    def _others(
        self,
        check: Check,
        keys: tuple[str, ...],
        anchor: Part,
        window: int,
        meant: Collection[FlagStatus],
    ) -> tuple[Part, ...] | None:
        parts = [anchor]
        for key in keys:
            near = self._inside(key, check.within, window)
            if not near:
                return None
            parts.append(min(near, key=lambda part: _rank(part, meant)))
        for key in check.given:
            near = self._inside(key, check.within, window)
            if not near:
                return None
            best = min(near, key=lambda p: p.status in _UNDOES_GIVEN)
            if best.status in _UNDOES_GIVEN:
                parts.append(best)
        return tuple(parts)

    def _counted(self, check: Check, meant: Collection[FlagStatus]) -> list[tuple[Part, ...]]:
        best: dict[str, Part] = {}
        for key in check.of:
            parts = self._parts(key)
            if parts:
                best[key] = min(parts, key=lambda part: _rank(part, meant))
        if len(best) < check.least:
            return []
        chosen = sorted(best.values(), key=lambda part: _rank(part, meant))
        chosen = chosen[: check.least]
        window = self._window(check.within, chosen[0].first)
        if check.within != "message" and any(
            self._window(check.within, p.first) != window for p in chosen
        ):
            return []
        if self._excepted(check, window):
            return []
        others = self._others(check, (), chosen[0], window, meant)
        return [] if others is None else [(*chosen, *others[1:])]

    def _parts(self, key: str) -> list[Part]:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = [
                Part(first, end, *self._settled.assess(first, end, gaps))
                for first, endings in self._found.starts(key).items()
                for end, gaps in endings
            ]
        return known

    def _inside(self, key: str, within: str, window: int) -> list[Part]:
        placed = self._placed.get((key, within))
        if placed is None:
            placed = self._placed[key, within] = {}
            for part in self._parts(key):
                placed.setdefault(self._window(within, part.first), []).append(part)
        return placed.get(window, [])

    def _excepted(self, check: Check, window: int) -> bool:
        return any(
            self._window(check.within, first) == window
            for key in check.unless
            for first in self._sure.starts(key)
        )

    def _window(self, within: str, token: int) -> int:
        if within == "message":
            return 0
        return (self._reading.clause if within == "clause" else self._reading.sentence)[token]


def _rank(part: Part, meant: Collection[FlagStatus]) -> int:
    """0 for a part that counts; the higher, the more surely it is set aside."""
    return 0 if part.status in meant else STATUS_ORDER.index(part.status)
