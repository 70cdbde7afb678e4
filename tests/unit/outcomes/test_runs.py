"""What came of a run as a whole."""

from sim.catalogue import Kind
from tests.builders import changed, minimal, two_districts
from tests.logs import HOUR, Written

NORTH, SOUTH = "clauses.north-handover", "clauses.south-handover"


def two_clauses() -> Written:
    """Both due after 120 h."""
    log = Written(two_districts())
    for clause in (NORTH, SOUTH):
        log.add(0, Kind.DUE_SET, clause, value=120 * HOUR)
    return log


def fallen_due(log: Written, *clauses: str) -> Written:
    for clause in clauses:
        log.add(120, Kind.DUE, clause, value=120 * HOUR)
    return log


def test_all_on_time():
    log = two_clauses().add(50, Kind.COMPLETED, NORTH).add(120, Kind.COMPLETED, SOUTH)
    found = fallen_due(log, NORTH, SOUTH).end(130).row("runs")
    assert (found["on_time_jointly"], found["on_time_as_signed_jointly"]) == (True, True)
    assert (found["breaches_number"], found["first_breach"]) == (0, None)
    assert (found["ended_as"], found["ended_hours"]) == ("finished", 130)


def test_one_late_is_not_all_on_time():
    log = two_clauses().add(50, Kind.COMPLETED, NORTH).add(121, Kind.COMPLETED, SOUTH)
    found = fallen_due(log, NORTH, SOUTH).row("runs")
    assert found["on_time_jointly"] is False
    assert (found["breaches_number"], found["first_breach"]) == (1, "south-handover")
    assert found["first_breach_hours"] == 120


def test_the_first_of_two_breaches_is_that_of_the_earlier_due():
    log = two_clauses().add(60, Kind.DUE_MOVED, NORTH, value=240 * HOUR)
    fallen_due(log, SOUTH).add(240, Kind.DUE, NORTH, value=240 * HOUR)
    found = log.row("runs")
    assert (found["breaches_number"], found["first_breach"]) == (2, "south-handover")


def test_breaches_at_the_same_due_stand_by_name():
    found = fallen_due(two_clauses(), NORTH, SOUTH).row("runs")
    assert (found["breaches_number"], found["first_breach"]) == (2, "north-handover")


def test_all_on_time_is_open_while_one_due_lies_beyond_the_end():
    log = two_clauses().add(60, Kind.DUE_MOVED, NORTH, value=600 * HOUR)
    log.add(100, Kind.COMPLETED, SOUTH)
    found = fallen_due(log, SOUTH).row("runs")
    assert (found["on_time_jointly"], found["breaches_number"]) == (None, 0)


def test_a_breach_settles_it_though_another_due_lies_beyond_the_end():
    log = two_clauses().add(60, Kind.DUE_MOVED, NORTH, value=600 * HOUR)
    assert fallen_due(log, SOUTH).row("runs")["on_time_jointly"] is False


def test_a_run_cut_off_ends_with_the_scenario():
    found = two_clauses().row("runs")
    assert (found["ended_as"], found["ended_hours"]) == ("cut off", 504)


def test_requests_and_days_of_all_clauses_add_up():
    log = two_clauses()
    for clause, days in ((NORTH, 3), (SOUTH, 5)):
        log.add(10, Kind.ASKED, clause, number=0, value=9)
        log.add(20, Kind.GRANTED, clause, number=0, value=days)
    found = log.row("runs")
    assert (found["requests_number"], found["granted_days"]) == (2, 8)


def test_those_who_stay_are_people_of_all_groups():
    tree = changed(minimal(), {"civilians": {"others": minimal()["civilians"]["townspeople"]}})
    log = Written(tree)
    for group, people in (("townspeople", 3), ("others", 4)):
        log.add(0, Kind.STAYS, f"civilians.{group}", people=people)
    assert log.row("runs")["stayed_people"] == 7
