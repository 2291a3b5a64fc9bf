"""The few statistics an evaluation needs, on plain lists; deterministic."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

_RESAMPLES = 1000
_SEED = 20261123


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that a positive scores above a negative (ties count half); None if undefined."""
    if not positive or not negative:
        return None
    ranked = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    total = position = 0.0
    start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        position = (start + 1 + end) / 2
        total += position * sum(label for _, label in ranked[start:end])
        start = end
    count = len(positive)
    return (total - count * (count + 1) / 2) / (count * len(negative))


def calibration_bins(
    scores: Sequence[float], right: Sequence[bool], bins: int = 10
) -> list[tuple[float, float, int]]:
    """Per tenth of the score: mean score, share right, and count; empty tenths left out."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for score, is_right in zip(scores, right, strict=True):
        groups[min(bins - 1, int(score * bins))].append((score, is_right))
    return [
        (sum(s for s, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group))
        for group in groups
        if group
    ]


def expected_calibration_error(bins: Sequence[tuple[float, float, int]]) -> float:
    """The mean distance between score and share right over the bins (Naeini et al. 2015)."""
    total = sum(count for _, _, count in bins)
    return sum(abs(mean - share) * count for mean, share, count in bins) / total if total else 0.0


def bootstrap_interval(values: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """The percentile interval of a mean over resamples of its values (Efron 1979)."""
    if not values:
        return 0.0, 0.0
    chance = random.Random(_SEED)
    means = sorted(
        sum(chance.choices(values, k=len(values))) / len(values) for _ in range(_RESAMPLES)
    )
    tail = round((1 - level) / 2 * _RESAMPLES)
    return means[tail], means[_RESAMPLES - 1 - tail]


def exact_interval(hits: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """The Clopper-Pearson interval of a share (Clopper & Pearson 1934)."""
    if total == 0:
        return 0.0, 1.0
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else _solve(lambda p: 1 - _binomial_cdf(hits - 1, total, p), tail)
    high = 1.0 if hits == total else _solve(lambda p: -_binomial_cdf(hits, total, p), -tail)
    return low, high


def _solve(rising: Callable[[float], float], target: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _binomial_cdf(hits: int, total: int, share: float) -> float:
    if share <= 0 or share >= 1:
        return 1.0 if share <= 0 or hits >= total else 0.0
    log_share, log_rest = math.log(share), math.log1p(-share)
    return sum(
        math.exp(
            math.lgamma(total + 1)
            - math.lgamma(k + 1)
            - math.lgamma(total - k + 1)
            + k * log_share
            + (total - k) * log_rest
        )
        for k in range(hits + 1)
    )
