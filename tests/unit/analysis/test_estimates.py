"""Columns as estimates: what is unknown or unfinished is neither dropped nor counted as good."""

from datetime import datetime

import pandas as pd
import pytest

from sim.analysis.estimates import Moment, amounts, chance, moments
from sim.clock import Calendar

CALENDAR = Calendar(start=datetime(2020, 11, 10), zone="Asia/Yerevan")


def truths(*values: bool | None) -> pd.Series:
    return pd.Series(list(values), dtype="boolean")


def numbers(*values: float | None) -> pd.Series:
    return pd.Series(list(values), dtype="float64")


def test_unknown_runs_are_counted_apart() -> None:
    found = chance(truths(True, False, None, True))
    assert (found.count, found.runs, found.unknown) == (2, 3, 1)
    assert found.value == pytest.approx(2 / 3)


def test_no_run_that_tells_is_no_probability() -> None:
    found = chance(truths(None, None))
    assert (found.value, found.runs, found.unknown) == (None, 0, 2)


def test_instants_are_told_as_local_dates() -> None:
    found = moments(numbers(24.0, 25.0, 26.5), CALENDAR)
    assert found is not None
    assert found.median == Moment(25.0, "2020-11-11 01:00")


def test_a_median_among_the_unfinished_is_later_than_the_end() -> None:
    found = moments(numbers(24.0, None, None), CALENDAR)
    assert found is not None
    assert found.median.is_after_end
    assert found.p10 == Moment(24.0, "2020-11-11 00:00")
    assert (found.happened, found.runs) == (1, 3)


def test_a_few_runs_have_a_median_without_an_interval() -> None:
    found = moments(numbers(1.0, 2.0, 3.0), CALENDAR)
    assert found is not None
    assert (found.median_low, found.median_high) == (None, None)


def test_an_interval_may_reach_beyond_the_end() -> None:
    found = moments(numbers(1.0, 2.0, 3.0, 4.0, 5.0, None), CALENDAR)
    assert found is not None
    assert found.median_low == Moment(1.0, "2020-11-10 01:00")
    assert found.median_high == Moment(None, None)


def test_hours_across_the_end_of_summer_time_are_local_hours() -> None:
    berlin = Calendar(start=datetime(2020, 10, 25), zone="Europe/Berlin")
    found = moments(numbers(4.0), berlin)
    assert found is not None
    assert found.median.local == "2020-10-25 03:00"


def test_amounts_leave_out_runs_that_do_not_tell() -> None:
    found = amounts(pd.Series([5, None, 1, 3], dtype="Int64"))
    assert found is not None
    assert (found.runs, found.median, found.p90, found.most, found.mean) == (3, 3, 5, 5, 3)


def test_nothing_told_is_no_amount() -> None:
    assert amounts(pd.Series([None, None], dtype="Int64")) is None
    assert moments(numbers(), CALENDAR) is None
