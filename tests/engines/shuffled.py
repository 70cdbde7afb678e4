"""A second in which nothing can rely on the order of the program's statements.

Events of the same second and phase, callbacks of the same event, and decisions of the same key come
in an order of their own, drawn from a seed.
"""

import random
from collections.abc import Callable
from heapq import heappush

from simpy.events import NORMAL, Event

from sim.engines.reference import simulate
from sim.processes.instant import Instant
from sim.scenario.roster import Roster


class Shuffled(Instant):
    """An environment that shuffles every tie the model leaves open."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._random = random.Random(seed)

    def schedule(self, event: Event, priority: int = NORMAL, delay: float = 0) -> None:
        """Put an event among those of its second and priority, at a place of its own."""
        place = (self._random.random(), next(self._eid))
        heappush(self._queue, (self._now + delay, priority, place, event))

    def step(self) -> None:
        """Take the next event, its callbacks in any order."""
        self._mix(self._queue[0][-1])
        super().step()

    def resume(self, event: Event, value: object = None) -> None:
        """Let those who wait go on, in any order."""
        self._mix(event)
        super().resume(event, value)

    def _mix(self, event: Event) -> None:
        if event.callbacks is not None and len(event.callbacks) > 1:
            self._random.shuffle(event.callbacks)

    def _decide(self) -> None:
        self._random.shuffle(self._decisions[self.second])
        super()._decide()


def shuffles(number: int) -> list[Callable[[], Instant]]:
    """So many different orders."""
    return [lambda seed=seed: Shuffled(seed) for seed in range(number)]


def digests(roster: Roster, *, seed: int = 1, replication: int = 0, number: int = 8) -> set[str]:
    """The logs of one replication in its usual order and in so many others."""
    return {
        simulate(roster, seed=seed, replication=replication, make_instant=make_instant).digest()
        for make_instant in (Instant, *shuffles(number))
    }
