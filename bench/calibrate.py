"""Refit the numbers of ``triage.match.calibration`` by cross-validation on the training messages.

Run after the features, the lexicon or the examples changed:  python bench/calibrate.py
Prints the constants to copy. Messages that are near-duplicates stay in one fold.

With ``--without-none FOLDER`` the constants for content that has no message without an answer, on
the training wordings of the public sets of that folder (their test messages are not read): in every
fold a fifth of the entries is left out, and their wordings are what no entry answers.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from peers import faq_of, rows_of

from triage.concepts import ConceptFinder
from triage.content import load_faq, load_labelled, load_lexicon
from triage.curated import shipped
from triage.desk.crossvalidate import plan
from triage.desk.statistics import auroc
from triage.match import calibration
from triage.match.compile import compile_index
from triage.match.index import Index
from triage.match.read import read
from triage.match.search import Judgement, Matcher, shown_wordings
from triage.model import Faq, Labelled, Lexicon
from triage.text import normal_words
from triage.typos import Speller

FOLDS = 5
ALIKE = 0.7
MOST_WRONG = 0.04
MOST_NONE = 0.03


@dataclass(frozen=True)
class Held:
    """A held-out message with what the model that never saw it makes of it."""

    example: Labelled
    judged: Judgement

    @property
    def right(self) -> bool:
        return bool(self.judged.matches) and self.judged.matches[0].entry in self.example.gold


def shipped_content() -> tuple[Faq, Lexicon, tuple[Labelled, ...]]:
    """The shipped FAQ, lexicon and examples, without the rest of the content."""
    paths = shipped()
    faq = load_faq(paths.faq.read_bytes(), "faq.yaml").value
    lexicon = load_lexicon(paths.lexicon.read_bytes(), "lexicon.yaml").value
    examples = load_labelled(paths.examples[0].read_bytes(), "examples.jsonl").value
    if not (faq and lexicon and examples):
        raise SystemExit("the shipped content has problems: triage faq check")
    return faq, lexicon, tuple(examples)


def groups(examples: Sequence[Labelled]) -> list[int]:
    """A group number per example: near-duplicates with the same label share one."""
    bags = [frozenset(normal_words(example.text)) for example in examples]
    by_label: dict[str, list[int]] = {}
    group = list(range(len(examples)))
    for i, example in enumerate(examples):
        label = example.gold[0] if example.gold else ""
        for j in by_label.get(label, ()):
            union = len(bags[i] | bags[j])
            if union and len(bags[i] & bags[j]) / union >= ALIKE:
                group[i] = group[j]
                break
        by_label.setdefault(label, []).append(i)
    return group


def held_out(
    faq: Faq, lexicon: Lexicon, labelled: Sequence[Labelled], folds: int = FOLDS
) -> list[Held]:
    """Every example judged by an index that was fitted without its fold."""
    examples = [example for example in labelled if example.has_gold]
    chance = np.random.default_rng(0)
    fold_of_group = chance.integers(0, folds, len(examples))
    fold = [int(fold_of_group[g]) for g in groups(examples)]
    finder = ConceptFinder(lexicon)
    held: list[Held] = []
    for number in range(folds):
        known = [e for e, f in zip(examples, fold, strict=True) if f != number]
        index = Index(memoryview(compile_index(faq, lexicon, known)))
        matcher = Matcher(index, finder, shown_wordings(faq), Speller(index.vocabulary).correct)
        held += [
            Held(example, read(example.text, matcher).whole)
            for example, f in zip(examples, fold, strict=True)
            if f == number
        ]
        print(f"fold {number + 1} of {folds}", file=sys.stderr)
    return held


def signals(judged: Judgement) -> list[float]:
    """The regressors, in the order of ``Calibration.weights``."""
    s = judged.signals
    return [
        s.margin,
        s.lead,
        s.over_none,
        s.nearest,
        s.known,
        s.explained,
        math.log1p(s.length),
    ]


def logistic(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights and, last, intercept of a lightly ridged logistic regression (Newton's method)."""
    x = np.column_stack([x, np.ones(len(x))])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + 1e-3 * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(x.shape[1])
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def left_out(faq: Faq, lexicon: Lexicon, folds: int = FOLDS) -> list[Held]:
    """A FAQ's wordings judged without their fold; a fifth of the entries is unknown each time."""
    cut = plan(faq, (), folds)
    everything = [message for fold in cut.folds for message in fold.held]
    finder = ConceptFinder(lexicon)
    held: list[Held] = []
    for number, fold in enumerate(cut.folds):
        known = tuple(e for i, e in enumerate(fold.faq.entries) if i % folds != number)
        ids = {entry.id for entry in known}
        index = Index(memoryview(compile_index(replace(faq, entries=known), lexicon, ())))
        wordings = shown_wordings(replace(faq, entries=known))
        matcher = Matcher(index, finder, wordings, Speller(index.vocabulary).correct)
        judged = [m for m in fold.held if m.gold[0] in ids]
        judged += [m._replace(gold=()) for m in everything if m.gold[0] not in ids]
        held += [Held(message, matcher.judge(message.text)) for message in judged]
    return held


def without_none(folder: Path, lexicon: Lexicon) -> None:
    """Fit on all sets of more than one wording an entry, each weighing the same."""
    sets = {path.parent.name: faq_of(rows_of(path)) for path in sorted(folder.glob("*/faq.jsonl"))}
    found = {
        name: left_out(faq, lexicon)
        for name, faq in sets.items()
        if all(entry.phrasings for entry in faq.entries)
    }
    x = [np.array([signals(h.judged) for h in held]) for held in found.values()]
    y = [np.array([float(h.right) for h in held]) for held in found.values()]
    fewest = min(map(len, x))
    chance = np.random.default_rng(0)
    drawn = [chance.permutation(len(part))[:fewest] for part in x]
    telling = [0, 1, 3, 4, 5, 6]  # over_none says nothing where there is no such class
    all_x = np.concatenate([part[some] for part, some in zip(x, drawn, strict=True)])
    all_y = np.concatenate([part[some] for part, some in zip(y, drawn, strict=True)])
    weights = np.insert(logistic(all_x[:, telling], all_y), 2, 0.0)
    print(f"WITHOUT_NONE = {_shown(weights)}")
    for name, held, part in zip(found, found.values(), x, strict=True):
        answerable = np.array([bool(h.example.gold) for h in held])
        for label, w in (("these", weights), ("WITH_NONE", _now())):
            score = part @ w[:-1]
            area = auroc(score[answerable].tolist(), score[~answerable].tolist())
            right = np.mean([h.right for h in held if h.example.gold])
            print(f"  {name}: {label}: AUROC {area:.3f}, top-1 {right:.3f}")


def _now() -> NDArray[np.float64]:
    return np.array([*calibration.WITH_NONE.weights, calibration.WITH_NONE.intercept])


def _shown(weights: NDArray[np.float64]) -> str:
    return f"Calibration(({', '.join(f'{w:.3f}' for w in weights[:-1])}), {weights[-1]:.3f})"


def main() -> None:
    """Cross-validate, fit, choose the thresholds, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-none", type=Path, metavar="FOLDER", help="public sets")
    arguments = parser.parse_args()
    faq, lexicon, examples = shipped_content()
    if arguments.without_none:
        without_none(arguments.without_none, lexicon)
        return
    held = held_out(faq, lexicon, examples)
    x = np.array([signals(h.judged) for h in held])
    y = np.array([float(h.right) for h in held])
    none = np.array([not h.example.gold for h in held])
    weights = logistic(x, y)
    score = 1 / (1 + np.exp(-(np.column_stack([x, np.ones(len(x))]) @ weights)))
    score[[bool(h.judged.unexplained) for h in held]] = 0
    print(f"top-1 {y[~none].mean():.3f}")
    print(f"WITH_NONE = {_shown(weights)}")
    for threshold in np.arange(0.2, 0.96, 0.05):
        answered = score >= threshold
        entries = answered & ~none
        wrong = 1 - y[entries].mean() if entries.any() else 0.0
        print(
            f"  {threshold:.2f}: answered {answered[~none].mean():.3f}, wrong of these "
            f"{wrong:.3f}, none answered {answered[none].mean():.3f}"
        )


if __name__ == "__main__":
    main()
