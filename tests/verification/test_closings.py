"""Closings: windows, windows counted from due, night, and roads not yet open to a class."""

from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from tests.runs import DAY, HOUR, Told, run
from tests.verification.stage import LANE, battalion, enters, flow, people, road, stage, told_at

EIGHT, TEN = 8 * HOUR, 10 * HOUR
WINDOW = {"closed_from": "2020-11-10 08:00", "closed_until": "2020-11-10 10:00"}


def traffic(closings: dict[str, Any], **changes: Any) -> Told:
    """A car every ten seconds, and a bus every two minutes, all day long."""
    return run(
        stage(
            {
                "roads": {"test": road(closings=closings) | changes},
                "flows": {
                    "cars": flow(8640, until="2020-11-10 12:00"),
                    "buses": flow(720, vehicle_class="bus", until="2020-11-10 12:00"),
                },
            }
        )
    )


def test_a_window_lets_nobody_in_from_after_its_beginning_to_its_end() -> None:
    """Closed (from, until]: who is granted at `from` enters; the queue goes on a second after."""
    told = traffic({"window": WINDOW})
    inside = [second for second in enters(told) if EIGHT < second <= TEN]
    assert inside == []
    assert TEN + 1 in enters(told)
    assert told.one(Kind.CLOSED).second == EIGHT
    assert told.one(Kind.OPENED).second == TEN


def test_who_is_on_the_road_drives_on() -> None:
    """Those let in before the window arrive half an hour later, within it."""
    told = traffic({"window": WINDOW})
    arrivals = told.seconds(Kind.ARRIVE, subject="flows.cars")
    within = [second for second in arrivals if EIGHT < second <= EIGHT + 1800]
    assert len(within) == pytest.approx(180, abs=1)
    assert not [second for second in arrivals if EIGHT + 1810 < second <= TEN + 1800]


def test_a_window_for_a_class_binds_that_class_alone() -> None:
    """Closed to buses: cars go on as if there were none."""
    told = traffic({"window": WINDOW | {"classes": ["bus"]}})
    assert not [s for s in enters(told, subject="flows.buses") if EIGHT < s <= TEN]
    assert len([s for s in enters(told, subject="flows.cars") if EIGHT < s <= TEN]) == 720


def test_waits_during_a_window_have_that_cause_and_queueing_after_it_has_its_own() -> None:
    """A bus that comes at nine waits closed until the road grants again, then queues."""
    told = traffic({"window": WINDOW})
    rows = [row for row in told.rows(Kind.WAIT_BEGIN) if row.second == 9 * HOUR + 60]
    assert {row.cause for row in rows} == {Cause.CLOSED}
    who = rows[0]
    closed = told.waits(Cause.CLOSED, subject=who.subject, number=who.number)
    queue = told.waits(Cause.ROAD_QUEUE, subject=who.subject, number=who.number)
    entered = told.one(Kind.ENTER, subject=who.subject, number=who.number).second
    assert closed == [(who.second, TEN + 1)]
    assert queue == [(TEN + 1, entered)]


def test_a_window_without_end_closes_for_good() -> None:
    """Nobody enters after it, and the waits stay open to the end of the run."""
    told = traffic({"window": {"closed_from": "2020-11-10 08:00"}})
    assert max(enters(told)) <= EIGHT
    assert None in [end for _, end in told.waits(Cause.CLOSED, at=LANE)]
    assert not told.rows(Kind.OPENED)


def test_overlapping_windows_hold_until_the_last_ends() -> None:
    """[8, 10] and [9, 11]: closed (8, 11]."""
    other = {"closed_from": "2020-11-10 09:00", "closed_until": "2020-11-10 11:00"}
    told = traffic({"first": WINDOW, "second": other})
    assert [second for second in enters(told) if EIGHT < second <= 11 * HOUR] == []
    assert 11 * HOUR + 1 in enters(told)


def last_hours(**extension: Any) -> dict[str, Any]:
    """The road out is closed twelve hours before the clause is due, two days in."""
    return stage(
        {
            "agreement": {
                "clauses": {"handover": {"due": "2020-11-12 00:00", "what": ["troops"]}},
                "extensions": {"policy": extension} if extension else {},
            },
            "roads": {
                "road": {
                    "closings": {
                        "last-hours": {
                            "closed_from": {"event": "clauses.handover.due", "before_hours": 12},
                            "closed_until": {"event": "clauses.handover.due", "after_hours": 6},
                        }
                    }
                }
            },
            "troops": {"battalion": battalion(ready_after_hours=40)},
            "civilians": None,
        }
    )


def test_a_closing_counts_back_from_due() -> None:
    """Due at 48 h: closed from 36 h until 54 h. A convoy loaded at 41 h waits for thirteen hours.

    The end counts from the event, which is heard a second after it; then the road looks again.
    """
    told = run(last_hours())
    assert told.one(Kind.CLOSED).second == 36 * HOUR
    assert told.one(Kind.OPENED).second == 54 * HOUR
    assert told.one(Kind.ENTER, subject="troops.battalion").second == 54 * HOUR + 1


def test_a_closing_moves_with_due() -> None:
    """More time by one day, agreed before the road was closed: it closes a day later."""
    policy = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 0.1,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 0.001, "most_days": 1},
        "grant": "always",
    }
    told = run(last_hours(**policy))
    assert told.one(Kind.GRANTED).value == 1
    assert told.one(Kind.CLOSED).second == 60 * HOUR
    assert told.one(Kind.ENTER, subject="troops.battalion").second == 41 * HOUR + 1


def test_a_closing_is_lifted_when_due_moves_away_after_it_began() -> None:
    """Asked in the 42nd hour, granted at once: open again, and closed anew before the new due."""
    policy = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 0.1,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 0.001, "most_days": 1},
        "grant": "always",
        "review_every_hours": 42,
    }
    told = run(last_hours(**policy))
    agreed = told.one(Kind.GRANTED).second
    assert told.seconds(Kind.CLOSED) == [36 * HOUR, 60 * HOUR]
    assert told.seconds(Kind.OPENED)[0] == agreed + 1
    assert told.one(Kind.ENTER, subject="troops.battalion").second == agreed + 2


def at_night(*binds: str) -> Told:
    """Cars and buses over two days; night from eight in the evening to six."""
    tree = stage(
        {
            "night": {"begins": "20:00", "ends": "06:00", "binds": list(binds)},
            "flows": {
                name: flow(0, vehicle_class=vehicle_class)
                | {"vehicles_by_date": {"2020-11-10": 1440, "2020-11-11": 1440}}
                for name, vehicle_class in (("cars", "car"), ("buses", "bus"))
            },
        }
    )
    return run(tree)


def test_night_keeps_the_bound_classes_off_the_roads_and_nobody_else() -> None:
    """Bound to buses: none enters in (20:00, 06:00]; cars do."""
    told = at_night("bus")
    for begin, end in ((0, 6 * HOUR), (20 * HOUR, 30 * HOUR), (44 * HOUR, 54 * HOUR)):
        assert not [s for s in enters(told, subject="flows.buses") if begin < s <= end]
        cars = [s for s in enters(told, subject="flows.cars") if begin < s <= min(end, 2 * DAY)]
        assert len(cars) == pytest.approx((min(end, 2 * DAY) - begin) / 60, abs=2)
    assert 30 * HOUR + 1 in enters(told, subject="flows.buses")
    assert told.waits(Cause.NIGHT, subject="flows.buses")
    assert not told.waits(Cause.NIGHT, subject="flows.cars")


def test_night_falls_by_the_clocks_of_the_zone_when_summer_time_begins() -> None:
    """Berlin, 28 March 2021: between 20:00 and 06:00 there are nine hours."""
    tree = stage(
        {
            "night": {"begins": "20:00", "ends": "06:00", "binds": ["car"]},
            "flows": {"cars": flow(0) | {"vehicles_by_date": {"2021-03-28": 1440}}},
            "agreement": {
                "signed": "2021-03-27 00:00",
                "clauses": {"handover": {"due": "2021-03-29 00:00"}},
            },
        },
        time_zone="Europe/Berlin",
        start="2021-03-27 00:00",
        end="2021-03-30 00:00",
    )
    told = run(tree)
    closed, opened = (
        [row.second for row in told.rows(kind, subject="roads.test")]
        for kind in (Kind.CLOSED, Kind.OPENED)
    )
    assert closed[:2] == [0, 20 * HOUR]
    assert opened[:2] == [6 * HOUR, 29 * HOUR]
    assert enters(told)[0] == 29 * HOUR + 1


def two_ways(**opening: Any) -> Told:
    """A short road and a long one; the short one is open to cars only as the test says."""
    tree = stage(
        {
            "roads": {
                "long": {
                    "from": "town",
                    "to": "border",
                    "length_km": 90,
                    "car_speed_kmh": 60,
                    "convoy_speed_kmh": 30,
                    "saturation_vehicles_per_hour": 600,
                },
                "road": {"open_to": opening},
            },
            "civilians": {"townspeople": people(3), "villagers": people(3)},
            "notices": {
                "early": told_at("2020-11-10 06:00"),
                "late": told_at("2020-11-10 18:00", "villagers"),
            },
        }
    )
    return run(tree)


def test_the_way_is_chosen_among_roads_open_when_setting_out() -> None:
    """The short road opens at noon: who goes in the morning takes the long one."""
    told = two_ways(car="2020-11-10 12:00")
    assert {row.at for row in told.rows(Kind.ENTER, subject="civilians.townspeople")} == {
        "roads.long>border"
    }
    assert {row.at for row in told.rows(Kind.ENTER, subject="civilians.villagers")} == {
        "roads.road>border"
    }


def test_a_road_can_open_with_an_event_and_have_a_speed_of_its_own() -> None:
    """Open from three hours after the signing, at 30 km/h: longer than the way round, not taken.

    60 km at 30 km/h take two hours, 90 km at 60 km/h one and a half; at 50 km/h it is 72 minutes.
    """
    event = {"event": "signed", "after_hours": 3}
    slow = two_ways(car={"opens": event, "speed_kmh": 30})
    fast = two_ways(car={"opens": event, "speed_kmh": 50})
    assert {row.at for row in slow.rows(Kind.ENTER)} == {"roads.long>border"}
    assert {row.at for row in fast.rows(Kind.ENTER)} == {"roads.road>border"}
    first = fast.one(Kind.ENTER, subject="civilians.townspeople", number=0)
    out = fast.one(Kind.OUT, subject="civilians.townspeople", number=0)
    assert out.second == first.value + 72 * 60


def test_without_any_way_a_mover_waits_where_it_is_until_a_road_opens() -> None:
    """The only road opens at noon: cars that set out at six wait six hours and a second, closed."""
    tree = stage(
        {
            "roads": {"road": {"open_to": {"car": "2020-11-10 12:00"}}},
            "civilians": {"townspeople": people(2)},
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )
    told = run(tree)
    waits = told.waits(Cause.CLOSED, at="places.town")
    assert waits == [(6 * HOUR + 1, 12 * HOUR + 1)] * 2
    assert told.seconds(Kind.ENTER) == [12 * HOUR + 1, 12 * HOUR + 1 + 6]


def test_a_road_that_is_never_open_is_never_taken() -> None:
    """Never open to cars: all take the long one, at any time."""
    assert {row.at for row in two_ways(car="never").rows(Kind.ENTER)} == {"roads.long>border"}
