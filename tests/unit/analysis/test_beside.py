"""How many runs agree with what was observed."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from sim.analysis.beside import Beside, beside
from sim.analysis.beside_words import Days, runs_words, what_words
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


def test_the_runs_are_told_as_they_were_at_the_end_of_the_day() -> None:
    found = only(STRENGTH, "scoring", "100", "", *DAY)
    assert (found.p10, found.median, found.p90) == (72, 144, 216)
    assert (found.name, found.what) == ("Force", "people landed")


def test_an_instant_that_never_came_agrees_with_none_and_is_later_than_the_end() -> None:
    found = only("outcome areas.district.entered_hours", "scoring", "119", "125", *DAY)
    assert (found.agree.count, found.agree.runs) == (1, 3)
    assert (found.p10, found.median, found.p90) == (120, 130, None)
    assert found.is_instant
    assert found.name == "District"


def test_how_late_a_clause_was_is_no_instant() -> None:
    found = only("outcome clauses.handover.lateness_hours", "scoring", "5", "7", *DAY)
    assert not found.is_instant
    days = Days(summarise(given(made()), manifest()))
    assert runs_words(replace(found, p10=2, median=6, p90=None), days, 3) == "6 (2 to never)"


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
        (STRENGTH, "calibration", "100", "100", *DAY),
    )
    question = manifest(replications=3, tables=dict.fromkeys(rows, ""))
    tell(summarise(given(rows), question))
    lines = capsys.readouterr().out.splitlines()
    (landed,) = [line for line in lines if "people landed, 12 Nov" in line]
    assert landed.split()[4:] == "at least 100 144 (72 to 216) 67 %".split()
    (entered,) = [line for line in lines if line.startswith("    the other army enters")]
    at = lines.index(entered)
    told = " ".join(lines[at : at + 2]).split()[4:]
    assert told == "15 Nov 15 Nov (15 Nov or later, or never) 67 %".split()
    assert any("1 more observation is not shown" in line for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("entered", "told"),
    [
        ((120, 121, 122), "15 Nov"),
        ((120, 150, 170), "16 Nov (15 Nov to 17 Nov)"),
        ((120, 130, None), "15 Nov (15 Nov or later, or never)"),
        ((120, None, None), "later, or never (15 Nov or later, or never)"),
        ((None, None, None), "later, or never"),
    ],
)
def test_instants_that_never_came_are_told_as_such(
    entered: Sequence[float | None], told: str
) -> None:
    found = only(
        "outcome areas.district.entered_hours", "scoring", "119", "", *DAY, entered=entered
    )
    days = Days(summarise(given(made()), manifest()))
    assert runs_words(found, days, 3) == told


def of_all(*seen: Sequence[str]) -> list[Beside]:
    return list(beside(given(made(*seen)), calendar_of(manifest()), replications=3))


def test_areas_of_clauses_come_first_then_missions_each_in_the_order_of_time() -> None:
    early = ("2020-11-11 00:00", "2020-11-11 23:59")
    found = of_all(
        (STRENGTH, "scoring", "100", "", *DAY),
        (STRENGTH, "scoring", "50", "", *early),
        ("outcome areas.district.entered_hours", "scoring", "119", "125", *DAY),
        ("outcome clauses.handover.completed_hours", "scoring", "119", "125", *DAY),
    )
    whose = [each.outcome.partition(".")[0] for each in found]
    assert whose == ["clauses", "areas", "contingents", "contingents"]
    assert found[2].low == 50


@pytest.mark.parametrize(
    ("low", "high", "used_for", "differ"),
    [
        ("101", "120", "scoring", True),
        ("101", "", "calibration", True),
        ("90", "110", "scoring", False),
        ("", "100", "scoring", False),
    ],
)
def test_what_cannot_both_be_true_of_one_time_is_said_to_differ(
    low: str, high: str, used_for: str, differ: bool
) -> None:
    noon = ("2020-11-12 12:00", "2020-11-12 12:00")
    found = of_all(
        (STRENGTH, "scoring", "100", "100", *DAY), (STRENGTH, used_for, low, high, *noon)
    )
    assert [each.sources_differ for each in found] == [differ, differ]
    told = [what_words(each, Days(summarise(given(made()), manifest()))) for each in found]
    assert ["sources differ" in words for words in told] == [differ, differ]


def test_what_was_seen_on_another_day_does_not_differ() -> None:
    later = ("2020-11-13 00:00", "2020-11-13 23:59")
    found = of_all(
        (STRENGTH, "scoring", "100", "100", *DAY), (STRENGTH, "scoring", "200", "200", *later)
    )
    assert not any(each.sources_differ for each in found)
