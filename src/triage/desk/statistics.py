"""The few statistics an evaluation needs, on plain lists; deterministic."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence


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


def bootstrap_interval(hits: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """The percentile interval of a share over resamples of its cases (Efron 1979).

    A resample of hits and misses is a binomial draw, so the percentiles of all resamples are known
    without drawing any.
    """
    if not 0 < hits < total:
        share = hits / total if total else 0.0
        return share, share
    share, tail = hits / total, (1 - level) / 2
    # Far from the middle nothing is left: ten standard deviations.
    reach = 10 * math.sqrt(total * share * (1 - share)) + 1
    below, low, high = 0.0, hits, hits
    for count in range(max(0, int(hits - reach)), min(total, int(hits + reach)) + 1):
        before, below = below, below + _binomial(count, total, share)
        if before < tail <= below:
            low = count
        if before < 1 - tail <= below:
            high = count
    return low / total, high / total


def auroc_interval(area: float, positive: int, negative: int) -> tuple[float, float]:
    """The 95% interval of an AUROC over so many cases (Hanley & McNeil 1982)."""
    twice_above, twice_below = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area)
    spread += (positive - 1) * (twice_above - area**2) + (negative - 1) * (twice_below - area**2)
    error = 1.96 * math.sqrt(max(0.0, spread) / (positive * negative))
    return max(0.0, area - error), min(1.0, area + error)


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
    return sum(_binomial(count, total, share) for count in range(hits + 1))


def _binomial(count: int, total: int, share: float) -> float:
    return math.exp(
        math.lgamma(total + 1)
        - math.lgamma(count + 1)
        - math.lgamma(total - count + 1)
        + count * math.log(share)
        + (total - count) * math.log1p(-share)
    )
