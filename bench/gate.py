"""Cross-validate the safety gate on the flag examples and on ordinary messages.

    python bench/gate.py [--list] [FILE...]

The rules are as they are; the learned second line is fitted on two thirds and tried on the third
that it has not seen, near-duplicates kept together. FILE: more labelled messages to learn from.
The numbers of ``triage.second_line`` are chosen on what this prints. ``--list`` names the wrong
messages.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.alarm_index import compile_alarms
from triage.api import Triage
from triage.concepts import ConceptFinder
from triage.content import load_labelled
from triage.curated import shipped
from triage.gate import Gate
from triage.match.index import Index
from triage.model import Flag, Labelled, Tier
from triage.second_line import ALARM_TIERS, SecondLine
from triage.text import normal_words

FOLDS = 3
ALIKE = 0.6
ORDINARY = 2500
"""Ordinary messages tried; all of them are learned from."""


@dataclass(frozen=True)
class Held:
    """A message with the gate's findings by a second line that has not seen it."""

    message: Labelled
    rules: tuple[Flag, ...]
    all: tuple[Flag, ...]

    def alarmed(self, flags: Sequence[Flag], worst: Tier = Tier.SAME_DAY) -> bool:
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
        gate = Gate(tool.content.screen.examine, SecondLine(index, finder))
        for i, message in enumerate(alarms):
            if of_alarm[i] == fold:
                yield Held(message, tuple(tool.content.screen(message.text)), gate(message.text))
        for i in sorted(tried):
            if of_example[i] == fold:
                text = examples[i].text
                yield Held(examples[i], tuple(tool.content.screen(text)), gate(text))


def report(held: Sequence[Held]) -> None:
    for tier in ALARM_TIERS:
        of_tier = [h for h in held if h.message.flag == tier]
        worst = Tier.CRISIS if tier is not Tier.SAME_DAY else Tier.SAME_DAY
        rules = sum(h.alarmed(h.rules, worst) for h in of_tier)
        both = sum(h.alarmed(h.all, worst) for h in of_tier)
        n = len(of_tier)
        print(f"{tier:>12} caught as such: rules {rules / n:.3f}, gate {both / n:.3f} of {n}")
    for name, some in (
        ("look-alikes", [h for h in held if h.message.has_flag and not h.message.flag]),
        ("ordinary", [h for h in held if not h.message.has_flag]),
    ):
        rules = sum(h.alarmed(h.rules) for h in some)
        both = sum(h.alarmed(h.all) for h in some)
        n = len(some)
        print(f"{name:>12} false alarms: rules {rules / n:.3f}, gate {both / n:.3f} of {n}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, help="write every message with its findings here")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    held = list(held_out(options.files))
    report(held)
    if options.list:
        rows = (
            {
                "text": h.message.text,
                "flag": h.message.flag,
                "labelled": h.message.has_flag,
                "rules": [[f.rule, f.tier, f.text, f.status] for f in h.rules],
                "learned": [[f.tier, f.text, f.similar_to] for f in h.all if f.rule == "learned"],
            }
            for h in held
        )
        options.list.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
