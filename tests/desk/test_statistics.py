from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.desk.statistics import (
    auroc,
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


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_bootstrap_interval_holds_the_mean_of_its_values(values: list[bool]) -> None:
    numbers = [float(value) for value in values]
    low, high = bootstrap_interval(numbers)
    assert 0 <= low <= sum(numbers) / len(numbers) + 1e-9
    assert high >= sum(numbers) / len(numbers) - 1e-9


def test_perfect_calibration_has_no_error() -> None:
    bins = calibration_bins([0.0, 1.0, 1.0], [False, True, True])
    assert expected_calibration_error(bins) == 0
    assert expected_calibration_error(calibration_bins([0.9], [False])) == pytest.approx(0.9)
