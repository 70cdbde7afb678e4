"""Differences of outcomes: their sign and size, what is not known, and the family they make."""

import numpy as np
import pytest

from sim.analysis.comparing.compared import Difference
from sim.analysis.comparing.differences import judged, one_difference
from sim.catalogue.naming import outcome_name

NEVER, UNKNOWN = np.inf, np.nan
ON_TIME = outcome_name("clauses.handover.on_time")
LATENESS = outcome_name("clauses.handover.lateness_hours")
GAP = outcome_name("areas.district.gap_hours")


def found(name: str, first: list[float], second: list[float]) -> Difference:
    return one_difference(outcome_name(name), "other", np.array(first), np.array(second))


def test_a_share_rises_by_the_pairs_that_turned() -> None:
    told = found(str(ON_TIME), [0, 0, 0, 1, 1], [1, 1, 0, 1, 0])
    assert (told.measure, told.first, told.second) == ("share", 0.4, 0.6)
    assert told.value == pytest.approx(0.2)
    assert (told.fell, told.tied, told.rose) == (1, 2, 2)
    assert told.p_value == 1.0  # two one way, one the other: 2 x (1 + 3) / 2^3


def test_a_mean_falls_where_the_second_is_less_late() -> None:
    told = found(str(LATENESS), [10, 20, 33], [8, 18, 30])
    assert (told.measure, told.first) == ("mean", 21)
    assert told.value == pytest.approx(-7 / 3)
    assert told.high is not None
    assert told.high < 0
    assert told.variance_ratio is not None
    assert told.variance_ratio > 100  # runs differ much, the differences hardly


def test_what_never_came_makes_a_median_of_it() -> None:
    told = found(str(LATENESS), [10, 20, NEVER, 30], [8, 18, 40, NEVER])
    assert (told.measure, told.value) == ("median", -2.0)
    assert (told.never_first, told.never_second) == (1, 1)
    assert told.variance_ratio is None


def test_a_pair_of_which_one_side_is_not_known_is_no_pair() -> None:
    """A replication that failed is not one that was never over."""
    told = found(str(LATENESS), [10, UNKNOWN, 30], [9, 19, 29])
    assert (told.measure, told.value, told.pairs, told.unknown) == ("mean", -1.0, 2, 1)


def test_nothing_known_is_told_as_nothing() -> None:
    told = found(str(GAP), [UNKNOWN, 1], [1, UNKNOWN])
    assert (told.value, told.low, told.p_value, told.pairs, told.unknown) == (
        *(None, None, None),
        *(0, 2),
    )
    truth = found(str(ON_TIME), [UNKNOWN], [1])
    assert (truth.value, truth.low, truth.p_value) == (None, None, None)


def test_equal_runs_differ_in_nothing() -> None:
    values = [1.0, 5.0, NEVER]
    told = found(str(LATENESS), values, values)
    assert told.is_same
    assert told.value == 0.0
    assert not told.is_clear


def test_p_values_allow_for_all_outcomes_of_all_scenarios() -> None:
    """Two outcomes in two scenarios are four questions."""
    random = np.random.default_rng(4)
    base = {ON_TIME: np.zeros(40), LATENESS: random.normal(size=40)}
    better = {ON_TIME: np.repeat([1.0, 0.0], [8, 32]), LATENESS: base[LATENESS]}
    same = {ON_TIME: np.zeros(40), LATENESS: base[LATENESS]}
    told = judged(base, {"better": better, "same": same}, [ON_TIME, LATENESS])
    assert [(each.outcome, each.scenario) for each in told] == [
        (str(ON_TIME), "better"),
        (str(ON_TIME), "same"),
        (str(LATENESS), "better"),
        (str(LATENESS), "same"),
    ]
    assert told[0].p_value == 2 / 2**8
    assert told[0].adjusted == 4 * 2 / 2**8
    assert [each.is_clear for each in told] == [True, False, False, False]
