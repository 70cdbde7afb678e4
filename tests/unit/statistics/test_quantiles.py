"""Quantiles by order statistics: exact coverage, and runs that never finished."""

import math
from fractions import Fraction

import numpy as np
import pytest

from sim.statistics.quantiles import interval_ranks, least_total, quantile, rank, refusal

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


@pytest.mark.parametrize("percent", [1, 5, 10, 50, 75, 90, 99])
def test_a_quantile_is_carried_from_where_the_values_reach_it_as_likely_as_not(
    percent: int,
) -> None:
    """All of n values lie on its far side with probability max(p, 1 - p)^n."""
    least = next(n for n in range(1, 200) if Fraction(max(percent, 100 - percent), 100) ** n <= 0.5)
    assert refusal(least - 1, percent / 100) is not None
    assert refusal(least, percent / 100) is None


def test_a_quantile_the_sample_cannot_carry_is_refused_in_words() -> None:
    said = refusal(20, 0.99)
    assert said is not None
    assert said.startswith("20 runs cannot carry the 0.99 quantile")
    assert "82 % probability all of them lie below it" in said
    assert said.endswith("it takes 69 to tell it and 368 to enclose it")


def test_an_early_quantile_is_refused_from_the_other_side() -> None:
    assert "all of them lie above it" in (refusal(20, 0.01) or "")


def test_nothing_carries_no_quantile_and_one_run_a_median() -> None:
    assert refusal(0, 0.5) == (
        "without runs there is no 0.5 quantile; it takes 1 to tell it and 6 to enclose it"
    )
    assert refusal(1, 0.5) is None


@pytest.mark.parametrize("probability", [0.01, 0.1, 0.5, 0.9, 0.99])
def test_what_is_said_to_enclose_a_quantile_does_and_one_run_fewer_does_not(
    probability: float,
) -> None:
    enough = least_total(probability, missing_it=0.025)
    assert None not in interval_ranks(enough, probability)
    assert None in interval_ranks(enough - 1, probability)


@pytest.mark.parametrize("wrong", [0, 1, -0.5, 90, math.nan])
def test_a_quantile_of_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="no probability"):
        refusal(20, wrong)
