"""Instants and amounts in sentences: no quantile, no bracket, and nothing that a run did not do."""

from datetime import datetime

import pandas as pd
import pytest

from sim.analysis.estimates import Moments, amounts, moments
from sim.analysis.phrases import Dates
from sim.analysis.report.quantities import by_date, by_when, finished, how_many
from sim.clock import Calendar
from tests.unit.analysis.report.test_answers import at

DATES = Dates("2020-11-10 00:00", "2020-12-01 00:00")
CALENDAR = Calendar(datetime(2020, 11, 10), "Asia/Yerevan")
NEVER = float("nan")


def when(*hours: float) -> Moments:
    found = moments(pd.Series(hours, dtype=float), CALENDAR)
    assert found is not None
    return found


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
            "Half of the runs had cleared it by 10 Nov 05:00, nine in ten by 10 Nov 09:00.",
        ),
        ([1, 2, 3], "Half of the runs had cleared it by 10 Nov 02:00, all by 10 Nov 03:00."),
        ([1] * 10, "Nine in ten of the runs had cleared it by 10 Nov 01:00."),
        ([1] * 3, "All of the runs had cleared it by 10 Nov 01:00."),
        (
            [1, 2, NEVER],
            "Half of the runs had cleared it by 10 Nov 02:00. 1 of 3 had not by 1 Dec 00:00, their "
            "end.",
        ),
        ([1, NEVER, NEVER], "Only 1 of 3 runs had cleared it by 1 Dec 00:00, their end."),
        ([NEVER] * 3, "None of 3 runs had cleared it by 1 Dec 00:00, their end."),
        ([1], "It was cleared by 10 Nov 01:00."),
        ([NEVER], "It was not cleared by 1 Dec 00:00, the end of the run."),
    ],
)
def test_half_and_nine_in_ten_had_finished(hours: list[float], says: str) -> None:
    assert plain(finished(when(*hours), "cleared", DATES)) == says


def test_several_areas_are_them() -> None:
    assert finished(when(1), "cleared", DATES, what="them").startswith("They were cleared")


def test_a_date_at_midnight_says_which_day_it_ends() -> None:
    assert plain(by_date(at("2020-11-15 00:00"), DATES)) == "15 Nov 00:00 (the end of 14 Nov)"
    assert plain(by_date(at("2020-11-15 12:00"), DATES)) == "15 Nov 12:00"
    years = Dates("2020-11-10 00:00", "2021-02-01 00:00")
    told = plain(by_date(at("2021-01-01 00:00"), years))
    assert told == "1 Jan 2021 00:00 (the end of 31 Dec 2020)"


def test_a_date_that_differs_from_run_to_run_is_told_by_the_middle_and_most() -> None:
    assert plain(by_date(when(*range(1, 11)), DATES)) == (
        "its date (10 Nov 05:00 in the middle run, between 10 Nov 01:00 and 10 Nov 09:00 in eight "
        "in ten)"
    )


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ([1, 2, NEVER, NEVER, NEVER], "its date (which came in 2 of 5 runs)"),
        ([1, *[NEVER] * 19], "its date (which came in 1 of 20 runs)"),
        ([1] * 19 + [NEVER], "its date (10 Nov 01:00, which came in 19 of 20 runs)"),
    ],
)
def test_a_date_that_some_runs_never_came_to_says_how_many_did(
    hours: list[float], says: str
) -> None:
    assert plain(by_date(when(*hours), DATES)) == says


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (range(1, 11), "by 10 Nov 05:00 in half of them, by 10 Nov 09:00 in nine in ten"),
        ([1, 2, 3], "by 10 Nov 02:00 in half of them, by 10 Nov 03:00 in all"),
        ([1] * 10, "by 10 Nov 01:00 in nine in ten of them"),
        ([1] * 6, "by 10 Nov 01:00 in all of them"),
        ([1], "by 10 Nov 01:00"),
    ],
)
def test_an_instant_in_some_runs_is_told_by_half_and_nine_in_ten(
    hours: list[float], says: str
) -> None:
    assert plain(by_when(when(*hours), DATES)) == says


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ([0] * 20, "none in any run"),
        ([0] * 15 + [1000] * 4 + [2444],
         "none in at least half of the runs, 1,000 or more in one in ten; most: 2,444"),
        ([0] * 19 + [37], "none in at least nine in ten runs; most: 37"),
        ([10] * 10 + [20] * 8 + [30] * 2,
         "10 or fewer in at least half of the runs, 20 or more in one in ten; most: 30"),
        ([5] * 20, "5 in every run"),
        ([400] * 3, "400 in every run"),
        ([3] + [5] * 19, "5 or fewer in every run"),
        ([0, 0, 7], "none in at least half of the runs; most: 7"),
        ([0], "none"),
        ([1200], "1,200"),
    ],
)  # fmt: skip
def test_how_many_were_inside(people: list[int], says: str) -> None:
    found = amounts(pd.Series(people))
    assert found is not None
    assert how_many(found) == says
