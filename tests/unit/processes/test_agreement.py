"""The agreement alone: due for armies and for people, open requests, and what is fulfilled."""

from dataclasses import dataclass
from typing import Any

import pytest

from sim.catalogue import Kind
from sim.events.log import Recorder
from sim.processes.agreement import Agreement, ClauseState
from sim.processes.instant import Instant, Signal


@dataclass(frozen=True)
class Desk:
    """An agreement of one clause, due at second 100, and what is heard of it."""

    instant: Instant
    recorder: Recorder
    agreement: Agreement
    clause: ClauseState
    heard: list[tuple[str, int]]

    def rows(self, *kinds: Kind) -> list[tuple[Kind, int, int]]:
        """What was written down, with its second and value."""
        log = self.recorder.log(10**6)
        return [(row.kind, row.second, row.value) for row in log.rows() if row.kind in kinds]

    def at(self, second: int, act: Any, *values: Any) -> None:
        """Have something happen to the clause."""
        self.instant.at(second, lambda: act(self.clause, *values))

    def pending(self, second: int) -> None:
        """A request is open from a second on."""
        self.instant.at(second, lambda: setattr(self.clause, "is_pending", True))


@pytest.fixture
def desk() -> Desk:
    instant: Instant = Instant()
    recorder = Recorder(["clauses.handover"], [])
    agreement = Agreement(instant, recorder)
    clause = ClauseState(
        name="handover",
        code=0,
        falls_due=Signal(instant, "clauses.handover.due"),
        is_completed=Signal(instant, "clauses.handover.completed"),
        needed=10,
    )
    heard: list[tuple[str, int]] = []
    for name in ("agreed", "public"):
        getattr(clause, f"on_{name}").append(
            ((1, name, 0), lambda name=name: heard.append((name, instant.second)))
        )
    clause.falls_due.listen((1, "due", 0), lambda: heard.append(("due", instant.second)))
    made = Desk(instant, recorder, agreement, clause, heard)
    made.at(0, agreement.set_due, 100)
    return made


# --- due -----------------------------------------------------------------------------------------


def test_a_due_that_becomes_known_is_known_to_armies_and_people(desk: Desk) -> None:
    desk.instant.run_to(50)
    assert (desk.clause.signed_due, desk.clause.due, desk.clause.public_due) == (100, 100, 100)
    assert desk.heard == [("agreed", 0), ("public", 0)]


def test_it_falls_due_once_and_is_heard_a_second_later(desk: Desk) -> None:
    desk.instant.run_to(500)
    assert desk.rows(Kind.DUE) == [(Kind.DUE, 100, 100)]
    assert desk.heard[-1] == ("due", 101)


def test_an_extension_moves_due_for_the_armies_only(desk: Desk) -> None:
    desk.at(20, desk.agreement.extend, 150)
    desk.instant.run_to(50)
    assert (desk.clause.signed_due, desk.clause.due, desk.clause.public_due) == (100, 150, 100)
    assert desk.clause.extensions == 1
    assert desk.heard[2:] == [("agreed", 20)]


def test_made_public_it_moves_due_for_the_people(desk: Desk) -> None:
    desk.at(20, desk.agreement.extend, 150)
    desk.at(30, desk.agreement.publish)
    desk.instant.run_to(50)
    assert desk.clause.public_due == 150
    assert desk.heard[2:] == [("agreed", 20), ("public", 30)]


def test_when_nothing_moved_nobody_plans_again(desk: Desk) -> None:
    """A refusal is made public: it is written down, with due as it is, and sets off nothing."""
    desk.at(30, desk.agreement.publish)
    desk.instant.run_to(50)
    assert desk.rows(Kind.PUBLIC) == [(Kind.PUBLIC, 30, 100)]
    assert desk.heard == [("agreed", 0), ("public", 0)]


def test_an_extended_clause_falls_due_at_its_new_due_only(desk: Desk) -> None:
    desk.at(20, desk.agreement.extend, 150)
    desk.at(120, desk.agreement.extend, 170)
    desk.instant.run_to(500)
    assert desk.rows(Kind.DUE) == [(Kind.DUE, 170, 170)]
    assert desk.clause.extensions == 2


@pytest.mark.parametrize("due", [100, 90])
def test_due_never_moves_to_an_earlier_instant(desk: Desk, due: int) -> None:
    desk.at(20, desk.agreement.extend, due)
    desk.instant.run_to(500)
    assert desk.rows(Kind.DUE, Kind.DUE_MOVED) == [(Kind.DUE, 100, 100)]
    assert desk.clause.extensions == 0


def test_what_has_fallen_due_moves_no_more(desk: Desk) -> None:
    desk.at(101, desk.agreement.extend, 150)
    desk.instant.run_to(500)
    assert desk.rows(Kind.DUE_MOVED) == []
    assert desk.clause.due == 100


# --- an open request -----------------------------------------------------------------------------


def test_a_request_that_does_not_stand_lapses_at_due(desk: Desk) -> None:
    lapsed: list[int] = []
    desk.clause.on_lapsed.append(lambda: lapsed.append(desk.instant.second))
    desk.pending(50)
    desk.instant.run_to(500)
    assert desk.rows(Kind.LAPSED, Kind.DUE) == [(Kind.LAPSED, 100, 0), (Kind.DUE, 100, 100)]
    assert lapsed == [100]
    assert not desk.clause.is_pending


def test_a_request_that_stands_keeps_it_open_so_long_and_lapses(desk: Desk) -> None:
    desk.clause.stands_seconds = 30
    desk.pending(50)
    desk.instant.run_to(129)
    assert (desk.clause.is_held, desk.clause.has_fallen_due) == (True, False)
    desk.instant.run_to(500)
    assert desk.rows(Kind.LAPSED, Kind.DUE) == [(Kind.LAPSED, 130, 0), (Kind.DUE, 130, 100)]


def test_answered_while_it_is_kept_open_it_falls_due_at_once(desk: Desk) -> None:
    desk.clause.stands_seconds = 30
    desk.pending(50)
    desk.at(110, desk.agreement.close_request)
    desk.instant.run_to(500)
    assert desk.rows(Kind.LAPSED, Kind.DUE) == [(Kind.DUE, 110, 100)]


def test_granted_while_it_is_kept_open_it_falls_due_later(desk: Desk) -> None:
    desk.clause.stands_seconds = 30
    desk.pending(50)
    desk.at(110, desk.agreement.extend, 200)
    desk.at(111, desk.agreement.close_request)
    desk.instant.run_to(500)
    assert desk.rows(Kind.LAPSED, Kind.DUE) == [(Kind.DUE, 200, 200)]


def test_answered_before_due_it_falls_due_as_ever(desk: Desk) -> None:
    desk.clause.stands_seconds = 30
    desk.pending(50)
    desk.at(60, desk.agreement.close_request)
    desk.instant.run_to(500)
    assert desk.rows(Kind.LAPSED, Kind.DUE) == [(Kind.DUE, 100, 100)]


# --- fulfilled -----------------------------------------------------------------------------------


def test_it_is_fulfilled_when_enough_have_been_counted_and_once(desk: Desk) -> None:
    for second, amount in ((10, 4), (20, 5), (30, 1), (40, 7)):
        desk.at(second, desk.agreement.count, amount)
    desk.instant.run_to(500)
    assert desk.rows(Kind.COMPLETED) == [(Kind.COMPLETED, 30, 10)]
    assert desk.clause.completed == 30


def test_it_waits_for_what_it_needs(desk: Desk) -> None:
    desk.clause.open_needs.add("signed")
    desk.at(10, desk.agreement.count, 10)
    desk.instant.at(20, lambda: desk.clause.open_needs.clear())
    desk.at(30, desk.agreement.check)
    desk.instant.run_to(500)
    assert desk.rows(Kind.COMPLETED) == [(Kind.COMPLETED, 30, 10)]


def test_what_merely_happens_is_not_fulfilled_by_counting(desk: Desk) -> None:
    desk.clause.is_measured = False
    desk.at(10, desk.agreement.count, 10)
    desk.instant.run_to(500)
    assert desk.rows(Kind.COMPLETED) == []


@pytest.mark.parametrize(
    ("done", "second", "missed"),
    [(99, 500, False), (100, 500, False), (101, 500, True), (None, 500, True), (None, 99, False)],
)
def test_it_is_missed_once_it_fell_due_unfulfilled(
    desk: Desk, done: int | None, second: int, missed: bool
) -> None:
    """Fulfilled at due itself it is not missed; before due nothing is."""
    if done is not None:
        desk.at(done, desk.agreement.count, 10)
    desk.instant.run_to(second)
    assert desk.clause.missed == missed
