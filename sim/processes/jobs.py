"""What a pool's vehicle is asked to carry, and the one who tells when it is past the exit."""

from collections.abc import Callable
from typing import Protocol

from simpy.events import Event

from sim.processes.instant import Act, Instant
from sim.processes.ledger import Account
from sim.scenario.roster import Base


class Carrier(Protocol):
    """A vehicle pool, as those know it who need its vehicles."""

    vehicles: int

    def ask(self, job: "Job") -> None:
        """Something is to be carried."""

    def withdraw(self, job: "Job") -> None:
        """It is no longer to be carried."""

    def cycle_seconds(self, place: str) -> float:
        """A round trip for one vehicle's fill from a place, without queues."""

    def per_trip(self) -> int:
        """How much one vehicle takes."""


class Job:
    """Something a pool's vehicle is to carry: a load, or the people of a household.

    Attributes:
        base: Whose it is, and where it waits.
        number: Of the household or lift load; `part` tells its loads apart.
        people, loads: What it is; `size` is the room it takes in a vehicle.
        loading, unloading: Seconds.
        is_taken: Whether a vehicle has come for it.
        is_open: Whether it still waits; no longer once its loading begins or nobody wants it.
        on_begun, on_road: Told when its loading begins, and when it is on the road.
    """

    __slots__ = (
        "account",
        "asked",
        "base",
        "is_open",
        "is_taken",
        "loading",
        "loads",
        "number",
        "on_begun",
        "on_road",
        "part",
        "people",
        "size",
        "unloading",
    )

    def __init__(
        self,
        base: Base,
        account: Account,
        *,
        number: int,
        part: int = 0,
        people: int = 0,
        loads: int = 0,
        loading: int,
        unloading: int,
        on_begun: Act,
        on_road: Act,
    ) -> None:
        self.base = base
        self.account = account
        self.number = number
        self.part = part
        self.people = people
        self.loads = loads
        self.size = people or loads
        self.loading = loading
        self.unloading = unloading
        self.on_begun = on_begun
        self.on_road = on_road
        self.asked = 0
        self.is_open = True
        self.is_taken = False

    @property
    def order(self) -> tuple[int, int, int, int]:
        """First asked first; then by path, number and part."""
        return (self.asked, self.account.code, self.number, self.part)


class ExitWatch:
    """Watches a mover pass places, and tells of the first exit when its tail is there."""

    def __init__(
        self, instant: Instant, exits: frozenset[str], leave: Callable[[str], None]
    ) -> None:
        self._instant = instant
        self._exits = exits
        self._leave = leave
        self._is_done = False

    def __call__(self, place: str, second: int) -> None:
        """The mover's tail will be at a place at a second."""
        if not self._is_done and place in self._exits:
            self._is_done = True
            self._place = place
            self._instant.until(second).callbacks.append(self._tell)

    def _tell(self, _: Event) -> None:
        self._leave(self._place)
