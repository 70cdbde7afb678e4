"""Means with their t intervals, and where no mean is honest."""

import math

import pytest

from sim.statistics.means import mean


def test_interval_is_that_of_the_t_distribution() -> None:
    """Of 1, 2, 3: s = 1, and t(0.975; 2) = 4.3027, so 2 -+ 4.3027 / sqrt(3)."""
    found = mean([1.0, 2.0, 3.0])
    half = 4.302652729911275 / math.sqrt(3)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((2, 2 - half, 2 + half))


@pytest.mark.parametrize("missing", [math.inf, math.nan])
def test_there_is_no_mean_over_what_was_cut_off(missing: float) -> None:
    assert mean([1.0, 2.0, missing]) is None


def test_one_value_is_its_own_mean_without_an_interval() -> None:
    found = mean([4.0])
    assert found is not None
    assert (found.value, found.low, found.high) == (4.0, None, None)


def test_nothing_has_no_mean() -> None:
    assert mean([]) is None
