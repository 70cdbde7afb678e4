"""Households against pencil and paper: told, preparing, loading, leaving, to the second.

One household of four, one hour of driving from the border on a road that lets in a car a second,
signed and started at second 0, due on the fifth midnight. A car that sets out at s is let in at s,
has wholly entered a second later, and is out at s + 1 + 3600.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import binom

from sim.catalogue import Cause, Kind
from tests.builders import changed, minimal
from tests.runs import DAY, HOUR, MINUTE, Told, run

Tree = dict[str, Any]

GROUP = "civilians.townspeople"
CLAUSE = "clauses.handover"
DUE = 5 * DAY
CAR = 1 + HOUR
LORRY = 1 + 2 * HOUR


def at(seconds: int) -> str:
    """A local instant so many seconds (whole minutes) after the start."""
    assert seconds % MINUTE == 0
    return (datetime(2020, 11, 10) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M")


def notice(seconds: int, says: str = "leave", **more: Any) -> Tree:
    return {"at": at(seconds), "groups": ["townspeople"], "says": says, **more}


def family(*, notices: Tree | None = None, pools: Tree | None = None, **group: Any) -> Tree:
    """One household; more of what the group is comes by name."""
    return changed(
        minimal(),
        {
            "troops": None,
            "roads": {"road": {"saturation_vehicles_per_hour": 3600}},
            "agreement": {"clauses": {"handover": {"what": ["civilians"]}}},
            "civilians": {"townspeople": {"people": 4, "household_people": 4, **group}},
            "notices": notices or {},
            "vehicle_pools": pools or {},
        },
    )


def lorries(vehicles: int = 1, **more: Any) -> Tree:
    """Lorries from the border: two hours in, five to load, two out, one to unload."""
    return {
        "lorries": {
            "base": "border",
            "vehicles": vehicles,
            "loading_hours": 5,
            "unloading_hours": 1,
            **more,
        }
    }


def extended(tree: Tree, *, days: int = 5, **policy: Any) -> Tree:
    """The same where the party asks at its first look, six hours in, and gets so many days.

    It counts on a road of a vehicle in a thousand hours, so whoever is left looks late. To pass
    the request on takes a second at least; answer and publication can come with that.
    """
    extension = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 0.001,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": days},
        "grant": "always",
        **policy,
    }
    return changed(tree, {"agreement": {"extensions": {"more": extension}}})


def begun(told: Told) -> int:
    """When the one household began."""
    return told.one(Kind.BEGIN, subject=GROUP).second


def left(told: Told) -> int:
    """When the one household's people set out."""
    return told.one(Kind.DEPART, subject=GROUP).second


# --- when it begins ------------------------------------------------------------------------------


def test_one_that_nobody_tells_goes_by_due_alone() -> None:
    """Begin = due − margin = 120 h − 30 h = 90 h; out an hour and a second later."""
    told = run(family(margin_hours=30))
    assert (begun(told), left(told)) == (90 * HOUR, 90 * HOUR)
    assert told.one(Kind.OUT, subject=GROUP).second == 90 * HOUR + CAR
    assert told.waits(Cause.NOT_READY, subject=GROUP) == [(0, 90 * HOUR)]


def test_one_that_heeds_none_goes_by_due_alone() -> None:
    """A notice that nobody heeds changes nothing: begin = due − margin = 90 h."""
    weak = {"order": notice(6 * HOUR, heeded_by=0)}
    assert begun(run(family(notices=weak, margin_hours=30))) == 90 * HOUR


def test_once_told_it_prepares() -> None:
    """Begin = told + prepare = 6 h + 24 h = 30 h."""
    order = {"order": notice(6 * HOUR)}
    assert begun(run(family(notices=order, prepare_days=1))) == 30 * HOUR


def test_ready_at_once_it_begins_a_second_after_it_is_told() -> None:
    """A decision of second s is acted upon at s + 1: begin = told + 0, seen at 6 h, done 1 s on."""
    assert begun(run(family(notices={"order": notice(6 * HOUR)}))) == 6 * HOUR + 1


def test_its_margin_before_due_comes_before_the_end_of_a_long_preparation() -> None:
    """Begin = min(6 h + 240 h, 120 h − 30 h) = 90 h."""
    order = {"order": notice(6 * HOUR)}
    assert begun(run(family(notices=order, prepare_days=10, margin_hours=30))) == 90 * HOUR


def test_the_last_call_counts_as_the_least_margin() -> None:
    """Begin = due − max(margin, last call) = 120 h − max(4, 18) h = 102 h."""
    assert begun(run(family(margin_hours=4, last_call_hours=18))) == 102 * HOUR


def test_it_never_begins_before_it_is_told() -> None:
    """Begin = max(told, due − margin) = max(100 h, 90 h) = 100 h, acted upon a second later."""
    order = {"order": notice(100 * HOUR)}
    assert begun(run(family(notices=order, margin_hours=30))) == 100 * HOUR + 1


def test_orders_to_stay_stop_the_clock_of_preparation() -> None:
    """Begin = told + prepare + stopped = 6 h + 24 h + (22 h − 12 h) + (35 h − 30 h) = 45 h."""
    orders = {
        "first": notice(6 * HOUR),
        "stay": notice(12 * HOUR, "stay"),
        "second": notice(22 * HOUR),
        "stay-again": notice(30 * HOUR, "stay"),
        "third": notice(35 * HOUR),
    }
    assert begun(run(family(notices=orders, prepare_days=1))) == 45 * HOUR


def test_told_to_stay_twice_it_has_stayed_since_the_first_time() -> None:
    """Stopped from 12 h until 22 h, told to stay again at 15 h: 6 h + 24 h + 10 h = 40 h."""
    orders = {
        "first": notice(6 * HOUR),
        "stay": notice(12 * HOUR, "stay"),
        "stay-again": notice(15 * HOUR, "stay"),
        "second": notice(22 * HOUR),
    }
    assert begun(run(family(notices=orders, prepare_days=1))) == 40 * HOUR


def test_while_it_is_told_to_stay_only_due_makes_it_go() -> None:
    """The clock of preparation stands; begin = due − margin = 90 h."""
    orders = {"first": notice(6 * HOUR), "stay": notice(12 * HOUR, "stay")}
    assert begun(run(family(notices=orders, prepare_days=1, margin_hours=30))) == 90 * HOUR


def test_an_order_to_stay_before_it_was_ever_told_stops_nothing() -> None:
    """There is no clock to stop yet: begin = told + prepare = 12 h + 24 h."""
    orders = {"stay": notice(6 * HOUR, "stay"), "leave": notice(12 * HOUR)}
    assert begun(run(family(notices=orders, prepare_days=1))) == 36 * HOUR


def test_an_hour_to_leave_by_stands_for_due_where_it_is_earlier() -> None:
    """Begin = by − margin = 72 h − 30 h = 42 h."""
    order = {"order": notice(6 * HOUR, "leave-by", by=at(72 * HOUR))}
    assert begun(run(family(notices=order, prepare_days=10, margin_hours=30))) == 42 * HOUR


def test_an_hour_to_leave_by_after_due_changes_nothing() -> None:
    """Begin = min(due, by) − margin = 120 h − 30 h = 90 h."""
    order = {"order": notice(6 * HOUR, "leave-by", by=at(144 * HOUR))}
    assert begun(run(family(notices=order, prepare_days=10, margin_hours=30))) == 90 * HOUR


def test_the_last_notice_heeded_rules() -> None:
    """A plain order to leave takes the hour back: begin = due − margin = 90 h, not 42 h."""
    orders = {
        "by": notice(6 * HOUR, "leave-by", by=at(72 * HOUR)),
        "plain": notice(12 * HOUR),
    }
    assert begun(run(family(notices=orders, prepare_days=10, margin_hours=30))) == 90 * HOUR


def test_who_heeds_a_weak_notice_heeds_every_stronger_one() -> None:
    """Obedience is one draw a household. Where a third heed an order to leave and two thirds a
    later one to stay, all who were told stay too: nobody begins before due. The other way round
    those between a third and two thirds begin 24 h after being told: of 300 households some 100.
    """
    orders = {
        "leave": notice(0, heeded_by=1 / 3),
        "stay": notice(3 * HOUR, "stay", heeded_by=2 / 3),
    }
    tree = family(notices=orders, people=1200, prepare_days=1)
    assert set(run(tree).seconds(Kind.BEGIN, subject=GROUP)) == {DUE}
    other_way = {"leave": {"heeded_by": 2 / 3}, "stay": {"heeded_by": 1 / 3}}
    begins = run(changed(tree, {"notices": other_way})).seconds(Kind.BEGIN, subject=GROUP)
    low, high = binom.interval(0.999, 300, 1 / 3)
    assert low <= begins.count(24 * HOUR) <= high


@given(
    told=st.none() | st.integers(0, 110),
    prepare=st.integers(0, 120),
    stay=st.none() | st.tuples(st.integers(1, 40), st.integers(1, 40)),
    margin=st.integers(0, 130),
    last_call=st.integers(0, 130),
)
@example(told=119, prepare=1, stay=None, margin=0, last_call=0)
@example(told=0, prepare=0, stay=(1, 1), margin=130, last_call=0)
def test_the_formula_of_the_beginning(
    told: int | None,
    prepare: int,
    stay: tuple[int, int] | None,
    margin: int,
    last_call: int,
) -> None:
    """Begin = max(told, min(told + prepare + stopped, due − max(margin, last call))), in hours.

    A begin that has passed when it becomes known (told, due at the start) is acted upon a second
    later. An order to stay counts only where it comes before the beginning; nobody begins before
    second 1, when the first decision of the run can be acted upon.
    """
    orders: Tree = {}
    ends = [DUE - max(margin, last_call) * HOUR]
    if told is not None:
        orders["first"] = notice(told * HOUR)
        ends.append((told + prepare) * HOUR)
        if stay is not None:
            since, until = told + stay[0], told + sum(stay)
            orders["stay"] = notice(since * HOUR, "stay")
            orders["again"] = notice(until * HOUR)
            if prepare > stay[0]:
                ends[1] += stay[1] * HOUR
    known = 0 if told is None else told * HOUR
    tree = family(
        notices=orders, prepare_days=prepare / 24, margin_hours=margin, last_call_hours=last_call
    )
    assert begun(run(tree)) == max(known + 1, min(ends))


# --- who waits to be told ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "when", [at(100 * HOUR), {"event": "signed", "after_hours": 100}], ids=["dated", "signed"]
)
def test_who_will_be_told_for_sure_does_not_act_on_due_before(when: object) -> None:
    """Due − margin = 90 h, but the notice of 100 h is sure to come: begin = 100 h, and a second."""
    order = {"order": {**notice(0), "at": when}}
    assert begun(run(family(notices=order, margin_hours=30))) == 100 * HOUR + 1


def test_a_notice_that_may_never_come_keeps_nobody_waiting() -> None:
    """Told only if an extension is refused, which it never is: begin = due − margin = 90 h."""
    order = {"order": {**notice(0), "at": {"event": "extensions.more.refused"}}}
    tree = extended(family(notices=order, margin_hours=30), planned_vehicles_per_hour=1000)
    assert begun(run(tree)) == 90 * HOUR


def test_who_would_not_heed_the_notice_to_come_does_not_wait_for_it() -> None:
    """One heeds it and waits (100 h and a second); one does not and goes by due (90 h)."""
    order = {"order": notice(100 * HOUR, heeded_by=0.5)}
    told = run(family(notices=order, margin_hours=30, people=80))
    assert set(told.seconds(Kind.BEGIN, subject=GROUP)) == {90 * HOUR, 100 * HOUR + 1}


def test_an_order_to_stay_that_is_to_come_keeps_nobody_waiting() -> None:
    """Only notices to leave are waited for: begin = due − margin = 90 h."""
    order = {"order": notice(100 * HOUR, "stay")}
    assert begun(run(family(notices=order, margin_hours=30))) == 90 * HOUR


def test_one_notice_given_it_acts_though_another_is_to_come() -> None:
    """Told at 6 h it knows of due: begin = min(6 h + 240 h, 90 h), not the notice of 100 h."""
    orders = {"first": notice(6 * HOUR), "second": notice(100 * HOUR)}
    assert begun(run(family(notices=orders, prepare_days=10, margin_hours=30))) == 90 * HOUR


# --- loads and the last call ---------------------------------------------------------------------


def loading_family(loads: int = 2, **group: Any) -> Tree:
    """One household with so many loads, told at 6 h, and one lorry."""
    return family(
        notices={"order": notice(6 * HOUR)},
        pools=lorries(),
        **{
            "loads_per_household": loads,
            "loads_by": "lorries",
            "prepare_days": 0.25,
            **group,
        },
    )


def test_people_leave_when_their_last_load_is_on_the_road() -> None:
    """Begin 12 h; the lorry is in at 12 h + 2 h + 1 s, has loaded 5 h later, and is back after
    2 h + 1 s out, 1 h unloading and 2 h + 1 s in: the second load is on the road at

        12 h + (2 h + 1 s) + 5 h + (2 h + 1 s) + 1 h + (2 h + 1 s) + 5 h = 29 h + 3 s.
    """
    told = run(loading_family())
    on_road = 12 * HOUR + 3 * LORRY + 11 * HOUR
    assert told.seconds(Kind.LOAD_END) == [12 * HOUR + LORRY + 5 * HOUR, on_road]
    assert left(told) == on_road
    assert told.waits(Cause.LORRY, subject=GROUP) == [(12 * HOUR, on_road)]
    assert told.rows(Kind.ABANDONED) == []


def test_at_the_last_call_people_leave_loads_not_begun() -> None:
    """Last call = 120 h − 96 h = 24 h. The first load is on the road at 19 h + 1 s; the lorry is
    back at 24 h + 3 s, too late: at 24 h one of two loads is abandoned, and the people set out a
    second later. (Begin: min(6 h + 6 h, 24 h) = 12 h.)
    """
    told = run(loading_family(last_call_hours=96))
    abandoned = told.one(Kind.ABANDONED)
    assert (abandoned.second, abandoned.subject, abandoned.loads) == (24 * HOUR, GROUP, 1)
    assert left(told) == 24 * HOUR + 1
    assert len(told.rows(Kind.LOAD_BEGIN)) == 1


def test_a_load_begun_at_the_last_call_goes_on() -> None:
    """Last call = 120 h − 104 h = 16 h, while the first load is being loaded (14 h + 1 s until
    19 h + 1 s): the other one is abandoned, the people leave, the load follows them out at
    19 h + 1 s + (2 h + 1 s).
    """
    told = run(loading_family(last_call_hours=104))
    assert told.one(Kind.ABANDONED).loads == 1
    assert left(told) == 16 * HOUR + 1
    people, load = told.rows(Kind.OUT, subject=GROUP)
    assert (people.second, people.people, people.loads) == (16 * HOUR + 1 + CAR, 4, 0)
    assert (load.second, load.people, load.loads) == (12 * HOUR + 2 * LORRY + 5 * HOUR, 0, 1)


def test_abandoned_loads_make_nobody_late() -> None:
    """The clause is fulfilled when the people are out, 16 h + 1 s + 1 h + 1 s, loads or not."""
    told = run(loading_family(last_call_hours=104))
    assert told.one(Kind.COMPLETED, subject=CLAUSE).second == 16 * HOUR + 1 + CAR


def test_who_begins_after_the_last_call_leaves_at_once() -> None:
    """Last call 110 h, told at 115 h: it begins and sets out at 115 h + 1 s, its loads behind."""
    tree = loading_family(last_call_hours=10, prepare_days=0)
    told = run(changed(tree, {"notices": {"order": {"at": at(115 * HOUR)}}}))
    assert (begun(told), left(told)) == (115 * HOUR + 1, 115 * HOUR + 1)
    assert told.one(Kind.ABANDONED).loads == 2
    assert told.rows(Kind.LOAD_BEGIN) == []


def test_who_begins_at_the_last_call_itself_leaves_at_once() -> None:
    """Begin = due − max(margin, last call) = 110 h, which is the last call: nothing is loaded."""
    tree = loading_family(last_call_hours=10, prepare_days=20)
    told = run(tree)
    assert (begun(told), left(told)) == (110 * HOUR, 110 * HOUR)
    assert told.one(Kind.ABANDONED).loads == 2


def test_an_hour_to_leave_by_brings_the_last_call_forward() -> None:
    """By 40 h, last call 16 h before: at 24 h the second load is abandoned, though due is 120 h."""
    order = {"order": {"says": "leave-by", "by": at(40 * HOUR)}}
    told = run(changed(loading_family(last_call_hours=16), {"notices": order}))
    assert told.one(Kind.ABANDONED).second == 24 * HOUR
    assert left(told) == 24 * HOUR + 1


def test_an_hour_to_leave_by_hurries_those_who_are_loading() -> None:
    """Told at 20 h to leave by 40 h, while it loads: the last call is 16 h before, at 24 h, and
    finds two of three loads not begun; without it the third is on the road at 39 h + 5 s.
    """
    tree = loading_family(3, last_call_hours=16)
    assert left(run(tree)) == 39 * HOUR + 5
    told = run(changed(tree, {"notices": {"by": notice(20 * HOUR, "leave-by", by=at(40 * HOUR))}}))
    assert (told.one(Kind.ABANDONED).second, told.one(Kind.ABANDONED).loads) == (24 * HOUR, 2)
    assert left(told) == 24 * HOUR + 1


# --- due moves -----------------------------------------------------------------------------------

PUBLIC = 6 * HOUR + 1
"""Asked at 6 h; passed on, answered and made public a second later."""


def test_who_has_not_begun_plans_again_when_the_new_due_is_public() -> None:
    """Five days more: begin = 240 h − 30 h = 210 h in the place of 90 h."""
    told = run(extended(family(margin_hours=30)))
    assert told.one(Kind.PUBLIC, subject=CLAUSE).second == PUBLIC
    assert begun(told) == 210 * HOUR


def test_what_is_agreed_but_not_public_moves_nobody() -> None:
    """Agreed at 6 h + 1 s, public 100 h later: begin = 120 h − 30 h = 90 h as before."""
    told = run(extended(family(margin_hours=30), public_after_hours=100))
    assert told.one(Kind.DUE_MOVED).second == 6 * HOUR + 1
    assert begun(told) == 90 * HOUR


def test_the_last_call_moves_for_all_whose_people_are_still_there() -> None:
    """It loads from 12 h on; last call 120 h − 96 h = 24 h. Public at 18 h: the last call is then
    144 h later, and the second load is on the road as if there had been none, at 29 h + 3 s.
    """
    tree = extended(
        loading_family(last_call_hours=96),
        review_every_hours=12,
        public_after_hours=6,
    )
    told = run(tree)
    assert 12 * HOUR < told.one(Kind.PUBLIC, subject=CLAUSE).second < 24 * HOUR
    assert told.rows(Kind.ABANDONED) == []
    assert left(told) == 12 * HOUR + 3 * LORRY + 11 * HOUR


@pytest.mark.parametrize(
    ("loads", "abandoned", "leaves"),
    [(3, 0, 39 * HOUR + 5), (4, 0, 48 * HOUR + 1), (5, 1, 48 * HOUR + 1)],
)
def test_the_moved_last_call_is_kept_too(loads: int, abandoned: int, leaves: int) -> None:
    """A day more: the last call is at 48 h, 96 h before the new due.

    Load k is on the road at 12 h + (2k − 1)(2 h + 1 s) + 5k h + (k − 1) h, five hours after it
    was begun: the third at 39 h + 5 s, when people leave who have no fourth one; the fourth at
    49 h + 7 s, begun before the call, so that it is not abandoned; the fifth is.
    """
    tree = extended(loading_family(loads, last_call_hours=96), days=1, review_every_hours=12)
    told = run(tree)
    assert sum(row.loads for row in told.rows(Kind.ABANDONED)) == abandoned
    assert left(told) == leaves


# --- who stays, and who has no car ---------------------------------------------------------------


def test_those_who_stay_never_count() -> None:
    """About half of 100 households stay; the clause needs the others only, and is fulfilled."""
    told = run(family(people=400, stays_share=0.5, margin_hours=10))
    stayed = told.one(Kind.STAYS, subject=GROUP).people
    assert 120 < stayed < 280
    outs = told.rows(Kind.OUT, subject=GROUP)
    assert sum(row.people for row in outs) == 400 - stayed
    assert told.one(Kind.COMPLETED).second == outs[-1].second < DUE


def test_a_group_of_which_all_stay_is_out_from_the_start() -> None:
    """Nobody is to move: the clause is fulfilled at second 0, and nobody begins."""
    told = run(family(stays_share=1))
    assert told.one(Kind.COMPLETED).second == 0
    assert told.rows(Kind.BEGIN, Kind.OUT) == []


def buses(**more: Any) -> Tree:
    """A bus from the border, as fast as a car, with room for ten; boarding takes half an hour."""
    return lorries(
        vehicle_class="bus",
        carries="people",
        capacity=10,
        loading_hours=0.5,
        unloading_hours=0.25,
        **more,
    )


def test_without_a_vehicle_people_wait_for_a_seat() -> None:
    """Begin 90 h, ask for the bus: in at 90 h + 1 h + 1 s, half an hour of boarding, out after
    another 1 h + 1 s: at 92 h 30 min + 2 s. They wait until boarding begins.
    """
    told = run(family(pools=buses(), margin_hours=30, own_vehicle_share=0, people_by="lorries"))
    assert told.waits(Cause.LORRY, subject=GROUP) == [(90 * HOUR, 90 * HOUR + CAR)]
    out = told.one(Kind.OUT, subject=GROUP)
    assert (out.second, out.people, out.vehicles) == (90 * HOUR + 2 * CAR + HOUR // 2, 4, 0)
    assert told.one(Kind.COMPLETED).second == out.second


def test_households_that_fit_share_a_ride() -> None:
    """Three of four people, ten seats: two board together (2 x 30 min) and are out at 90 h + 2 x
    (1 h + 1 s) + 1 h; after unloading 2 x 15 min the bus comes back for the third, which is out
    2 x (1 h + 1 s) + 30 min after that.
    """
    told = run(
        family(people=12, pools=buses(), margin_hours=30, own_vehicle_share=0, people_by="lorries")
    )
    first = 90 * HOUR + 2 * CAR + HOUR
    last = first + HOUR // 2 + 2 * CAR + HOUR // 2
    assert told.seconds(Kind.OUT, subject=GROUP) == [first, first, last]


# --- the S-curve ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("later", "share"), [(0.0, 0.5), (5.4930614, 0.75)])
def test_a_departure_curve_is_logistic(later: float, share: float) -> None:
    """Share begun t hours after being told: 1 / (1 + exp(−a (t − half))).

    At t = half that is 1/2, and at t = half + ln(3) / a it is 3/4; with a = 0.2 per hour that is
    5.493 h later. Of 1000 households the number lies in the binomial distribution's central
    interval of 99.9 %.
    """
    half = 40.0
    tree = family(
        notices={"order": notice(6 * HOUR)},
        people=4000,
        departure_curve={"half_time_hours": half, "steepness_per_hour": 0.2},
    )
    begins = run(tree).seconds(Kind.BEGIN, subject=GROUP)
    assert len(begins) == 1000
    by = (6 + half + later) * HOUR
    low, high = binom.interval(0.999, 1000, share)
    assert low <= sum(second <= by for second in begins) <= high
