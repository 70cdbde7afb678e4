"""Clauses that turn from late to on time and back, pair by pair."""

import math

import numpy as np
import pytest

from sim.statistics.flips import difference_interval, flips
from sim.statistics.signs import sign_test

YES, NO = True, False


def test_each_pair_is_counted_where_it_belongs() -> None:
    found = flips([NO, NO, NO, YES, YES, NO], [YES, YES, NO, YES, NO, YES])
    assert (found.to_true, found.to_false, found.both, found.neither) == (3, 1, 1, 1)
    assert found.pairs == 6
    assert found.value == pytest.approx(2 / 6)


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_a_pair_not_known_on_one_side_counts_nowhere(unknown: float | None) -> None:
    found = flips([NO, unknown, YES, unknown], [YES, YES, unknown, unknown])
    assert (found.pairs, found.unknown, found.value) == (1, 3, 1)


def test_arrays_of_truth_values_and_of_numbers_count_alike() -> None:
    first, second = np.array([True, False, False]), np.array([True, True, False])
    assert flips(first, second) == flips(first.astype(float), [1, 1, 0])


def test_the_exact_test_doubles_the_binomial_tail() -> None:
    """Airway reactivity of 21 children before and after: 7 turned one way, 1 the other; 0.070.

    Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014).
    """
    found = flips([NO] * 7 + [YES] + [YES] + [NO] * 12, [YES] * 7 + [NO] + [YES] + [NO] * 12)
    assert found.p_value == pytest.approx(2 * (1 + 8) / 256)
    assert round(found.p_value, 3) == 0.070
    assert (round(found.low, 3), round(found.high, 3)) == (0.013, 0.508)


def test_turning_the_pairs_round_turns_the_sign() -> None:
    low, high = difference_interval(3, 11, total=40)
    assert difference_interval(11, 3, total=40) == pytest.approx((-high, -low))


def test_where_nothing_turned_a_change_is_still_possible() -> None:
    """As wide as a chance of about 1.4 % of turning, of which 200 runs show none."""
    found = flips([YES] * 200, [YES] * 200)
    assert (found.value, found.p_value) == (0, 1)
    assert found.low == -found.high
    assert 0.01 < found.high < 0.02


def test_no_known_pair_says_nothing() -> None:
    found = flips([None], [YES])
    assert (found.value, found.low, found.high, found.p_value) == (None, -1, 1, 1)


def test_the_interval_never_leaves_what_is_possible() -> None:
    assert difference_interval(2, 0, total=2)[1] == 1
    assert difference_interval(0, 2, total=2)[0] == -1


def test_half_a_truth_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.5 is neither yes \(1\) nor no \(0\)"):
        flips([0.5], [1.0])


def test_samples_of_other_lengths_are_no_pairs() -> None:
    with pytest.raises(ValueError, match="1 and 2 values are no pairs"):
        flips([YES], [YES, NO])


@pytest.mark.parametrize(("rarer", "more"), [(0, 6), (1, 9), (12, 30), (5, 5)])
def test_the_sign_test_is_twice_the_tail_of_fair_tosses(rarer: int, more: int) -> None:
    total = rarer + more
    tail = sum(math.comb(total, count) for count in range(rarer + 1)) / 2**total
    assert sign_test(rarer, more) == sign_test(more, rarer) == pytest.approx(min(1, 2 * tail))
