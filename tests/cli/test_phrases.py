"""Estimates in a few words, singular cases included."""

from datetime import datetime

import pandas as pd
import pytest

from sim.analysis.estimates import amounts, moments
from sim.analysis.estimates import chance as estimated
from sim.cli.phrases import TIE, Dates, amount, chance, number, percent
from sim.clock import Calendar

CALENDAR = Calendar(start=datetime(2020, 11, 10), zone="Asia/Yerevan")
DATES = Dates("2020-11-10 00:00", "2020-12-01 00:00")


def plain(text: str) -> str:
    return text.replace(TIE, " ")


def probability(*values: bool | None) -> str:
    return plain(chance(estimated(pd.Series(list(values), dtype="boolean"))))


def people(*values: int, unit: str = "") -> str:
    found = amounts(pd.Series(list(values), dtype="Int64"))
    assert found is not None
    return plain(amount(found, unit))


def instants(*hours: float | None, dates: Dates = DATES) -> str:
    found = moments(pd.Series(list(hours), dtype="float64"), CALENDAR)
    assert found is not None
    return plain(dates.when(found))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([True] * 3 + [False], "75 % (30 to 95)"),
        ([False] * 200, "none in 200: at most 1.5 %"),
        ([True] * 200, "all 200: at least 98.5 %"),
        ([True], "yes"),
        ([False], "no"),
        ([None, None], "not known"),
        ([True, False, None], "50 % (9 to 91)"),
        ([False] * 20_000, "none: at most 0.015 %"),
        ([True] * 20_000, "all: at least 99.985 %"),
        ([True] + [False] * 999, "0.1 % (0.02 to 0.6)"),
    ],
)
def test_probabilities(values: list[bool | None], told: str) -> None:
    assert probability(*values) == told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0, 0, 0], "none"),
        ([1200], "1,200"),
        ([5, 5, 5], "5"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000], "5 (90 %: 9)"),
        ([0] * 19 + [40], "0 (highest: 40)"),
    ],
)
def test_amounts(values: list[int], told: str) -> None:
    assert people(*values) == told


def test_a_unit_stands_in_the_singular_after_one() -> None:
    assert people(1, 1, unit="days") == "1 day"
    assert people(1, 2, 2, unit="days") == "2 days"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([24.5], "11 Nov 00:30"),
        ([None], "not by 1 Dec 00:00"),
        ([24.0, 24.0], "11 Nov 00:00"),
        ([24.0, 48.0], "median 11 Nov 00:00, latest: 12 Nov 00:00"),
        ([None, None], "in none of 2 runs by 1 Dec 00:00"),
        (
            [24.0, 48.0, None],
            "median 12 Nov 00:00, latest: later than 1 Dec 00:00; not in 1 of 3 runs",
        ),
        (
            [24.0, None, None],
            "median later than 1 Dec 00:00; not in 2 of 3 runs",
        ),
    ],
)
def test_instants(hours: list[float | None], told: str) -> None:
    assert instants(*hours) == told


def test_a_run_over_new_year_tells_years() -> None:
    assert instants(24.0, dates=Dates("2020-11-10 00:00", "2021-01-01 00:00")) == (
        "11 Nov 2020 00:00"
    )


def test_a_date_is_never_broken_over_two_lines() -> None:
    found = moments(pd.Series([24.0, 48.0]), CALENDAR)
    assert found is not None
    assert " " not in DATES.local("2020-11-11 00:00")


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.0, "0"), (1.0, "100"), (0.0001, "0.01"), (0.9999, "99.99"), (0.5, "50"), (0.995, "99.5")],
)
def test_only_none_and_all_are_0_and_100_percent(share: float, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize(
    ("value", "told"), [(0, "0"), (0.04, "0.04"), (0.25, "0.2"), (9.96, "10.0"), (12345, "12,345")]
)
def test_numbers(value: float, told: str) -> None:
    assert number(value) == told


@pytest.mark.parametrize(
    ("values", "told"), [(range(6), "2 (highest: 5)"), (range(7), "3 (90 %: 6)")]
)
def test_too_few_runs_carry_no_quantile(values: range, told: str) -> None:
    """All of six values lie below the 0.9 quantile more often than not."""
    assert people(*values) == told
