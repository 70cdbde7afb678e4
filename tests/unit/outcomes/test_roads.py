"""What came of a direction of a road: its queue, its jams, its breakdowns."""

from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from sim.outcomes.measure import Row
from sim.scenario.words import CLASSES
from tests.builders import changed, minimal
from tests.logs import HOUR, Written

UNIT, GROUP = "troops.battalion", "civilians.townspeople"
OUT = "road>border"
END = 504
SECOND = 1 / HOUR


def written(**road: Any) -> Written:
    return Written(changed(minimal(), {"roads": {"road": road}}))


def outcome(log: Written, toward: str = "border") -> Row:
    return log.row("roads", road="road", toward=toward)


def queue(log: Written, begin: float, end: float | None, vehicles: int, **more: Any) -> Written:
    """A convoy of its own in the queue towards the border."""
    number = more.pop("number", round(begin * HOUR))
    return log.wait(begin, end, UNIT, at=OUT, number=number, vehicles=vehicles, **more)


def test_a_road_that_nobody_used():
    found = outcome(written())
    assert (found["vehicles"], found["longest_queue_vehicles"], found["queue_hours"]) == (0, 0, 0)
    assert found["longest_queue_at_hours"] is None
    assert (found["longest_jam_hours"], found["jam_vehicles_per_hour"]) == (0, None)


def test_the_longest_queue_is_of_all_who_wait_at_once():
    """4 from 1 h, with 6 more from 2 h to 3 h: ten, first at 2 h; three hours in all."""
    log = queue(queue(written(), 1, 4, 4), 2, 3, 6)
    found = outcome(log)
    assert (found["longest_queue_vehicles"], found["longest_queue_at_hours"]) == (10, 2)
    assert found["queue_hours"] == 3


def test_the_queue_the_other_way_is_another():
    log = queue(written(), 1, 4, 4)
    assert outcome(log, toward="town")["longest_queue_vehicles"] == 0


def test_a_queue_that_never_clears_adds_nothing_to_the_queue_the_other_way():
    log = queue(written(), 1, None, 4)
    log.wait(2, 3, UNIT, at="road>town", number=0, vehicles=5)
    assert outcome(log, toward="town")["longest_queue_vehicles"] == 5


def test_who_comes_in_the_second_in_which_another_is_let_in_does_not_add_up():
    log = queue(queue(written(), 1, 2, 4), 2, 3, 6)
    assert outcome(log)["longest_queue_vehicles"] == 6


def test_a_wait_parted_by_its_causes_is_one_vehicle_in_one_queue():
    log = queue(written(), 1, 2, 1, number=0)
    queue(log, 2, 4, 1, number=0, cause=Cause.BREAKDOWN)
    queue(log, 4, 5, 1, number=0, cause=Cause.NIGHT)
    found = outcome(log)
    assert (found["longest_queue_vehicles"], found["queue_hours"]) == (1, 4)
    assert (found["longest_wait_hours"], found["delay_vehicle_hours"]) == (4, 4)


def test_two_visits_are_two_waits():
    log = queue(queue(written(), 1, 3, 1, number=0), 10, 14, 1, number=0)
    assert outcome(log)["longest_wait_hours"] == 4


def test_two_movers_of_which_one_comes_as_the_other_goes_are_two_waits():
    log = queue(queue(written(), 1, 3, 1, number=0), 3, 4, 1, number=1)
    assert outcome(log)["longest_wait_hours"] == 2


def test_a_wait_that_the_end_cuts_off_lasts_until_then():
    found = outcome(queue(written(), 500, None, 3))
    assert (found["queue_hours"], found["longest_wait_hours"]) == (4, 4)
    assert found["delay_vehicle_hours"] == 12


def test_who_waits_for_a_way_at_a_place_is_in_no_queue():
    log = written().wait(1, 3, UNIT, at="town", number=0, vehicles=4, cause=Cause.CLOSED)
    assert outcome(log)["longest_queue_vehicles"] == 0


def test_a_queue_in_km_is_as_dense_as_the_road_says_most_likely():
    dense = {"pert": [50, 100, 200]}
    found = outcome(queue(written(jam_density_vehicles_per_km=dense), 1, 4, 250))
    assert found["longest_queue_km"] == pytest.approx(2.5)


def test_a_jam_is_the_longest_time_with_a_hundred_vehicles_or_more():
    """At least 100 from 10 h to 12 h and from 20 h to 25 h; 99 after that is none."""
    log = queue(queue(written(), 10, 12, 100), 20, 26, 99, number=0)
    queue(log, 20, 25, 1, number=1)
    found = outcome(log)
    assert (found["longest_jam_hours"], found["longest_jam_from_hours"]) == (5, 20)


def test_a_jam_goes_on_while_movers_come_and_go():
    log = queue(queue(written(), 10, 12, 150), 11, 14, 120)
    assert outcome(log)["longest_jam_hours"] == 4


def test_a_jam_at_the_end_is_cut_off():
    found = outcome(queue(written(), 500, None, 100))
    assert found["longest_jam_hours"] == 4


def test_what_a_jam_serves_is_what_is_let_in_while_it_stands():
    """90 vehicles are let in after 20 h and up to 25 h: 18 an hour."""
    log = queue(written(), 20, 25, 100)
    for hour, vehicles in ((20, 7), (20 + SECOND, 40), (25, 50), (25 + SECOND, 7)):
        log.add(hour, Kind.ENTER, GROUP, at=OUT, number=0, vehicles=vehicles)
    log.add(22, Kind.ENTER, GROUP, at="road>town", number=0, vehicles=7)
    found = outcome(log)
    assert found["jam_vehicles_per_hour"] == pytest.approx(18)
    assert found["vehicles"] == 104


def test_breakdowns_stop_one_direction_and_are_cut_off_at_the_end():
    log = written()
    for hour, hours in ((10, 2), (503, 5)):
        log.add(
            hour,
            Kind.BREAKDOWN_BEGIN,
            "roads.road",
            at=OUT,
            value=hours * HOUR,
            cause=Cause.BREAKDOWN,
        )
    found = outcome(log)
    assert (found["breakdowns_number"], found["breakdown_hours"]) == (2, 3)
    assert outcome(log, toward="town")["breakdowns_number"] == 0


def test_people_are_delayed_in_their_own_vehicles_and_in_pooled_ones_but_not_traders():
    pool = {"base": "border", "carries": "people", "loading_hours": 1, "unloading_hours": 1}
    flow = {"from": "border", "to": "town", "vehicles_per_day": 24}
    tree = changed(
        minimal(),
        {
            "civilians": {"townspeople": {"own_vehicle_share": 0.5, "people_by": "buses"}},
            "vehicle_pools": {"buses": {**pool, "vehicles": 2, "vehicle_class": "bus"}},
            "flows": {"traders": flow},
        },
    )
    log = Written(tree)
    for subject, people in ((GROUP, 4), ("vehicle_pools.buses", 20), ("flows.traders", 3)):
        log.wait(1, 3, subject, at=OUT, number=0, vehicles=1, people=people)
    log.wait(1, 50, UNIT, at="town", number=0, people=90, cause=Cause.NOT_READY)
    assert log.row("runs")["delay_person_hours"] == 48


def test_the_delay_of_a_road_is_parted_by_its_causes():
    """Four vehicles: an hour in the queue, two behind a breakdown, three at night, one in snow."""
    log = queue(written(), 1, 2, 4, number=0)
    queue(log, 2, 4, 4, number=0, cause=Cause.BREAKDOWN)
    queue(log, 4, 7, 4, number=0, cause=Cause.NIGHT)
    queue(log, 7, 8, 4, number=0, cause=Cause.WEATHER)
    found = outcome(log)
    causes = ("road_queue", "breakdown", "closed", "weather", "night", "pause")
    delays = [found[f"delay_{cause}_vehicle_hours"] for cause in causes]
    assert delays == [4, 8, 0, 4, 12, 0]
    assert found["delay_vehicle_hours"] == 28


def test_a_road_opens_to_a_class_at_the_start_later_or_not_at_all():
    log = written(open_to={"car": "2020-11-10 05:00", "bus": "never", "lorry": "2020-11-30 05:00"})
    log.add(5, Kind.OPENED_TO, "roads.road", value=1)
    for toward in ("border", "town"):
        found = outcome(log, toward=toward)
        assert found["opened_to_car_hours"] == 5
        assert (found["opened_to_bus_hours"], found["opened_to_lorry_hours"]) == (None, None)
        assert found["opened_to_troops_hours"] == 0


def test_every_class_has_its_hour_of_opening():
    hours = {f"opened_to_{name}_hours" for name in CLASSES}
    assert hours == {name for name in outcome(written()) if name.startswith("opened_to_")}


def test_a_road_is_cleared_once_for_both_directions():
    team = {"party": "leaver", "begins": "2020-11-10 05:00", "km_per_day": 3, "roads": ["road"]}
    mined = {"roads": {"road": {"mined_km": 3}}, "clearing_teams": {"sappers": team}}
    log = Written(changed(minimal(), mined))
    log.add(29, Kind.CLEARED, "clearing_teams.sappers", at=OUT)
    assert [outcome(log, toward=toward)["cleared_hours"] for toward in ("border", "town")] == [
        29
    ] * 2
    assert outcome(written())["cleared_hours"] is None
