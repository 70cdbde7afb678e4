"""Names of outcomes in the words of people who have never seen the program."""

import pytest

from sim.analysis.outcome_words import (
    COLUMNS,
    column_words,
    names_of,
    outcome_words,
    path_words,
    told_in_words,
)
from sim.catalogue.naming import LISTS, outcome_name, value_columns
from sim.catalogue.tables import OUTCOMES
from tests.runs import roster_of
from tests.verification.stage import stage

NAMES = {"clauses.handover": "Handover of the Hill", "roads.pass": "Pass Road"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("clauses.handover.on_time", "Handover of the Hill: on time"),
        ("clauses.other-one.lateness_hours", "Other one: late by"),
        ("runs.on_time_as_signed_jointly", "All clauses: on time as signed"),
        ("runs.delay_person_hours", "Time of people in queues"),
        ("roads.pass.town.longest_queue_km", "Pass Road, toward Town: length of the longest queue"),
        ("causes.handover.road-queue.seconds", "Handover of the Hill, road queue: time waited"),
        (
            "floats.handover.troops.first-brigade.float_hours",
            "Handover of the Hill, troops of First brigade: could have been later by",
        ),
        ("no outcome of ours", "no outcome of ours"),
    ],
)
def test_an_outcome_is_told_in_words(name: str, told: str) -> None:
    assert outcome_words(name, NAMES) == told


@pytest.mark.parametrize("table", [name for name in OUTCOMES if name not in LISTS])
def test_no_two_outcomes_of_a_table_are_told_alike(table: str) -> None:
    told = [column_words(column) for column in value_columns(table)]
    assert len(set(told)) == len(told)
    assert not any("_" in words or not words for words in told)


def test_words_are_kept_only_for_columns_that_there_are() -> None:
    columns = {entry.name for entries in OUTCOMES.values() for entry in entries}
    assert set(COLUMNS) <= columns


def test_names_of_outcomes_within_a_text_are_told_in_words() -> None:
    told = told_in_words("clauses.handover.on_time = no and areas.hill.gap_hours > 2.5", NAMES)
    assert told == "“Handover of the Hill: on time” = no and “Hill: nobody in charge” > 2.5"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("agreement.clauses.handover.due", "Handover of the Hill: due"),
        ("roads.pass.open_to.car.speed_kmh", "Pass Road: open to, car, speed kmh"),
        ("end", "End"),
    ],
)
def test_a_value_of_a_scenario_is_told_in_words(path: str, told: str) -> None:
    assert path_words(path, NAMES) == told


def test_names_are_those_of_the_scenario_and_only_of_what_is_told_of() -> None:
    scenario = roster_of(
        stage(agreement={"clauses": {"handover": {"name": "Handover of the Hill"}}})
    ).scenario
    used = [outcome_name("clauses.handover.on_time"), outcome_name("roads.test.east.vehicles")]
    assert names_of(scenario, used, ["areas.district.places"]) == {
        "areas.district": "District",
        "clauses.handover": "Handover of the Hill",
        "places.east": "East",
        "roads.test": "West - East",
    }
