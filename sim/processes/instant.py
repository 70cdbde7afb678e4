"""The order of an instant: happenings, then grants of shared capacity, then decisions.

SimPy orders events of one instant by priority and then by insertion. Insertion must never decide
anything here, so whatever contends or decides is collected during the second and settled, in a
written order, when everything of the earlier phases has happened.
"""

from collections.abc import Callable, Generator
from enum import IntEnum
from functools import partial
from typing import Any, Protocol

import simpy
from simpy.core import EmptySchedule
from simpy.events import Event

from sim.catalogue import Phase
from sim.errors import ModelBug

Key = tuple[int, str, int]
"""Rank of what decides, its path, its index."""
Act = Callable[[], object]


class Rank(IntEnum):
    """The order in which the decisions of one second are taken."""

    WEATHER = 1
    CONTACT = 2
    VIOLATION = 3
    SUSPENSION = 4
    ROAD = 5
    CLAUSE = 6
    ANSWER = 7
    NOTICE = 8
    DEPLOY = 9
    POOL = 10
    PLAN = 11
    LAST_CALL = 12
    REVIEW = 13
    DUE = 14
    ENTRY = 15


class Grantor(Protocol):
    """Shared capacity that grants when the second has settled."""

    order: str

    def grant(self) -> None:
        """Grant whatever can be granted now."""


class Instant(simpy.Environment):
    """A SimPy environment whose seconds have three phases."""

    def __init__(self) -> None:
        super().__init__(initial_time=0)
        self._phase_second = -1
        self._phase = Phase.HAPPENINGS
        self._asked: dict[int, dict[str, Grantor]] = {}
        self._decisions: dict[int, list[tuple[Key, Act]]] = {}
        self._is_stopped = False

    @property
    def second(self) -> int:
        """The current second of the run."""
        return int(self._now)

    @property
    def phase(self) -> Phase:
        """The phase the current second is in."""
        return self._phase if self._phase_second == self._now else Phase.HAPPENINGS

    def _enter(self, phase: Phase) -> None:
        self._phase_second = self.second
        self._phase = phase

    def at(self, second: int, act: Act, phase: Phase = Phase.HAPPENINGS) -> None:
        """Call something at a second, in a phase of it."""

        def call(_: Event) -> None:
            act()

        event = Event(self)
        event._ok = True
        event._value = None
        event.callbacks = [call]
        self.schedule(event, priority=phase, delay=second - self.second)  # type: ignore[arg-type]

    def launch(self, steps: Generator[Event, Any, None]) -> None:
        """Start a process a second from now, as what a decision sets off does."""
        self.at(self.second + 1, partial(self.process, steps))

    def after(self, seconds: int) -> Event:
        """Wait so many seconds."""
        return self.timeout(seconds)

    def resume(self, event: Event, value: object = None) -> None:
        """Let whoever waits for an event go on at once, in the order in which this is called."""
        event._ok = True
        event._value = value
        callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]
        for callback in callbacks:
            callback(event)

    def settle(self, grantor: Grantor) -> None:
        """Have a grantor grant in this second, once its happenings are over."""
        if self.phase is Phase.DECISIONS:
            raise ModelBug(f"{grantor.order} was asked within a decision", second=self.second)
        self.settle_at(self.second, grantor)

    def settle_at(self, second: int, grantor: Grantor) -> None:
        """Have a grantor look at a second, once its happenings are over."""
        asked = self._asked.get(second)
        if asked is None:
            asked = self._asked[second] = {}
            self.at(second, self._grant, Phase.GRANTS)
        asked[grantor.order] = grantor

    def _grant(self) -> None:
        """One round of grants, grantors in the order of their names.

        Who asks because of what is granted here is heard together, in another round.
        """
        self._enter(Phase.GRANTS)
        asked = self._asked.pop(self.second)
        for order in sorted(asked):
            asked[order].grant()

    def decide(self, second: int, key: Key, act: Act) -> None:
        """Have something decided at a second, when all else of that second has settled.

        A decision that is taken in the second's decisions can only set off later ones.
        """
        if second < self.second or (second == self.second and self.phase is Phase.DECISIONS):
            second = self.second + 1
        waiting = self._decisions.get(second)
        if waiting is None:
            waiting = self._decisions[second] = []
            self.at(second, self._decide, Phase.DECISIONS)
        waiting.append((key, act))

    def _decide(self) -> None:
        self._enter(Phase.DECISIONS)
        for _, act in sorted(self._decisions.pop(self.second), key=lambda waiting: waiting[0]):
            act()

    def soon(self, key: Key, act: Act) -> None:
        """Have something decided in this second, or in the next where this one is deciding."""
        self.decide(self.second, key, act)

    def stop(self) -> None:
        """End the run when what is being decided has been decided."""
        self._is_stopped = True

    def run_to(self, end: int) -> bool:
        """Run up to and including a second; tells whether nothing more could happen."""
        while self._queue and not self._is_stopped:
            if self.peek() > end:
                return False
            try:
                self.step()
            except EmptySchedule:
                break
        return True


class Alarm:
    """A wait for an instant that may be moved while somebody waits for it."""

    def __init__(self, instant: Instant) -> None:
        self._instant = instant
        self._waiting: Event | None = None
        self._second: int | None = None

    def until(self, second: int | None) -> Event:
        """Wait until a second; None waits until somebody sets one."""
        self._waiting = Event(self._instant)
        self.set(second)
        return self._waiting

    def set(self, second: int | None) -> None:
        """Move the instant to a later one; does nothing while nobody waits."""
        if self._waiting is None:
            return
        if second is not None:
            second = max(second, self._instant.second + 1)
            if second != self._second:
                self._instant.at(second, self._ring)
        self._second = second

    def _ring(self) -> None:
        waiting = self._waiting
        if waiting is not None and self._second == self._instant.second:
            self._waiting = None
            self._second = None
            self._instant.resume(waiting)


class Signal:
    """Something that happens once, and those who want to hear of it.

    Listeners hear it among the decisions of its second, in the order of their keys: what they do
    begins one second later.
    """

    def __init__(self, instant: Instant, path: str) -> None:
        self.path = path
        self.second: int | None = None
        self._instant = instant
        self._listeners: list[tuple[Key, Act]] = []

    @property
    def has_happened(self) -> bool:
        """Whether it has."""
        return self.second is not None

    def fire(self, second: int | None = None) -> None:
        """It happens now; a second time changes nothing.

        Args:
            second: When it really happened, where that was before the run.
        """
        if self.second is not None:
            return
        self.second = self._instant.second if second is None else second
        for key, act in self._listeners:
            self._instant.soon(key, act)
        self._listeners.clear()

    def listen(self, key: Key, act: Act) -> None:
        """Hear of it; at once if it has happened."""
        if self.second is not None:
            self._instant.soon(key, act)
        else:
            self._listeners.append((key, act))


Steps = Any
"""What a process yields: SimPy events."""
