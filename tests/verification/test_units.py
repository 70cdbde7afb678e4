"""Troop units against pencil and paper: convoys, their planned hours, what holds them, the rear.

One battalion two hours of driving from the border, on a road that lets in a vehicle a second,
signed and started at second 0, due on the fifth midnight. A convoy of n vehicles that begins to
load at s is on the road an hour later and out at s + 1 h + n s + 2 h.

A plan made in the decisions of second s sends nobody before s + 1. So a convoy that may go as soon
as its unit is ready, at s, begins to load at s + 1; those planned for later go on their second.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from tests.builders import changed, minimal
from tests.runs import DAY, HOUR, MINUTE, Told, run

Tree = dict[str, Any]

UNIT = "troops.battalion"
CLAUSE = "clauses.handover"
DUE = 5 * DAY


def at(seconds: int) -> str:
    """A local instant so many seconds (whole minutes) after the start."""
    assert seconds % MINUTE == 0
    return (datetime(2020, 11, 10) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M")


def battalion(changes: Tree | None = None, **unit: Any) -> Tree:
    """Eighty people and four vehicles in four convoys; more of what the unit is comes by name."""
    tree = changed(
        minimal(),
        {
            "civilians": None,
            "roads": {"road": {"saturation_vehicles_per_hour": 3600, "convoy_spacing_m": 0}},
            "agreement": {"clauses": {"handover": {"what": ["troops"]}}},
            "troops": {"battalion": {"personnel": 80, "vehicles": 4, "convoy_vehicles": 1, **unit}},
        },
    )
    return changed(tree, changes or {})


def extended(tree: Tree, *, review_hours: int, days: int = 5, **policy: Any) -> Tree:
    """The same where the party asks at its first look and is granted so many days a second later.

    It counts on a road of a vehicle in a thousand hours, so whoever is left looks late.
    """
    extension = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "review_every_hours": review_hours,
        "planned_vehicles_per_hour": 0.001,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": days},
        "grant": "always",
        **policy,
    }
    return changed(tree, {"agreement": {"extensions": {"more": extension}}})


def villagers(**group: Any) -> Tree:
    """One household of the same town, with a car, whom the clause concerns as well."""
    return {
        "agreement": {"clauses": {"handover": {"what": ["troops", "civilians"]}}},
        "civilians": {
            "villagers": {
                "party": "leaver",
                "place": "town",
                "people": 4,
                "household_people": 4,
                **group,
            }
        },
    }


def loading(told: Told, subject: str = UNIT) -> list[int]:
    """When the convoys began to load."""
    return told.seconds(Kind.LOAD_BEGIN, subject=subject)


# --- convoys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vehicles", "personnel", "convoys", "people"),
    [
        (40, 400, [20, 20], [200, 200]),
        (41, 400, [14, 14, 13], [134, 133, 133]),
        (45, 10, [15, 15, 15], [4, 3, 3]),
        (1, 0, [1], [0]),
        (0, 30, [0], [30]),
        (0, 0, [], []),
    ],
)
def test_a_unit_forms_as_few_convoys_as_it_may(
    vehicles: int, personnel: int, convoys: list[int], people: list[int]
) -> None:
    """Convoys = vehicles over 20, rounded up, dealt out evenly; people without any walk in one."""
    other = {
        "troops": {"guard": {"party": "leaver", "place": "town", "personnel": 1, "vehicles": 1}}
    }
    told = run(battalion(other, vehicles=vehicles, personnel=personnel, convoy_vehicles=20))
    rows = told.rows(Kind.OUT, subject=UNIT)
    assert [row.number for row in rows] == list(range(len(convoys)))
    assert [row.vehicles for row in rows] == convoys
    assert [row.people for row in rows] == people


# --- the three patterns --------------------------------------------------------------------------


def test_as_soon_as_possible_is_a_headway_apart_from_readiness_on() -> None:
    """Planned: 10 h, 10 h 30 min, 11 h, 11 h 30 min; the first is seen at 10 h and goes 1 s on."""
    told = run(battalion(ready_after_hours=10))
    assert told.one(Kind.READY).second == 10 * HOUR
    assert loading(told) == [
        10 * HOUR + 1,
        10 * HOUR + 30 * MINUTE,
        11 * HOUR,
        11 * HOUR + 30 * MINUTE,
    ]


def test_a_convoy_waits_for_readiness_then_for_its_planned_hour() -> None:
    """The third of four waits until 10 h for readiness, then an hour for its turn."""
    told = run(battalion(ready_after_hours=10))
    assert told.waits(Cause.NOT_READY, number=2) == [(0, 10 * HOUR)]
    assert told.waits(Cause.PLANNED_LATER, number=2) == [(10 * HOUR, 11 * HOUR)]
    assert told.waits(Cause.PREREQUISITE, number=2) == []


def test_spread_runs_from_readiness_to_a_margin_before_due() -> None:
    """Last = due − 0.1 x (due − signed) = 120 h − 12 h = 108 h; four convoys from 10 h on are
    (108 h − 10 h) / 3 = 32 h 40 min apart; the first begins a second after being ready.
    """
    told = run(battalion(ready_after_hours=10, departure="spread", margin_share=0.1))
    step = 98 * HOUR // 3
    assert loading(told) == [
        10 * HOUR + 1,
        10 * HOUR + step,
        10 * HOUR + 2 * step,
        108 * HOUR,
    ]


def test_the_margin_is_a_share_of_the_time_from_the_signing_on() -> None:
    """Signed at 20 h: last = 120 h − 0.1 x (120 h − 20 h) = 110 h."""
    tree = battalion({"agreement": {"signed": at(20 * HOUR)}}, departure="late", margin_share=0.1)
    assert loading(run(tree))[-1] == 110 * HOUR


def test_one_convoy_that_spreads_leaves_at_the_end() -> None:
    """A plan of one convoy is its last: due − margin = 108 h."""
    tree = battalion(vehicles=1, departure="spread", margin_share=0.1)
    assert loading(run(tree)) == [108 * HOUR]


def test_late_has_the_last_convoy_at_the_margin() -> None:
    """Last = 108 h, the others half an hour before one another, the first at 106 h 30 min."""
    told = run(battalion(ready_after_hours=10, departure="late", margin_share=0.1))
    assert loading(told) == [108 * HOUR - left * 30 * MINUTE for left in (3, 2, 1, 0)]


def test_late_but_ready_too_late_it_goes_as_soon_as_it_can() -> None:
    """Ready at 107 h, after 106 h 30 min: from then on a headway apart."""
    told = run(battalion(ready_after_hours=107, departure="late", margin_share=0.1))
    assert loading(told) == [
        107 * HOUR + 1,
        107 * HOUR + 30 * MINUTE,
        108 * HOUR,
        108 * HOUR + 30 * MINUTE,
    ]


def test_ready_after_due_a_unit_that_spreads_goes_at_once() -> None:
    """There is no span left between 130 h and due at 120 h: all convoys begin at 130 h + 1 s."""
    told = run(battalion(ready_after_hours=130, departure="spread"))
    assert loading(told) == [130 * HOUR + 1] * 4


# --- due moves -----------------------------------------------------------------------------------

AGREED = 48 * HOUR + 1
"""Asked at the review of 48 h, passed on and granted a second later."""
HEARD = AGREED + 1
"""Plans are made again a second after that: what a decision sets off is decided later."""


def test_spread_what_is_left_is_spread_again() -> None:
    """Convoys at 0 h (and a second), 40 h, 80 h, 120 h. Five days more are agreed at 48 h + 1 s:
    the two that are left follow a whole step after the new plan is made, at 48 h + 2 s:

        (240 h − 48 h − 2 s) / 2 = 96 h − 1 s, so at 144 h + 1 s and 240 h.
    """
    told = run(extended(battalion(departure="spread"), review_hours=48))
    assert told.one(Kind.DUE_MOVED).second == AGREED
    assert loading(told) == [1, 40 * HOUR, HEARD + 96 * HOUR - 1, 240 * HOUR]


def test_late_what_is_left_is_late_by_the_new_due() -> None:
    """All four were planned for 118 h 30 min until 120 h; now for 238 h 30 min until 240 h."""
    told = run(extended(battalion(departure="late"), review_hours=48))
    assert loading(told) == [240 * HOUR - left * 30 * MINUTE for left in (3, 2, 1, 0)]


def test_late_moves_only_those_who_have_not_gone() -> None:
    """An hour apart, at 117 h, 118 h, ... Asked at the review of 118 h and granted a second later,
    when two have gone: the other two leave at 239 h and 240 h.
    """
    tree = battalion(departure="late", headway_minutes=60)
    told = run(extended(tree, review_hours=118))
    assert loading(told) == [117 * HOUR, 118 * HOUR, 239 * HOUR, 240 * HOUR]


def test_as_soon_as_possible_keeps_its_headways() -> None:
    """Twenty hours apart from 0 h on, whatever is agreed at 48 h: 1 s, 20 h, 40 h, 60 h."""
    told = run(extended(battalion(headway_minutes=1200), review_hours=48))
    assert told.one(Kind.DUE_MOVED).second == AGREED
    assert loading(told) == [1, 20 * HOUR, 40 * HOUR, 60 * HOUR]


def also(name: str, hours: float) -> Tree:
    """A further clause for them, due so many hours after something that takes an hour."""
    clause = {
        "party": "leaver",
        "who": {"area": "district"},
        "what": ["troops"],
        "due": {"event": "clauses.centre.completed", "after_hours": hours},
    }
    return {"agreement": {"clauses": {name: clause, **centre(1)["agreement"]["clauses"]}}}


def test_a_due_that_is_not_the_earliest_changes_no_plan() -> None:
    """At 1 h another due becomes known, for 201 h: convoys leave for the earlier one as before."""
    told = run(battalion(also("half", 200), departure="spread"))
    assert told.one(Kind.DUE_SET, subject="clauses.half").second == HOUR
    assert loading(told) == [1, 40 * HOUR, 80 * HOUR, 120 * HOUR]


def test_an_earlier_due_becomes_known_and_all_is_planned_for_that() -> None:
    """At 1 h a due becomes known for 61 h, and a second later three convoys that are left are
    planned (60 h − 1 s) / 3 apart, their seconds rounded down.
    """
    told = run(battalion(also("half", 60), departure="spread"))
    assert loading(told) == [1, 21 * HOUR, 41 * HOUR, 61 * HOUR]


@pytest.mark.parametrize("departure", ["spread", "late"])
def test_while_due_is_unknown_nobody_plans_back_from_it(departure: str) -> None:
    """The only due is known at 1 h, for 121 h, and planned with a second later. Spread, convoys
    leave from there on, the first yet another second later; late, in the last hour and a half.
    """
    due = {"event": "clauses.centre.completed", "after_hours": 120}
    tree = battalion(also("half", 0), departure=departure)
    del tree["agreement"]["clauses"]["half"]
    tree["agreement"]["clauses"]["handover"]["due"] = due
    told = run(tree)
    assert (
        loading(told)
        == {
            "spread": [HOUR + 2, 41 * HOUR, 81 * HOUR, 121 * HOUR],
            "late": [121 * HOUR - left * 30 * MINUTE for left in (3, 2, 1, 0)],
        }[departure]
    )


# --- what holds them -----------------------------------------------------------------------------


def test_ready_after_another_unit_is_out() -> None:
    """The guard's only convoy loads at 1 s and is out at 1 s + 1 h + 1 s + 2 h; heard in that
    second, the battalion is ready 5 h later, and its first convoy goes a second after that.
    """
    guard = {"guard": {"party": "leaver", "place": "town", "personnel": 9, "vehicles": 1}}
    told = run(battalion({"troops": guard}, ready_after="troops.guard.out", ready_after_hours=5))
    out = told.one(Kind.OUT, subject="troops.guard").second
    assert out == 3 * HOUR + 2
    assert told.one(Kind.READY, subject=UNIT).second == out + 5 * HOUR
    assert loading(told)[0] == out + 5 * HOUR + 1


def test_ready_straight_after_another_takes_a_second() -> None:
    """Ready at the second after the one in which it is heard: out + 1 s, first convoy + 2 s."""
    guard = {"guard": {"party": "leaver", "place": "town", "personnel": 9, "vehicles": 1}}
    told = run(battalion({"troops": guard}, ready_after="troops.guard.out"))
    out = told.one(Kind.OUT, subject="troops.guard").second
    assert told.one(Kind.READY, subject=UNIT).second == out + 1
    assert loading(told)[0] == out + 2


def centre(hours: float) -> Tree:
    """Something that must happen, so many hours after the signing."""
    clause = {"party": "leaver", "must": "happen", "duration_hours": hours, "due": at(DUE)}
    return {"agreement": {"clauses": {"centre": clause}}}


def test_convoys_wait_for_what_they_need() -> None:
    """Planned at 0 h, 30 min, 60 min, 90 min; what they need happens at 1 h and is heard there:
    three leave at 1 h + 1 s, the last on its own hour.
    """
    told = run(battalion(centre(1), needs=["clauses.centre.completed"]))
    assert loading(told) == [HOUR + 1] * 3 + [90 * MINUTE]
    assert told.waits(Cause.PREREQUISITE, number=1) == [(30 * MINUTE, HOUR + 1)]
    assert told.waits(Cause.PREREQUISITE, number=3) == []


def test_all_that_is_needed_must_have_happened() -> None:
    """Both, the later one at 20 h: nobody leaves before 20 h + 1 s."""
    tree = battalion(needs=["clauses.centre.completed", "clauses.camp.completed"])
    other = centre(20)["agreement"]["clauses"]["centre"]
    tree = changed(changed(tree, centre(1)), {"agreement": {"clauses": {"camp": other}}})
    assert loading(run(tree)) == [20 * HOUR + 1] * 4


def test_a_loading_point_is_held_while_loading() -> None:
    """One point, an hour of loading each, all planned at once: they begin an hour apart, and wait
    0, 1, 2 and 3 hours.
    """
    told = run(battalion({"places": {"town": {"loading_points": 1}}}, headway_minutes=0))
    assert loading(told) == [1 + turn * HOUR for turn in range(4)]
    waits = told.waits(Cause.LOADING_POINT, subject=UNIT)
    assert waits == [(1, 1 + turn * HOUR) for turn in (1, 2, 3)]


def test_two_loading_points_serve_two_at_a_time() -> None:
    """Two points: two at once, the next two an hour later."""
    told = run(battalion({"places": {"town": {"loading_points": 2}}}, headway_minutes=0))
    assert loading(told) == [1, 1, 1 + HOUR, 1 + HOUR]


def test_units_and_lorries_share_the_loading_points() -> None:
    """A lorry asks for the one point at 2 h + 1 s + 1 s, having come in for a lift load; it holds
    it for 3 h. The convoy that asks at 4 h begins at 5 h + 2 s.
    """
    pool = {"base": "border", "vehicles": 1, "loading_hours": 3, "unloading_hours": 1}
    told = run(
        battalion(
            {
                "places": {"town": {"loading_points": 1}},
                "vehicle_pools": {"lorries": {**pool, "loads_at": "loading-point"}},
                "agreement": {"clauses": {"centre": centre(4)["agreement"]["clauses"]["centre"]}},
            },
            vehicles=1,
            lift_loads=1,
            lifted_by="lorries",
            needs=["clauses.centre.completed"],
        )
    )
    lorry_in = 2 * HOUR + 1
    assert loading(told, "vehicle_pools.lorries") == [lorry_in]
    assert loading(told) == [lorry_in + 3 * HOUR]
    assert told.waits(Cause.LOADING_POINT) == [(4 * HOUR + 1, lorry_in + 3 * HOUR)]


# --- the rear guard ------------------------------------------------------------------------------


def rear(hours_before_due: float = 0, share: float = 0.5) -> Tree:
    return {"rear_guard": {"share": share, "hours_before_due": hours_before_due}}


def test_the_rear_guard_waits_for_the_civilians() -> None:
    """The household begins at due − 30 h = 90 h and is out at 91 h + 1 s; the last two of four
    convoys, long due to go, begin to load a second later, the first two as planned.
    """
    told = run(battalion(villagers(margin_hours=30), **rear()))
    out = told.one(Kind.OUT, subject="civilians.villagers").second
    assert out == 91 * HOUR + 1
    assert loading(told) == [1, 30 * MINUTE, out + 1, out + 1]
    assert told.waits(Cause.PREREQUISITE, number=3) == [(90 * MINUTE, out + 1)]


def test_the_rear_guard_waits_until_its_hours_before_due_at_most() -> None:
    """Due − 40 h = 80 h comes before the civilians are out, at 91 h + 1 s."""
    told = run(battalion(villagers(margin_hours=30), **rear(40)))
    assert loading(told)[2:] == [80 * HOUR] * 2


def test_a_rear_guard_planned_for_later_keeps_its_hour() -> None:
    """Spread, the last convoys are planned for 80 h and 120 h; the civilians are out at 31 h."""
    told = run(battalion(villagers(margin_hours=90), departure="spread", **rear()))
    assert loading(told) == [1, 40 * HOUR, 80 * HOUR, 120 * HOUR]


def test_after_due_the_rear_guard_waits_for_nobody() -> None:
    """Ready at 130 h, ten hours after due, with civilians still inside (told at 150 h): its
    convoys go as planned.
    """
    late = villagers(prepare_days=0)
    order = {"at": at(150 * HOUR), "groups": ["villagers"], "says": "leave"}
    tree = battalion(changed(late, {"notices": {"order": order}}), ready_after_hours=130, **rear(9))
    told = run(tree)
    assert told.one(Kind.OUT, subject="civilians.villagers").second > 150 * HOUR
    assert loading(told) == [130 * HOUR + 1] + [
        130 * HOUR + more * 30 * MINUTE for more in (1, 2, 3)
    ]


def test_the_rear_guard_is_rounded_up() -> None:
    """A quarter and a bit of four convoys is two: 0.26 x 4 = 1.04."""
    told = run(battalion(villagers(margin_hours=30), **rear(share=0.26)))
    assert sum(second > 90 * HOUR for second in loading(told)) == 2


def test_those_who_stay_hold_no_rear_guard() -> None:
    """Everybody stays: the group is out from the start, and the rear guard leaves as planned."""
    told = run(battalion(villagers(stays_share=1), **rear()))
    assert loading(told) == [1, 30 * MINUTE, HOUR, 90 * MINUTE]


def test_due_moves_and_with_it_the_last_hour_of_the_rear_guard() -> None:
    """Due − 40 h was 80 h, and is 200 h from 48 h on; the civilians leave at 240 h − 30 h."""
    tree = battalion(villagers(margin_hours=30), **rear(40))
    told = run(extended(tree, review_hours=48))
    assert loading(told)[2:] == [200 * HOUR] * 2


def test_an_earlier_due_brings_the_last_hour_of_the_rear_guard_forward() -> None:
    """At 1 h a due becomes known for 61 h: the rear guard leaves 20 h before that, not before
    due at 120 h, and long before the civilians, who set out at due − 10 h = 51 h.
    """
    tree = battalion(changed(villagers(margin_hours=10), also("half", 60)), **rear(20))
    assert loading(run(tree))[2:] == [41 * HOUR] * 2


def test_while_due_is_unknown_the_rear_guard_waits_for_the_civilians() -> None:
    """The household is told at 50 h and out at 50 h + 1 s + 1 h + 1 s; due is never known."""
    order = {"at": at(50 * HOUR), "groups": ["villagers"], "says": "leave"}
    tree = battalion(changed(villagers(), {"notices": {"order": order}}), **rear())
    tree["agreement"]["clauses"]["handover"]["due"] = {"event": "troops.battalion.out"}
    told = run(tree)
    out = told.one(Kind.OUT, subject="civilians.villagers").second
    assert out == 51 * HOUR + 2
    assert loading(told) == [1, 30 * MINUTE, out + 1, out + 1]


# --- lift loads and equipment --------------------------------------------------------------------


def low_loaders(**more: Any) -> Tree:
    """One low-loader from the border: two hours in, three to load, two out, one to unload."""
    pool = {"base": "border", "vehicles": 1, "loading_hours": 3, "unloading_hours": 1, **more}
    return {"vehicle_pools": {"low-loaders": pool}}


def lifted(loads: int, **unit: Any) -> Tree:
    return battalion(low_loaders(), vehicles=1, lift_loads=loads, lifted_by="low-loaders", **unit)


def test_lift_loads_go_out_one_after_another() -> None:
    """Asked for when the unit is ready, at 0 s. The first is out after in, loading and out:
    2 h + 1 s + 3 h + 2 h + 1 s; the second after an hour of unloading and as long again.
    """
    told = run(lifted(2))
    first = 2 * (2 * HOUR + 1) + 3 * HOUR
    outs = [row.second for row in told.rows(Kind.OUT, subject=UNIT) if row.loads]
    assert outs == [first, 2 * first + HOUR]
    assert told.rows(Kind.DESTROYED) == []


def test_lift_loads_not_begun_in_time_are_destroyed() -> None:
    """Destroyed 108 h before due, at 12 h. Loading of the first began at 2 h + 1 s, of the second
    at 10 h + 3 s; that one goes on. Of four loads two are destroyed.
    """
    told = run(lifted(4, destroyed_hours_before_due=108))
    destroyed = told.one(Kind.DESTROYED)
    assert (destroyed.second, destroyed.loads) == (12 * HOUR, 2)
    assert sum(row.loads for row in told.rows(Kind.OUT, subject=UNIT)) == 2


def test_destroyed_loads_make_nobody_late() -> None:
    """The clause is fulfilled when the people are out, at 1 s + 1 h + 1 s + 2 h."""
    told = run(lifted(4, destroyed_hours_before_due=108))
    assert told.one(Kind.COMPLETED).second == 3 * HOUR + 2


def test_ready_too_late_all_lift_loads_are_destroyed() -> None:
    """Ready at 119 h, eleven hours after the hour of destruction: all is destroyed there."""
    told = run(lifted(4, ready_after_hours=119))
    assert (told.one(Kind.DESTROYED).second, told.one(Kind.DESTROYED).loads) == (119 * HOUR, 4)


def test_an_earlier_due_brings_the_destruction_forward() -> None:
    """At 1 h a due becomes known for 61 h: destroyed 49 h before that, at 12 h, not at 71 h."""
    tree = changed(lifted(4, destroyed_hours_before_due=49), also("half", 60))
    assert (run(tree).one(Kind.DESTROYED).second) == 12 * HOUR


def test_lift_loads_have_until_the_new_due() -> None:
    """Five days more are agreed at 2 h + 1 s: loads are destroyed not at 12 h but at 132 h, and by
    then all four, eight hours and two seconds apart, have begun.
    """
    told = run(extended(lifted(4, destroyed_hours_before_due=108), review_hours=2))
    assert told.one(Kind.DUE_MOVED).second == 2 * HOUR + 1
    assert told.rows(Kind.DESTROYED) == []
    assert sum(row.loads for row in told.rows(Kind.OUT, subject=UNIT)) == 4


def test_equipment_goes_with_the_convoys_and_is_counted() -> None:
    """Five guns are dealt out 2, 1, 1, 1 over four convoys; three are gone with the second one.

    Convoys load at 1 s and then half an hour apart, and are out 3 h + 1 s later.
    """
    clause = {
        "party": "leaver",
        "who": {"area": "district"},
        "what": ["guns"],
        "measure": {"number": 3},
        "due": at(DUE),
    }
    told = run(battalion({"agreement": {"clauses": {"guns": clause}}}, equipment={"guns": 5}))
    carried = told.rows(Kind.EQUIPMENT_OUT, subject=UNIT)
    assert [(row.number, row.at, row.value) for row in carried] == [
        (convoy, "equipment.guns", guns) for convoy, guns in enumerate([2, 1, 1, 1])
    ]
    assert told.one(Kind.COMPLETED, subject="clauses.guns").second == 30 * MINUTE + 3 * HOUR + 1
