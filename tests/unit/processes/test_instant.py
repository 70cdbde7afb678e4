"""The order of a second: what happens, what is granted, what is decided."""

from collections.abc import Generator
from typing import Any

import pytest

from sim.catalogue import Phase
from sim.errors import ModelBug
from sim.processes.instant import Alarm, Instant, Signal

Steps = Generator[Any, Any, None]


class Grants:
    """A grantor that writes down when it is asked to grant."""

    def __init__(self, instant: Instant, order: str, told: list[str]) -> None:
        self.order = order
        self._instant = instant
        self._told = told

    def grant(self) -> None:
        assert self._instant.phase is Phase.GRANTS
        self._told.append(f"{self.order}@{self._instant.second}")


class Tells:
    """A grantor that writes down the phase in which it grants."""

    order = "roads.a"

    def __init__(self, instant: Instant, told: list[tuple[str, Phase]]) -> None:
        self._instant = instant
        self._told = told

    def grant(self) -> None:
        self._told.append(("granted", self._instant.phase))


# --- three phases --------------------------------------------------------------------------------


def test_a_second_first_happens_then_grants_then_decides() -> None:
    instant, told = Instant(), []
    instant.decide(5, (1, "a", 0), lambda: told.append(("decided", instant.phase)))
    instant.settle_at(5, Tells(instant, told))
    instant.at(5, lambda: told.append(("happened", instant.phase)))
    instant.run_to(5)
    assert told == [
        ("happened", Phase.HAPPENINGS),
        ("granted", Phase.GRANTS),
        ("decided", Phase.DECISIONS),
    ]


def test_every_second_begins_with_its_happenings() -> None:
    """The phase does not linger from the decisions of the second before."""
    instant, told = Instant(), []
    instant.decide(5, (1, "a", 0), lambda: told.append(instant.phase))
    instant.at(6, lambda: told.append(instant.phase))
    instant.run_to(6)
    assert told == [Phase.DECISIONS, Phase.HAPPENINGS]


def test_grantors_grant_in_the_order_of_their_names_whoever_asked_first() -> None:
    instant: Instant = Instant()
    told: list[str] = []
    for order in ("roads.b", "places.a", "roads.a"):
        instant.settle_at(3, Grants(instant, order, told))
    instant.run_to(3)
    assert told == ["places.a@3", "roads.a@3", "roads.b@3"]


def test_a_grantor_that_is_asked_twice_grants_once() -> None:
    instant: Instant = Instant()
    told: list[str] = []
    grantor = Grants(instant, "roads.a", told)
    instant.settle_at(3, grantor)
    instant.settle_at(3, grantor)
    instant.run_to(3)
    assert told == ["roads.a@3"]


def test_what_is_asked_for_because_of_a_grant_is_heard_in_another_round() -> None:
    """b grants, and with that asks a and b: both are heard once more, a first, in this second."""
    instant: Instant = Instant()
    told: list[str] = []
    first = Grants(instant, "roads.a", told)

    class Asks(Grants):
        def grant(self) -> None:
            super().grant()
            if len(told) == 1:
                instant.settle(self)
                instant.settle(first)

    instant.settle_at(3, Asks(instant, "roads.b", told))
    instant.run_to(3)
    assert told == ["roads.b@3", "roads.a@3", "roads.b@3"]


def test_all_rounds_of_grants_come_before_decisions() -> None:
    instant: Instant = Instant()
    told: list[str] = []
    instant.decide(3, (1, "a", 0), lambda: told.append("decided"))

    class Asks(Grants):
        def grant(self) -> None:
            super().grant()
            if len(told) < 3:
                instant.settle(self)

    instant.settle_at(3, Asks(instant, "roads.a", told))
    instant.run_to(3)
    assert told == ["roads.a@3"] * 3 + ["decided"]


def test_nothing_is_asked_for_within_a_decision() -> None:
    instant: Instant = Instant()
    instant.decide(3, (1, "a", 0), lambda: instant.settle(Grants(instant, "roads.a", [])))
    with pytest.raises(ModelBug, match=r"roads\.a was asked within a decision"):
        instant.run_to(3)


# --- decisions -----------------------------------------------------------------------------------


def test_decisions_are_taken_by_rank_then_path_then_number() -> None:
    instant, told = Instant(), []
    keys = [(9, "a", 0), (1, "z", 0), (9, "a", 2), (9, "A", 5), (2, "m", 0), (9, "a", 1)]
    for key in keys:
        instant.decide(4, key, lambda key=key: told.append(key))
    instant.run_to(4)
    assert told == sorted(keys)


def test_what_happens_can_have_something_decided_in_its_own_second() -> None:
    instant, told = Instant(), []
    instant.at(4, lambda: instant.decide(4, (1, "a", 0), lambda: told.append(instant.second)))
    instant.run_to(9)
    assert told == [4]


def test_what_a_decision_sets_off_is_decided_a_second_later() -> None:
    """Whether it asks for this second, an earlier one, or simply soon."""
    instant, told = Instant(), []

    def tell(name: str) -> None:
        told.append((name, instant.second))

    def decides() -> None:
        for name, second in (("now", 4), ("before", 2), ("later", 7)):
            instant.decide(second, (1, name, 0), lambda name=name: tell(name))
        instant.soon((1, "soon", 0), lambda: tell("soon"))

    instant.decide(4, (1, "a", 0), decides)
    instant.run_to(9)
    assert told == [("before", 5), ("now", 5), ("soon", 5), ("later", 7)]


def test_soon_is_this_second_for_what_happens() -> None:
    instant, told = Instant(), []
    instant.at(4, lambda: instant.soon((1, "a", 0), lambda: told.append(instant.second)))
    instant.run_to(9)
    assert told == [4]


# --- running -------------------------------------------------------------------------------------


def test_a_run_includes_its_last_second_with_all_that_is_decided_there() -> None:
    instant, told = Instant(), []
    instant.at(9, lambda: instant.soon((1, "a", 0), lambda: told.append("decided")))
    instant.at(10, lambda: told.append("too late"))
    assert not instant.run_to(9)
    assert told == ["decided"]


def test_a_run_is_over_when_nothing_more_can_happen() -> None:
    instant: Instant = Instant()
    instant.at(3, lambda: None)
    assert instant.run_to(9)
    assert instant.second == 3


# --- alarms --------------------------------------------------------------------------------------


def woken(instant: Instant, alarm: Alarm, second: int | None) -> list[int]:
    """When a process that waits for an alarm goes on; filled while the instant runs."""
    found: list[int] = []

    def waits() -> Steps:
        yield alarm.until(second)
        found.append(instant.second)

    instant.process(waits())
    return found


def test_an_alarm_rings_at_its_second() -> None:
    instant: Instant = Instant()
    found = woken(instant, Alarm(instant), 8)
    instant.run_to(99)
    assert found == [8]


@pytest.mark.parametrize(("moved", "rings"), [(5, 5), (30, 30), (8, 8), (2, 4)])
def test_an_alarm_can_be_moved(moved: int, rings: int) -> None:
    """Set for 8 and moved at 3: it rings once, at the new second, but not before the next one."""
    instant: Instant = Instant()
    alarm = Alarm(instant)
    found = woken(instant, alarm, 8)
    instant.at(3, lambda: alarm.set(moved))
    instant.run_to(99)
    assert found == [rings]


def test_an_alarm_can_be_moved_away_and_back() -> None:
    instant: Instant = Instant()
    alarm = Alarm(instant)
    found = woken(instant, alarm, 8)
    for second, moved in ((2, 20), (3, 8)):
        instant.at(second, lambda moved=moved: alarm.set(moved))
    instant.run_to(99)
    assert found == [8]


def test_an_alarm_that_is_put_off_for_good_does_not_ring() -> None:
    instant: Instant = Instant()
    alarm = Alarm(instant)
    found = woken(instant, alarm, 8)
    instant.at(3, lambda: alarm.set(None))
    instant.run_to(99)
    assert found == []


def test_an_alarm_for_no_second_waits_until_one_is_set() -> None:
    instant: Instant = Instant()
    alarm = Alarm(instant)
    found = woken(instant, alarm, None)
    instant.at(3, lambda: alarm.set(6))
    instant.run_to(99)
    assert found == [6]


def test_an_alarm_set_while_nobody_waits_is_forgotten() -> None:
    instant: Instant = Instant()
    alarm = Alarm(instant)
    alarm.set(2)
    found: list[int] = []

    def comes_later() -> Steps:
        yield instant.after(1)
        yield alarm.until(9)
        found.append(instant.second)

    instant.process(comes_later())
    instant.run_to(99)
    assert found == [9]


def test_an_old_ring_does_not_wake_who_waits_anew() -> None:
    """First set for 8, rung at 5 instead; waiting again, for 20, it is not woken at 8."""
    instant: Instant = Instant()
    alarm = Alarm(instant)
    found: list[int] = []

    def waits_twice() -> Steps:
        yield alarm.until(8)
        found.append(instant.second)
        yield alarm.until(20)
        found.append(instant.second)

    instant.process(waits_twice())
    instant.at(3, lambda: alarm.set(5))
    instant.run_to(99)
    assert found == [5, 20]


# --- signals -------------------------------------------------------------------------------------


def test_a_signal_is_heard_among_the_decisions_of_its_second_in_the_order_of_keys() -> None:
    instant, told = Instant(), []
    signal = Signal(instant, "troops.a.out")
    for key in ((2, "b", 0), (1, "c", 0), (2, "a", 0)):
        signal.listen(key, lambda key=key: told.append((key[1], instant.second, instant.phase)))
    instant.at(7, signal.fire)
    instant.run_to(9)
    assert told == [(name, 7, Phase.DECISIONS) for name in ("c", "a", "b")]
    assert (signal.has_happened, signal.second) == (True, 7)


def test_a_signal_fired_by_a_decision_is_heard_a_second_later() -> None:
    instant, told = Instant(), []
    signal = Signal(instant, "clauses.a.due")
    signal.listen((1, "a", 0), lambda: told.append(instant.second))
    instant.decide(7, (1, "z", 0), signal.fire)
    instant.run_to(9)
    assert (signal.second, told) == (7, [8])


def test_a_signal_fires_once() -> None:
    instant, told = Instant(), []
    signal = Signal(instant, "troops.a.out")
    signal.listen((1, "a", 0), lambda: told.append(instant.second))
    instant.at(3, signal.fire)
    instant.at(5, signal.fire)
    instant.run_to(9)
    assert (signal.second, told) == (3, [3])


def test_who_listens_after_it_happened_hears_it_at_once() -> None:
    """From a happening in that second, from a decision a second later."""
    instant, told = Instant(), []
    signal = Signal(instant, "troops.a.out")
    instant.at(3, signal.fire)
    listen = lambda: signal.listen((1, "a", 0), lambda: told.append(instant.second))  # noqa: E731
    instant.at(5, listen)
    instant.decide(7, (1, "z", 0), listen)
    instant.run_to(9)
    assert told == [5, 8]


def test_a_signal_that_never_fires_is_never_heard() -> None:
    instant, told = Instant(), []
    signal = Signal(instant, "troops.a.out")
    signal.listen((1, "a", 0), lambda: told.append(instant.second))
    instant.run_to(9)
    assert told == []
    assert not signal.has_happened
