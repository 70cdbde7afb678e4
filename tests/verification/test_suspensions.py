"""Suspensions: when they begin and end, what waits meanwhile, and what is planned again.

One battalion in the town, four convoys of a vehicle, an hour to load; a suspension that is decided
in a second is heard of in the next, and what is planned then begins in the one after.
"""

from typing import Any

import pytest

from sim.catalogue import Cause, Kind
from tests.builders import changed
from tests.runs import DAY, HOUR, MINUTE, Told, roster_of, run
from tests.verification.stage import people, stage, told_at
from tests.verification.test_violations import front, is_binomial

Tree = dict[str, Any]
UNIT = "troops.battalion"
HALF = 30 * MINUTE


def suspended(*, unit: Tree | None = None, top: Tree | None = None, **changes: Any) -> Tree:
    """The leaver suspends for two days from the second one at 06:00 on; due is the 20th."""
    crisis = {"party": "leaver", "begins": "2020-11-11 06:00", "lasts_hours": 48}
    tree = stage(
        agreement={"clauses": {"handover": {"due": "2020-11-20 00:00"}}},
        troops={
            "battalion": {
                "party": "leaver",
                "place": "town",
                "personnel": 80,
                "vehicles": 4,
                "convoy_vehicles": 1,
                "loading_hours": 1,
            }
            | (unit or {})
        },
        suspensions={"crisis": crisis | changes},
    )
    return changed(tree, top or {})


BEGUN = 30 * HOUR
ENDED = BEGUN + 48 * HOUR
AGAIN = ENDED + 1
"""When plans are made again."""


def loading(told: Told) -> list[int]:
    """When the convoys began to load."""
    return told.seconds(Kind.LOAD_BEGIN, subject=UNIT)


def test_it_begins_at_its_date_and_lasts_as_long_as_it_says() -> None:
    told = run(suspended())
    assert (told.one(Kind.SUSPENDED).second, told.one(Kind.SUSPENDED).value) == (
        BEGUN,
        48 * HOUR,
    )
    assert told.one(Kind.RESUMED).second == ENDED


def test_from_its_second_on_no_convoy_begins_to_load() -> None:
    """Planned for 05:30, 06:00, 06:30, 07:00: the second still goes, in the very second.

    The two left go a headway apart from the second after the next on: what was decided at 06:00 is
    heard of a second later.
    """
    told = run(suspended(unit={"ready_after_hours": 29.5}))
    assert loading(told) == [BEGUN - HALF + 1, BEGUN, AGAIN + 1, AGAIN + HALF]


def test_a_convoy_planned_for_the_second_after_it_began_stays() -> None:
    """Ready at 06:00 it would begin to load a second later."""
    told = run(suspended(unit={"ready_after_hours": 30}))
    assert loading(told)[0] == AGAIN + 1


def test_what_has_begun_to_load_goes_on() -> None:
    """The first convoy has loaded from 05:30; it is on the road at 06:30 and out at 08:30."""
    told = run(suspended(unit={"ready_after_hours": 29.5}))
    first = BEGUN - HALF + 1
    assert told.seconds(Kind.OUT, subject=UNIT)[0] == first + HOUR + 12 + 2 * HOUR


def test_people_are_not_suspended() -> None:
    tree = suspended(
        top={
            "civilians": {"villagers": people(5)},
            "notices": {"order": told_at("2020-11-11 12:00", "villagers")},
        }
    )
    out = run(tree).seconds(Kind.OUT, subject="civilians.villagers")
    assert len(out) == 5
    assert max(out) < ENDED


def test_another_sides_units_go_on() -> None:
    tree = suspended(unit={"ready_after_hours": 31}, party="receiver")
    assert loading(run(tree))[0] == 31 * HOUR + 1


# --- plans ------------------------------------------------------------------------------------


def test_as_soon_as_possible_goes_on_a_headway_apart() -> None:
    """All four were to leave during the suspension; nobody leaves together with another."""
    told = run(suspended(unit={"ready_after_hours": 40}))
    assert loading(told) == [AGAIN + 1, *[AGAIN + k * HALF for k in (1, 2, 3)]]


def test_the_headway_holds_from_the_last_one_gone() -> None:
    """Suspended for five minutes after the first has gone: the second goes half an hour after it.

    Ready at 05:50; the first begins to load a second later.
    """
    first = BEGUN - 10 * MINUTE + 1
    told = run(suspended(unit={"ready_after_hours": 29 + 5 / 6}, lasts_hours=5 / 60))
    assert loading(told) == [first + k * HALF for k in range(4)]


def test_what_is_left_is_spread_again_before_a_due_that_is_kept() -> None:
    """Spread from the start to the 20th, 240 h: at 0, 80, 160, 240 h. One is gone; the next would
    follow at 80 h. Suspended from 30 h to 78 h, the three left are spread from 78 h on:

        (240 h − 78 h − 1 s) / 3 = 54 h, the first a whole step after the plan is made.
    """
    told = run(suspended(unit={"departure": "spread"}))
    step = (240 * HOUR - AGAIN) // 3
    seconds = loading(told)
    assert seconds[0] == 1
    assert seconds[1:] == [AGAIN + step, AGAIN + (240 * HOUR - AGAIN) * 2 // 3, 240 * HOUR]


def test_due_may_move_by_as_long_as_it_lasts() -> None:
    """The clause falls due two days later, for armies and people, without being asked for."""
    told = run(suspended(due="moved"))
    moved = told.one(Kind.DUE_MOVED)
    assert (moved.second, moved.value) == (BEGUN, 12 * DAY)
    assert told.one(Kind.PUBLIC).value == 12 * DAY
    assert told.one(Kind.DUE).second == 12 * DAY


def test_a_due_that_is_kept_stays() -> None:
    told = run(suspended())
    assert told.rows(Kind.DUE_MOVED) == []
    assert told.one(Kind.DUE).second == 10 * DAY


def test_only_its_own_clauses_move() -> None:
    theirs = {"must": "happen", "duration_hours": 1, "due": "2020-11-20 00:00"}
    others = {"theirs": theirs | {"party": "receiver"}}
    told = run(suspended(due="moved", top={"agreement": {"clauses": others}}))
    assert [row.subject for row in told.rows(Kind.DUE_MOVED)] == ["clauses.handover"]


def test_a_due_that_has_come_does_not_move() -> None:
    """Due in the very second in which the suspension begins it still moves; a minute earlier not.

    A suspension is decided before a clause falls due.
    """
    for due, moves in (("2020-11-11 06:00", True), ("2020-11-11 05:59", False)):
        clause = {"agreement": {"clauses": {"handover": {"due": due}}}}
        told = run(suspended(due="moved", top=clause))
        assert bool(told.rows(Kind.DUE_MOVED)) is moves


def test_time_that_is_lost_twice_moves_due_once() -> None:
    """30 h to 78 h, and 60 h to 100 h: 70 h in which nobody left, 48 of them known at first."""
    second = {"party": "leaver", "begins": "2020-11-12 12:00", "lasts_hours": 40, "due": "moved"}
    told = run(suspended(due="moved", top={"suspensions": {"other": second}}))
    moved = [row.value - 10 * DAY for row in told.rows(Kind.DUE_MOVED)]
    assert moved == [48 * HOUR, 70 * HOUR]


def test_a_shorter_suspension_within_another_moves_nothing() -> None:
    second = {"party": "leaver", "begins": "2020-11-12 12:00", "lasts_hours": 2, "due": "moved"}
    told = run(suspended(due="moved", top={"suspensions": {"other": second}}))
    assert told.one(Kind.DUE_MOVED).value == 12 * DAY


def test_late_is_late_by_the_due_that_moved() -> None:
    """The last of four at due, half an hour apart: ten days and two more."""
    told = run(suspended(due="moved", unit={"departure": "late"}))
    assert loading(told) == [12 * DAY - k * HALF for k in (3, 2, 1, 0)]


# --- waits ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["as-soon-as-possible", "spread", "late"])
@pytest.mark.parametrize("ready", [0, 29.5, 50, 100])
def test_every_second_before_loading_has_one_cause(pattern: str, ready: float) -> None:
    """A convoy's waits follow each other without a gap, from the start until it loads.

    After readiness whatever lies within the suspension is the suspension's.
    """
    told = run(suspended(unit={"departure": pattern, "ready_after_hours": ready}))
    for number, loads in enumerate(loading(told)):
        begins = told.rows(Kind.WAIT_BEGIN, subject=UNIT, number=number, at="places.town")
        waits = sorted(
            (begin, end, row.cause)
            for row in {row.cause: row for row in begins}.values()
            for begin, end in told.waits(row.cause, subject=UNIT, number=number)
            if begin < loads
        )
        assert [begin for begin, _, _ in waits] == [0, *(end for _, end, _ in waits[:-1])]
        assert waits[-1][1] == loads
        of_suspension = [(begin, end) for begin, end, cause in waits if cause is Cause.SUSPENSION]
        begin, end = max(int(ready * HOUR), BEGUN), min(loads, ENDED)
        assert of_suspension == ([(begin, end)] if end > begin else [])


def test_a_wait_that_the_run_cuts_off_is_the_suspensions() -> None:
    """It lasts beyond the end: ready at 40 h, suspended by then, and never loaded."""
    told = run(suspended(unit={"ready_after_hours": 40}, lasts_hours=1000))
    assert told.waits(Cause.SUSPENSION, number=3) == [(40 * HOUR, None)]
    assert loading(told) == []


def test_two_suspensions_that_overlap_are_one_wait() -> None:
    """30 h to 78 h, and 60 h to 100 h."""
    second = {"party": "leaver", "begins": "2020-11-12 12:00", "lasts_hours": 40}
    told = run(suspended(unit={"ready_after_hours": 31}, top={"suspensions": {"other": second}}))
    assert told.waits(Cause.SUSPENSION, number=0) == [(31 * HOUR, 100 * HOUR)]
    assert loading(told)[0] == 100 * HOUR + 2


def test_others_hear_of_it() -> None:
    """A milestone needs the end of the suspension; it takes a second to happen."""
    clause = {
        "party": "receiver",
        "must": "happen",
        "needs": ["suspensions.crisis.ended"],
        "due": "2020-11-20 00:00",
    }
    told = run(suspended(top={"agreement": {"clauses": {"talks": clause}}}))
    # Fired by a decision, it is heard of a second later.
    assert told.one(Kind.COMPLETED, subject="clauses.talks").second == ENDED + 2


# --- after a violation -------------------------------------------------------------------------


def after_violation(probability: float) -> Tree:
    """Two violations a day, any of which may lead the leaver to suspend."""
    crisis = {
        "party": "leaver",
        "after_violation_probability": probability,
        "lasts_hours": 48,
    }
    return front(top={"suspensions": {"crisis": crisis}})


def test_it_may_follow_a_violation_and_only_once() -> None:
    """Certain to follow the first, in its second."""
    told = run(after_violation(1))
    assert told.one(Kind.SUSPENDED).second == told.seconds(Kind.VIOLATION)[0]


def test_it_follows_any_violation_with_its_probability() -> None:
    """The violation it follows is geometric: the first with 0.3, the first or second with 0.51."""
    roster = roster_of(after_violation(0.3))
    followed = []
    for replication in range(100):
        told = run(roster, replication=replication)
        seconds = told.seconds(Kind.VIOLATION)
        suspended = told.seconds(Kind.SUSPENDED)
        followed.append(seconds.index(suspended[0]) if suspended else len(seconds))
    assert is_binomial(followed.count(0), 100, 0.3)
    assert is_binomial(sum(number <= 1 for number in followed), 100, 0.51)
