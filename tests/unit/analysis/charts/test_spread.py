"""Medians and ranges over replications, and what never came."""

import math

import numpy as np
import pandas as pd

from sim.analysis.charts.spread import fan, spread
from tests.unit.analysis.charts.cases import columns_of


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
    series = pd.DataFrame(
        {
            "replication": [0, 0, 1, 1, 2, 2],
            "hour": [0, 1, 0, 1, 0, 1],
            "people": [1, 30, 2, 20, 3, 10],
        }
    )

    people = fan(columns_of(series), "people")

    assert list(people.hours) == [0, 1]
    assert list(people.low) == [1, 10]
    assert list(people.middle) == [2, 20]
    assert list(people.high) == [3, 30]


def test_a_fan_of_many_replications_agrees_with_the_spread_of_each_hour():
    random = np.random.default_rng(1)
    values = random.integers(0, 1000, size=(37, 5))
    series = pd.DataFrame(
        {
            "replication": np.repeat(range(37), 5),
            "hour": np.tile(range(5), 37),
            "people": values.ravel(),
        }
    )

    people = fan(columns_of(series), "people")

    for hour in range(5):
        alone = found(values[:, hour])
        assert (people.low[hour], people.middle[hour], people.high[hour]) == (
            alone.low,
            alone.middle,
            alone.high,
        )


def test_what_was_never_there_has_no_fan():
    series = pd.DataFrame({"replication": [0, 0], "hour": [0, 1], "people": [0, 0]})

    assert fan(columns_of(series), "people") is None
    assert fan(columns_of(series), "loads") is None
