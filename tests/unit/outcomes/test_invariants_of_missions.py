"""Each invariant holds of a log with peacekeepers, and catches what is planted against it."""

import pytest

from sim.catalogue import Kind
from sim.outcomes.invariants import violations_of
from tests.engines.crowded_mission import everybody
from tests.runs import run
from tests.unit.outcomes.busy import Change, Corrupted
from tests.unit.outcomes.planted_missions import OF_EVERYBODY, OF_MISSIONS, mission

CASES = [
    (name, change)
    for planted in (OF_MISSIONS, OF_EVERYBODY)
    for name, changes in planted.items()
    for change in changes
]


def test_all_invariants_hold_of_a_mission():
    assert violations_of(mission().log, mission().roster) == []


def test_all_invariants_hold_of_other_replications_of_it_and_of_collapses():
    runs = [run(everybody(), replication=replication) for replication in range(10)]
    assert [violations_of(told.log, told.roster) for told in runs] == [[]] * 10
    assert any(told.rows(Kind.COLLAPSED) for told in runs)


@pytest.mark.parametrize(("invariant", "change"), CASES, ids=lambda it: getattr(it, "__name__", it))
def test_what_is_planted_is_found(invariant: str, change: Change):
    corrupted = Corrupted(mission())
    change(corrupted)
    found = violations_of(corrupted.log(), mission().roster)
    assert any(violation.startswith(f"{invariant}: ") for violation in found), found
