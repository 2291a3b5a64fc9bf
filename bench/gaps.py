"""Whether ``triage gaps`` finds entries that are missing: some are taken out and asked for.

For each seed, ten entries and all their examples leave the content, their examples are sent through
the whole pipeline with some messages that no entry answers, and what stays open is grouped. Printed
are, over pairs of open messages, how many in one gap ask for the same entry (precision) and how
many that ask for the same entry are in one gap (recall), and how many of the ten entries have a gap
that is mostly theirs. Messages without an entry count as each asking for something else, which
they do not quite: precision is a lower bound.

    python bench/gaps.py --seeds 10 11 12

``match/group.py``'s numbers were chosen on seeds 0 to 3.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from triage.api import Triage
from triage.curated import parse, shipped
from triage.desk.gaps import Gaps, find_gaps, open_questions
from triage.match.compile import compile_index
from triage.match.index import Index
from triage.model import Case, Comment, Settings

HELD_OUT = 10
MOSTLY = 0.6


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seeds", type=int, nargs="+", default=[10, 11, 12])
    arguments.add_argument("--each", type=int, default=30, help="messages an entry")
    arguments.add_argument("--none", type=int, default=60, help="messages without an entry")
    given = arguments.parse_args()
    for seed in given.seeds:
        print(f"seed {seed}: {one(seed, given.each, given.none)}", flush=True)


def one(seed: int, each: int, none: int) -> str:
    """One round, as a line."""
    chance = random.Random(seed)
    curated = parse(shipped())
    held = set(chance.sample(sorted(entry.id for entry in curated.faq.entries), HELD_OUT))
    kept = tuple(entry for entry in curated.faq.entries if entry.id not in held)
    faq = replace(curated.faq, entries=kept)
    learned = tuple(row for row in curated.examples if not held & set(row.gold))
    index = Index(memoryview(compile_index(faq, curated.lexicon, learned)))
    whole = Triage.load()
    tool = Triage(replace(whole.content, faq=faq, index=index), Settings())
    asked = {entry: [x for x in curated.examples if x.gold == (entry,)] for entry in sorted(held)}
    rows = [x for found in asked.values() for x in chance.sample(found, min(each, len(found)))]
    rows += chance.sample([x for x in curated.examples if x.has_gold and not x.gold], none)
    chance.shuffle(rows)
    wanted = {row.id: row.gold[0] if row.gold else row.id for row in rows}
    cases = [
        case
        for case in tool.batch(Comment(r.text, id=r.id) for r in rows)
        if isinstance(case, Case)
    ]
    start = time.perf_counter()
    found = find_gaps(cases, tool.content.index, tool.content.finder)
    seconds = time.perf_counter() - start
    open_cases = [case.comment.id for case in cases if open_questions(case)]
    precision, recall = over_pairs(found, [wanted[name] for name in open_cases], wanted)
    recovered = {
        name
        for gap in found.gaps
        if gap.count > 1
        for name, count in Counter(wanted[case] for case in gap.cases).items()
        if name in held and count > 1 and count >= MOSTLY * gap.count
    }
    return (
        f"{len(open_cases)} of {len(rows)} messages open, {len(found.gaps)} gaps "
        f"in {seconds:.2f} s, pairwise precision {precision:.2f}, recall {recall:.2f}, "
        f"{len(recovered)} of {HELD_OUT} entries found"
    )


def over_pairs(found: Gaps, labels: Sequence[str], wanted: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs of messages; a message in two gaps counts in both."""
    together = right = 0
    for gap in found.gaps:
        counts = Counter(wanted[case] for case in gap.cases)
        together += pairs(gap.count)
        right += sum(map(pairs, counts.values()))
    same = sum(map(pairs, Counter(labels).values()))
    return right / max(1, together), min(1.0, right / max(1, same))


def pairs(count: int) -> int:
    return count * (count - 1) // 2


if __name__ == "__main__":
    main()
