"""Groups by average likeness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.api import Triage
from triage.match.group import Floats, groups, likeness, sketch


def matrix(pairs: dict[tuple[int, int], float], size: int) -> Floats:
    alike = np.eye(size, dtype=np.float32)
    for (left, right), value in pairs.items():
        alike[left, right] = alike[right, left] = value
    return alike


@pytest.mark.parametrize(
    ("pairs", "size", "expected"),
    [
        ({}, 0, []),
        ({}, 1, [[0]]),
        ({(0, 1): 0.9}, 3, [[0, 1], [2]]),
        ({(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.7}, 4, [[0, 1], [2, 3]]),
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}, 3, [[0, 1, 2]]),
        # A chain of neighbours is no group: 0 and 2 have nothing in common.
        ({(0, 1): 0.6, (1, 2): 0.55}, 3, [[0, 1], [2]]),
    ],
)
def test_groups_are_alike_on_average(
    pairs: dict[tuple[int, int], float], size: int, expected: list[list[int]]
) -> None:
    assert groups(matrix(pairs, size), 0.5) == expected


@given(
    st.integers(0, 12).flatmap(
        lambda n: st.lists(
            st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.8, 1.0]), min_size=n, max_size=n),
            min_size=n,
            max_size=n,
        )
    )
)
def test_everyone_is_in_one_group_and_groups_hold_together(rows: list[list[float]]) -> None:
    raw = np.array(rows, dtype=np.float32).reshape(len(rows), len(rows))
    alike: Floats = ((raw + raw.T) / 2).astype(np.float32)
    found = groups(alike, 0.5)
    assert sorted(number for group in found for number in group) == list(range(len(rows)))
    assert [len(group) for group in found] == sorted((len(g) for g in found), reverse=True)
    for group in found:
        inside = alike[np.ix_(group, group)]
        pairs = inside.sum() - np.trace(inside)
        if len(group) == 2:
            assert pairs / 2 >= 0.499


def test_likeness_is_of_what_is_asked(shipped: Triage) -> None:
    texts = ["Do you sell gift cards?", "where can I buy a gift card", "Is there parking?", "", "?"]
    index, finder = shipped.content.index, shipped.content.finder
    alike = likeness([sketch(text, text, index, finder) for text in texts])
    assert np.allclose(alike, alike.T, atol=1e-6)
    assert alike.min() >= 0
    assert alike.max() <= 1.0001
    assert alike[0, 1] > 0.1 > alike[0, 2]
    assert not alike[3:].any()
