"""Each invariant holds of a busy log, and catches what is planted against it."""

import numpy as np
import pytest

from sim.catalogue import Cause, Kind
from sim.outcomes.invariants import violations_of
from sim.outcomes.invariants.registry import INVARIANTS, MOST, READABLE
from tests.unit.outcomes.busy import (
    ARMY,
    BUSES,
    CARS,
    LORRIES,
    RIDERS,
    UNIT,
    Change,
    Corrupted,
    busy,
)
from tests.unit.outcomes.planted_missions import OF_MISSIONS

OUT_LANE, IN_LANE = "roads.road>border", "roads.road>town"
CLAUSE = "clauses.handover"


def unknown_subject(log: Corrupted) -> None:
    log.set(5, subject=999)


def fewer_than_nobody(log: Corrupted) -> None:
    log.set(log.find(Kind.OUT, UNIT)[0], people=-1)


def rows_exchanged(log: Corrupted) -> None:
    log.cells[[3, 30]] = log.cells[[30, 3]]
    log.is_sorted = False


def a_cause_for_leaving(log: Corrupted) -> None:
    log.set(log.find(Kind.DEPART)[0], cause=int(Cause.NIGHT))


def a_wait_without_cause(log: Corrupted) -> None:
    for kind in (Kind.WAIT_BEGIN, Kind.WAIT_END):
        log.set(log.find(kind, UNIT, number=3)[0], cause=0)


def no_end(log: Corrupted) -> None:
    log.remove(log.find(Kind.ENDED)[0])


def something_after_the_end(log: Corrupted) -> None:
    end = int(log.column("second")[log.find(Kind.ENDED)[0]])
    log.set(log.find(Kind.ARRIVE, UNIT)[-1], second=end + 1)


def cut_off_before_the_end(log: Corrupted) -> None:
    log.set(log.find(Kind.ENDED)[0], value=0)


def nobody_there(log: Corrupted) -> None:
    log.remove(log.find(Kind.PRESENT, LORRIES)[0])


def coming_later(log: Corrupted) -> None:
    log.set(log.find(Kind.PRESENT, UNIT)[0], second=60)


def out_of_nothing(log: Corrupted) -> None:
    log.add(log.find(Kind.OUT, UNIT)[0], number=99)


def fewer_loads_than_leave(log: Corrupted) -> None:
    log.set(log.find(Kind.PRESENT, CARS)[0], loads=1)


def more_arrive_than_left(log: Corrupted) -> None:
    log.set(log.find(Kind.ARRIVE, UNIT)[0], vehicles=11)


def somebody_got_off(log: Corrupted) -> None:
    row = log.find(Kind.DEPART, CARS)[0]
    log.set(row, people=int(log.column("people")[row]) - 1)


def a_household_forgotten(log: Corrupted) -> None:
    number = int(log.column("number")[log.find(Kind.DEPART, CARS)[0]])
    mine = log.column("subject") == log.clean.subjects.index(CARS)
    mine &= log.column("number") == number
    log.cells = log.cells[~mine]


def arrived_without_leaving(log: Corrupted) -> None:
    log.remove(log.find(Kind.OUT, UNIT, number=2)[0])


def a_load_arrived_before_it_left(log: Corrupted) -> None:
    arrival = log.find(Kind.ARRIVE, CARS, loads=1)[0]
    number = int(log.column("number")[arrival])
    out = log.find(Kind.OUT, CARS, loads=1, number=number)[0]
    log.set(out, second=int(log.column("second")[arrival]) + 1)


def out_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.OUT, UNIT, number=2)[0])


def a_load_lost_on_the_way(log: Corrupted) -> None:
    log.set(log.find(Kind.ARRIVE, LORRIES, loads=1)[0], loads=0)


def riders_nobody_carried(log: Corrupted) -> None:
    log.set(log.find(Kind.ARRIVE, BUSES)[1], people=1)


def never_set_out(log: Corrupted) -> None:
    log.remove(log.find(Kind.DEPART, UNIT, number=0)[0])


def never_entered(log: Corrupted) -> None:
    log.remove(log.find(Kind.ENTER, UNIT, number=0)[0])


def set_out_again(log: Corrupted) -> None:
    arrival = log.find(Kind.ARRIVE, UNIT, number=0)[0]
    second = int(log.column("second")[arrival]) + 5
    log.add(log.find(Kind.DEPART, UNIT, number=0)[0], second=second, at=log.place("places.border"))


def drove_the_wrong_way(log: Corrupted) -> None:
    log.set(log.find(Kind.ENTER, UNIT, number=0)[0], at=log.place(IN_LANE))


def set_out_from_elsewhere(log: Corrupted) -> None:
    log.set(log.find(Kind.DEPART, UNIT, number=0)[0], at=log.place("places.gate"))


def queueing(log: Corrupted, subject: str) -> tuple[int, int]:
    """Rows of a wait at the entrance of the road out."""
    begin = int(log.find(Kind.WAIT_BEGIN, subject, at=log.place(OUT_LANE))[-1])
    number = int(log.column("number")[begin])
    ends = log.find(Kind.WAIT_END, subject, at=log.place(OUT_LANE), number=number)
    return begin, int(ends[-1])


def queueing_elsewhere(log: Corrupted) -> None:
    for row in queueing(log, UNIT):
        log.set(row, at=log.place(IN_LANE))


def never_let_in_where_it_is_not(log: Corrupted) -> None:
    """Its last wait is cut off, at an entrance that it could not have reached."""
    begin, end = queueing(log, UNIT)
    number = int(log.column("number")[begin])
    log.set(begin, at=log.place("roads.door>town"))
    gone = [end]
    for kind in (Kind.ENTER, Kind.OUT, Kind.ARRIVE, Kind.EQUIPMENT_OUT):
        gone += list(log.find(kind, UNIT, number=number))
    log.remove(*gone)


def waited_for_nothing(log: Corrupted) -> None:
    log.remove(*queueing(log, UNIT))


def drove_faster_than_others(log: Corrupted) -> None:
    row = log.find(Kind.ARRIVE, UNIT, number=1)[0]
    log.set(row, second=int(log.column("second")[row]) - 10)


def was_out_before_it_got_there(log: Corrupted) -> None:
    row = log.find(Kind.OUT, CARS, loads=0)[-1]
    log.set(row, second=int(log.column("second")[row]) - 10)


def ends_without_beginning(log: Corrupted) -> None:
    log.remove(queueing(log, UNIT)[0])


def ends_for_another_cause(log: Corrupted) -> None:
    log.set(queueing(log, UNIT)[1], cause=int(Cause.WEATHER))


def waited_no_time(log: Corrupted) -> None:
    begin, end = queueing(log, UNIT)
    log.set(end, second=int(log.column("second")[begin]))


def not_ready_and_nobody_says_so(log: Corrupted) -> None:
    for kind in (Kind.WAIT_BEGIN, Kind.WAIT_END):
        log.remove(log.find(kind, CARS, number=4, cause=int(Cause.NOT_READY))[0])


def loads_while_it_waits(log: Corrupted) -> None:
    row = log.find(Kind.LOAD_BEGIN, UNIT, number=3)[0]
    log.set(row, second=int(log.column("second")[row]) - 60)


def a_lorry_vanishes(log: Corrupted) -> None:
    log.remove(log.find(Kind.WAIT_BEGIN, LORRIES, cause=int(Cause.IDLE))[-1])


def a_wait_that_goes_on_for_ever(log: Corrupted) -> None:
    log.remove(log.find(Kind.WAIT_END, RIDERS)[-1])


def let_in_over_another(log: Corrupted) -> None:
    row = log.find(Kind.ENTER, UNIT, number=1)[0]
    log.set(row, value=int(log.column("value")[row]) + 3600)


def through_before_it_was_let_in(log: Corrupted) -> None:
    row = log.find(Kind.ENTER, UNIT, number=1)[0]
    log.set(row, value=int(log.column("second")[row]) - 1)


def both_ways_at_once(log: Corrupted) -> None:
    log.remove(*log.find(Kind.TURN))


def turned_before_it_was_clear(log: Corrupted) -> None:
    for row in log.find(Kind.TURN):
        log.set(row, value=int(log.column("value")[row]) + 3600)


def pushed_in(log: Corrupted) -> None:
    """The last car in the queue gets the place, number and all, of the one before it."""
    lane = log.place(OUT_LANE)
    rows = log.find(Kind.ENTER, CARS, at=lane)
    first, second = rows[len(rows) // 2], rows[len(rows) // 2 + 1]
    for column in ("number", "people"):
        one, other = (int(log.column(column)[row]) for row in (first, second))
        log.set(first, **{column: other})
        log.set(second, **{column: one})


def closed_for_good(log: Corrupted) -> None:
    log.remove(log.find(Kind.OPENED, "roads.road")[0])


def opened_for_nobody(log: Corrupted) -> None:
    log.remove(log.find(Kind.CLOSED, "roads.road")[0])


def opened_late(log: Corrupted) -> None:
    row = log.find(Kind.OPENED_TO)[0]
    log.set(row, second=int(log.column("second")[row]) + 3600)


def opened_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.OPENED_TO)[0], second=7200)


def opened_to_somebody_else(log: Corrupted) -> None:
    """The bit of cars, whom nothing kept from it."""
    log.set(log.find(Kind.OPENED_TO)[0], value=1)


def opened_to_no_class(log: Corrupted) -> None:
    log.set(log.find(Kind.OPENED_TO)[0], value=3)


def due_for_another_second(log: Corrupted) -> None:
    row = log.find(Kind.DUE, CLAUSE)[0]
    log.set(row, value=int(log.column("value")[row]) + 1)


def never_due(log: Corrupted) -> None:
    log.remove(log.find(Kind.DUE, CLAUSE)[0])


def due_late(log: Corrupted) -> None:
    row = log.find(Kind.DUE, CLAUSE)[0]
    log.set(row, second=int(log.column("second")[row]) + 7)


def due_moved_to_before(log: Corrupted) -> None:
    log.set(log.find(Kind.DUE_MOVED, CLAUSE)[0], value=3600)


def completed_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.COMPLETED, CLAUSE)[0])


def answered_unasked(log: Corrupted) -> None:
    log.remove(log.find(Kind.ASKED, CLAUSE)[0])


def asked_again_too_soon(log: Corrupted) -> None:
    for _ in range(2):
        log.add(log.find(Kind.ASKED, CLAUSE)[0], number=7)


def answered_before_it_was_asked(log: Corrupted) -> None:
    log.set(log.find(Kind.GRANTED, CLAUSE)[0], second=1)


def given_more_than_was_asked(log: Corrupted) -> None:
    log.set(log.find(Kind.GRANTED, CLAUSE)[0], value=100)


def completed_too_soon(log: Corrupted) -> None:
    row = log.find(Kind.COMPLETED, CLAUSE)[0]
    log.set(row, second=int(log.column("second")[row]) - 1)


def completed_too_late(log: Corrupted) -> None:
    row = log.find(Kind.COMPLETED, CLAUSE)[0]
    log.set(row, second=int(log.column("second")[row]) + 1)


def entered_among_troops(log: Corrupted) -> None:
    due = int(log.column("second")[log.find(Kind.DUE, CLAUSE)[0]])
    late = log.find(Kind.OUT, UNIT)[-1]
    log.set(late, second=due + 1000)
    log.set(log.find(Kind.ENTERED, ARMY)[0], second=due + 2)


def entered_before_due(log: Corrupted) -> None:
    log.set(log.find(Kind.ENTERED, ARMY)[0], second=60)


def entered_twice(log: Corrupted) -> None:
    log.add(log.find(Kind.ENTERED, ARMY)[0])


PLANTED: dict[str, tuple[Change, ...]] = {
    "form.codes": (unknown_subject,),
    "form.amounts": (fewer_than_nobody,),
    "form.order": (rows_exchanged, a_cause_for_leaving, a_wait_without_cause),
    "form.end": (no_end, something_after_the_end, cut_off_before_the_end),
    "conservation.presence": (nobody_there, coming_later),
    "conservation.totals": (out_of_nothing, fewer_loads_than_leave, more_arrive_than_left),
    "conservation.movers": (somebody_got_off, a_household_forgotten),
    "conservation.out_before_arrival": (
        arrived_without_leaving,
        a_load_arrived_before_it_left,
        out_twice,
    ),
    "conservation.carriage": (a_load_lost_on_the_way, riders_nobody_carried),
    "movement.sequence": (never_set_out, set_out_again),
    "movement.positions": (drove_the_wrong_way, set_out_from_elsewhere),
    "movement.places_of_waits": (queueing_elsewhere, never_let_in_where_it_is_not),
    "movement.standing": (waited_for_nothing,),
    "movement.driving_times": (drove_faster_than_others, was_out_before_it_got_there),
    "timelines.waits": (ends_without_beginning, ends_for_another_cause, waited_no_time),
    "timelines.partition": (
        not_ready_and_nobody_says_so,
        loads_while_it_waits,
        a_lorry_vanishes,
    ),
    "timelines.riders": (a_wait_that_goes_on_for_ever,),
    "capacity.entrances": (let_in_over_another, through_before_it_was_let_in),
    "capacity.turns": (both_ways_at_once, turned_before_it_was_clear),
    "capacity.first_come": (pushed_in,),
    "closings.shut_roads": (closed_for_good, opened_for_nobody),
    "closings.openings": (
        opened_late,
        opened_twice,
        opened_to_somebody_else,
        opened_to_no_class,
    ),
    "agreed.dues": (
        due_for_another_second,
        never_due,
        due_late,
        due_moved_to_before,
        completed_twice,
    ),
    "agreed.requests": (
        answered_unasked,
        asked_again_too_soon,
        answered_before_it_was_asked,
        given_more_than_was_asked,
    ),
    "agreed.completion": (completed_too_soon, completed_too_late),
    "agreed.entries": (entered_among_troops, entered_before_due, entered_twice),
}
CASES = [(name, change) for name, changes in PLANTED.items() for change in changes]


def test_all_invariants_hold_of_the_busy_log():
    assert violations_of(busy().log, busy().roster) == []


def test_the_busy_log_has_every_kind_of_event_but_the_rare():
    told = set(np.unique(busy().log.column("kind")).tolist())
    breakdowns = {Kind.BREAKDOWN_BEGIN, Kind.BREAKDOWN_END}
    losses = {Kind.ABANDONED, Kind.DESTROYED, Kind.REFUSED, Kind.LAPSED}
    hazards = {Kind.WEATHER, Kind.VIOLATION, Kind.COLLAPSED, Kind.SUSPENDED, Kind.RESUMED}
    peacekeepers = {kind for kind in Kind if Kind.TAKE_OFF <= kind <= Kind.CLEARED}
    missing = {kind for kind in Kind if int(kind) not in told}
    assert missing == breakdowns | losses | hazards | peacekeepers


@pytest.mark.parametrize(("invariant", "change"), CASES, ids=lambda it: getattr(it, "__name__", it))
def test_what_is_planted_is_found(invariant: str, change: Change):
    corrupted = Corrupted()
    change(corrupted)
    found = violations_of(corrupted.log(), busy().roster)
    assert any(violation.startswith(f"{invariant}: ") for violation in found), found


def test_something_is_planted_against_every_invariant():
    names = [
        f"{invariant.__module__.rsplit('.', 1)[1]}.{invariant.__name__}"
        for invariant in (*READABLE, *INVARIANTS)
    ]
    assert names == [*PLANTED, *OF_MISSIONS]


def test_a_log_that_cannot_be_read_is_not_looked_at_further():
    corrupted = Corrupted()
    unknown_subject(corrupted)
    assert violations_of(corrupted.log(), busy().roster) == ["form.codes: row 5 has subject 999"]


def test_of_many_violations_of_one_invariant_a_few_are_told():
    corrupted = Corrupted()
    for row in corrupted.find(Kind.OUT, CARS)[: MOST + 1]:
        corrupted.set(row, people=-1)
    assert len(violations_of(corrupted.log(), busy().roster)) == MOST
