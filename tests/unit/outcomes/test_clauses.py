"""What came of a clause: in time or late, who was inside, what was asked and answered."""

from typing import Any

import pytest

from sim.catalogue import Kind
from sim.outcomes.measure import Row
from tests.builders import changed, minimal
from tests.engines.crowded import policy
from tests.logs import HOUR, Written

CLAUSE = "clauses.handover"
UNIT, GROUP = "troops.battalion", "civilians.townspeople"
SECOND = 1 / HOUR
DUE = 120
"""Hours from start to due in the minimal scenario; it ends after 504."""


def written(tree: dict[str, Any] | None = None) -> Written:
    """A log in which the clause is known to be due after 120 hours."""
    return Written(tree or minimal()).add(0, Kind.DUE_SET, CLAUSE, value=DUE * HOUR)


def outcome(log: Written) -> Row:
    return log.row("clauses", clause="handover")


def fallen_due(log: Written, hour: float = DUE, value: float = DUE) -> Written:
    return log.add(hour, Kind.DUE, CLAUSE, value=round(value * HOUR))


def moved(log: Written, hour: float, due: float) -> Written:
    return log.add(hour, Kind.DUE_MOVED, CLAUSE, value=round(due * HOUR))


# --- in time -----------------------------------------------------------------------------------


def test_fulfilled_at_exactly_due_is_on_time():
    found = outcome(fallen_due(written()).add(DUE, Kind.COMPLETED, CLAUSE))
    assert (found["on_time"], found["lateness_hours"], found["ended_as"]) == (True, 0, "finished")


def test_fulfilled_a_second_after_due_is_late():
    found = outcome(fallen_due(written()).add(DUE + SECOND, Kind.COMPLETED, CLAUSE))
    assert (found["on_time"], found["lateness_hours"]) == (False, pytest.approx(SECOND))


def test_fulfilled_before_due_has_a_negative_lateness():
    found = outcome(written().add(100, Kind.COMPLETED, CLAUSE))
    assert (found["completed_hours"], found["lateness_hours"]) == (100, -20)


def test_fallen_due_and_never_fulfilled_is_late_without_a_number():
    found = outcome(fallen_due(written()))
    assert (found["on_time"], found["on_time_as_signed"]) == (False, False)
    assert (found["completed_hours"], found["lateness_hours"]) == (None, None)
    assert found["ended_as"] == "cut off"


def test_what_nothing_can_fulfil_any_more_is_stuck():
    assert outcome(fallen_due(written()).end(200))["ended_as"] == "stuck"


def test_on_time_as_moved_may_be_late_as_signed():
    log = moved(written(), 50, 240).add(200, Kind.COMPLETED, CLAUSE)
    found = outcome(fallen_due(log, 240, 240))
    assert (found["due_as_signed_hours"], found["due_hours"]) == (120, 240)
    assert (found["on_time"], found["on_time_as_signed"]) == (True, False)
    assert (found["lateness_hours"], found["lateness_as_signed_hours"]) == (-40, 80)


def test_the_last_move_of_due_counts():
    assert outcome(moved(moved(written(), 50, 240), 200, 360))["due_hours"] == 360


def test_due_moved_beyond_the_end_leaves_on_time_open():
    found = outcome(moved(written(), 50, 600))
    assert (found["on_time"], found["on_time_as_signed"]) == (None, False)


def test_due_as_signed_beyond_the_end_leaves_both_open():
    found = outcome(Written(minimal()).add(400, Kind.DUE_SET, CLAUSE, value=600 * HOUR))
    assert (found["on_time"], found["on_time_as_signed"]) == (None, None)


def test_fulfilled_before_a_due_beyond_the_end_is_on_time():
    log = moved(written(), 50, 600).add(500, Kind.COMPLETED, CLAUSE)
    assert outcome(log)["on_time"] is True


def test_a_due_that_a_pending_request_holds_open_is_neither_kept_nor_missed():
    """Asked an hour before due, unanswered at the end: `due` never came."""
    log = written().add(DUE - 1, Kind.ASKED, CLAUSE, number=0, value=5)
    assert outcome(log)["on_time"] is None


def test_a_clause_whose_event_never_came_has_no_due():
    found = outcome(Written(minimal()).add(10, Kind.COMPLETED, CLAUSE))
    assert (found["due_hours"], found["due_as_signed_hours"]) == (None, None)
    assert (found["on_time"], found["on_time_as_signed"]) == (None, None)
    assert (found["lateness_hours"], found["troops_inside_at_due_people"]) == (None, None)


# --- who was inside ----------------------------------------------------------------------------


def peopled(tree: dict[str, Any] | None = None) -> Written:
    """400 troops and 400 people, 8 of whom stay."""
    log = written(tree)
    log.add(0, Kind.PRESENT, UNIT, people=400, vehicles=40)
    log.add(0, Kind.PRESENT, GROUP, people=400, vehicles=98)
    return log.add(0, Kind.STAYS, GROUP, people=8)


def test_who_is_out_at_exactly_due_is_not_inside():
    log = peopled().add(DUE, Kind.OUT, UNIT, number=0, people=150)
    log.add(DUE + SECOND, Kind.OUT, UNIT, number=1, people=250)
    assert outcome(log)["troops_inside_at_due_people"] == 250


def test_who_stays_is_not_among_those_inside():
    log = peopled().add(1, Kind.OUT, GROUP, number=0, people=92)
    assert outcome(log)["civilians_inside_at_due_people"] == 300


def test_who_was_inside_at_the_old_due_stays_recorded():
    log = moved(peopled(), 50, 240).add(200, Kind.OUT, UNIT, number=0, people=400)
    found = outcome(log)
    assert found["troops_inside_at_due_as_signed_people"] == 400
    assert found["troops_inside_at_due_people"] == 0


def test_who_is_inside_at_a_due_beyond_the_end_is_not_known():
    found = outcome(moved(peopled(), 50, 600))
    assert found["troops_inside_at_due_people"] is None
    assert found["troops_inside_at_due_as_signed_people"] == 400


def test_a_clause_about_troops_alone_says_nothing_of_civilians():
    order = {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}
    only = {"agreement": {"clauses": {"handover": {"what": ["troops"]}}}, "notices": {"to": order}}
    found = outcome(peopled(changed(minimal(), only)))
    assert found["troops_inside_at_due_people"] == 400
    assert found["civilians_inside_at_due_people"] is None


# --- asked and answered ------------------------------------------------------------------------


def negotiated() -> Written:
    tree = changed(minimal(), {"agreement": {"extensions": {"policy": policy(grant="always")}}})
    return written(tree)


def asked(log: Written, hour: float, number: int = 0, days: int = 5) -> Written:
    return log.add(hour, Kind.ASKED, CLAUSE, number=number, value=days)


def test_nobody_asked():
    found = outcome(negotiated())
    assert (found["answer"], found["requests_number"], found["granted_days"]) == ("not asked", 0, 0)
    assert (found["first_asked_hours"], found["asked_days"], found["public_hours"]) == (None,) * 3
    assert found["first_relayed_hours"] is None


def test_the_first_request_and_the_first_grant_are_told():
    log = asked(asked(negotiated(), 50), 150, number=1, days=3)
    log.add(52, Kind.RELAYED, CLAUSE, number=0, value=5)
    log.add(152, Kind.RELAYED, CLAUSE, number=1, value=3)
    log.add(60, Kind.GRANTED, CLAUSE, number=0, value=4).add(70, Kind.PUBLIC, CLAUSE)
    log.add(160, Kind.GRANTED, CLAUSE, number=1, value=3).add(161, Kind.PUBLIC, CLAUSE)
    found = outcome(log)
    assert (found["answer"], found["requests_number"], found["granted_days"]) == ("granted", 2, 7)
    assert (found["first_asked_hours"], found["asked_days"]) == (50, 5)
    assert found["first_relayed_hours"] == 52
    assert (found["first_granted_hours"], found["public_hours"]) == (60, 70)


@pytest.mark.parametrize(
    ("kinds", "answer"),
    [
        ((), "pending"),
        ((Kind.REFUSED,), "refused"),
        ((Kind.LAPSED,), "lapsed"),
        ((Kind.REFUSED, None), "pending"),
        ((Kind.REFUSED, Kind.LAPSED), "lapsed"),
        ((Kind.LAPSED, Kind.REFUSED), "refused"),
        ((Kind.REFUSED, Kind.GRANTED), "granted"),
        ((Kind.GRANTED, Kind.REFUSED), "granted"),
    ],
)
def test_the_answer_is_a_grant_or_what_became_of_the_last_request(
    kinds: tuple[Kind | None, ...], answer: str
):
    log = negotiated()
    for number, kind in enumerate(kinds or (None,)):
        asked(log, 10 + 20 * number, number)
        if kind is not None:
            log.add(20 + 20 * number, kind, CLAUSE, value=5)
    assert outcome(log)["answer"] == answer


def test_asked_and_not_needed():
    log = asked(negotiated(), 50).add(100, Kind.COMPLETED, CLAUSE)
    found = outcome(log)
    assert (found["asked_not_needed"], found["needed_not_asked"]) == (True, False)


def test_needed_and_not_asked():
    found = outcome(fallen_due(negotiated()).add(200, Kind.COMPLETED, CLAUSE))
    assert (found["asked_not_needed"], found["needed_not_asked"]) == (False, True)


def test_asked_and_needed():
    found = outcome(fallen_due(asked(negotiated(), 50)).add(200, Kind.COMPLETED, CLAUSE))
    assert (found["asked_not_needed"], found["needed_not_asked"]) == (False, False)


def test_whether_it_was_needed_is_open_while_due_as_signed_is_not_known():
    log = asked(Written(minimal()), 50)
    found = outcome(log)
    assert (found["asked_not_needed"], found["needed_not_asked"]) == (None, False)
