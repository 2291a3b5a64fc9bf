"""The safety gate: every red-flag rule over a whole message, before anything else looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from triage.model import Flag, FlagStatus, Lexicon, RedFlags, Rule, Tier
from triage.safety.condition import Condition, parse_condition
from triage.safety.context import Context, Settled
from triage.safety.finder import Finder
from triage.safety.found import Found
from triage.safety.pattern import PatternError
from triage.safety.reading import Reading, read
from triage.typos import Speller

_STATUS_ORDER = (
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
_MOST_COMBINED = 8


class _Part(NamedTuple):
    """One finding: its tokens, and what the context makes of it."""

    first: int
    end: int
    status: FlagStatus
    cue: str | None


class _Check(NamedTuple):
    """A compiled condition: keys instead of patterns."""

    rule: int
    any: tuple[str, ...]
    all: tuple[str, ...]
    given: tuple[str, ...]
    of: tuple[str, ...]
    least: int
    unless: tuple[str, ...]
    within: str


class Screen:
    """Compiled rules; call it with a message. Immutable, safe to share between threads."""

    def __init__(
        self, rules: Sequence[Rule], checks: Sequence[_Check], finder: Finder, context: Context
    ) -> None:
        self._rules = rules
        self._checks = checks
        self._finder = finder
        self._context = context
        self._speller = Speller(s for s in finder.stems | finder.spellings if s.isalpha())
        self._by_key: dict[str, list[int]] = {}
        for number, check in enumerate(checks):
            for key in check.any or check.all[:1] or check.of:
                self._by_key.setdefault(key, []).append(number)

    @classmethod
    def compile(cls, redflags: RedFlags, lexicon: Lexicon) -> Screen:
        """Compile the rules that are on and the cues. Raises ``PatternError``, naming the rule."""
        finder = Finder(redflags.terms, lexicon)
        rules = [rule for rule in redflags.rules if rule.off is None]
        checks: list[_Check] = []
        for number, rule in enumerate(rules):
            for when in rule.when:
                try:
                    checks.append(_compile(number, parse_condition(when), finder))
                except PatternError as error:
                    raise PatternError(f"{rule.id}: {error.message}", error.position) from None
        return cls(rules, checks, finder, Context.compile(redflags.context, finder))

    def packed(self) -> list[Any]:
        """The compiled rules as plain data for JSON; ``unpacked`` takes a tenth of compiling."""
        checks = [list(check) for check in self._checks]
        # A pattern is its own key, and stands wherever it is used: a number is much shorter.
        numbers = {key: f"#{number}" for number, key in enumerate(self._finder.keys())}
        packed = [self._finder.packed(), checks, self._context.packed()]
        return cast(list[Any], _renamed(packed, numbers))

    @classmethod
    def unpacked(cls, data: list[Any], redflags: RedFlags) -> Screen:
        """A screen from ``packed`` data and the records it was compiled from."""
        finder_data, checks, context_data = data
        rules = [rule for rule in redflags.rules if rule.off is None]
        context = Context.unpacked(redflags.context, context_data)
        return cls(rules, [_Check(*c) for c in checks], Finder.unpacked(finder_data), context)

    def __call__(self, text: str) -> tuple[Flag, ...]:
        """The flags of a message: one a rule, worst tier first, present ones first in a tier."""
        reading, found, sure, settled = self._look(text)
        candidates: dict[int, list[tuple[_Part, ...]]] = {}
        for number in sorted({n for key in found.present for n in self._by_key.get(key, ())}):
            check = self._checks[number]
            hits = _Evaluation(reading, found, sure, settled).hits(check)
            candidates.setdefault(check.rule, []).extend(hits)
        flags = [
            _flag(self._rules[rule], hits, reading) for rule, hits in candidates.items() if hits
        ]
        flags.sort(key=lambda f: (f.tier.rank, _STATUS_ORDER.index(f.status), f.start, f.rule))
        return tuple(flags)

    def assess(self, text: str, start: int, end: int) -> tuple[FlagStatus, str | None]:
        """What the context makes of the characters ``start`` to ``end``, and the deciding words."""
        reading, _, _, settled = self._look(text)
        return settled.assess(*reading.tokens_in(start, end))

    def _look(self, text: str) -> tuple[Reading, Found, Found, Settled]:
        """The message, what is in it, what is in it for sure, and its cues.

        A misspelt word that may be meant to be several others is taken for a sign in every way it
        can be read, and sets nothing aside in any.
        """
        reading = read(text, self._finder.stems, self._speller.meanings)
        found = self._finder.find(reading)
        sure = found
        if reading.others:
            reading = reading.without_guesses()
            sure = self._finder.find(reading)
        return reading, found, sure, self._context.settle(reading, found, sure)


def _renamed(data: Any, names: Mapping[str, str]) -> Any:
    """Plain data with some strings replaced, as values and as keys."""
    if isinstance(data, str):
        return names.get(data, data)
    if isinstance(data, dict):
        return {names.get(key, key): _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_renamed(value, names) for value in data]
    return data


def _compile(rule: int, condition: Condition, finder: Finder) -> _Check:
    def keys(patterns: Iterable[str]) -> tuple[str, ...]:
        return tuple(finder.add(pattern) for pattern in patterns)

    return _Check(
        rule,
        keys(condition.any),
        keys(condition.all),
        keys(condition.given),
        keys(condition.of),
        condition.count,
        keys(condition.unless),
        condition.within,
    )


class _Evaluation:
    """One condition over one message."""

    def __init__(self, reading: Reading, found: Found, sure: Found, settled: Settled) -> None:
        self._reading = reading
        self._found = found
        self._sure = sure
        self._settled = settled

    def hits(self, check: _Check) -> list[tuple[_Part, ...]]:
        """The ways the condition is met; a hit is its parts."""
        needed = (*check.all, *check.given)
        if any(key not in self._found.present for key in needed):
            return []
        anchors = [part for key in check.any or check.all[:1] for part in self._parts(key)]
        if check.of:
            return self._counted(check)
        hits: list[tuple[_Part, ...]] = []
        for anchor in anchors[:_MOST_COMBINED]:
            window = self._window(check.within, anchor.first)
            if self._excepted(check, window):
                continue
            parts = self._others(check, check.all[1:], anchor, window)
            if parts is not None:
                hits.append(parts)
        return hits

    def _others(
        self, check: _Check, keys: tuple[str, ...], anchor: _Part, window: int
    ) -> tuple[_Part, ...] | None:
        parts = [anchor]
        for key in keys:
            near = self._inside(key, check.within, window)
            if not near:
                return None
            parts.append(min(near, key=lambda p: _STATUS_ORDER.index(p.status)))
        for key in check.given:
            near = self._inside(key, check.within, window)
            if not near:
                return None
            best = min(near, key=lambda p: p.status in _UNDOES_GIVEN)
            if best.status in _UNDOES_GIVEN:
                parts.append(best)
        return tuple(parts)

    def _counted(self, check: _Check) -> list[tuple[_Part, ...]]:
        best: dict[str, _Part] = {}
        for key in check.of:
            parts = self._parts(key)
            if parts:
                best[key] = min(parts, key=lambda p: _STATUS_ORDER.index(p.status))
        if len(best) < check.least:
            return []
        chosen = sorted(best.values(), key=lambda p: _STATUS_ORDER.index(p.status))
        chosen = chosen[: check.least]
        window = self._window(check.within, chosen[0].first)
        if check.within != "message" and any(
            self._window(check.within, p.first) != window for p in chosen
        ):
            return []
        if self._excepted(check, window):
            return []
        others = self._others(check, (), chosen[0], window)
        return [] if others is None else [(*chosen, *others[1:])]

    def _parts(self, key: str) -> list[_Part]:
        parts = []
        for first, endings in self._found.starts(key).items():
            for end, gaps in endings:
                status, cue = self._settled.assess(first, end, gaps)
                parts.append(_Part(first, end, status, cue))
        return parts

    def _inside(self, key: str, within: str, window: int) -> list[_Part]:
        return [p for p in self._parts(key) if self._window(within, p.first) == window]

    def _excepted(self, check: _Check, window: int) -> bool:
        return any(
            self._window(check.within, first) == window
            for key in check.unless
            for first in self._sure.starts(key)
        )

    def _window(self, within: str, token: int) -> int:
        if within == "message":
            return 0
        return (self._reading.clause if within == "clause" else self._reading.sentence)[token]


# A routine rule is about what is asked for: "can you refill ..." is a request, not a question
# about something that might happen. A crisis is never the usual pattern.
_MEANT = {
    Tier.CLINICIAN: frozenset({FlagStatus.HYPOTHETICAL, FlagStatus.USUAL_PATTERN}),
    Tier.NOTE: frozenset({FlagStatus.HYPOTHETICAL, FlagStatus.USUAL_PATTERN}),
    Tier.CRISIS: frozenset({FlagStatus.USUAL_PATTERN}),
}


def _flag(rule: Rule, hits: list[tuple[_Part, ...]], reading: Reading) -> Flag:
    def judged(hit: tuple[_Part, ...]) -> tuple[int, int, int]:
        worst = max(_STATUS_ORDER.index(part.status) for part in hit)
        return worst, hit[0].first, -hit[0].end

    best = min(hits, key=judged)
    deciding = max(best, key=lambda part: _STATUS_ORDER.index(part.status))
    meant = deciding.status in _MEANT.get(rule.tier, ())
    first, end = min(p.first for p in best), max(p.end for p in best)
    if reading.sentence[first] != reading.sentence[end - 1]:  # show the sign, not the whole message
        first, end = best[0].first, best[0].end
    start, stop = reading.span(first, end)
    return Flag(
        rule=rule.id,
        tier=Tier(rule.tier),
        text=reading.text[start:stop],
        start=start,
        end=stop,
        status=FlagStatus.PRESENT if meant else deciding.status,
        cue=None if meant else deciding.cue,
        title=rule.title,
        instruct=rule.instruct,
    )
