"""Side by side in one run: matching quality, time a message, start-up, throughput, memory.

    python bench/run.py [--sets FOLDER]     (or: make bench)

Without a folder of public sets only the shipped content is measured, by cross-validation. Every
speed is a ratio to a peer or to a hello-world measured in the same run: absolute times say more
about the machine than about the code.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from triage.api import Triage
from triage.concepts import ConceptFinder
from triage.desk.statistics import auroc
from triage.match.compile import compile_index, shown_wordings
from triage.match.index import Index
from triage.match.search import Matcher
from triage.model import Comment, Entry, Faq, Labelled, Lexicon, Release

Score = Callable[[str], tuple[str, float, list[str]]]
"""A text to (best entry, its score, best three entries)."""

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "x"):
    print(name)
app()
"""


def faq_of(rows: Sequence[dict[str, object]]) -> Faq:
    """A public set's entries as a FAQ."""
    entries = []
    for row in rows:
        variants = row.get("variants") or []
        assert isinstance(variants, list)
        entries.append(
            Entry(
                str(row["id"]),
                str(row["question"]),
                phrasings=tuple(map(str, variants)),
                release=Release.SEND,
            )
        )
    return Faq(tuple(entries), "")


def ours(faq: Faq, lexicon: Lexicon, examples: Sequence[Labelled] = ()) -> Score:
    """This engine."""
    index = Index(memoryview(compile_index(faq, lexicon, examples)))
    matcher = Matcher(index, ConceptFinder(lexicon), shown_wordings(faq))

    def score(text: str) -> tuple[str, float, list[str]]:
        matches = matcher.judge(text).matches
        if not matches:  # an emoji has no words
            return "", 0.0, []
        return matches[0].entry, matches[0].score, [m.entry for m in matches]

    return score


def fuzzy(faq: Faq, name: str) -> Score:
    """RapidFuzz over all wordings, the best wording of each entry."""
    from rapidfuzz import fuzz, process, utils

    wordings = [(e.id, w) for e in faq.entries for w in (e.question, *e.phrasings)]
    texts = [utils.default_process(w) for _, w in wordings]
    scorer = getattr(fuzz, name)

    def score(text: str) -> tuple[str, float, list[str]]:
        found = process.extract(utils.default_process(text), texts, scorer=scorer, limit=10)
        ids = list(dict.fromkeys(wordings[number][0] for _, _, number in found))
        return ids[0], found[0][1], ids[:3]

    return score


def tfidf(faq: Faq) -> Score:
    """scikit-learn character TF-IDF, nearest wording."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    wordings = [(e.id, w) for e in faq.entries for w in (e.question, *e.phrasings)]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform([w for _, w in wordings])

    def score(text: str) -> tuple[str, float, list[str]]:
        similar = (matrix @ vectorizer.transform([text]).T).toarray().ravel()
        order = np.argsort(-similar)[:10]
        ids = list(dict.fromkeys(wordings[n][0] for n in order))
        return ids[0], float(similar[order[0]]), ids[:3]

    return score


def judge(name: str, score: Score, queries: Sequence[dict[str, object]]) -> None:
    """Print one row: top-1, recall@3, AUROC, milliseconds a message."""
    right = third = total = 0
    inside, outside = [], []
    start = time.perf_counter()
    for query in queries:
        best, value, three = score(str(query["text"]))
        gold = query["gold"]
        if isinstance(gold, list) and gold:
            total += 1
            right += best in gold
            third += any(entry in gold for entry in three)
            inside.append(value)
        else:
            outside.append(value)
    each = (time.perf_counter() - start) / len(queries) * 1000
    area = auroc(inside, outside)
    shown = f"{area:.3f}" if area is not None else "  -  "
    print(f"| {name} | {right / total:.3f} | {third / total:.3f} | {shown} | {each:.2f} |")


def quality(folder: Path, lexicon: Lexicon) -> None:
    """Every public set under the folder: ``faq.jsonl`` and ``queries.jsonl``."""
    for faq_file in sorted(folder.glob("*/faq.jsonl")):
        faq = faq_of([json.loads(line) for line in faq_file.read_text("utf-8").splitlines()])
        lines = (faq_file.parent / "queries.jsonl").read_text("utf-8").splitlines()
        queries = [json.loads(line) for line in lines]
        print(f"\n{faq_file.parent.name}: {len(faq.entries)} entries, {len(queries)} messages")
        print(
            "| method | top-1 | recall@3 | AUROC | ms a message |\n| --- | --- | --- | --- | --- |"
        )
        start = time.perf_counter()
        engine = ours(faq, lexicon)
        compiled = time.perf_counter() - start
        judge("triage", engine, queries)
        for scorer in ("WRatio", "token_set_ratio"):
            judge(f"rapidfuzz {scorer}", fuzzy(faq, scorer), queries)
        judge("scikit-learn char TF-IDF", tfidf(faq), queries)
        print(f"compiled in {compiled:.1f} s")


def start_up(rounds: int = 15) -> None:
    """Whole processes, interleaved with a Typer hello-world: medians of paired ratios."""
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
        subprocess.run(commands["triage ask (text)"], capture_output=True, check=False)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, capture_output=True, check=False)
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, help="a folder of public sets")
    arguments = parser.parse_args()
    tool = Triage.load()
    in_process(tool)
    start_up()
    if arguments.sets:
        quality(arguments.sets, tool.content.lexicon)


if __name__ == "__main__":
    main()
