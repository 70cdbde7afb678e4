"""Many identical movers released together onto one road."""

import math
from itertools import pairwise

import pytest

from sim.catalogue import Cause, Kind
from tests.runs import DAY, HOUR, Told, run
from tests.verification.stage import people, stage, told_at

GROUP = "civilians.townspeople"
ROAD = "roads.road>border"
TOLD = 6 * HOUR
SET_OUT = TOLD + 1


def released(number: int, saturation: float) -> Told:
    """So many cars, all told to go at six in the morning."""
    return run(
        stage(
            {
                "roads": {"road": {"saturation_vehicles_per_hour": saturation}},
                "civilians": {"townspeople": people(number)},
                "notices": {"order": told_at("2020-11-10 06:00")},
            }
        )
    )


@pytest.mark.parametrize("saturation", [600, 640, 700, 1000 / 3, 7200])
def test_the_kth_is_let_in_when_those_before_it_have_entered(saturation: float) -> None:
    """grant_k = set out + (k - 1) 3600/saturation, upwards; out a service and a drive later.

    Fractions are carried from one to the next, so nothing is lost by grants on whole seconds.
    """
    told = released(60, saturation)
    service = 3600 / saturation
    rows = told.rows(Kind.ENTER, subject=GROUP)
    assert [row.number for row in rows] == list(range(60))
    for row, out in zip(rows, told.seconds(Kind.OUT, subject=GROUP), strict=True):
        exact = SET_OUT + row.number * service
        assert is_upwards_of(exact, row.second)
        assert is_upwards_of(exact + service, out - HOUR)


def is_upwards_of(exact: float, second: int) -> bool:
    """Whether a whole second is the next one, but for a rounding error in the sum of services."""
    return 0 <= second - exact < 1 + 1e-6


def test_over_an_hour_of_rush_the_throughput_is_exact() -> None:
    """With 641 cars at 640 an hour, the last is let in one hour after the first, to the second."""
    seconds = released(641, 640).seconds(Kind.ENTER, subject=GROUP)
    assert seconds[-1] - seconds[0] == HOUR
    gaps = {after - before for before, after in pairwise(seconds)}
    assert gaps == {5, 6}  # 5.625 s


def test_all_that_time_each_waits_in_the_queue_of_the_road() -> None:
    """wait_k = grant_k - set out, in one stretch, for the queue."""
    told = released(10, 600)
    waits = told.waits(Cause.ROAD_QUEUE, subject=GROUP)
    assert waits == [(SET_OUT, SET_OUT + 6 * number) for number in range(1, 10)]


def test_a_second_rush_starts_afresh() -> None:
    """After a pause no service is owed: free again at once, however busy it was before."""
    tree = stage(
        {
            "roads": {"road": {"saturation_vehicles_per_hour": 700}},
            "civilians": {"townspeople": people(5), "villagers": people(5)},
            "notices": {
                "order": told_at("2020-11-10 06:00"),
                "later": told_at("2020-11-11 06:00", "villagers"),
            },
        }
    )
    seconds = run(tree).seconds(Kind.ENTER, subject="civilians.villagers")
    start = DAY + SET_OUT
    assert seconds == [math.ceil(start + number * 3600 / 700) for number in range(5)]


def test_independent_groups_are_out_when_the_slower_is() -> None:
    """Two groups on two roads: the clause is fulfilled at the later of both last outs.

    m cars at s an hour on 60 km at 60 km/h: set out + ceil(m 3600/s) + 3600.
    """
    tree = stage(
        {
            "roads": {
                "road": {"saturation_vehicles_per_hour": 600},
                "other": {
                    "from": "town",
                    "to": "border",
                    "length_km": 60,
                    "car_speed_kmh": 60,
                    "convoy_speed_kmh": 60,
                    "saturation_vehicles_per_hour": 100,
                },
            },
            "civilians": {
                "townspeople": people(60, route=["road"]),
                "villagers": people(20, route=["other"]),
            },
            "notices": {"order": told_at("2020-11-10 06:00", "townspeople", "villagers")},
        }
    )
    told = run(tree)
    ends = {name: SET_OUT + ceil + HOUR for name, ceil in (("a", 60 * 6), ("b", 20 * 36))}
    assert told.seconds(Kind.OUT, subject=GROUP)[-1] == ends["a"]
    assert told.seconds(Kind.OUT, subject="civilians.villagers")[-1] == ends["b"]
    assert told.one(Kind.COMPLETED).second == max(ends.values())
