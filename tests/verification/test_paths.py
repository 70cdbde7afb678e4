"""The critical path of a clause where what held it up is known by design, one cause each.

One battalion of one convoy of twelve vehicles leaves the town: an hour to load, 60 km at 30 km/h,
and 100 m or twelve seconds between its vehicles as they are let in. What is decided at the start
begins a second later: left alone it is out 1 s + 1 h + 144 s + 2 h after the start.
"""

from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from sim.outcomes.measure import measure
from sim.outcomes.paths import paths_of
from sim.outcomes.paths.segments import Segment
from sim.outcomes.reading import Reading
from tests.builders import changed
from tests.runs import DAY, HOUR, Told, run
from tests.verification.stage import battalion, people, road, told_at
from tests.verification.stage import stage as quiet
from tests.verification.test_units import extended

Tree = dict[str, Any]
Part = tuple[str, str, int]
UNIT, GROUP, LORRIES = "troops.battalion", "civilians.townspeople", "vehicle_pools.lorries"
LANE = "roads.road>border"
TOWN = "places.town"
LOADING: Part = ("loading", UNIT, HOUR)
AT_ONCE: Part = ("loading", UNIT, 1 + HOUR)
"""With the second between the decision and what it sets off."""
ENTRANCE = 144
DRIVE = ENTRANCE + 2 * HOUR
DRIVING: Part = ("driving", UNIT, DRIVE)


def stage(changes: Tree | None = None, **unit: Any) -> Tree:
    """The battalion alone, with changes to it and to all else."""
    tree = quiet(civilians=None, troops={"battalion": battalion(**unit)})
    return changed(tree, changes or {})


def path(told: Told, clause: str = "handover") -> list[Segment]:
    return paths_of(Reading(told.log, told.roster))[clause]


def parts(told: Told, clause: str = "handover") -> list[Part]:
    """Cause, whose, how long, step by step."""
    return [(each.cause, each.who, each.end - each.begin) for each in path(told, clause)]


def floats(told: Told) -> dict[str, float | None]:
    rows = measure(told.log, told.roster, replication=0)["floats"]
    return {f"{row['collection']}.{row['member']}": row["float_hours"] for row in rows}  # type: ignore[misc]


# --- one cause each ------------------------------------------------------------------------------


def test_left_alone_it_loads_and_drives() -> None:
    assert parts(run(stage())) == [AT_ONCE, DRIVING]


def test_not_ready_until_its_day() -> None:
    told = run(stage(ready_after_hours=50))
    assert parts(told) == [("not-ready", UNIT, 50 * HOUR + 1), LOADING, DRIVING]
    assert [each.where for each in path(told)] == [TOWN, TOWN, LANE]


def test_planned_for_later() -> None:
    """Late: it begins to load at due, 20 days after the start."""
    told = run(stage(departure="late"))
    assert parts(told) == [("planned-later", UNIT, 20 * DAY), LOADING, DRIVING]


def test_more_time_was_agreed_and_the_plan_made_anew() -> None:
    """Due after 5 days would have had it begin then; the extension puts five more days to it.

    Of the ten days it stands ready, five come of the extension alone.
    """
    signed = {"agreement": {"clauses": {"handover": {"due": "2020-11-15 00:00"}}}}
    tree = stage(signed, departure="late")
    kept, moved = run(tree), run(extended(tree, review_hours=48))
    assert kept.rows(Kind.DUE_MOVED) == []
    assert moved.one(Kind.DUE_MOVED).value == 10 * DAY
    assert parts(kept)[0] == ("planned-later", UNIT, 5 * DAY)
    assert parts(moved)[0] == ("planned-later", UNIT, 10 * DAY)


def test_at_a_loading_point() -> None:
    """Two convoys half an hour apart, one point, an hour each: the second waits half an hour."""
    tree = stage(
        {"places": {"town": {"loading_points": 1}}}, vehicles=24, headway_minutes=30, personnel=240
    )
    told = run(tree)
    assert parts(told) == [
        ("planned-later", UNIT, HOUR // 2),
        ("loading-point", UNIT, HOUR // 2 + 1),
        LOADING,
        DRIVING,
    ]


def test_in_the_queue_of_a_road() -> None:
    """Six hundred cars set out just before it: the road takes six seconds for each of them."""
    cars = {"from": "town", "to": "border", "arrivals": "even", "vehicles_per_day": 24 * 60}
    cars |= {"platoon_vehicles": 600, "until": "2020-11-10 01:00"}
    told = run(stage({"flows": {"cars": cars | {"vehicles_per_day": 24 * 600}}}, loading_hours=0.6))
    ahead = told.rows(Kind.ENTER, subject="flows.cars")[0]
    asked = told.one(Kind.LOAD_END).second
    assert ahead.second < asked < ahead.value
    assert parts(told) == [
        ("loading", UNIT, asked),
        ("road-queue", UNIT, ahead.value - asked),
        DRIVING,
    ]
    assert path(told)[1].where == LANE


def test_a_broken_vehicle_of_its_own() -> None:
    """Every vehicle breaks down as soon as it may: their repairs lie between entrance and drive."""
    changes = {"breakdown_probability": 0.2, "breakdown_hours": 5}
    told = run(stage({"roads": {"road": changes}}))
    stopped = told.one(Kind.BREAKDOWN_BEGIN)
    assert stopped.value % (5 * HOUR) == 0
    assert parts(told) == [
        AT_ONCE,
        ("driving", UNIT, ENTRANCE),
        ("breakdown", UNIT, stopped.value),
        ("driving", UNIT, 2 * HOUR),
    ]


def test_somebody_elses_broken_vehicle() -> None:
    """A lorry of the platoon before it is sure to break down, for ten hours each time."""
    lorries = {"from": "town", "to": "border", "vehicle_class": "lorry", "arrivals": "even"}
    lorries |= {"platoon_vehicles": 100, "vehicles_per_day": 2400, "until": "2020-11-10 00:40"}
    changes = {"breakdown_probability": 0.01, "breakdown_hours": 10, "heavy_breakdown_factor": 5}
    told = run(stage({"roads": {"road": changes}, "flows": {"lorries": lorries}}))
    stopped = told.rows(Kind.BREAKDOWN_BEGIN)[0]
    entered = told.one(Kind.ENTER, subject=UNIT)
    before = told.rows(Kind.ENTER, subject="flows.lorries")[0]
    assert stopped.value > 0
    assert before.value == entered.second
    assert parts(told)[:2] == [
        AT_ONCE,
        ("breakdown", UNIT, entered.second - told.one(Kind.LOAD_END).second),
    ]


def test_a_road_closed_by_weather() -> None:
    """Closed from the first day on: it waits until that is over, and a second for the look."""
    zones = {"pass": {"closed_days_share": 0.5}}
    tree = stage(
        {
            "weather": {"persistence": 0.9, "zones": zones},
            "roads": {"road": {"weather_zone": "pass"}},
        }
    )
    told = next(
        one
        for one in (run(tree, replication=number) for number in range(50))
        if [(row.second, row.value) for row in one.rows(Kind.WEATHER)[:1]] == [(0, 2)]
    )
    opened = told.rows(Kind.OPENED)[0].second
    assert parts(told) == [AT_ONCE, ("weather", UNIT, opened - HOUR), DRIVING]


def test_a_road_closed_by_order() -> None:
    closing = {"closed_from": "2020-11-10 00:00", "closed_until": "2020-11-12 00:00"}
    told = run(stage({"roads": {"road": {"closings": {"works": closing}}}}))
    assert parts(told) == [AT_ONCE, ("closed", UNIT, 2 * DAY - HOUR), DRIVING]


def test_a_suspension() -> None:
    """Ready at 40 h, within a suspension from 30 h to 78 h; it goes a second after that."""
    crisis = {"party": "leaver", "begins": "2020-11-11 06:00", "lasts_hours": 48}
    told = run(stage({"suspensions": {"crisis": crisis}}, ready_after_hours=40))
    found = parts(told)
    assert [cause for cause, _, _ in found][:2] == ["not-ready", "suspension"]
    assert found[1][2] == pytest.approx(38 * HOUR, abs=3)
    assert found[-2:] == [LOADING, DRIVING]


def test_a_pause_after_a_violation() -> None:
    """Who comes to the road in a pause waits until it is over, and a second for the look."""
    violations = {
        "fragile_probability": 0,
        "held_per_day": 3,
        "fragile_per_day": 0,
        "covered_factor": 1,
        "pause_probability": 1,
        "pause_hours": 6,
        "areas": {"district": {}},
    }
    tree = stage({"violations": violations}, ready_after_hours=30)
    asked = 31 * HOUR + 1
    told = next(
        one
        for one in (run(tree, replication=number) for number in range(50))
        if any(second < asked < second + 5 * HOUR for second in one.seconds(Kind.VIOLATION))
    )
    entered = told.one(Kind.ENTER, subject=UNIT).second
    assert parts(told) == [
        ("not-ready", UNIT, 30 * HOUR + 1),
        LOADING,
        ("pause", UNIT, entered - asked),
        DRIVING,
    ]


# --- who waited for whom -------------------------------------------------------------------------

ASKED = 6 * HOUR + 1
IN = 6 + 2 * HOUR
CYCLE = 2 * IN + HOUR + HOUR // 2


def household(loads: int, vehicles: int, **changes: Any) -> Tree:
    """One household told at six, its goods carried by lorries from the border, its people by car
    on a longer road."""
    group = people(1, loads_per_household=loads, loads_by="lorries") | {"route": ["by-road"]}
    pool = {
        "base": "border",
        "vehicles": vehicles,
        "loading_hours": 1,
        "unloading_hours": 0.5,
    }
    return quiet(
        {
            "roads": {"by-road": road(**{"from": "town", "to": "border", "length_km": 90})},
            "civilians": {"townspeople": group},
            "vehicle_pools": {"lorries": pool | changes},
            "notices": {"order": told_at("2020-11-10 06:00")},
        }
    )


def test_for_a_lorry_that_was_under_way_for_others() -> None:
    """One lorry, three loads: two cycles go to the first two, then it comes in for the last."""
    told = run(household(3, 1))
    assert parts(told) == [
        ("not-ready", GROUP, ASKED),
        ("lorry", GROUP, 2 * CYCLE),
        ("driving", LORRIES, IN),
        ("loading", LORRIES, HOUR),
        ("driving", GROUP, 6 + 90 * 60),
    ]
    assert path(told)[1].where == LORRIES


def test_a_lorry_held_at_a_loading_point() -> None:
    tree = changed(
        household(2, 2, loads_at="loading-point"), {"places": {"town": {"loading_points": 1}}}
    )
    told = run(tree)
    assert parts(told) == [
        ("not-ready", GROUP, ASKED),
        ("road-queue", LORRIES, 6),
        ("driving", LORRIES, IN),
        ("loading-point", LORRIES, HOUR - 6),
        ("loading", LORRIES, HOUR),
        ("driving", GROUP, 6 + 90 * 60),
    ]


def test_people_who_ride_are_held_up_by_their_bus() -> None:
    """Nobody has a car: the bus comes 2 h and 6 s, loads them an hour, and drives out as long."""
    tree = household(0, 1, vehicle_class="bus", carries="people")
    tree["civilians"]["townspeople"] = people(1, own_vehicle_share=0, people_by="lorries")
    told = run(tree)
    assert parts(told) == [
        ("not-ready", GROUP, ASKED),
        ("driving", LORRIES, told.seconds(Kind.LOAD_BEGIN)[0] - ASKED),
        ("loading", LORRIES, HOUR),
        ("driving", LORRIES, told.one(Kind.OUT).second - told.seconds(Kind.LOAD_END)[0]),
    ]


def test_the_rear_guard_rests_on_the_civilians_it_waited_for() -> None:
    """They are told at 50 h and out an hour and six seconds later; then it goes."""
    tree = stage(
        {
            "civilians": {"townspeople": people(1)},
            "notices": {"order": told_at("2020-11-12 02:00")},
        },
        rear_guard={"share": 1, "hours_before_due": 0},
    )
    told = run(tree)
    gone = told.one(Kind.OUT, subject=GROUP).second
    assert parts(told) == [
        ("not-ready", GROUP, 50 * HOUR + 1),
        ("driving", GROUP, gone - 50 * HOUR),
        LOADING,
        DRIVING,
    ]
    assert floats(told) == {UNIT: 0, GROUP: 0}


def test_a_unit_that_needs_a_clause_rests_on_who_fulfilled_it() -> None:
    """It needs another clause: the path goes on with that of the unit that fulfilled it."""
    other = {
        "party": "leaver",
        "who": {"names": ["troops.scouts"]},
        "what": ["troops"],
        "due": "2020-11-20 00:00",
    }
    tree = stage(
        {
            "troops": {"scouts": battalion(ready_after_hours=70)},
            "agreement": {"clauses": {"scouting": other}},
        },
        needs=["clauses.scouting.completed"],
    )
    told = run(tree)
    scouts = "troops.scouts"
    assert parts(told) == [
        ("not-ready", scouts, 70 * HOUR + 1),
        ("loading", scouts, HOUR),
        ("driving", scouts, DRIVE + 1),
        LOADING,
        DRIVING,
    ]


def test_a_milestone_rests_on_the_clause_it_needs() -> None:
    """Twelve hours after the battalion is out."""
    exchange = {
        "party": "leaver",
        "must": "happen",
        "needs": ["clauses.handover.completed"],
        "duration_hours": 12,
        "due": "2020-11-20 00:00",
    }
    told = run(stage({"agreement": {"clauses": {"exchange": exchange}}}))
    assert parts(told, "exchange") == [
        *parts(told),
        ("milestone", "clauses.exchange", 12 * HOUR),
    ]


def test_who_is_not_out_when_the_run_ends_is_told_until_then() -> None:
    """The road is closed until after the end: it stands there, and nobody has any float."""
    closing = {"closed_from": "2020-11-10 00:00", "closed_until": "2020-12-30 00:00"}
    told = run(stage({"roads": {"road": {"closings": {"works": closing}}}}))
    closed = ("closed", UNIT, told.roster.end - HOUR - 1)
    assert parts(told) == [AT_ONCE, closed]
    assert floats(told) == {UNIT: None}


# --- the tail, and float -------------------------------------------------------------------------


def test_over_two_roads_a_wait_that_its_tail_hid_is_not_on_the_path() -> None:
    """On the second road, which lets it in twice as fast, the head waits half a minute at most for
    cars; the tail, 144 s behind it, is let in without a wait.
    """
    on = road(**{"from": "border", "to": "east"}, convoy_spacing_m=50)
    cars = {"from": "border", "to": "east", "arrivals": "even", "vehicles_per_day": 2400 * 4}
    cars |= {"platoon_vehicles": 4, "until": "2020-11-10 05:00"}
    changes = {"areas": {"district": {"exits": ["east"]}}, "flows": {"cars": cars}}
    told = run(stage(changed({"roads": {"on": on}}, changes)))
    assert told.waits(Cause.ROAD_QUEUE, subject=UNIT) != []
    assert parts(told) == [AT_ONCE, DRIVING, ("driving", UNIT, HOUR)]


def test_the_float_of_who_was_out_before_is_the_time_until_completion() -> None:
    """Scouts go at once, the battalion ten hours later: they could have gone ten hours later."""
    scouts = {"troops": {"scouts": battalion()}}
    told = run(stage(scouts, ready_after_hours=10))
    assert floats(told) == {UNIT: 0, "troops.scouts": 10}
