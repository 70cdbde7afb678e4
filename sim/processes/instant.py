"""The order of an instant: happenings, then grants of shared capacity, then decisions.

SimPy orders events of one instant by priority and then by insertion. Insertion must never decide
anything here, so whatever contends or decides is collected during the second and settled, in a
written order, when everything of the earlier phases has happened. The heap holds whole seconds,
not events: it is short, and what is asked for in the current second needs none.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from heapq import heappop, heappush
from operator import itemgetter
from typing import Any, Protocol

import simpy
from simpy.events import NORMAL, Event, EventPriority

from sim.catalogue import Phase
from sim.errors import ModelBug

Key = tuple[int, str, int]
"""Rank of what decides, its path, its index."""
Act = Callable[[], object]
_HAPPENINGS, _GRANTS, _DECISIONS = Phase


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


_NOBODY: dict[str, Grantor] = {}
_NOTHING: list[tuple[Key, Act]] = []


class Second(Event):
    """One second to come: a SimPy event, whose callbacks are its happenings.

    Whoever waits for the same second waits for the same event, so that a wait costs no event of its
    own.

    Attributes:
        callbacks: What happens in it, each called with the second.
        asked: Grantors that are to look in it, by their order.
        decisions: What is decided at its end.
    """

    _ok = True
    _value = None
    # Most seconds ask nobody and decide nothing: they share the empty ones until somebody adds.
    asked: dict[str, Grantor] = _NOBODY
    decisions: list[tuple[Key, Act]] = _NOTHING

    def __init__(self) -> None:
        self.callbacks = []


def _have_look(second: Second, grantor: Grantor) -> None:
    if second.asked:
        second.asked[grantor.order] = grantor
    else:
        second.asked = {grantor.order: grantor}


class Doing(simpy.Process):
    """What somebody does: a SimPy process that begins at once.

    It ends without an event, where SimPy would schedule one, unless somebody waits for its end.
    """

    def __init__(self, instant: "Instant", steps: "Steps") -> None:
        self.env = instant
        self.callbacks = []
        self._send = steps.send
        self._resume(instant.today)

    def _resume(self, event: Event) -> None:
        try:
            callbacks = self._send(event._value).callbacks
            while callbacks is None:  # What it would wait for has happened.
                callbacks = self._send(None).callbacks
        except StopIteration as end:
            self._ok = True
            self._value = end.value
            if self.callbacks:
                self.env.schedule(self)
            return
        callbacks.append(self._resume)


class Instant(simpy.Environment):
    """A SimPy environment whose seconds have three phases.

    Attributes:
        second: The current second of the run.
        phase: The phase it is in.
        today: The current second, as an event.
    """

    def __init__(self) -> None:
        super().__init__(initial_time=0)
        self.second = 0
        self.phase = _HAPPENINGS
        self.today = Second()
        self._calendar = {0: self.today}
        self._seconds = [0]
        self._is_running = False
        self._is_stopped = False

    def until(self, second: int) -> Second:
        """Wait until a second, from now on."""
        found = self._calendar.get(second)
        if found is None:
            found = self._calendar[second] = Second()
            heappush(self._seconds, second)
        return found

    def schedule(self, event: Event, priority: EventPriority = NORMAL, delay: float = 0) -> None:
        """Have an event of SimPy's own happen; all happenings of a second are alike."""
        self.at(self.second + int(delay), lambda: self.resume(event, event._value))

    def at(self, second: int, act: Act) -> None:
        """Call something at a second, among its happenings."""
        # SimPy's types want a callback to give nothing; what one gives is not looked at.
        self.until(second).callbacks.append(lambda _: act())  # type: ignore[arg-type]

    # SimPy's gives the process; here it has begun when this returns, and nobody waits for its end.
    def process(self, steps: "Steps") -> None:  # type: ignore[override]
        """Do something step by step, from now on; before the run, from its beginning on."""
        if self._is_running:
            Doing(self, steps)
        else:
            self.at(self.second, partial(Doing, self, steps))

    def launch(self, steps: "Steps") -> None:
        """Start a process a second from now, as what a decision sets off does."""
        self.at(self.second + 1, partial(self.process, steps))

    def after(self, seconds: int) -> Event:
        """Wait so many seconds."""
        return self.until(self.second + seconds)

    def resume(self, event: Event, value: object = None) -> None:
        """Let whoever waits for an event go on at once, in the order in which this is called."""
        event._ok = True
        event._value = value
        # None is how SimPy itself marks an event that is over, against its own types.
        callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]
        for callback in callbacks:
            callback(event)

    def settle(self, grantor: Grantor) -> None:
        """Have a grantor grant in this second, once its happenings are over."""
        if self.phase is _DECISIONS:
            raise ModelBug(f"{grantor.order} was asked within a decision", second=self.second)
        _have_look(self.today, grantor)

    def settle_at(self, second: int, grantor: Grantor) -> None:
        """Have a grantor look at a second, once its happenings are over."""
        _have_look(self.until(second), grantor)

    def decide(self, second: int, key: Key, act: Act) -> None:
        """Have something decided at a second, when all else of that second has settled.

        A decision that is taken in the second's decisions can only set off later ones.
        """
        if second <= self.second and (second < self.second or self.phase is _DECISIONS):
            second = self.second + 1
        found = self.until(second)
        if found.decisions:
            found.decisions.append((key, act))
        else:
            found.decisions = [(key, act)]

    def soon(self, key: Key, act: Act) -> None:
        """Have something decided in this second, or in the next where this one is deciding."""
        self.decide(self.second, key, act)

    def stop(self) -> None:
        """End the run when what is being decided has been decided."""
        self._is_stopped = True

    def run_to(self, end: int) -> bool:
        """Run up to and including a second; tells whether nothing more could happen."""
        self._is_running = True
        seconds, calendar = self._seconds, self._calendar
        while seconds and not self._is_stopped:
            second = seconds[0]
            if second > end:
                return False
            heappop(seconds)
            self._now = self.second = second
            self.today = today = calendar[second]
            self.phase = _HAPPENINGS
            # Whatever a phase sets off in an earlier one is done before the next phase begins.
            while not self._is_stopped:
                if today.callbacks:
                    self._happen(today)
                elif today.asked:
                    self.phase = _GRANTS
                    self._grant(today)
                elif today.decisions:
                    self.phase = _DECISIONS
                    self._decide(today)
                else:
                    break
            del calendar[second]
        return True

    def _happen(self, today: Second) -> None:
        for callback in today.callbacks:
            callback(today)
        today.callbacks.clear()

    def _grant(self, today: Second) -> None:
        """One round of grants, grantors in the order of their names.

        Who asks because of what is granted here is heard together, in another round.
        """
        asked, today.asked = today.asked, _NOBODY
        for order in sorted(asked) if len(asked) > 1 else asked:
            asked[order].grant()

    def _decide(self, today: Second) -> None:
        decisions, today.decisions = today.decisions, _NOTHING
        if len(decisions) > 1:
            decisions.sort(key=itemgetter(0))
        for _, act in decisions:
            act()


class Alarm(Event):
    """A wait for an instant that may be moved while somebody waits for it; one wait at a time."""

    def __init__(self, instant: Instant) -> None:
        self._instant = instant
        self._second: int | None = None
        self._is_awaited = False

    def until(self, second: int | None) -> Event:
        """Wait until a second; None waits until somebody sets one."""
        self.callbacks = []
        self._is_awaited = True
        self.set(second)
        return self

    def set(self, second: int | None) -> None:
        """Move the instant to a later one; does nothing while nobody waits."""
        if not self._is_awaited:
            return
        if second is not None:
            if second <= self._instant.second:
                second = self._instant.second + 1
            if second != self._second:
                self._instant.until(second).callbacks.append(self._ring)
        self._second = second

    def _ring(self, _: Event) -> None:
        if self._is_awaited and self._second == self._instant.second:
            self._is_awaited = False
            self._second = None
            self._instant.resume(self)


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
