"""Runs of several points share their chance: intervals count replications, not runs."""

import numpy as np
import pytest
from scipy.stats import binom

from sim.statistics.clustered import (
    Known,
    clustered_mean,
    clustered_median,
    clustered_share,
    effective_runs,
)
from sim.statistics.means import mean
from sim.statistics.quantiles import quantile
from sim.statistics.shares import share

POINTS, REPLICATIONS, REPEATS = 8, 20, 600
LEVELS = np.linspace(-0.8, 0.8, POINTS)[:, None]
LEAST = binom.ppf(0.001, REPEATS, 0.93) / REPEATS
"""So often at least must an interval hold that holds in 93 % of cases; 95 % are promised."""


def runs(chance: np.random.Generator, *, shared: float = 0.8) -> np.ndarray:
    """A number at every point in every replication, most of whose chance all points share."""
    common = chance.normal(size=REPLICATIONS)
    own = chance.normal(size=(POINTS, REPLICATIONS))
    return LEVELS + np.sqrt(shared) * common + np.sqrt(1 - shared) * own


def normal(x: np.ndarray) -> np.ndarray:
    from scipy.special import ndtr

    return ndtr(x)


def test_a_single_point_has_the_intervals_of_its_runs() -> None:
    values = np.array([[1.0, 0.0, 1.0, 1.0, 0.0, 1.0]])
    assert clustered_share(values) == share(4, 6)
    assert clustered_median(values) == quantile(values[0], 0.5)
    found, plain = clustered_mean(values), mean(values[0])
    assert found is not None
    assert plain is not None
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))


def test_points_that_are_copies_of_one_another_are_no_surer_than_one() -> None:
    one = np.array([[1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0]])
    alone, many = clustered_share(one), clustered_share(np.repeat(one, 50, axis=0))
    assert many.value == alone.value
    assert many.high - many.low >= alone.high - alone.low


def test_independent_runs_count_nearly_all() -> None:
    chance = np.random.default_rng(1)
    values = (chance.random((50, 40)) < 0.5).astype(float)
    assert 1000 < effective_runs(Known(values), 0.5) <= 2000


def test_intervals_of_a_share_hold_it_as_often_as_they_say() -> None:
    chance = np.random.default_rng(2)
    truth = float(normal(LEVELS).mean())
    held = naive = 0
    for _ in range(REPEATS):
        values = (runs(chance) > 0).astype(float)
        found = clustered_share(values)
        plain = share(int(values.sum()), values.size)
        held += found.low <= truth <= found.high
        naive += plain.low <= truth <= plain.high
    assert held / REPEATS >= LEAST
    assert naive / REPEATS < 0.7  # as if runs were independent: this is what is mended


def test_intervals_of_a_mean_and_a_median_hold_them_as_often_as_they_say() -> None:
    chance = np.random.default_rng(3)
    means = medians = 0
    for _ in range(REPEATS):
        values = runs(chance)
        middle, half = clustered_mean(values), clustered_median(values)
        assert middle is not None
        means += middle.low <= 0 <= middle.high
        medians += half.low <= 0 <= half.high
    assert means / REPEATS >= LEAST
    assert medians / REPEATS >= LEAST


def test_what_never_happened_ranks_last_in_a_median() -> None:
    values = np.array([[1.0, np.inf, np.inf], [2.0, np.inf, np.inf]])
    assert clustered_median(values).value == np.inf
    assert clustered_mean(values) is None


def test_runs_that_do_not_tell_are_left_out() -> None:
    values = np.array([[1.0, np.nan, 0.0], [1.0, np.nan, np.nan]])
    found = clustered_share(values)
    assert (found.count, found.total) == (2, 3)
