"""How many runs agree with what was observed."""

from collections.abc import Sequence

import pandas as pd
import pytest

from sim.analysis.beside import Beside, beside
from sim.analysis.summarise import calendar_of, summarise
from sim.cli.summary import tell
from tests.tables import area, clause, given, manifest, run, tables

COLUMNS = ("outcome", "used_for", "low", "high", "earliest", "latest")
DAY = ("2020-11-12 00:00", "2020-11-12 23:59")
STRENGTH = "series contingents.force.landed_people"


def made(*seen: Sequence[str], entered: Sequence[float | None] = (120, 130, None)) -> dict:
    """Three runs of 96 hours' growth by 1, 2 and 3 people an hour, and what was observed."""
    runs = range(3)
    series = [
        {
            "replication": number,
            "hour": hour,
            "contingents.force.landed_people": hour * (number + 1),
        }
        for number in runs
        for hour in range(97)
    ]
    areas = [area(number, entered_hours=entered[number]) for number in runs]
    found = tables(
        runs=[run(number) for number in runs],
        clauses=[clause(number) for number in runs],
        areas=areas,
    )
    found["series"] = pd.DataFrame(series)
    found["case_observed"] = pd.DataFrame([dict(zip(COLUMNS, row, strict=True)) for row in seen])
    return found


def only(*seen: str, **how: Sequence[float | None]) -> Beside:
    found = beside(given(made(seen, **how)), calendar_of(manifest()), replications=3)
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("low", "high", "agree"),
    [
        ("60", "60", 1),  # the first has 48 to 72 that day, the others 96 and 144 at least
        ("100", "100", 1),
        ("72", "96", 2),
        ("100", "", 2),
        ("", "50", 1),
        ("300", "", 0),
    ],
)
def test_a_run_agrees_if_it_had_such_a_value_some_time_that_day(
    low: str, high: str, agree: int
) -> None:
    found = only(STRENGTH, "scoring", low, high, *DAY)
    assert (found.agree.count, found.agree.runs) == (agree, 3)


def test_the_runs_are_told_by_their_middle_of_the_day() -> None:
    found = only(STRENGTH, "scoring", "100", "", *DAY)
    assert (found.p10, found.median, found.p90) == (60, 120, 180)
    assert (found.name, found.what) == ("force", "landed people")


def test_an_instant_that_never_came_agrees_with_none_and_is_later_than_the_end() -> None:
    found = only("outcome areas.district.entered_hours", "scoring", "119", "125", *DAY)
    assert (found.agree.count, found.agree.runs) == (1, 3)
    assert (found.p10, found.median, found.p90) == (120, 130, None)
    assert found.is_instant
    assert found.name == "District"


def test_what_numbers_rest_on_does_not_judge() -> None:
    assert not only(STRENGTH, "calibration", "60", "60", *DAY).is_scored


def test_what_no_run_measures_is_left_out() -> None:
    rows = made(("series contingents.other.landed_people", "scoring", "1", "1", *DAY))
    assert beside(given(rows), calendar_of(manifest()), replications=3) == ()


def test_an_instant_outside_the_runs_is_left_out() -> None:
    rows = made((STRENGTH, "scoring", "1", "1", "2021-11-12 00:00", "2021-11-12 00:00"))
    assert beside(given(rows), calendar_of(manifest()), replications=3) == ()


def test_the_summary_shows_what_judges_and_counts_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = made(
        (STRENGTH, "scoring", "100", "", *DAY),
        ("outcome areas.district.entered_hours", "scoring", "119", "143", *DAY),
        (STRENGTH, "calibration", "60", "60", *DAY),
    )
    question = manifest(replications=3, tables=dict.fromkeys(rows, ""))
    tell(summarise(given(rows), question))
    lines = capsys.readouterr().out.splitlines()
    (landed,) = [line for line in lines if "landed people, 12 Nov" in line]
    assert landed.split()[4:] == "at least 100 120 (60 to 180) 67 %".split()
    (entered,) = [line for line in lines if line.startswith("    entered")]
    assert entered.split()[1:] == "15 Nov 15 Nov (15 Nov to later) 67 %".split()
    assert any("1 more observation is not shown" in line for line in lines)
    assert max(map(len, lines)) <= 80
