"""How well "denied" is told: the context code on labelled sentences, the concept given.

    python bench/negation.py FILE...

FILE: JSON Lines of {"sentence", "concept", "negated"}, as Chapman's NegEx test set has them. A
concept that does not stand in its sentence is left out and counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from triage.api import Triage
from triage.model import FlagStatus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print what is told wrongly")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    counts: Counter[tuple[bool, bool]] = Counter()
    missing = 0
    assess = Triage.load().content.screen.assess
    for row in (row for path in options.files for row in rows(path)):
        place = located(row["sentence"], row["concept"])
        if place is None:
            missing += 1
            continue
        status, cue = assess(row["sentence"], *place)
        told = status is FlagStatus.DENIED
        counts[bool(row["negated"]), told] += 1
        if options.wrong and told != bool(row["negated"]):
            print(f"{'missed' if row['negated'] else 'denied by'} {cue}: {row['concept']}")
    right, over, under = counts[True, True], counts[False, True], counts[True, False]
    precision, recall = right / max(1, right + over), right / max(1, right + under)
    print(
        f"F1 {2 * right / max(1, 2 * right + over + under):.3f} "
        f"(precision {precision:.3f}, recall {recall:.3f}) on {counts.total()} sentences, "
        f"{right + under} of them negated; {missing} concepts not found in their sentence"
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def located(sentence: str, concept: str) -> tuple[int, int] | None:
    """Where the concept stands, whatever the case and the spaces."""
    pattern = r"\s+".join(map(re.escape, concept.split()))
    found = re.search(pattern, sentence, re.IGNORECASE)
    return found.span() if found else None


if __name__ == "__main__":
    main()
