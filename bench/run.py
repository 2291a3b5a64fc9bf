"""Side by side in one run: this engine and its peers, on public sets and on FAQs of any size.

    python bench/run.py [--sets FOLDER] [--model FOLDER] [SIZE ...]     (or: make bench)

Every figure stands beside the same figure of its peers from the same run: absolute times say more
about the machine than about the code. ``--sets``: a folder of public sets (``NAME/faq.jsonl`` and
``NAME/queries.jsonl``). ``--model``: a sentence-embedding model on this computer. A size is
ENTRIESxPHRASINGS, made up by ``bench/many.py``. Start-up and throughput: ``bench/speed.py``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from many import made_up
from peers import Embed, Score, embedding, faq_of, peers, rows_of
from scale import SIZES

from triage.api import Triage
from triage.desk.statistics import auroc
from triage.model import Comment, Lexicon

SPEED = Path(__file__).with_name("speed.py")
MESSAGES = 300
"""Of each made-up FAQ: RapidFuzz takes a third of a second for one at 10,000 entries."""

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "x"):
    print(name)
app()
"""


@dataclass(frozen=True)
class Row:
    """What a method made of some messages: shares, the area, milliseconds a message."""

    top: float
    third: float
    area: float | None
    each: float


def judge(score: Score, queries: Sequence[dict[str, Any]]) -> Row:
    """Ask all queries; ``gold`` is a list of ids, or null where no entry answers."""
    right = third = total = 0
    inside, outside = [], []
    start = time.perf_counter()
    for query in queries:
        best, value, three = score(str(query["text"]))
        gold = query["gold"]
        if gold:
            total += 1
            right += best in gold
            third += any(entry in gold for entry in three)
            inside.append(value)
        else:
            outside.append(value)
    each = (time.perf_counter() - start) / len(queries) * 1000
    return Row(right / total, third / total, auroc(inside, outside), each)


def quality(folder: Path, lexicon: Lexicon, embed: Embed | None) -> None:
    """Every public set under the folder, every peer."""
    for faq_file in sorted(folder.glob("*/faq.jsonl")):
        faq = faq_of(rows_of(faq_file))
        queries = rows_of(faq_file.with_name("queries.jsonl"))
        print(f"\n{faq_file.parent.name}: {len(faq.entries)} entries, {len(queries)} messages\n")
        _heading("method", "top-1", "recall@3", "AUROC", "ms a message")
        for peer in peers(lexicon, embed):
            row = judge(peer.make(faq), queries)
            area = f"{row.area:.3f}" if row.area is not None else "-"
            _line(peer.name, f"{row.top:.3f}", f"{row.third:.3f}", area, f"{row.each:.2f}")


def cost(sizes: Sequence[str], lexicon: Lexicon, embed: Embed | None) -> None:
    """What a FAQ of each size costs each peer: preparing it, and a message."""
    for size in sizes:
        entries, phrasings = map(int, size.split("x"))
        made = made_up(entries, phrasings, held=MESSAGES)
        queries = [{"text": message.text, "gold": list(message.gold)} for message in made.held]
        print(f"\n{entries} made-up entries x {phrasings} phrasings, {len(queries)} messages\n")
        _heading("method", "prepared in s", "ms a message", "top-1")
        for peer in peers(lexicon, embed):
            start = time.perf_counter()
            score = peer.make(made.faq)
            prepared = time.perf_counter() - start
            score(made.held[0].text)
            row = judge(score, queries)
            _line(peer.name, f"{prepared:.1f}", f"{row.each:.2f}", f"{row.top:.3f}")


def _heading(*names: str) -> None:
    print(f"| {' | '.join(names)} |\n|{' --- |' * len(names)}")


def _line(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def start_up(rounds: int = 15) -> None:
    """Whole processes, interleaved with a Typer hello-world: medians of paired ratios.

    As installed: Typer's modules are kept compiled, so ours may be too.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    tool = [sys.executable, "-m", "triage"]
    question = "Can I take ibuprofen before my shots?"
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        commands = {
            "Typer hello-world": [sys.executable, str(hello)],
            "triage --version": [*tool, "--version"],
            "triage ask (text)": [*tool, "ask", question],
            "triage ask (panel)": [*tool, "ask", "--format", "panel", question],
        }
        for command in commands.values():
            subprocess.run(command, capture_output=True, check=False, env=environment)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, capture_output=True, check=False, env=environment)
                times[name].append(time.perf_counter() - start)
    print("\n| start-up, whole process | median ms | ratio to hello-world |\n| --- | --- | --- |")
    base = times["Typer hello-world"]
    for name, measured in times.items():
        ratio = statistics.median(m / b for m, b in zip(measured, base, strict=True))
        print(f"| {name} | {statistics.median(measured) * 1000:.0f} | {ratio:.2f} |")


def in_process(tool: Triage) -> None:
    """Milliseconds a message with the safety gate, and the cost against WRatio and TF-IDF."""
    texts = [entry.question for entry in tool.content.faq.entries]
    long = " ".join(texts * 10).split()[:300]
    cases = {"one-liners": texts, "300 words": [" ".join(long)] * 20}
    print("\n| in process | ms a message | of it the gate |\n| --- | --- | --- |")
    for name, messages in cases.items():
        list(tool.batch(Comment(text) for text in messages))
        start = time.perf_counter()
        list(tool.batch(Comment(text) for text in messages))
        whole = (time.perf_counter() - start) / len(messages) * 1000
        start = time.perf_counter()
        for text in messages:
            tool.screen(text)
        gate = (time.perf_counter() - start) / len(messages) * 1000
        print(f"| {name} | {whole:.2f} | {gate:.2f} |")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", default=list(SIZES), metavar="SIZE")
    parser.add_argument("--sets", type=Path, help="a folder of public sets")
    parser.add_argument("--model", type=Path, help="a sentence-embedding model's folder")
    arguments = parser.parse_args()
    tool = Triage.load()
    embed = embedding(arguments.model)
    if arguments.sets:
        quality(arguments.sets, tool.content.lexicon, embed)
    cost(arguments.sizes, tool.content.lexicon, embed)
    if SPEED.exists():
        subprocess.run([sys.executable, str(SPEED)], check=True)
    else:
        in_process(tool)
        start_up()


if __name__ == "__main__":
    main()
