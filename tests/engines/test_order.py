"""The order of the program's statements decides nothing: the same log under shuffled ties.

Positive controls plant a dependence on that order and see it caught.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from simpy.events import Event

from sim.engines.reference import simulate
from sim.processes.agreement import Agreement
from sim.processes.civilians import Group, Household
from sim.processes.clauses import ClauseState
from sim.processes.entrance import Entrance
from sim.processes.instant import Instant, Key, Signal
from sim.processes.slots import Slots
from sim.scenario.load import load_scenario
from sim.scenario.roster import Roster, make_roster
from tests.engines.crowded import (
    CROWDED,
    answered_at_once,
    lorries_at_loading_points,
    many_at_once,
    part_of_the_troops,
)
from tests.engines.shuffled import Shuffled, digests
from tests.runs import roster_of

CASES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def case(path: Path) -> Roster:
    return make_roster(load_scenario(path).scenario)


# --- the engine ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_is_the_same_in_another_order(path: Path) -> None:
    assert len(digests(case(path), number=1)) == 1


def test_the_main_case_is_the_same_in_any_order() -> None:
    main = next(path for path in CASES if path.stem == "nagorno-karabakh-2020")
    assert len(digests(case(main), replication=1, number=3)) == 1


@pytest.mark.parametrize("name", CROWDED)
def test_crowded_seconds_are_the_same_in_any_order(name: str) -> None:
    assert len(digests(roster_of(CROWDED[name]()), number=12)) == 1


# --- the shuffles --------------------------------------------------------------------------------


def orders(act: Callable[[Instant, list[int]], None], number: int = 6) -> set[tuple[int, ...]]:
    """In which orders five things were told, by so many shuffles."""
    found = set()
    for seed in range(number):
        instant, told = Shuffled(seed), list[int]()
        act(instant, told)
        instant.run_to(10)
        assert sorted(told) == [0, 1, 2, 3, 4]
        found.add(tuple(told))
    return found


def test_events_of_one_second_and_phase_come_in_any_order() -> None:
    def act(instant: Instant, told: list[int]) -> None:
        for number in range(5):
            instant.at(3, lambda number=number: told.append(number))  # type: ignore[misc]

    assert len(orders(act)) > 1


def test_callbacks_of_one_event_come_in_any_order() -> None:
    def act(instant: Instant, told: list[int]) -> None:
        event = instant.timeout(3)
        assert event.callbacks is not None
        for number in range(5):
            event.callbacks.append(lambda _, number=number: told.append(number))  # type: ignore[misc]

    assert len(orders(act)) > 1


def test_who_waits_for_the_same_grant_goes_on_in_any_order() -> None:
    def act(instant: Instant, told: list[int]) -> None:
        event = Event(instant)
        for number in range(5):
            event.callbacks.append(lambda _, number=number: told.append(number))  # type: ignore[misc,union-attr]
        instant.at(3, lambda: instant.resume(event))

    assert len(orders(act)) > 1


def test_decisions_of_one_key_come_in_any_order_and_others_by_their_keys() -> None:
    def same(instant: Instant, told: list[int]) -> None:
        for number in range(5):
            instant.decide(3, (1, "same", 0), lambda number=number: told.append(number))  # type: ignore[misc]

    def different(instant: Instant, told: list[int]) -> None:
        for number in reversed(range(5)):
            instant.decide(3, (1, "path", number), lambda number=number: told.append(number))  # type: ignore[misc]

    assert len(orders(same)) > 1
    assert orders(different) == {(0, 1, 2, 3, 4)}


def test_seconds_and_phases_are_never_shuffled() -> None:
    def act(instant: Instant, told: list[int]) -> None:
        instant.decide(3, (1, "a", 0), lambda: told.append(2))
        instant.at(4, lambda: told.append(3))
        instant.at(3, lambda: told.append(1))
        instant.at(2, lambda: told.append(0))
        instant.decide(4, (1, "a", 0), lambda: told.append(4))

    assert orders(act) == {(0, 1, 2, 3, 4)}


# --- positive controls ---------------------------------------------------------------------------


def is_caught(roster: Roster, number: int = 12) -> bool:
    """Whether some order gives another log, or none at all."""
    return len(digests(roster, number=number)) > 1


def test_loading_points_that_grant_by_insertion_are_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The trap of a plain queue: who happened to ask first in a second is first."""
    order = count()
    ask = Slots.ask
    monkeypatch.setattr(Slots, "ask", lambda self, subject, number: ask(self, next(order), 0))
    assert is_caught(roster_of(many_at_once()))


def test_roads_that_grant_at_once_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letting in whoever asks while the road is free, before all of the second have asked."""
    ask = Entrance.ask

    def at_once(self: Entrance, *args: object) -> None:
        ask(self, *args)  # type: ignore[arg-type]
        self._instant.at(self._instant.second, self.grant)

    monkeypatch.setattr(Entrance, "ask", at_once)
    tree = many_at_once()
    del tree["flows"], tree["troops"]
    assert is_caught(roster_of(tree))


def test_a_household_that_looks_at_others_while_things_happen_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading shared state among the happenings: it stays while others wait for lorries."""
    begin = Group._begin

    def hesitant(self: Group, household: Household) -> None:
        others = [
            account.loads_waiting
            for account in self.world.ledger.accounts.values()
            if account is not self.account
        ]
        if self.account.path.endswith("villagers") and any(others):
            household.begins = self.world.now + 60
            self._plan.append(household)
        else:
            begin(self, household)

    monkeypatch.setattr(Group, "_begin", hesitant)
    tree = lorries_at_loading_points()
    tree["civilians"]["villagers"] = dict(tree["civilians"]["townspeople"])
    tree["notices"]["order"]["groups"].append("villagers")
    assert is_caught(roster_of(tree))


def test_a_count_told_while_others_are_still_counted_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A row with the number reached so far, which depends on who of the second came first."""

    def complete(self: Agreement, clause: ClauseState) -> None:
        if clause.completed is None:
            self._tell(35, clause, clause.reached)  # type: ignore[arg-type]
            clause.is_completed.fire()

    monkeypatch.setattr(Agreement, "complete", complete)
    assert is_caught(roster_of(part_of_the_troops()))


def test_signals_heard_at_once_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hearing of something in the midst of a second, in the order of who listened first."""
    fire = Signal.fire

    def at_once(self: Signal, second: int | None = None) -> None:
        listeners, self._listeners = self._listeners, []
        fire(self, second)
        for _, act in listeners:
            self._instant.at(self._instant.second, act)

    monkeypatch.setattr(Signal, "fire", at_once)
    tree = answered_at_once()
    tree["notices"] = {
        f"notice-{number}": {
            "at": {"event": "extensions.policy.asked"},
            "groups": ["townspeople"],
            "says": says,
        }
        for number, says in enumerate(("leave", "stay"))
    }
    assert is_caught(roster_of(tree))


def test_decisions_without_a_key_of_their_own_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """All notices decided under one key: which is the last to rule is left to chance."""
    decide = Instant.decide

    def keyless(self: Instant, second: int, key: Key, act: Callable[[], None]) -> None:
        decide(self, second, (key[0], "", 0), act)

    monkeypatch.setattr(Instant, "decide", keyless)
    tree = many_at_once()
    tree["notices"]["other"] = tree["notices"]["order"] | {"says": "stay"}
    assert is_caught(roster_of(tree))


def test_unshuffled_each_of_these_bugs_would_repeat_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why the shuffles are needed: run twice in the usual order, the log is the same both times."""
    order = count()
    ask = Slots.ask
    monkeypatch.setattr(Slots, "ask", lambda self, subject, number: ask(self, next(order), 0))
    roster = roster_of(many_at_once())
    logs = [simulate(roster, seed=1, replication=0).digest() for _ in range(2)]
    assert logs[0] == logs[1]
