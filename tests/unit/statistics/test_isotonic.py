"""Pool adjacent violators: against another's implementation, and by its own rules."""

import numpy as np
import pytest
from scipy.optimize import isotonic_regression

from sim.statistics.isotonic import isotonic


def test_what_never_falls_stays_as_it_is() -> None:
    assert isotonic([1, 1, 2, 5], [1, 2, 3, 4]).tolist() == [1, 1, 2, 5]


def test_what_falls_throughout_is_its_mean() -> None:
    assert isotonic([3, 2, 1], [1, 1, 1]).tolist() == [2, 2, 2]


def test_a_pool_is_weighed_by_its_runs() -> None:
    assert isotonic([0.9, 0.5], [300, 100]).tolist() == pytest.approx([0.8, 0.8])


def test_a_late_fall_pulls_down_pools_before_it() -> None:
    assert isotonic([1, 3, 2, 0], [1, 1, 1, 1]).tolist() == [1.0, *[5 / 3] * 3]


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_least_squares_fit_that_never_falls(seed: int) -> None:
    random = np.random.default_rng(seed)
    values, weights = random.normal(np.arange(30) / 5, 1), random.integers(1, 50, 30)
    expected = isotonic_regression(values, weights=weights.astype(float)).x
    assert isotonic(values, weights) == pytest.approx(expected)


def test_nothing_has_an_empty_fit() -> None:
    assert isotonic([], []).tolist() == []


@pytest.mark.parametrize("weights", [[1], [1, 0], [1, -1], [1, float("nan")]])
def test_weights_that_do_not_fit_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="as many weights, each more than 0"):
        isotonic([1, 2], weights)
