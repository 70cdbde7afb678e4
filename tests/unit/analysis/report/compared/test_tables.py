"""The tables of a comparison: every number in them is the comparison's or the scenario's own."""

from dataclasses import replace

from sim.analysis.comparing.compared import Compared, Turn
from sim.analysis.comparing.figures import gap, level, verdict
from sim.analysis.phrases import chance
from sim.analysis.report.compared.sides import Side
from sim.analysis.report.compared.tables import (
    differences_table,
    numbers_changed,
    on_time_tables,
    settings_table,
    settings_told,
    turns_table,
)
from sim.analysis.report.tables import Table

Known = tuple[Side, ...]


def is_whole(table: Table) -> bool:
    """Whether every column has a header."""
    return all(table.head) and all(len(row) == len(table.head) for row in table.rows)


def test_every_scenario_has_a_row_with_its_own_probability(known: Known) -> None:
    (signed,) = on_time_tables(known)
    assert is_whole(signed)
    assert [row[0] for row in signed.rows] == ["case (base)", "shorter", "same"]
    assert [row[1] for row in signed.rows] == [
        chance(side.summary.clauses[0].on_time_as_signed) for side in known
    ]


def test_the_shorter_road_is_on_time_more_often_in_its_own_row(known: Known) -> None:
    (signed,) = on_time_tables(known)
    base, shorter, same = (row[1] for row in signed.rows)
    assert base == same != shorter


def test_differences_are_the_comparisons_own(compared: Compared, known: Known) -> None:
    table = differences_table(compared, known[0], known[1])
    mine = [each for each in compared.differences if each.scenario == "shorter"]
    assert is_whole(table)
    assert [row[1:] for row in table.rows] == [
        (level(each.first, each), level(each.second, each), gap(each), verdict(each))
        for each in mine
    ]


def test_what_is_the_same_is_said_so_in_place_of_a_difference(
    compared: Compared, known: Known
) -> None:
    table = differences_table(compared, known[0], known[2])
    assert {row[3] for row in table.rows} == {"the same in every run"}


def test_a_setting_stands_with_its_value_before_and_now(known: Known) -> None:
    table = settings_table(known[0], known[1])
    assert is_whole(table)
    assert [row[1:] for row in table.rows] == [
        ("60 km", "50 km", "command line", "roads.road.length_km")
    ]
    assert settings_told(table) == (
        "It sets otherwise: Road: Length along the road: 50 km instead of 60 km."
    )


def test_a_scenario_that_sets_nothing_otherwise_is_told_so(known: Known) -> None:
    table = settings_table(known[0], known[2])
    assert table.rows == ()
    assert settings_told(table) == "It sets nothing otherwise than the base."


def test_many_settings_are_counted_and_not_told(known: Known) -> None:
    table = settings_table(known[0], known[1])
    assert settings_told(replace(table, rows=4 * table.rows)) == (
        "It sets 4 things otherwise than the base."
    )


def test_numbers_that_differ_are_listed_with_what_they_are_in_the_base(known: Known) -> None:
    ((was, now),) = numbers_changed(known[0], known[1])
    assert (was, now.path, now.value) == ("60 km", "roads.road.length_km", "50 km")
    assert numbers_changed(known[0], known[2]) == ()


def test_what_turned_is_told_with_the_replications(compared: Compared, known: Known) -> None:
    turn = Turn("shorter", "clause", "handover", "as moved", (2, 5), (7,), 4, 3, 0)
    table = turns_table(replace(compared, turns=(turn,)), known[0], known[1])
    assert is_whole(table)
    (row,) = table.rows
    assert row[1:] == ("as moved", "2 (number 2, 5)", "1 (number 7)", "4", "3")


def test_what_did_not_turn_is_left_out(compared: Compared, known: Known) -> None:
    assert turns_table(compared, known[0], known[2]).rows == ()
