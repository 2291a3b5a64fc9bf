"""Cross-validate the safety gate on the flag examples and on ordinary messages.

    python bench/gate.py [--trade] [--list FILE] [FILE...]

The rules are as they are; the learned second line is fitted on two thirds and tried on the third
that it has not seen, near-duplicates kept together. FILE: more labelled messages to learn from.
The numbers of ``triage.second_line`` are chosen on what this prints: with ``--trade`` each is
moved alone, and what is caught is told for every value. ``--list`` names the wrong messages.

Among the ordinary messages are some that a nurse should see ("my lid droops, is that normal?"):
they are told apart by entry, so that a false alarm is not confused with a right one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage import second_line
from triage.alarm_index import compile_alarms
from triage.api import Triage
from triage.concepts import ConceptFinder
from triage.content import load_labelled
from triage.curated import shipped
from triage.gate import Gate
from triage.match.index import Index
from triage.model import LEARNED, Flag, Labelled, Tier
from triage.safety import Examined
from triage.second_line import ALARM_TIERS, SecondLine
from triage.text import normal_words

FOLDS = 3
ALIKE = 0.6
ORDINARY = 2500
"""Ordinary messages tried; all of them are learned from."""


MOVED: dict[str, Sequence[float]] = {
    "ALARM emergency": (-0.5, -0.4, -0.3, -0.2, -0.1),
    "ALARM crisis": (-1.0, -0.9, -0.8, -0.7, -0.6),
    "ALARM same-day": (-0.2, -0.1, 0.0, 0.1, 0.2),
    "IN_DOUBT": (0.0, 0.1, 0.2, 0.3, 0.4),
    "IN_PART": (0.2, 0.4, 0.6, 0.8, 1.0),
    "FAR": (-2.0, -1.5, -1.0, -0.6, -0.3),
    "CRISIS_NEAR": (0.0, 0.2, 0.4, 0.8, 9.0),
}
"""The numbers of the second line with the values that ``--trade`` tries."""


@dataclass(frozen=True)
class Held:
    """A message as the rules see it, with a second line that has not seen it."""

    message: Labelled
    examined: Examined
    second: SecondLine

    @property
    def rules(self) -> tuple[Flag, ...]:
        return self.examined.flags

    def found(self) -> tuple[Flag, ...]:
        """What the gate finds, with the numbers of the second line as they are now."""
        return Gate(lambda _: self.examined, self.second)(self.message.text)


def alarmed(flags: Sequence[Flag], worst: Tier = Tier.SAME_DAY) -> bool:
    return any(flag.counts and flag.tier.rank <= worst.rank for flag in flags)


def fold_of(messages: Sequence[Labelled]) -> list[int]:
    """A fold per message: those that share most of their words are together."""
    bags = [frozenset(normal_words(message.text)) for message in messages]
    holders: dict[str, list[int]] = defaultdict(list)
    folds: list[int] = []
    for i, bag in enumerate(bags):
        shared = Counter(j for word in bag for j in holders[word])
        near = next((j for j, n in shared.most_common(3) if n >= ALIKE * len(bag | bags[j])), None)
        folds.append(i % FOLDS if near is None else folds[near])
        for word in bag:
            if len(holders[word]) < 400:
                holders[word].append(i)
    return folds


def read(path: Path) -> list[Labelled]:
    loaded = load_labelled(path.read_bytes(), str(path))
    if loaded.value is None:
        raise SystemExit(f"{path} cannot be used")
    return list(loaded.value)


def held_out(extra: Sequence[Path]) -> Iterator[Held]:
    """Every flag example and some ordinary messages, each judged by a gate that never saw it."""
    paths, tool = shipped(), Triage.load()
    lexicon = tool.content.lexicon
    finder = ConceptFinder(lexicon)
    assert paths.flag_examples
    alarms = [m for path in (*paths.flag_examples, *extra) for m in read(path) if m.has_flag]
    examples = read(paths.examples[0])
    of_alarm, of_example = fold_of(alarms), fold_of(examples)
    tried = set(range(0, len(examples), max(1, len(examples) // ORDINARY)))
    for fold in range(FOLDS):
        index = Index(
            memoryview(
                compile_alarms(
                    [m for m, f in zip(alarms, of_alarm, strict=True) if f != fold],
                    [m for m, f in zip(examples, of_example, strict=True) if f != fold],
                    tool.content.redflags.rules,
                    lexicon,
                    tool.content.screen.examine,
                )
            )
        )
        second, examine = SecondLine(index, finder), tool.content.screen.examine
        for i, message in enumerate(alarms):
            if of_alarm[i] == fold:
                yield Held(message, examine(message.text), second)
        for i in sorted(tried):
            if of_example[i] == fold:
                yield Held(examples[i], examine(examples[i].text), second)


Found = Sequence[tuple[Held, tuple[Flag, ...]]]


def report(found: Found) -> None:
    for tier in ALARM_TIERS:
        of_tier = [(h, flags) for h, flags in found if h.message.flag == tier]
        worst = Tier.CRISIS if tier is not Tier.SAME_DAY else Tier.SAME_DAY
        rules = share(alarmed(h.rules, worst) for h, _ in of_tier)
        both = share(alarmed(flags, worst) for _, flags in of_tier)
        print(f"{tier:>12} caught as such: rules {rules}, gate {both} of {len(of_tier)}")
    for name, some in (("look-alikes", look_alikes(found)), ("ordinary", ordinary(found))):
        rules = share(alarmed(h.rules) for h, _ in some)
        both = share(alarmed(flags) for _, flags in some)
        print(f"{name:>12} false alarms: rules {rules}, gate {both} of {len(some)}")
    entries = Counter(
        h.message.gold[0] if h.message.gold else "none"
        for h, flags in ordinary(found)
        if alarmed(flags)
    )
    told = ", ".join(f"{entry} {number}" for entry, number in entries.most_common(12))
    print(f"{'':>12} ordinary alarms by entry: {told}")


def look_alikes(found: Found) -> Found:
    return [(h, flags) for h, flags in found if h.message.has_flag and not h.message.flag]


def ordinary(found: Found) -> Found:
    return [(h, flags) for h, flags in found if not h.message.has_flag]


def share(hits: Iterable[bool]) -> str:
    """The share that is true; a dash for nothing at all."""
    every = list(hits)
    return f"{sum(every) / len(every):.3f}" if every else "-"


def trade(held: Sequence[Held]) -> None:
    """What each number costs and brings, moved alone from where it stands."""
    print("\nmoved alone; caught as such E, K, S; crisis told; sent to a clinician of the missed")
    print("and of ordinary ones; false alarms among look-alikes, ordinary ones; long ones alike")
    for name, values in MOVED.items():
        for value in values:
            with moved(name, value):
                print(f"{name:>16} {value:>5} {line([(h, h.found()) for h in held])}")


def line(found: Found) -> str:
    by_tier = {tier: [x for x in found if x[0].message.flag == tier] for tier in ALARM_TIERS}
    missed = [flags for h, flags in found if h.message.flag and not alarmed(flags)]
    quiet = [flags for _, flags in ordinary(found) if not alarmed(flags)]
    long = [x for x in found if len(x[0].examined.words) > second_line.LONG]
    shares = [
        *(
            share(
                alarmed(flags, Tier.SAME_DAY if t is Tier.SAME_DAY else Tier.CRISIS)
                for _, flags in by_tier[t]
            )
            for t in ALARM_TIERS
        ),
        share(
            any(f.tier is Tier.CRISIS for f in flags if f.counts)
            for _, flags in by_tier[Tier.CRISIS]
        ),
        share(map(doubted, missed)),
        share(map(doubted, quiet)),
        share(alarmed(flags) for _, flags in look_alikes(found)),
        share(alarmed(flags) for _, flags in ordinary(found)),
        share(alarmed(flags) for h, flags in long if h.message.flag),
        share(alarmed(flags) for _, flags in ordinary(long)),
    ]
    return " ".join(shares)


def doubted(flags: Sequence[Flag]) -> bool:
    return any(f.rule == LEARNED and f.tier is Tier.CLINICIAN for f in flags)


@contextmanager
def moved(name: str, value: float) -> Iterator[None]:
    """A number of the second line set to another value for a while."""
    constant, _, tier = name.partition(" ")
    plain: Any = getattr(second_line, constant)
    setattr(second_line, constant, {**plain, Tier(tier): value} if tier else value)
    try:
        yield
    finally:
        setattr(second_line, constant, plain)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, help="write every message with its findings here")
    parser.add_argument("--trade", action="store_true", help="what moving each number would do")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    held = list(held_out(options.files))
    found = [(h, h.found()) for h in held]
    report(found)
    if options.trade:
        trade(held)
    if options.list:
        rows = (
            {
                "text": h.message.text,
                "flag": h.message.flag,
                "labelled": h.message.has_flag,
                "rules": [[f.rule, f.tier, f.text, f.status] for f in h.rules],
                "learned": [[f.tier, f.text, f.similar_to] for f in flags if f.rule == LEARNED],
            }
            for h, flags in found
        )
        options.list.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
