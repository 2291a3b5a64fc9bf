"""Refit the numbers of ``triage.match.calibration`` by cross-validation on the training messages.

Run after the features, the lexicon or the examples changed:  python bench/calibrate.py
Prints the constants to copy. Messages that are near-duplicates stay in one fold.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.concepts import ConceptFinder
from triage.content import load_faq, load_labelled, load_lexicon
from triage.curated import shipped
from triage.match.compile import compile_index, shown_wordings
from triage.match.index import Index
from triage.match.read import read
from triage.match.search import Judgement, Matcher
from triage.model import Faq, Labelled, Lexicon
from triage.text import normal_words

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
        matcher = Matcher(index, finder, shown_wordings(faq))
        held += [
            Held(example, read(example.text, matcher).whole)
            for example, f in zip(examples, fold, strict=True)
            if f == number
        ]
        print(f"fold {number + 1} of {folds}", file=sys.stderr)
    return held


def signals(judged: Judgement) -> list[float]:
    """The regressors, in the order of ``calibration.WEIGHTS``."""
    s = judged.signals
    return [s.margin, s.lead, s.over_none, s.nearest, s.known, math.log1p(s.length)]


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


def main() -> None:
    """Cross-validate, fit, choose the thresholds, print."""
    paths = shipped()
    faq = load_faq(paths.faq.read_bytes(), "faq.yaml").value
    lexicon = load_lexicon(paths.lexicon.read_bytes(), "lexicon.yaml").value
    examples = load_labelled(paths.examples[0].read_bytes(), "examples.jsonl").value
    if not (faq and lexicon and examples):
        raise SystemExit("the shipped content has problems: triage faq check")
    held = held_out(faq, lexicon, examples)
    x = np.array([signals(h.judged) for h in held])
    y = np.array([float(h.right) for h in held])
    none = np.array([not h.example.gold for h in held])
    weights = logistic(x, y)
    score = 1 / (1 + np.exp(-(np.column_stack([x, np.ones(len(x))]) @ weights)))
    score[[bool(h.judged.unexplained) for h in held]] = 0
    print(f"top-1 {y[~none].mean():.3f}")
    print(f"WEIGHTS = ({', '.join(f'{w:.3f}' for w in weights[:-1])})")
    print(f"INTERCEPT = {weights[-1]:.3f}")
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
