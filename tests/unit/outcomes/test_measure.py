"""Every table has the columns of the catalogue, filled with plain values that can be stored."""

import pytest

from sim.catalogue import OUTCOMES
from sim.events.log import COLUMNS
from sim.outcomes.measure import measure
from sim.outcomes.series import series
from sim.results.tables import frame, series_frame
from tests.builders import minimal, two_districts
from tests.engines.crowded import CROWDED
from tests.logs import Written
from tests.runs import run

PLAIN = (bool, int, float, str, type(None))


@pytest.mark.parametrize("name", CROWDED)
def test_rows_have_the_columns_of_the_catalogue_in_order(name: str):
    told = run(CROWDED[name]())
    tables = measure(told.log, told.roster, replication=7)
    assert list(tables) == list(OUTCOMES)
    for table, rows in tables.items():
        for row in rows:
            assert list(row) == [entry.name for entry in OUTCOMES[table]]
            assert row["replication"] == 7


@pytest.mark.parametrize("name", CROWDED)
def test_values_are_plain_and_can_be_stored(name: str):
    told = run(CROWDED[name]())
    for table, rows in measure(told.log, told.roster, replication=7).items():
        assert {type(value) for row in rows for value in row.values()} <= set(PLAIN)
        assert len(frame(table, rows)) == len(rows)
    found = series(told.log, told.roster)
    assert len(series_frame(7, found.names, found.values)) == len(found.values)


def test_there_is_a_row_for_everything_even_if_nothing_happened():
    tables = Written(two_districts()).tables()
    assert [row["clause"] for row in tables["clauses"]] == ["north-handover", "south-handover"]
    assert [row["area"] for row in tables["areas"]] == ["north", "south"]
    assert [(row["road"], row["toward"]) for row in tables["roads"]][:2] == [
        ("road", "border"),
        ("road", "town"),
    ]
    assert len(tables["runs"]) == 1


def test_the_same_log_gives_the_same_outcomes_whatever_else_was_measured():
    told = run(minimal())
    first = measure(told.log, told.roster, replication=0)
    other = run(CROWDED["many_at_once"]())
    measure(other.log, other.roster, replication=1)
    assert measure(told.log, told.roster, replication=0) == first


def test_measuring_leaves_the_log_as_it_was():
    told = run(minimal())
    before = told.log.digest()
    measure(told.log, told.roster, replication=0)
    series(told.log, told.roster)
    assert told.log.digest() == before
    assert told.log.cells.shape[1] == len(COLUMNS)
