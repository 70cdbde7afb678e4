"""The march against pencil and paper: when units leave, how large, where they rest and drop posts.

Sortie k (from 0) has unloaded at 5 h 30 min + k h. A unit that is looked at then sets out a second
later; with v vehicles on roads that let in one a second its tail is v seconds behind its head.
"""

from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from tests.builders import changed
from tests.runs import HOUR, MINUTE, Told, run
from tests.verification.mission import FORCE, mission, post, road

Tree = dict[str, Any]
FIRST = 5 * HOUR + 30 * MINUTE
LAST = FIRST + 9 * HOUR
"""When the first and the last sortie have unloaded."""


def marching(**march: Any) -> Tree:
    """The mission with another march."""
    return mission({"march": march})


def units(told: Told) -> list[tuple[int, int, int]]:
    """When march units set out, with how many people and vehicles."""
    return [(row.second, row.people, row.vehicles) for row in told.rows(Kind.DEPART, subject=FORCE)]


def arrivals(told: Told, place: str = "camp") -> list[int]:
    """When march units arrived."""
    return told.seconds(Kind.ARRIVE, subject=FORCE, at=f"places.{place}")


# --- when units leave --------------------------------------------------------------------------


def test_a_unit_leaves_when_enough_people_are_there() -> None:
    """Ten a sortie: forty after the fourth and after the eighth, the last twenty at the end."""
    told = run(marching(unit_personnel=40))
    assert units(told) == [
        (FIRST + 3 * HOUR + 1, 40, 4),
        (FIRST + 7 * HOUR + 1, 40, 4),
        (LAST + 1, 20, 2),
    ]


def test_vehicles_are_not_people() -> None:
    """Thirty people and sixty trucks after three sorties are not yet forty people."""
    tree = marching(unit_personnel=40)
    tree["contingents"]["force"]["equipment"] = {"trucks": 200}
    tree["contingents"]["force"]["airlift"]["load_plan"]["all"]["vehicles"] = 20
    assert units(run(tree))[0] == (FIRST + 3 * HOUR + 1, 40, 80)


def test_a_unit_leaves_when_the_first_has_waited_longest() -> None:
    """Two and a half hours after the first of each unit: three sorties go together, then one."""
    told = run(marching(longest_wait_hours=2.5))
    waited = 2 * HOUR + 30 * MINUTE
    assert units(told) == [
        *[(FIRST + k * HOUR + waited + 1, 30, 3) for k in (0, 3, 6)],
        (LAST + 1, 10, 1),
    ]


def test_with_the_last_sortie_all_who_are_left_leave() -> None:
    assert units(run(mission())) == [(LAST + 1, 100, 10)]


def one_a_day(people: int, vehicles: int, **march: Any) -> Tree:
    """A crowd lands on the first day, and ten people with a vehicle on the second."""
    tree = marching(**march)
    force = tree["contingents"]["force"]
    force |= {"personnel": people + 10, "equipment": {"trucks": vehicles + 1}}
    force["airlift"] |= {
        "sorties": 2,
        "sorties_per_day": 1,
        "load_plan": {
            "crowd": {"from_sortie": 1, "personnel": people, "vehicles": vehicles},
            "rest": {"from_sortie": 2, "personnel": 10, "vehicles": 1},
        },
    }
    return tree


def test_those_too_many_for_a_unit_wait_for_the_next_or_their_longest() -> None:
    """250 land at 17:00: two units of a hundred leave, fifty when they have waited five hours.

    Vehicles go with their people: 25 x 100 / 250, then 15 x 100 / 150, and the rest.
    """
    told = run(one_a_day(250, 25, longest_wait_hours=5))
    unloaded = 17 * HOUR
    assert units(told) == [
        (unloaded + 1, 100, 10),
        (unloaded + 1, 100, 10),
        (unloaded + 5 * HOUR + 1, 50, 5),
        (unloaded + 24 * HOUR + 1, 10, 1),
    ]


def test_equipment_without_people_goes_when_it_has_waited_longest() -> None:
    told = run(one_a_day(0, 25, longest_wait_hours=5))
    assert units(told)[0] == (17 * HOUR + 5 * HOUR + 1, 0, 25)


# --- the drive and the rests -------------------------------------------------------------------


def test_a_unit_that_may_drive_on_does_not_rest() -> None:
    """Two roads of an hour, ten hours at a stretch: a pass of ten seconds and two hours."""
    told = run(mission())
    assert arrivals(told) == [LAST + 1 + 10 + 2 * HOUR]
    assert told.rows(cause=Cause.HALT) == []


@pytest.mark.parametrize(("drive_hours", "rests"), [(2, 0), (1.9, 1), (0.5, 1)])
def test_it_rests_where_roads_meet_before_it_would_drive_too_long(
    drive_hours: float, rests: int
) -> None:
    """Each stretch is a pass of ten seconds and its roads; eight hours of rest between.

    Two hours may be driven at once; where not even one may it rests all the same only at places.
    """
    told = run(marching(drive_hours=drive_hours, rest_hours=8))
    stretches = rests + 1
    assert arrivals(told) == [LAST + 1 + stretches * 10 + 2 * HOUR + rests * 8 * HOUR]
    halts = told.waits(Cause.HALT, at="places.junction")
    begin = LAST + 1 + 10 + HOUR
    assert halts == [(begin, begin + 8 * HOUR)] * rests


def test_stretches_are_as_long_as_they_may_be() -> None:
    """Five roads of two hours, five hours at a stretch: two, two and one, so two rests."""
    tree = marching(drive_hours=5, rest_hours=6, to="p5")
    tree["places"] |= {f"p{k}": {"name": f"P{k}"} for k in range(1, 6)}
    names = ["airfield", *(f"p{k}" for k in range(1, 6))]
    tree["roads"] |= {f"road-{k}": road(names[k], names[k + 1], length_km=60) for k in range(5)}
    told = run(tree)
    assert [row.at for row in told.rows(Kind.WAIT_BEGIN, cause=Cause.HALT)] == [
        "places.p2",
        "places.p4",
    ]
    assert arrivals(told, "p5") == [LAST + 1 + 3 * 10 + 10 * HOUR + 2 * 6 * HOUR]


def test_it_takes_the_roads_named() -> None:
    tree = marching(route=["detour", "ridge"])
    tree["roads"]["detour"] = road("airfield", "junction", length_km=90)
    assert arrivals(run(tree)) == [LAST + 1 + 10 + 4 * HOUR]


def test_without_a_way_it_waits_until_a_road_opens() -> None:
    """The valley opens at 20:00; who waits looks again a second later."""
    tree = mission(roads={"valley": {"open_to": {"peacekeepers": "2020-11-10 20:00"}}})
    told = run(tree)
    assert told.waits(Cause.CLOSED, subject=FORCE) == [(LAST + 1, 20 * HOUR + 1)]
    assert arrivals(told) == [20 * HOUR + 1 + 10 + 2 * HOUR]


def test_it_drives_slower_while_a_road_is_mined() -> None:
    """Fifty leave at 9:30 and cross the valley at 10 km/h; the team clears its 30 km by 13:00.

    Those who leave at 14:30 drive at 30 km/h. With five vehicles the pass takes five seconds.
    """
    opening = {"opens": "2020-11-10 00:00", "speed_kmh": 10}
    tree = changed(
        marching(unit_personnel=50),
        {
            "roads": {"valley": {"mined_km": 30, "open_to": {"peacekeepers": opening}}},
            "clearing_teams": {
                "sappers": {
                    "party": "keeper",
                    "begins": "2020-11-10 10:00",
                    "km_per_day": 240,
                    "roads": ["valley"],
                }
            },
        },
    )
    told = run(tree)
    assert told.one(Kind.CLEARED).second == 13 * HOUR + 1
    assert arrivals(told) == [FIRST + 4 * HOUR + 1 + 5 + 4 * HOUR, LAST + 1 + 5 + 2 * HOUR]


def test_units_wait_in_the_same_queue_as_everybody() -> None:
    """A column of cars that passes the valley's entrance until 15:00 keeps the unit waiting."""
    tree = mission(
        flows={
            "cars": {
                "from": "airfield",
                "to": "junction",
                "vehicles_by_date": {"2020-11-10": 1},
                "platoon_vehicles": 1,
                "arrivals": "even",
            }
        },
        roads={"valley": {"saturation_vehicles_per_hour": 1 / 3}},
    )
    told = run(tree)
    # One car at noon takes the entrance for three hours; ten vehicles then take it for thirty.
    assert told.waits(Cause.ROAD_QUEUE, subject=FORCE) == [(LAST + 1, 15 * HOUR)]
    assert arrivals(told) == [15 * HOUR + 30 * HOUR + 2 * HOUR]


# --- posts on the way --------------------------------------------------------------------------


def test_a_unit_drops_a_post_when_its_tail_passes() -> None:
    """At the junction an hour and ten seconds after it set out; the rest drive on to the camp.

    What a decision sets off begins a second later; set up in an hour.
    """
    told = run(mission(posts={"gate": post("junction")}))
    passes = LAST + 1 + 10 + HOUR
    assert told.one(Kind.POST_BEGUN, subject="posts.gate").second == passes
    in_place = [(row.second, row.at, row.people, row.vehicles) for row in told.rows(Kind.IN_PLACE)]
    assert in_place == [
        (passes, "places.junction", 10, 1),
        (passes + HOUR, "places.camp", 90, 9),
    ]
    assert told.one(Kind.MANNED, subject="posts.gate").second == passes + 1 + HOUR
    assert told.rows(Kind.DEPART, subject="posts.gate") == []


def test_posts_of_a_place_are_dropped_in_their_order_while_people_last() -> None:
    """95 of the hundred go to the two first; the third wants six, and somebody must drive on."""
    posts = {
        "a-third": post("junction", 3, personnel=6),
        "b-first": post("junction", 1, personnel=50),
        "c-second": post("junction", 2, personnel=45),
    }
    told = run(mission(posts=posts))
    begun = told.rows(Kind.POST_BEGUN)
    assert {row.subject for row in begun} == {"posts.b-first", "posts.c-second"}
    assert told.one(Kind.ARRIVE, subject=FORCE).people == 5


def test_somebody_and_something_always_drives_on() -> None:
    """A post that takes everybody is begun from the camp, by those who drive back."""
    told = run(mission(posts={"gate": post("junction", personnel=100, vehicles=1)}))
    assert [row.people for row in told.rows(Kind.IN_PLACE)] == [100]
    begun = told.one(Kind.POST_BEGUN).second
    assert begun == LAST + 1 + 10 + 2 * HOUR
    back = told.one(Kind.ARRIVE, subject="posts.gate")
    assert (back.second, back.at) == (begun + 1 + 1 + HOUR, "places.junction")


def test_a_post_whose_time_has_not_come_is_not_dropped() -> None:
    told = run(mission(posts={"gate": post("junction", not_before="2020-11-11 12:00")}))
    assert told.one(Kind.IN_PLACE).people == 100
    assert told.one(Kind.POST_BEGUN).second == 36 * HOUR
