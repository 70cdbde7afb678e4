"""Quantiles by order statistics: exact coverage, and runs that never finished."""

import math
from fractions import Fraction

import numpy as np
import pytest

from sim.statistics.quantiles import interval_ranks, quantile, rank

NEVER = math.inf


def at_most(total: int, probability: Fraction, count: int) -> Fraction:
    """Probability that at most so many of a sample lie below the quantile."""
    return sum(
        (
            math.comb(total, k) * probability**k * (1 - probability) ** (total - k)
            for k in range(count + 1)
        ),
        Fraction(0),
    )


@pytest.mark.parametrize("total", [6, 20, 37, 100])
@pytest.mark.parametrize("probability", [Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)])
def test_each_end_misses_at_most_one_time_in_forty_and_the_next_rank_more_often(
    total: int, probability: Fraction
) -> None:
    """The k-th of n values lies above the quantile with probability P(B(n, p) < k)."""
    lower, upper = interval_ranks(total, float(probability))
    tail = Fraction(1, 40)
    if lower is not None:
        assert at_most(total, probability, lower - 1) <= tail
    assert at_most(total, probability, lower or 0) > tail
    if upper is not None:
        assert 1 - at_most(total, probability, upper - 1) <= tail
    assert 1 - at_most(total, probability, (upper or total + 1) - 2) > tail


def test_the_median_of_six_lies_between_the_smallest_and_the_largest() -> None:
    found = quantile([5, 1, 4, 2, 6, 3], 0.5)
    assert (found.value, found.low, found.high) == (3, 1, 6)


def test_five_runs_are_too_few_to_enclose_a_median() -> None:
    found = quantile([5, 1, 4, 2, 3], 0.5)
    assert (found.value, found.low, found.high) == (3, None, None)


def test_the_ninetieth_percentile_needs_36_runs_for_an_upper_end() -> None:
    assert interval_ranks(35, 0.9)[1] is None
    assert interval_ranks(36, 0.9)[1] == 36


def test_what_never_happened_ranks_last_and_leaves_the_median_as_it_is() -> None:
    assert quantile([1, NEVER, 3, NEVER, 2], 0.5).value == 3


def test_a_quantile_that_reaches_the_unfinished_is_later_than_everything() -> None:
    assert quantile([1, NEVER, 3, NEVER, 2], 0.9).value == NEVER


def test_an_empty_cell_of_a_table_counts_as_unfinished() -> None:
    assert quantile(np.array([1.0, np.nan, 3.0]), 0.9).value == NEVER


def test_nothing_finished_is_later_than_everything_throughout() -> None:
    found = quantile([NEVER] * 40, 0.5)
    assert (found.value, found.low, found.high) == (NEVER, NEVER, NEVER)


def test_no_runs_have_no_quantile() -> None:
    assert quantile([], 0.5).value is None


def test_every_value_told_is_one_of_the_sample() -> None:
    values = [0.5, 1.25, 7.75, 9.5]
    assert {quantile(values, step / 20).value for step in range(1, 20)} == set(values)


@pytest.mark.parametrize("total", range(1, 200))
def test_the_rank_is_the_exact_ceiling(total: int) -> None:
    for percent in (10, 55, 90):
        assert rank(total, percent / 100) == max(1, math.ceil(Fraction(percent * total, 100)))
