"""Convoys that turn, read off the logs of a replication run once more."""

from collections.abc import Iterable

from sim.analysis.comparing.compared import Turn
from sim.analysis.comparing.convoys import (
    SHOWN,
    Fleet,
    convoy_turns,
    fleets,
    worth_replaying,
)
from sim.experiments.replicate import run_one
from sim.scenario.roster import make_roster
from tests.builders import scenario

BETWEEN = {
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:20", "what": ["troops"]}}},
    "civilians": None,
}
"""The first of two convoys is out at 03:04:01, the second at 03:34:00."""


def of(seen: Iterable[int], on_time: Iterable[int], *, is_whole: bool = True) -> dict[str, Fleet]:
    return {"troops.unit": Fleet(frozenset(seen), frozenset(on_time), is_whole)}


def test_each_convoy_of_a_run_is_held_to_its_clause() -> None:
    roster = make_roster(scenario(BETWEEN).scenario)
    done = run_one(roster, seed=1, number=0, with_log=True)
    assert done.log is not None
    found = fleets(done.log, roster, done.tables["clauses"])
    assert found == {"troops.battalion": Fleet(frozenset({0, 1}), frozenset({0}), is_whole=True)}


def test_a_unit_whose_clause_never_fell_due_is_left_out() -> None:
    roster = make_roster(scenario(BETWEEN).scenario)
    done = run_one(roster, seed=1, number=0, with_log=True)
    assert done.log is not None
    assert fleets(done.log, roster, [{"clause": "handover", "due_hours": None}]) == {}


def test_convoys_that_turn_are_counted_and_named() -> None:
    (told,) = convoy_turns(
        of(range(5), {0, 1}), of(range(5), {1, 2, 3}), scenario="other", replication=7
    )
    assert (told.to_on_time, told.first_to_on_time) == (2, (2, 3))
    assert (told.to_late, told.first_to_late) == (1, (0,))
    assert (told.replication, told.compared) == (7, 5)


def test_a_convoy_still_inside_is_late_and_one_that_is_not_there_is_no_convoy() -> None:
    inside = of({0}, {0}, is_whole=False)
    (late,) = convoy_turns(inside, of({0, 1}, {0, 1}), scenario="other", replication=0)
    assert (late.to_on_time, late.compared, late.only_second) == (1, 2, 0)
    (less,) = convoy_turns(of({0}, {0}), of({0, 1}, {0, 1}), scenario="other", replication=0)
    assert (less.to_on_time, less.compared, less.only_second) == (0, 1, 1)


def test_of_many_only_the_first_are_named() -> None:
    (told,) = convoy_turns(
        of(range(500), ()), of(range(500), range(500)), scenario="other", replication=0
    )
    assert told.to_on_time == 500
    assert told.first_to_on_time == tuple(range(SHOWN))


def test_replications_in_which_most_turns_are_looked_at_first() -> None:
    def turned(*replications: int) -> Turn:
        return Turn("other", "clause", "c", "as moved", replications, (), 0, 0, 0)

    found = [turned(4, 9), turned(9)]
    assert worth_replaying(found, number=1, replications=10) == (9,)
    assert worth_replaying(found, number=3, replications=10) == (0, 4, 9)
    assert worth_replaying(found, number=2, replications=10, failed=[9]) == (0, 4)
    assert worth_replaying(found, number=50, replications=3 + 7) == tuple(range(10))
