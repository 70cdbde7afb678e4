"""One-lane stretches: turns, clearing, and what they cost."""

from itertools import pairwise
from typing import Any

import pytest

from sim.catalogue import Kind
from tests.runs import HOUR, Told, run
from tests.verification.stage import LANE, enters, flow, road, stage

BACK = "roads.test>west"


def both_ways(there: float, back: float, **changes: Any) -> Told:
    """Cars both ways over a stretch of 2 km at 60 km/h (120 s to clear), one in 6 s."""
    return run(
        stage(
            {
                "roads": {"test": road() | {"one_lane_km": 2} | changes},
                "flows": {
                    "there": flow(there, until="2020-11-10 02:00"),
                    "back": flow(back, until="2020-11-10 02:00") | {"from": "east", "to": "west"},
                },
            }
        )
    )


@pytest.mark.parametrize("turn", [1, 5, 40])
def test_saturated_on_both_sides_a_cycle_is_two_turns_and_two_clearings(turn: int) -> None:
    """Cycle = 2 (turn x service + clearing) = 2 (turn x 6 s + 120 s), from turn to turn."""
    told = both_ways(14400, 14400, turn_vehicles=turn)
    cycle = 2 * (turn * 6 + 120)
    seconds = [row.second for row in told.rows(Kind.TURN, at=BACK)]
    busy = [second for second in seconds if HOUR < second < 2 * HOUR]
    assert len(busy) > 3
    assert {after - before for before, after in pairwise(busy)} == {cycle}
    assert {row.value for row in told.rows(Kind.TURN)} == {120}


@pytest.mark.parametrize("turn", [5, 40])
def test_saturated_on_both_sides_each_gets_half_of_what_the_cycle_leaves(turn: int) -> None:
    """Vehicles each way over an hour = 3600 / cycle x turn, within a turn."""
    told = both_ways(14400, 14400, turn_vehicles=turn)
    expected = HOUR / (2 * (turn * 6 + 120)) * turn
    for lane in (LANE, BACK):
        found = [second for second in enters(told, lane) if HOUR < second <= 2 * HOUR]
        assert len(found) == pytest.approx(expected, abs=turn)


def test_the_first_of_the_other_side_enters_when_the_last_has_cleared() -> None:
    """grant of the first back = free of the last there + one_lane_km / speed of the last there."""
    told = both_ways(14400, 14400, turn_vehicles=5)
    rows = [row for row in told.rows(Kind.ENTER) if row.at in (LANE, BACK)]
    changes = [(one, other) for one, other in pairwise(rows) if one.at != other.at]
    assert len(changes) > 20
    assert {other.second - one.value for one, other in changes} == {120}


def test_a_side_keeps_its_turn_while_nobody_waits_opposite() -> None:
    """Without anybody on the other side there is no turn, however many go."""
    told = both_ways(14400, 0, turn_vehicles=5)
    assert not told.rows(Kind.TURN)
    seconds = enters(told)
    assert seconds[-1] - seconds[0] == 6 * (len(seconds) - 1)


def test_it_turns_at_once_for_the_other_side_when_nobody_waits_on_its_own() -> None:
    """One car an hour each way, half an hour apart: each enters when it comes, after a turn."""
    tree = stage(
        {
            "roads": {"test": road(one_lane_km=2, turn_vehicles=40)},
            "flows": {
                "there": flow(24),
                "back": flow(24, begins="2020-11-10 00:00") | {"from": "east", "to": "west"},
            },
        }
    )
    tree["flows"]["back"]["vehicles_by_date"] = {"2020-11-10": 12}
    told = run(tree)
    assert len(told.rows(Kind.TURN, at=BACK)) == 12
    waits = told.rows(Kind.WAIT_BEGIN, at=BACK) + told.rows(Kind.WAIT_BEGIN, at=LANE)
    # Only where both come in the same second has one side to wait for the other.
    assert len(waits) <= 12


def test_without_a_turn_a_side_goes_on_until_nobody_of_it_waits() -> None:
    """No turn_vehicles: a side that never runs out keeps the stretch."""
    told = both_ways(14400, 1440)
    assert enters(told, BACK)[0] > 2 * HOUR


def test_a_stretch_of_no_length_shares_capacity_and_costs_nothing() -> None:
    """one_lane_km 0: one server for both directions, 10 vehicles a minute in all."""
    told = both_ways(14400, 14400, one_lane_km=0, turn_vehicles=5)
    seconds = sorted(enters(told) + enters(told, BACK))
    assert {after - before for before, after in pairwise(seconds)} == {6}


def test_people_on_foot_are_waited_for_as_well() -> None:
    """A convoy without vehicles takes no time to enter, and the stretch must be clear of it."""
    tree = stage(
        {
            "roads": {"road": {"one_lane_km": 3}},
            "troops": {
                "guards": {
                    "party": "leaver",
                    "place": "town",
                    "personnel": 30,
                    "vehicles": 0,
                    "loading_hours": 1,
                }
            },
            "flows": {
                "cars": {
                    "from": "border",
                    "to": "town",
                    "vehicles_by_date": {"2020-11-10": 24},
                    "arrivals": "even",
                    "begins": "2020-11-10 01:00",
                    "until": "2020-11-10 02:00",
                }
            },
        }
    )
    told = run(tree)
    on_foot = told.one(Kind.ENTER, subject="troops.guards")
    assert on_foot.value == on_foot.second == HOUR + 1
    assert told.one(Kind.TURN, at="roads.road>town").value == 3 * 120
