"""Medians and ranges over replications, and what never came."""

import math

import numpy as np
import pandas as pd

from sim.analysis.charts.spread import fan_of, spread


def found(values):
    return spread(pd.Series(values, dtype="float64"))


def test_the_quantiles_are_values_that_some_replication_had():
    ten = found([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])

    assert (ten.low, ten.middle, ten.high) == (10, 50, 90)


def test_what_never_came_ranks_as_later_than_everything():
    of_four = found([5, None, 7, None])

    assert of_four.middle == 7
    assert math.isinf(of_four.high)
    assert of_four.missing == 2
    assert list(of_four.came) == [5, 7]


def test_whole_numbers_that_may_be_empty_are_read_too():
    counts = spread(pd.Series([3, None, 1], dtype="Int64"))

    assert counts.middle == 3
    assert counts.missing == 1


def test_no_row_has_no_spread():
    assert found([]) is None


def test_a_fan_takes_every_hour_by_itself():
    people = fan_of(np.array([[1, 30], [2, 20], [3, 10]]))

    assert list(people.hours) == [0, 1]
    assert list(people.low) == [1, 10]
    assert list(people.middle) == [2, 20]
    assert list(people.high) == [3, 30]


def test_a_fan_of_many_replications_agrees_with_the_spread_of_each_hour():
    values = np.random.default_rng(1).integers(-9, 1000, size=(37, 5), dtype=np.int32)
    values[:, [0, 3]] = 0  # hours at which nothing ever was

    people = fan_of(values)

    for hour in range(5):
        alone = found(values[:, hour])
        assert (people.low[hour], people.middle[hour], people.high[hour]) == (
            alone.low,
            alone.middle,
            alone.high,
        )


def test_what_was_never_there_has_no_fan():
    assert fan_of(np.zeros((3, 2), dtype=np.int32)) is None
