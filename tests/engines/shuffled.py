"""A second in which nothing can rely on the order of the program's statements.

Events of the same second and phase, callbacks of the same event, and decisions of the same key come
in an order of their own, drawn from a seed.
"""

import random
from collections.abc import Callable

from simpy.events import Event

from sim.engines.reference import simulate
from sim.processes.instant import Instant, Second
from sim.scenario.roster import Roster


class Shuffled(Instant):
    """An environment that shuffles every tie the model leaves open."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._random = random.Random(seed)

    def _happen(self, today: Second) -> None:
        """Take the happenings of a second, those that come up meanwhile too, in any order."""
        while today.callbacks:
            callback = today.callbacks.pop(self._random.randrange(len(today.callbacks)))
            callback(today)

    def resume(self, event: Event, value: object = None) -> None:
        """Let those who wait for an event go on, in any order."""
        self._random.shuffle(event.callbacks)
        super().resume(event, value)

    def _decide(self, today: Second) -> None:
        self._random.shuffle(today.decisions)
        super()._decide(today)


def shuffles(number: int) -> list[Callable[[], Instant]]:
    """So many different orders."""
    return [lambda seed=seed: Shuffled(seed) for seed in range(number)]


def digests(roster: Roster, *, seed: int = 1, replication: int = 0, number: int = 8) -> set[str]:
    """The logs of one replication in its usual order and in so many others."""
    return {
        simulate(roster, seed=seed, replication=replication, make_instant=make_instant).digest()
        for make_instant in (Instant, *shuffles(number))
    }
