"""Vehicle pools against pencil and paper: cycles, fleets, capacities, buses, loading points."""

from itertools import pairwise
from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from tests.runs import HOUR, Told, run
from tests.verification.stage import people, road, stage, told_at

LORRIES = "vehicle_pools.lorries"
ASKED = 6 * HOUR + 1
DRIVE = 6 + 2 * HOUR
CYCLE = 2 * DRIVE + HOUR + HOUR // 2


def lorries(number: int, **changes: Any) -> dict[str, Any]:
    """Lorries from the border: 2 h and 6 s of service each way, 1 h to load, ½ to unload."""
    return {
        "base": "border",
        "vehicles": number,
        "loading_hours": 1,
        "unloading_hours": 0.5,
    } | changes


def goods(loads: int, pool: dict[str, Any]) -> Told:
    """One household with so many loads, told at six; its own car takes a longer road."""
    tree = stage(
        {
            "roads": {"by-road": road(**{"from": "town", "to": "border", "length_km": 90})},
            "civilians": {
                "townspeople": people(1, loads_per_household=loads, loads_by="lorries")
                | {"route": ["by-road"]}
            },
            "vehicle_pools": {"lorries": pool},
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )
    return run(tree)


@pytest.mark.parametrize("loads", [1, 3, 7])
def test_one_lorry_needs_a_cycle_for_each_load(loads: int) -> None:
    """kth load delivered = asked + k cycles - unloading; cycle = in + loading + out + unloading."""
    told = goods(loads, lorries(1))
    delivered = told.seconds(Kind.ARRIVE, subject=LORRIES, at="places.border")
    expected = [ASKED + (number + 1) * CYCLE - HOUR // 2 for number in range(loads)]
    assert delivered == expected
    assert told.seconds(Kind.UNLOAD_END)[-1] == ASKED + loads * CYCLE


def test_people_follow_when_their_last_load_is_on_the_road() -> None:
    """They set out when the last loading ends, one drive in after the last cycle began."""
    told = goods(3, lorries(1))
    assert told.one(Kind.DEPART, subject="civilians.townspeople").second == (
        ASKED + 2 * CYCLE + DRIVE + HOUR
    )
    begun, left = told.waits(Cause.LORRY, subject="civilians.townspeople")[0]
    assert (begun, left) == (ASKED, ASKED + 2 * CYCLE + DRIVE + HOUR)


@pytest.mark.parametrize(("loads", "fleet"), [(6, 2), (6, 3), (7, 3), (2, 5)])
def test_a_fleet_needs_as_many_rounds_as_loads_for_each(loads: int, fleet: int) -> None:
    """Rounds = ceil(loads / fleet); the ith of a round follows 6 s after the one before it."""
    told = goods(loads, lorries(fleet))
    delivered = told.seconds(Kind.ARRIVE, subject=LORRIES, at="places.border")
    expected = [
        ASKED + (number // fleet + 1) * CYCLE - HOUR // 2 + 6 * (number % fleet)
        for number in range(loads)
    ]
    assert delivered == expected


def test_no_more_lorries_come_in_than_there_are_loads() -> None:
    """Five lorries for two loads: two set out, three stay idle at their base."""
    told = goods(2, lorries(5))
    assert {row.number for row in told.rows(Kind.DEPART, subject=LORRIES)} == {0, 1}
    idle = told.waits(Cause.IDLE, subject=LORRIES)
    assert idle.count((0, None)) == 3


def test_a_lorry_takes_as_much_as_it_holds_and_loads_one_after_the_other() -> None:
    """Capacity 3, seven loads: 3, 3, 1; loading and unloading add up over what it carries."""
    told = goods(7, lorries(1, capacity=3))
    rows = told.rows(Kind.ARRIVE, subject=LORRIES, at="places.border")
    assert [row.loads for row in rows] == [3, 3, 1]
    first, second, last = (row.second for row in rows)
    assert first == ASKED + DRIVE + 3 * HOUR + DRIVE
    assert second - first == 3 * HOUR // 2 + DRIVE + 3 * HOUR + DRIVE
    assert last - second == 3 * HOUR // 2 + DRIVE + HOUR + DRIVE


def test_lorries_that_are_not_yet_available_come_when_they_are() -> None:
    """Available from ten: sent a second after that decision."""
    told = goods(1, lorries(1, available_from="2020-11-10 10:00"))
    assert told.one(Kind.DEPART, subject=LORRIES, at="places.border").second == 10 * HOUR + 1


def test_with_one_loading_point_they_load_one_after_the_other() -> None:
    """Three lorries, one point: loading begins an hour apart, the wait has its cause."""
    tree = stage(
        {
            "places": {"town": {"loading_points": 1}},
            "civilians": {"townspeople": people(1, loads_per_household=3, loads_by="lorries")},
            "vehicle_pools": {"lorries": lorries(3, loads_at="loading-point")},
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )
    told = run(tree)
    begins = told.seconds(Kind.LOAD_BEGIN, subject=LORRIES)
    assert [after - before for before, after in pairwise(begins)] == [HOUR, HOUR]
    arrived = ASKED + DRIVE
    assert told.waits(Cause.LOADING_POINT) == [
        (arrived + 6, arrived + HOUR),
        (arrived + 12, arrived + 2 * HOUR),
    ]


def test_what_the_last_call_leaves_behind_is_not_loaded_by_a_lorry_in_the_line() -> None:
    """Due at noon, last call at ten: of three lorries at one point one has begun, two go empty."""
    tree = stage(
        {
            "places": {"town": {"loading_points": 1}},
            "agreement": {"clauses": {"handover": {"due": "2020-11-10 12:00"}}},
            "civilians": {
                "townspeople": people(
                    1, loads_per_household=3, loads_by="lorries", last_call_hours=2
                )
            },
            "vehicle_pools": {"lorries": lorries(3, loads_at="loading-point", loading_hours=4)},
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )
    told = run(tree)
    assert told.one(Kind.ABANDONED).loads == 2
    assert told.one(Kind.ABANDONED).second == 10 * HOUR
    assert told.one(Kind.LOAD_BEGIN, subject=LORRIES).loads == 1
    assert [row.loads for row in told.rows(Kind.DEPART, subject=LORRIES, at="places.town")] == [
        1,
        0,
        0,
    ]
    assert told.one(Kind.DEPART, subject="civilians.townspeople").second == 10 * HOUR + 1


def test_buses_carry_people_without_a_vehicle_and_several_households_at_once() -> None:
    """Seven people alone, seats for four: four, then three, who board one after the other."""
    tree = stage(
        {
            "civilians": {"townspeople": people(7, own_vehicle_share=0, people_by="buses")},
            "vehicle_pools": {
                "buses": {
                    "base": "border",
                    "vehicles": 1,
                    "vehicle_class": "bus",
                    "carries": "people",
                    "capacity": 4,
                    "loading_hours": 0.1,
                    "unloading_hours": 0.05,
                }
            },
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )
    told = run(tree)
    rows = told.rows(Kind.ARRIVE, subject="vehicle_pools.buses", at="places.border")
    assert [row.people for row in rows] == [4, 3]
    drive = HOUR + 6
    assert rows[0].second == ASKED + drive + 4 * 360 + drive
    assert sum(row.people for row in told.rows(Kind.OUT, subject="civilians.townspeople")) == 7
    assert told.one(Kind.COMPLETED).second == rows[1].second


def served(serves: str) -> list[str]:
    """Whom a single lorry serves, by place: one load asked early here, four asked later there."""
    tree = stage(
        {
            "places": {"village": {"name": "Village"}},
            "roads": {
                "track": {
                    "from": "village",
                    "to": "border",
                    "length_km": 60,
                    "car_speed_kmh": 60,
                    "convoy_speed_kmh": 30,
                    "saturation_vehicles_per_hour": 600,
                }
            },
            "areas": {"district": {"places": ["town", "village"]}},
            "civilians": {
                "townspeople": people(1, loads_per_household=2, loads_by="lorries"),
                "villagers": people(4, place="village", loads_per_household=1, loads_by="lorries"),
            },
            "vehicle_pools": {"lorries": lorries(1, serves=serves)},
            "notices": {
                "order": told_at("2020-11-10 06:00"),
                "later": told_at("2020-11-10 07:00", "villagers"),
            },
        }
    )
    return [row.at for row in run(tree).rows(Kind.LOAD_BEGIN, subject=LORRIES)]


def test_a_free_lorry_goes_where_somebody_asked_first() -> None:
    """Both loads of the town, then the village."""
    assert served("first-asked") == ["places.town"] * 2 + ["places.village"] * 4


def test_a_free_lorry_goes_where_most_are_waiting() -> None:
    """After the first load of the town the village has four, then three, two; then by age."""
    assert served("most-waiting") == (
        ["places.town"] + ["places.village"] * 3 + ["places.town"] + ["places.village"]
    )


def test_lorries_are_the_opposed_flow_of_a_one_lane_road() -> None:
    """With one lane for both ways, a lorry coming in holds up a car going out: a turn is taken."""
    tree = stage(
        {
            "roads": {"road": {"one_lane_km": 5}},
            "civilians": {
                "townspeople": people(2, loads_per_household=1, loads_by="lorries"),
            },
            "vehicle_pools": {"lorries": lorries(1)},
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )
    told = run(tree)
    assert len(told.rows(Kind.TURN)) >= 3
    assert {row.value for row in told.rows(Kind.TURN)} <= {600, 300}
