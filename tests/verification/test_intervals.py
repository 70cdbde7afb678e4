"""Intervals hold as often as they say: exactly, by enumeration, or in bulk by a binomial bound."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.special import gammaln, stdtrit
from scipy.stats import binom

from sim.statistics.flips import difference_interval
from sim.statistics.means import mean
from sim.statistics.paired import paired_mean, paired_median
from sim.statistics.quantiles import interval_ranks
from sim.statistics.shares import share

BULK = 4000
"""Samples in bulk; an interval of 95 % fails to hold in 200 of them, give or take 42 at 0.2 %."""


def holds_in_bulk(held: int, total: int = BULK, confidence: float = 0.95) -> bool:
    """Whether so many intervals of so many hold as often as they say, and not far more often."""
    low, high = binom.interval(0.998, total, confidence)
    return bool(low <= held <= high)


# --- probabilities -----------------------------------------------------------------------------


def wilson_coverage(total: int, grid: np.ndarray) -> np.ndarray:
    """How often the interval holds each probability: summed over all counts there can be."""
    held = np.zeros_like(grid)
    for count in range(total + 1):
        found = share(count, total)
        inside = (found.low <= grid) & (grid <= found.high)
        held += np.where(inside, binom.pmf(count, total, grid), 0)
    return held


@pytest.mark.parametrize("total", [50, 200, 500])
def test_wilson_holds_a_probability_as_often_as_it_says(total: int) -> None:
    """On average over all probabilities 95 %; from ten expected cases of each kind never < 93 %."""
    grid = np.linspace(0, 1, 2001)[1:-1]
    covered = wilson_coverage(total, grid)
    middle = (grid * total >= 10) & ((1 - grid) * total >= 10)
    assert covered.mean() == pytest.approx(0.95, abs=0.006)
    assert covered[middle].min() > 0.93
    assert covered.min() > 0.83


@pytest.mark.parametrize("total", [20, 60, 120])
def test_a_difference_of_paired_probabilities_is_held_as_often_as_it_says(total: int) -> None:
    """Summed over every way the pairs of `total` can turn up, a turn down, or stay.

    The probability of `up` and `down` turns is multinomial. Where few turn it is held more often.
    """
    up, down = (axis.ravel() for axis in np.mgrid[: total + 1, : total + 1])
    possible = up + down <= total
    up, down = up[possible], down[possible]
    ends = np.array([difference_interval(a, b, total=total) for a, b in zip(up, down, strict=True)])
    ways = gammaln(total + 1) - gammaln(up + 1) - gammaln(down + 1) - gammaln(total - up - down + 1)
    covered, often = [], []
    for turning_up in (0.02, 0.1, 0.25, 0.4):
        for turning_down in (0.02, 0.05, 0.1, 0.25, 0.4):
            stay = 1 - turning_up - turning_down
            chance = up * math.log(turning_up) + down * math.log(turning_down)
            weight = np.exp(ways + chance + (total - up - down) * math.log(stay))
            gap = turning_up - turning_down
            held = (ends[:, 0] <= gap) & (gap <= ends[:, 1])
            assert weight.sum() == pytest.approx(1)
            covered.append(float(weight[held].sum()))
            if total * min(turning_up, turning_down) >= 5:
                often.append(covered[-1])
    assert min(covered) > 0.935
    assert often
    assert often == pytest.approx([0.95] * len(often), abs=0.015)


# --- quantiles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("probability", [0.05, 0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("total", [6, 30, 36, 100, 500])
def test_two_order_statistics_hold_a_quantile_at_least_as_often_as_they_say(
    total: int, probability: float
) -> None:
    """They hold it when at least `lower` and fewer than `upper` values lie below: binomial."""
    lower, upper = interval_ranks(total, probability)
    below = binom.pmf(np.arange(total + 1), total, probability)
    covered = below[(lower or 0) : (upper if upper is not None else total + 1)].sum()
    assert covered >= 0.95 - 1e-12


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.9])
def test_ties_only_make_them_hold_more_often(probability: float) -> None:
    """A die of six sides: 6 or less is every quantile somewhere. Enumerated by multinomials.

    The interval misses below when fewer than `lower` values are at most the quantile, above when
    at least `upper` are less than it.
    """
    total = 60
    lower, upper = interval_ranks(total, probability)
    assert lower is not None
    assert upper is not None
    true = math.ceil(6 * probability)
    misses = binom.cdf(lower - 1, total, true / 6) + binom.sf(upper - 1, total, (true - 1) / 6)
    assert misses <= 0.05


# --- means and differences, in bulk ------------------------------------------------------------


def test_t_holds_the_mean_of_normal_values_exactly_as_often_as_it_says() -> None:
    samples = np.random.default_rng(1).normal(3, 2, size=(BULK, 8))
    found = [mean(sample) for sample in samples]
    assert holds_in_bulk(sum(one.low <= 3 <= one.high for one in found))


def test_t_holds_the_mean_of_skewed_values_nearly_so_often_from_fifty_on() -> None:
    """Of exponential values: 93 % at 50, 94.5 % at 200; the loss fades with the sample."""
    random = np.random.default_rng(2)
    held = []
    for total, least in ((50, 0.93), (200, 0.94)):
        samples = random.exponential(size=(BULK, total))
        half = stdtrit(total - 1, 0.975) * samples.std(axis=1, ddof=1) / math.sqrt(total)
        held.append(int((np.abs(samples.mean(axis=1) - 1) <= half).sum()))
        assert held[-1] >= binom.ppf(0.001, BULK, least)
    assert all(before < after for before, after in pairwise(held))


def common(size: tuple[int, int], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two samples that share most of their chance; the second is half an hour later."""
    random = np.random.default_rng(seed)
    shared = random.exponential(5, size=size)
    return shared + random.normal(0, 1, size), shared + 0.5 + random.normal(0, 1, size)


def test_the_paired_interval_holds_the_difference_as_often_as_it_says() -> None:
    """The differences are normal with variance 2, whatever the samples share."""
    first, second = common((BULK, 12), seed=3)
    found = [paired_mean(*pair) for pair in zip(first, second, strict=True)]
    assert holds_in_bulk(sum(one.low <= 0.5 <= one.high for one in found))


def test_the_variance_ratio_is_that_of_the_variances() -> None:
    """Exponential of mean 5 with noise 1: (26 + 26) / 2."""
    first, second = common((1, 100_000), seed=4)
    assert paired_mean(first[0], second[0]).variance_ratio == pytest.approx(26, rel=0.05)


def test_the_median_of_differences_is_held_though_many_never_happen() -> None:
    """Cut off at 8 h: of the pairs 19 % happen in neither, which moves the median told a little.

    The truth is the median of what is told, taken from a sample of a million.
    """

    def cut(values: np.ndarray) -> np.ndarray:
        return np.where(values > 8, np.inf, values)

    first, second = (cut(values[0]) for values in common((1, 1_000_000), seed=5))
    truth = paired_median(first, second).value
    first, second = (cut(values) for values in common((2000, 30), seed=6))
    found = [paired_median(*pair) for pair in zip(first, second, strict=True)]
    held = sum(one.low <= truth <= one.high for one in found)
    assert 0.1 < np.mean([one.neither / 30 for one in found]) < 0.3
    assert held >= binom.ppf(0.001, 2000, 0.95)
