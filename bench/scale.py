"""What size costs: FAQs of 100 to 10,000 entries, each compiled in a process of its own.

    python bench/scale.py [--sets FOLDER] [ENTRIESxPHRASINGS ...]

Prints, as a table, seconds to compile (by the clock, and of processor time), the peak of memory,
the size of the index, milliseconds a message and top-1 on held-out messages (``bench/many.py``
makes both). With ``--sets`` the FAQs are made from the questions of public sets as well.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from many import Made, from_questions, made_up

SIZES = ("100x10", "1000x10", "10000x5")


def measure(made: Made) -> dict[str, float]:
    """Compile and ask in this process; seconds, megabytes, milliseconds, shares."""
    from triage.concepts import ConceptFinder
    from triage.content import load_lexicon
    from triage.curated import shipped
    from triage.match.compile import compile_index
    from triage.match.index import Index
    from triage.match.search import Matcher, shown_wordings

    path = shipped().lexicon
    lexicon = load_lexicon(path.read_bytes(), path.name).value
    if lexicon is None:
        raise SystemExit("the shipped lexicon has problems: triage faq check")
    start, busy = time.perf_counter(), time.process_time()
    data = compile_index(made.faq, lexicon, ())
    compiled, busy = time.perf_counter() - start, time.process_time() - busy
    peak = _peak()
    matcher = Matcher(Index(memoryview(data)), ConceptFinder(lexicon), shown_wordings(made.faq))
    matcher.judge(made.held[0].text)
    start = time.perf_counter()
    best = [matcher.best(message.text) for message in made.held]
    each = (time.perf_counter() - start) / len(best)
    right = [found in message.gold for found, message in zip(best, made.held, strict=True)]
    return {
        "seconds": compiled,
        "busy": busy,
        "peak": peak,
        "index": len(data) / 1e6,
        "ms": each * 1000,
        "top-1": sum(right) / len(right),
    }


def _peak() -> float:
    """The most memory this process has had, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e6 if sys.platform == "darwin" else 1e3)


def public_questions(folder: Path) -> list[str]:
    """Every question and variant of the public sets, one entry each."""
    texts = []
    for path in sorted(folder.glob("*/faq.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            texts += [row["question"], *(row.get("variants") or ())]
    return texts


def table(sizes: list[str], sets: Path | None) -> None:
    """Measure each size in a fresh process and print the table."""
    columns = (
        "size",
        "made from",
        "compile s",
        "CPU s",
        "peak MB",
        "index MB",
        "ms a message",
        "top-1",
    )
    print(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}")
    for size in sizes:
        for source in ("templates", *(("public questions",) if sets else ())):
            command = [sys.executable, __file__, "--one", size]
            command += ["--sets", str(sets)] if source != "templates" else []
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"| {size} | {source} | {done.stderr.strip().splitlines()[-1]} |")
                continue
            found = json.loads(done.stdout)
            cells = [
                f"{found['entries']} x {found['phrasings']}",
                source,
                *(f"{found[key]:.1f}" for key in ("seconds", "busy", "peak", "index")),
                f"{found['ms']:.2f}",
                f"{found['top-1']:.3f}",
            ]
            print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", default=list(SIZES), metavar="ENTRIESxPHRASINGS")
    parser.add_argument("--sets", type=Path, help="a folder of public sets")
    parser.add_argument("--one", metavar="SIZE", help="measure one size, print JSON")
    arguments = parser.parse_args()
    if not arguments.one:
        table(arguments.sizes, arguments.sets)
        return
    entries, phrasings = map(int, arguments.one.split("x"))
    if arguments.sets:
        made = from_questions(public_questions(arguments.sets), entries, phrasings)
    else:
        made = made_up(entries, phrasings)
    found = {"entries": len(made.faq.entries), "phrasings": phrasings, **measure(made)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
