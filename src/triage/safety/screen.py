"""The safety gate: every red-flag rule over a whole message, before anything else looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from triage.model import Flag, FlagStatus, Lexicon, RedFlags, Rule, Tier
from triage.safety.checks import STATUS_ORDER, Check, Evaluation, Part, compile_check
from triage.safety.condition import parse_condition
from triage.safety.context import Context
from triage.safety.finder import Finder
from triage.safety.found import Found
from triage.safety.pattern import PatternError
from triage.safety.reading import Reading, read
from triage.safety.settled import Settled
from triage.text import Word
from triage.typos import Speller


class Examined(NamedTuple):
    """A message with its findings, and its words with what the context makes of each."""

    flags: tuple[Flag, ...]
    words: Sequence[Word]
    aside: Sequence[FlagStatus]


class Screen:
    """Compiled rules; call it with a message. Immutable, safe to share between threads."""

    def __init__(
        self, rules: Sequence[Rule], checks: Sequence[Check], finder: Finder, context: Context
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
        checks: list[Check] = []
        for number, rule in enumerate(rules):
            for when in rule.when:
                try:
                    checks.append(compile_check(number, parse_condition(when), finder))
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
        return cls(rules, [Check(*c) for c in checks], Finder.unpacked(finder_data), context)

    def __call__(self, text: str) -> tuple[Flag, ...]:
        """The flags of a message: one a rule, worst tier first, present ones first in a tier."""
        return self._flags(*self._look(text))

    def examine(self, text: str) -> Examined:
        """The flags as by a call, and the words that the context sets aside."""
        reading, found, sure, settled = self._look(text)
        flags = self._flags(reading, found, sure, settled)
        return Examined(flags, reading.words, _of_words(reading, settled))

    def _flags(
        self, reading: Reading, found: Found, sure: Found, settled: Settled
    ) -> tuple[Flag, ...]:
        candidates: dict[int, list[tuple[Part, ...]]] = {}
        evaluation = Evaluation(reading, found, sure, settled)
        for number in sorted({n for key in found.present for n in self._by_key.get(key, ())}):
            check = self._checks[number]
            hits = evaluation.hits(check, _meant(self._rules[check.rule]))
            candidates.setdefault(check.rule, []).extend(hits)
        flags = [
            _flag(self._rules[rule], hits, reading) for rule, hits in candidates.items() if hits
        ]
        flags.sort(key=lambda f: (f.tier.rank, STATUS_ORDER.index(f.status), f.start, f.rule))
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


def _of_words(reading: Reading, settled: Settled) -> list[FlagStatus]:
    """The status of each word: of its first token, and of the word before where it has none."""
    statuses = settled.aside()
    found: dict[int, FlagStatus] = {}
    for token, word in enumerate(reading.word):
        found.setdefault(word, statuses[token])
    status, of_words = FlagStatus.PRESENT, []
    for word in range(len(reading.words)):
        status = found.get(word, status)
        of_words.append(status)
    return of_words


def _renamed(data: Any, names: Mapping[str, str]) -> Any:
    """Plain data with some strings replaced, as values and as keys."""
    if isinstance(data, str):
        return names.get(data, data)
    if isinstance(data, dict):
        return {names.get(key, key): _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_renamed(value, names) for value in data]
    return data


# A routine rule is about what is asked for: "can you refill ..." is a request, not a question
# about something that might happen. A crisis is never the usual pattern.
_MEANT = {
    Tier.CLINICIAN: frozenset({FlagStatus.HYPOTHETICAL, FlagStatus.USUAL_PATTERN}),
    Tier.NOTE: frozenset({FlagStatus.HYPOTHETICAL, FlagStatus.USUAL_PATTERN}),
    Tier.CRISIS: frozenset({FlagStatus.USUAL_PATTERN}),
}


def _meant(rule: Rule) -> frozenset[FlagStatus]:
    return _MEANT.get(Tier(rule.tier), frozenset())


def _flag(rule: Rule, hits: list[tuple[Part, ...]], reading: Reading) -> Flag:
    def rank(part: Part) -> int:
        return 0 if part.status in _meant(rule) else STATUS_ORDER.index(part.status)

    def judged(hit: tuple[Part, ...]) -> tuple[int, int, int]:
        return max(map(rank, hit)), hit[0].first, -hit[0].end

    best = min(hits, key=judged)
    deciding = max(best, key=rank)
    meant = not rank(deciding)
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
