"""Differences under common random numbers: means where a mean is honest, medians elsewhere."""

import math

import numpy as np
import pytest

from sim.statistics.paired import PairedMean, PairedMedian, difference, differences, paired_mean

NEVER = math.inf


def mean_of(first: list[float], second: list[float]) -> PairedMean:
    found = difference(first, second)
    assert isinstance(found, PairedMean)
    return found


def median_of(first: list[float], second: list[float]) -> PairedMedian:
    found = difference(first, second)
    assert isinstance(found, PairedMedian)
    return found


def test_the_t_interval_is_that_of_the_differences() -> None:
    """Differences 1, 2, 3: s = 1, and t(0.975; 2) = 4.3027, so 2 -+ 4.3027 / sqrt(3)."""
    found = mean_of([10, 20, 30], [11, 22, 33])
    half = 4.302652729911275 / math.sqrt(3)
    assert (found.value, found.low, found.high) == pytest.approx((2, 2 - half, 2 + half))


def test_the_p_value_is_that_of_the_paired_t_test() -> None:
    """Of t = 2 sqrt(3) with two degrees of freedom: P(|T| > t) = 1 - t / sqrt(t^2 + 2)."""
    found = mean_of([10, 20, 30], [11, 22, 33])
    distance = 2 * math.sqrt(3)
    assert found.p_value == pytest.approx(1 - distance / math.sqrt(distance**2 + 2))


def test_zero_is_inside_the_interval_just_where_the_p_value_says_so() -> None:
    for shift in np.linspace(-1, 1, 41):
        found = mean_of([0.0] * 8, [shift + step / 5 for step in range(-4, 4)])
        assert found.low is not None
        assert found.high is not None
        assert (found.low <= 0 <= found.high) == (found.p_value >= 0.05)


def test_pairing_buys_the_variance_that_runs_share() -> None:
    """Variances of 100 each, 1 of the difference: 200 times fewer runs."""
    first, second = [10, 20, 30], [11, 22, 33]
    apart = np.var(first, ddof=1) + np.var(second, ddof=1)
    assert mean_of(first, second).variance_ratio == pytest.approx(apart / 1)


def test_pairing_costs_where_runs_go_opposite_ways() -> None:
    assert mean_of([1, 2, 3], [3, 2, 1]).variance_ratio == pytest.approx(0.5)


def test_the_same_delay_in_every_run_is_known_exactly() -> None:
    found = mean_of([0.1, 0.7, 1.9, 2.3], [0.4, 1.0, 2.2, 2.6])
    assert found.variance_ratio == math.inf
    assert found.high - found.low < 1e-12
    assert found.p_value == 2 / 2**4


def test_where_nothing_changes_and_nothing_varies_there_is_nothing_to_buy() -> None:
    found = mean_of([2.5] * 4, [2.5] * 4)
    assert (found.value, found.p_value, found.variance_ratio) == (0, 1, None)


def test_one_pair_has_no_interval() -> None:
    found = mean_of([1.0], [3.0])
    assert (found.value, found.low, found.p_value, found.variance_ratio) == (2, None, None, None)


@pytest.mark.parametrize("missing", [NEVER, math.nan])
def test_there_is_no_mean_where_something_did_not_happen(missing: float) -> None:
    assert paired_mean([1.0, missing], [1.0, 2.0]) is None
    assert paired_mean([1.0, 2.0], [1.0, missing]) is None


def test_what_happens_only_before_is_later_and_only_after_earlier_by_infinity() -> None:
    assert differences([1, NEVER, NEVER, 4], [NEVER, 2, NEVER, 3]).tolist() == [
        NEVER,
        -NEVER,
        0,
        -1,
    ]


def test_the_median_of_differences_holds_beside_what_did_not_happen() -> None:
    found = median_of([1, 2, 3, NEVER, 5], [3, 4, 6, NEVER, NEVER])
    assert found.value == 2
    assert (found.fell, found.tied, found.rose, found.pairs) == (0, 1, 4, 5)
    assert (found.both, found.only_first, found.only_second, found.neither) == (3, 1, 0, 1)


def test_the_interval_lies_between_two_of_the_differences() -> None:
    """Of six differences the smallest and the largest enclose the median: 1 - 2 / 2^6 = 0.97."""
    found = median_of([0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, NEVER])
    assert (found.value, found.low, found.high) == (3, 1, NEVER)
    assert found.p_value == 2 / 2**6


def test_five_pairs_are_too_few_for_an_interval_of_the_median() -> None:
    found = median_of([0, 0, 0, 0, 0], [1, 2, 3, 4, NEVER])
    assert (found.low, found.high) == (None, None)


def test_where_most_never_happen_any_more_the_median_is_infinite() -> None:
    assert median_of([1, 2, 3], [NEVER, NEVER, 3]).value == NEVER
    assert median_of([NEVER, NEVER, 3], [1, 2, 3]).value == -NEVER


def test_nothing_happens_in_either_is_a_tie_throughout() -> None:
    found = median_of([NEVER] * 8, [NEVER] * 8)
    assert (found.value, found.low, found.high, found.p_value) == (0, 0, 0, 1)


def test_no_pairs_have_no_difference() -> None:
    assert difference([], []) is None


def test_samples_of_other_lengths_are_no_pairs() -> None:
    with pytest.raises(ValueError, match="3 and 2 values are no pairs"):
        difference([1, 2, 3], [1, 2])
