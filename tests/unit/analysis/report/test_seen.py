"""What was observed of a clause: what stands under it, and how far the runs lie from it."""

from dataclasses import replace

import pytest

from sim.analysis.beside import Beside
from sim.analysis.estimates import chance_of
from sim.analysis.report.seen import MOST, seen_of
from tests.unit.analysis.report.test_answers import clause, summary

ENTERED = Beside(
    outcome="areas.hill.entered_hours",
    name="Hill district",
    what="entered",
    is_instant=True,
    at_hours=None,
    low=240.0,
    high=263.98,
    is_scored=True,
    p10=20.0,
    median=24.0,
    p90=250.0,
    agree=chance_of(6, 100),
)
DAYS = replace(
    ENTERED,
    outcome="clauses.handover.granted_days",
    is_instant=False,
    low=10.0,
    high=10.0,
    median=0.0,
)


def seen(*observed: Beside, areas: tuple[str, ...] = ("hill",)) -> tuple[str, ...]:
    one = clause(areas=areas)
    found = seen_of(one, replace(summary(one), observed=observed))
    return tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in found)


def test_an_instant_is_told_with_the_runs_that_agree_and_where_the_middle_run_lies() -> None:
    assert seen(ENTERED) == (
        "The other army enters: 20 Nov. 6 of 100 runs agree; the middle run is 9 days earlier.",
    )


@pytest.mark.parametrize(
    ("median", "says"),
    [
        (250.0, "6 of 100 runs agree."),
        (264.5, "the middle run is less than an hour later."),
        (265.0, "the middle run is 1 hour later."),
        (290.0, "the middle run is 26 hours later."),
        (239.6, "the middle run is less than an hour earlier."),
        (384.0, "the middle run is 5 days later."),
        (None, "the middle run never comes to it."),
    ],
)
def test_the_middle_run_is_told_of_only_where_it_lies_outside(
    median: float | None, says: str
) -> None:
    assert seen(replace(ENTERED, median=median))[0].endswith(says)


@pytest.mark.parametrize(
    ("high", "end", "says"),
    [
        (287.98, "2020-12-31 00:00", ": 20 to 21 Nov. "),
        (999.98, "2020-12-31 00:00", ": 20 Nov to 21 Dec. "),
        (287.98, "2021-01-31 00:00", ": 20 to 21 Nov 2020. "),
        (1463.98, "2021-01-31 00:00", ": 20 Nov 2020 to 9 Jan 2021. "),
    ],
)
def test_a_month_or_year_is_told_once_only_where_both_days_lie_in_it(
    high: float, end: str, says: str
) -> None:
    told = replace(summary(clause()), observed=(replace(ENTERED, high=high),), end=end)
    assert says in seen_of(clause(), told)[0].replace("\N{NO-BREAK SPACE}", " ")


def test_a_bound_that_nobody_knows_is_never_missed() -> None:
    assert seen(replace(ENTERED, low=None))[0].endswith("by 21 Nov. 6 of 100 runs agree.")
    later = seen(replace(ENTERED, high=None, median=999.0))[0]
    assert later.endswith("not before 20 Nov. 6 of 100 runs agree.")


def test_what_the_model_was_set_by_is_said_so() -> None:
    assert seen(replace(DAYS, is_scored=False)) == (
        "Time granted: 10 days (used to set the model: to agree is no success). 6 of 100 runs "
        "agree; the middle run has none.",
    )


@pytest.mark.parametrize(
    ("column", "bounds", "median", "says"),
    [
        ("granted_days", (1.0, 1.0), 5.0, "granted: 1 day. 6 of 100 runs agree; the middle run has "
         "5 days."),
        ("granted_days", (None, 1.0), 5.0, "granted: at most 1 day. "),
        ("granted_days", (0.0, 1.0), 5.0, "granted: 0 to 1 days. "),
        ("lateness_hours", (5.0, 7.0), -3.0, "Late by: 5 to 7 hours. 6 of 100 runs agree; the "
         "middle run has -3 hours."),
        ("lateness_hours", (5.0, 7.0), 1.0, "has 1 hour."),
        ("civilians_inside_at_due_people", (5.0, 5.0), 7.0, ": 5. 6 of 100 runs agree; the middle "
         "run has 7."),
    ],
)  # fmt: skip
def test_what_is_no_instant_has_its_unit(
    column: str, bounds: tuple[float | None, float], median: float, says: str
) -> None:
    low, high = bounds
    one = replace(DAYS, outcome=f"clauses.handover.{column}", low=low, high=high, median=median)
    assert says in seen(one)[0]


def test_a_name_in_letters_without_capitals_stays_as_it_is() -> None:
    found = seen(replace(ENTERED, name="ლაჩინი"), areas=("hill", "vale"))
    assert found[0].startswith("ლაჩინი, the other army")


@pytest.mark.parametrize(
    ("count", "runs", "says"),
    [
        (0, 100, ". None of 100 runs agree; "),
        (1, 100, ". 1 of 100 runs agrees; "),
        (100, 100, ". All 100 runs agree."),
        (0, 1, ". The run is 9 days earlier."),
        (1, 1, ". The run agrees."),
    ],
)
def test_how_many_runs_agree(count: int, runs: int, says: str) -> None:
    assert says in seen(replace(ENTERED, agree=chance_of(count, runs)))[0]


def test_areas_come_first_and_long_lists_are_cut() -> None:
    later = [replace(DAYS, outcome=f"clauses.handover.public{n}_hours") for n in range(MOST)]
    found = seen(*later, DAYS, ENTERED)
    assert len(found) == MOST
    assert found[0].startswith("The other army enters")
    assert found[1].startswith("Time granted")


def test_other_areas_series_and_clauses_stand_elsewhere() -> None:
    assert seen(replace(ENTERED, outcome="areas.hill2.entered_hours")) == ()
    assert seen(replace(DAYS, outcome="clauses.handover-of-guns.granted_days")) == ()
    assert seen(replace(ENTERED, outcome="areas.hill.troops_people", at_hours=3.0)) == ()


def test_one_of_several_areas_is_named() -> None:
    assert seen(ENTERED, areas=("hill", "vale"))[0].startswith("Hill district, the other army")
