"""Slots: loading points, aircraft or parking places of which only so many can be held at once."""

from heapq import heappop, heappush

from simpy.events import Event

from sim.processes.instant import Instant


class Slots:
    """So many slots, granted by order of arrival, then by path and number."""

    def __init__(self, instant: Instant, path: str, slots: int) -> None:
        self.order = path
        self._instant = instant
        self._free = slots
        self._waiting: list[tuple[tuple[int, int, int], Event]] = []

    def ask(self, subject: int, number: int) -> Event:
        """Wait for a slot."""
        granted = Event(self._instant)
        heappush(self._waiting, ((self._instant.second, subject, number), granted))
        self._instant.settle(self)
        return granted

    def leave(self) -> None:
        """Give a slot back."""
        self._free += 1
        if self._waiting:
            self._instant.settle(self)

    def grant(self) -> None:
        """Give free slots to those who wait."""
        while self._free and self._waiting:
            self._free -= 1
            self._instant.resume(heappop(self._waiting)[1])
