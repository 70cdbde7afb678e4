"""Loading points: places at which only so many convoys or lorries can load at once."""

from heapq import heappop, heappush

from simpy.events import Event

from sim.processes.instant import Instant


class LoadingPoints:
    """The loading points of one place, granted by order of arrival, then by path and number."""

    def __init__(self, instant: Instant, place: str, points: int) -> None:
        self.order = f"places.{place}.loading_points"
        self._instant = instant
        self._free = points
        self._waiting: list[tuple[tuple[int, int, int], Event]] = []

    def ask(self, subject: int, number: int) -> Event:
        """Wait for a point."""
        granted = Event(self._instant)
        heappush(self._waiting, ((self._instant.second, subject, number), granted))
        self._instant.settle(self)
        return granted

    def leave(self) -> None:
        """Give a point back."""
        self._free += 1
        self._instant.settle(self)

    def grant(self) -> None:
        """Give free points to those who wait."""
        while self._free and self._waiting:
            self._free -= 1
            _, granted = heappop(self._waiting)
            self._instant.resume(granted)
