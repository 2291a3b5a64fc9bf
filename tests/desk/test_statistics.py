from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.desk.statistics import (
    auroc,
    auroc_interval,
    bootstrap_interval,
    calibration_bins,
    exact_interval,
    expected_calibration_error,
)


@pytest.mark.parametrize(
    ("positive", "negative", "area"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.9, 0.4], [0.6, 0.1], 0.75),
        ([], [0.5], None),
    ],
)
def test_auroc(positive: list[float], negative: list[float], area: float | None) -> None:
    assert auroc(positive, negative) == area


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (5, 10, 0.1871, 0.8129),
        (47, 49, 0.8602, 0.9950),
        (10, 10, 0.6915, 1.0),
    ],
)
def test_exact_interval(hits: int, total: int, low: float, high: float) -> None:
    assert exact_interval(hits, total) == pytest.approx((low, high), abs=2e-4)


@given(hits=st.integers(0, 60), misses=st.integers(0, 60))
def test_a_bootstrap_interval_holds_the_share(hits: int, misses: int) -> None:
    share = hits / (hits + misses) if hits + misses else 0.0
    low, high = bootstrap_interval(hits, hits + misses)
    assert 0 <= low <= share <= high <= 1


@pytest.mark.parametrize(("hits", "total"), [(3, 10), (180, 200), (9_000, 10_000)])
def test_a_bootstrap_interval_is_that_of_many_resamples(hits: int, total: int) -> None:
    chance = random.Random(1)
    shares = sorted(
        sum(chance.random() * total < hits for _ in range(total)) / total for _ in range(400)
    )
    spread = (hits / total * (1 - hits / total) / total) ** 0.5
    expected = shares[10], shares[389]
    assert bootstrap_interval(hits, total) == pytest.approx(expected, abs=0.7 * spread)


def test_an_area_over_more_cases_is_surer() -> None:
    few, many = auroc_interval(0.9, 20, 20), auroc_interval(0.9, 2000, 2000)
    assert few[0] < many[0] < 0.9 < many[1] < few[1] <= 1
    assert auroc_interval(0.893, 51, 58) == pytest.approx((0.830, 0.956), abs=2e-3)
    assert auroc_interval(1.0, 5, 5) == (1.0, 1.0)


def test_perfect_calibration_has_no_error() -> None:
    bins = calibration_bins([0.0, 1.0, 1.0], [False, True, True])
    assert expected_calibration_error(bins) == 0
    assert expected_calibration_error(calibration_bins([0.9], [False])) == pytest.approx(0.9)
