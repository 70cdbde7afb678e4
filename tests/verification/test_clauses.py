"""Clauses against pencil and paper: how much of whom, by when, and what must come first.

One battalion of four convoys of one vehicle and twenty people each, half an hour apart from second
0 on: they begin to load at 1 s, 30 min, 60 min, 90 min, load for an hour, and are out, on a road
that lets in a vehicle a second and takes two hours, 3 h + 1 s after they began.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.catalogue import Kind
from sim.outcomes.measure import measure
from tests.builders import changed, minimal
from tests.runs import DAY, HOUR, MINUTE, Told, run

Tree = dict[str, Any]

CLAUSE = "clauses.handover"
OUTS = [3 * HOUR + 2, *(3 * HOUR + 1 + number * 30 * MINUTE for number in (1, 2, 3))]


def at(seconds: int) -> str:
    """A local instant so many seconds (whole minutes) after the start."""
    assert seconds % MINUTE == 0
    return (datetime(2020, 11, 10) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M")


def four_convoys(changes: Tree | None = None, **clause: Any) -> Tree:
    """The battalion; more of what the clause is comes by name."""
    tree = changed(
        minimal(),
        {
            "civilians": None,
            "roads": {"road": {"saturation_vehicles_per_hour": 3600, "convoy_spacing_m": 0}},
            "agreement": {"clauses": {"handover": {"what": ["troops"], **clause}}},
            "troops": {"battalion": {"personnel": 80, "vehicles": 4, "convoy_vehicles": 1}},
        },
    )
    return changed(tree, changes or {})


def household(**group: Any) -> Tree:
    """Ten households of four in the same town, who set out together."""
    return {
        "civilians": {
            "villagers": {
                "party": "leaver",
                "place": "town",
                "people": 40,
                "household_people": 4,
                **group,
            }
        }
    }


def completed(told: Told, clause: str = "handover") -> int | None:
    """When a clause was fulfilled."""
    found = told.seconds(Kind.COMPLETED, subject=f"clauses.{clause}")
    assert len(found) <= 1
    return found[0] if found else None


def came_of(told: Told, clause: str = "handover") -> dict[str, object]:
    """What came of a clause, as tables tell it."""
    tables = measure(told.log, told.roster, replication=0)
    return next(row for row in tables["clauses"] if row["clause"] == clause)


# --- how much ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how_much", "convoys"),
    [
        ("all", 4),
        ({"share": 1}, 4),
        ({"share": 0.5}, 2),
        ({"share": 0.51}, 3),
        ({"number": 1}, 1),
        ({"number": 20}, 1),
        ({"number": 21}, 2),
        ({"number": 80}, 4),
        ({"at_most": 20}, 3),
        ({"at_most": 19}, 4),
        ({"at_most": 79}, 1),
    ],
)
def test_a_clause_is_fulfilled_with_the_convoy_that_reaches_its_measure(
    how_much: Any, convoys: int
) -> None:
    """Of 80: all; the share rounded up (0.51 x 80 = 40.8, so 41, more than two convoys of 20); the
    number; all but so many.
    """
    assert completed(run(four_convoys(measure=how_much))) == OUTS[convoys - 1]


def test_nothing_to_be_done_is_done_at_once() -> None:
    """At most 80 may be left, and there are 80: fulfilled at second 0."""
    assert completed(run(four_convoys(measure={"at_most": 80}))) == 0


def test_troops_and_civilians_are_counted_together() -> None:
    """40 civilians at 5 h and 80 troops: 100 of 120 are out when the civilians' last car is.

    Half of 120 is 60, which is the third convoy.
    """
    order = {"order": {"at": at(5 * HOUR), "groups": ["villagers"], "says": "leave"}}
    people = {**household(), "notices": order}
    both = {"what": ["troops", "civilians"]}
    told = run(four_convoys(people, **both, measure={"share": 0.5}))
    assert completed(told) == OUTS[2]
    told = run(four_convoys(people, **both))
    assert completed(told) == told.seconds(Kind.OUT, subject="civilians.villagers")[-1]
    assert completed(told) == 5 * HOUR + 1 + 10 + HOUR


def test_only_what_the_clause_names_is_counted() -> None:
    """Civilians stay till 50 h, the clause is about troops: fulfilled with the fourth convoy."""
    order = {"order": {"at": at(50 * HOUR), "groups": ["villagers"], "says": "leave"}}
    assert completed(run(four_convoys({**household(), "notices": order}))) == OUTS[3]


def test_vehicles_are_those_of_units() -> None:
    """Three of four vehicles: the third convoy, whatever cars households drive out in before."""
    order = {"order": {"at": at(0), "groups": ["villagers"], "says": "leave"}}
    people = {**household(), "notices": order}
    told = run(four_convoys(people, what=["vehicles"], measure={"number": 3}))
    assert told.seconds(Kind.OUT, subject="civilians.villagers")[-1] < OUTS[0]
    assert completed(told) == OUTS[2]


def test_those_who_are_named_are_counted_and_nobody_else() -> None:
    """The guard walks, ready at 20 h, and the clause names it alone: 20 h + 1 s, an hour to get
    under way, two on the road.
    """
    guard: Tree = {"guard": {"party": "leaver", "place": "town", "personnel": 5, "vehicles": 0}}
    guard["guard"]["ready_after_hours"] = 20
    tree = four_convoys({"troops": guard})
    tree["agreement"]["clauses"]["handover"]["who"] = {"names": ["troops.guard"]}
    assert completed(run(tree)) == 23 * HOUR + 1


def test_those_who_stay_are_left_out_of_the_whole() -> None:
    """All of those who are to move, and half of them, do without the stayers; at most so many
    left counts everybody, stayers too.
    """
    people = household(stays_share=0.5, margin_hours=10)
    told = run(four_convoys(people, what=["civilians"]))
    stayed = told.one(Kind.STAYS).people
    assert 0 < stayed < 40
    outs = told.seconds(Kind.OUT, subject="civilians.villagers")
    assert completed(told) == outs[-1]
    told = run(four_convoys(people, what=["civilians"], measure={"at_most": stayed}))
    assert completed(told) == outs[-1]
    told = run(four_convoys(people, what=["civilians"], measure={"at_most": stayed - 1}))
    assert completed(told) is None


@pytest.mark.parametrize(("share", "convoys"), [(0.24, 4), (0.25, 3), (0.5, 2)])
def test_stragglers_make_nobody_late(share: float, convoys: int) -> None:
    """Needed = 80 − floor(share x 80): 61 with 0.24, 60 with 0.25, 40 with 0.5."""
    assert completed(run(four_convoys(stragglers_share=share))) == OUTS[convoys - 1]


# --- leave, arrive, happen -----------------------------------------------------------------------


def test_leaving_is_done_at_the_exit_and_arriving_at_the_destination() -> None:
    """The road goes on for 30 km at 30 km/h: an hour more. The tail of the fourth convoy, out at
    t, was let in there when its head came, a second before, and is at the end at t + 1 h.
    """
    further = {
        "places": {"home": {"name": "Home"}},
        "roads": {
            "home-road": {**four_convoys()["roads"]["road"], "from": "border", "to": "home"},
        },
        "troops": {"battalion": {"to": "home"}},
    }
    further["roads"]["home-road"]["length_km"] = 30
    assert completed(run(four_convoys(further))) == OUTS[3]
    assert completed(run(four_convoys(further, must="arrive"))) == OUTS[3] + HOUR


def happening(**clauses: Tree) -> Tree:
    """Clauses by which something must happen, due at the fifth midnight."""
    return {
        "agreement": {
            "clauses": {
                name: {"party": "leaver", "must": "happen", "due": at(5 * DAY), **clause}
                for name, clause in clauses.items()
            }
        }
    }


def test_what_happens_takes_its_time_from_the_signing() -> None:
    """Signed at 6 h, 3 h long: done at 9 h."""
    tree = four_convoys(happening(exchange={"duration_hours": 3}))
    tree["agreement"]["signed"] = at(6 * HOUR)
    assert completed(run(tree), "exchange") == 9 * HOUR


def test_what_happens_takes_its_time_from_the_last_of_what_it_needs() -> None:
    """The battalion is out with its fourth convoy; three hours later it is done."""
    exchange = {"duration_hours": 3, "needs": ["signed", "troops.battalion.out"]}
    told = run(four_convoys(happening(exchange=exchange)))
    assert completed(told, "exchange") == OUTS[3] + 3 * HOUR


def test_a_chain_of_what_must_happen_is_as_long_as_its_links() -> None:
    """Each begins when the one before is done: 3 h, + 4 h, + 5 h. One that takes no time of its
    own takes a second, since what a decision sets off begins a second later.
    """
    told = run(
        four_convoys(
            happening(
                first={"duration_hours": 3},
                second={"duration_hours": 4, "needs": ["clauses.first.completed"]},
                third={"needs": ["clauses.second.completed"]},
                fourth={"duration_hours": 5, "needs": ["clauses.third.completed"]},
            )
        )
    )
    found = [completed(told, name) for name in ("first", "second", "third", "fourth")]
    assert found == [3 * HOUR, 7 * HOUR, 7 * HOUR + 1, 12 * HOUR + 1]


def test_a_network_of_what_must_happen_is_as_long_as_its_longest_path() -> None:
    """a 3 h, b 5 h; c needs both and takes 2 h: max(3, 5) + 2 = 7 h; d needs a, 10 h: 13 h; the
    whole needs c and d, and takes 1 h: max(7, 13) + 1 = 14 h.
    """
    told = run(
        four_convoys(
            happening(
                a={"duration_hours": 3},
                b={"duration_hours": 5},
                c={"duration_hours": 2, "needs": ["clauses.a.completed", "clauses.b.completed"]},
                d={"duration_hours": 10, "needs": ["clauses.a.completed"]},
                whole={
                    "duration_hours": 1,
                    "needs": ["clauses.c.completed", "clauses.d.completed"],
                },
            )
        )
    )
    found = [completed(told, name) for name in ("c", "d", "whole")]
    assert found == [7 * HOUR, 13 * HOUR, 14 * HOUR]


def test_leaving_can_need_something_else_too() -> None:
    """All are out with the fourth convoy; the exchange is over at 20 h, and then it is done."""
    exchange = {"duration_hours": 20}
    tree = four_convoys(happening(exchange=exchange), needs=["clauses.exchange.completed"])
    assert completed(run(tree)) == 20 * HOUR


def test_what_is_needed_may_come_first() -> None:
    """The exchange is over at 1 h: the clause is fulfilled with the fourth convoy."""
    exchange = {"duration_hours": 1}
    tree = four_convoys(happening(exchange=exchange), needs=["clauses.exchange.completed"])
    assert completed(run(tree)) == OUTS[3]


# --- by when -------------------------------------------------------------------------------------


def test_due_can_count_from_an_event() -> None:
    """Ten hours after the exchange, which is over at 3 h: known at 3 h, due at 13 h."""
    due = {"event": "clauses.exchange.completed", "after_hours": 10}
    told = run(four_convoys(happening(exchange={"duration_hours": 3}), due=due))
    known = told.one(Kind.DUE_SET, subject=CLAUSE)
    assert (known.second, known.value) == (3 * HOUR, 13 * HOUR)
    assert told.one(Kind.DUE, subject=CLAUSE).second == 13 * HOUR


def test_due_with_an_event_is_a_second_after_it() -> None:
    """Due at the event itself, heard at 3 h: nothing can fall due before 3 h + 1 s."""
    due = {"event": "clauses.exchange.completed"}
    told = run(four_convoys(happening(exchange={"duration_hours": 3}), due=due))
    falls_due = told.one(Kind.DUE, subject=CLAUSE)
    assert (falls_due.second, falls_due.value) == (3 * HOUR + 1, 3 * HOUR + 1)


def test_an_event_that_never_happens_leaves_due_unknown() -> None:
    """The guard waits for an exchange longer than the run: due is not known, nor on time or not."""
    guard = {"guard": {"party": "leaver", "place": "town", "personnel": 5, "vehicles": 1}}
    guard["guard"]["needs"] = ["clauses.exchange.completed"]
    tree = four_convoys(
        happening(exchange={"duration_hours": 2000}), due={"event": "troops.guard.out"}
    )
    told = run(changed(tree, {"troops": guard}))
    assert told.rows(Kind.DUE_SET, subject=CLAUSE) == []
    row = came_of(told)
    assert (row["due_hours"], row["on_time"], row["completed_hours"]) == (None, None, None)


def due_at_last_out(late_by: int) -> Told:
    """Run with due so many seconds before the instant at which the last convoy is out.

    A due instant in a file is a whole minute; hours after an event are not.
    """
    due = {"event": "signed", "after_hours": (OUTS[3] - late_by) / HOUR}
    return run(four_convoys(due=due))


@pytest.mark.parametrize(("late_by", "on_time"), [(-1, True), (0, True), (1, False)])
def test_at_exactly_due_is_on_time(late_by: int, on_time: bool) -> None:
    """Out at due − 1 s and at due itself is on time, at due + 1 s is not."""
    told = due_at_last_out(late_by)
    row = came_of(told)
    assert completed(told) == OUTS[3]
    assert told.one(Kind.DUE_SET).value == OUTS[3] - late_by
    assert (row["on_time"], row["on_time_as_signed"]) == (on_time, on_time)


def test_the_last_out_at_exactly_due_is_not_inside_at_due() -> None:
    """At due nobody is inside any more; a second earlier twenty are."""
    assert came_of(due_at_last_out(0))["troops_inside_at_due_people"] == 0
    assert came_of(due_at_last_out(1))["troops_inside_at_due_people"] == 20


def test_lateness_is_positive_after_due_and_negative_before() -> None:
    """Out at 4 h 30 min + 1 s: two hours early against 6 h 30 min + 1 s, one late against 3 h 30
    min + 1 s.
    """
    assert came_of(due_at_last_out(-2 * HOUR))["lateness_hours"] == pytest.approx(-2)
    assert came_of(due_at_last_out(HOUR))["lateness_hours"] == pytest.approx(1)


def test_what_is_never_done_is_neither_early_nor_late_but_not_on_time() -> None:
    """More than 40 civilians can never leave: it falls due, and lateness is empty."""
    people = household(stays_share=1)
    told = run(four_convoys(people, what=["civilians"], measure={"at_most": 0}))
    row = came_of(told)
    assert (row["on_time"], row["lateness_hours"]) == (False, None)
