"""Driving: a mover asks for the entrance of a road, drives it, and asks for the next.

A mover is pipelined: its head drives on and asks for the next road while its tail is still
entering the last one.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from simpy.events import Event

from sim.catalogue import Cause, Kind
from sim.events.log import Recorder
from sim.processes.entrance import Entrance, tell_wait
from sim.processes.instant import Instant
from sim.processes.lane import Lane, Mover, Request, Stop, Traits
from sim.scenario.words import CLASSES

OnPlace = Callable[[str, int], None]
"""Told of each place a mover's tail will pass, and at which second."""


class Drive(Request):
    """A mover on its way: one request that asks for one road after another.

    Each step is called by what it waits for, so that a road costs no wait of the process that
    drives.
    """

    def __init__(
        self,
        instant: Instant,
        entrances: Mapping[str, Entrance],
        mover: Mover,
        route: Sequence[Lane],
        on_place: OnPlace | None,
    ) -> None:
        super().__init__(mover, tail_second=instant.second)
        self._instant = instant
        self._entrances = entrances
        self._route = route
        self._done = 0
        self._on_place = on_place
        if route:
            self.ask()
        else:
            instant.resume(self)

    def ask(self, _: Event | None = None) -> None:
        """Its head has come up to the next road."""
        lane = self._route[self._done]
        self._entrances[lane.name].ask(lane, self)

    def let_in(self, head_second: int, tail_second: int) -> None:
        """Drive on when the head is through; at the end of the route wait for the tail."""
        self.tail_second = tail_second
        if self._on_place is not None:
            self._on_place(self._route[self._done].destination, tail_second)
        self._done += 1
        if self._done < len(self._route):
            self._instant.until(head_second).callbacks.append(self.ask)
        else:
            # Who waits for its end waits from now on for the second of its end.
            self._instant.until(tail_second).callbacks += self.callbacks


class Roads:
    """All roads: their lanes, entrances and closings."""

    def __init__(self, instant: Instant, recorder: Recorder, entrances: Sequence[Entrance]) -> None:
        self._instant = instant
        self._recorder = recorder
        self._entrance: dict[str, Entrance] = {}
        self.lanes: dict[str, Lane] = {}
        self._by_road: dict[str, list[Lane]] = {}
        for entrance in entrances:
            for lane in entrance.lanes:
                self.lanes[lane.name] = lane
                self._entrance[lane.name] = entrance
                self._by_road.setdefault(lane.road, []).append(lane)

    def drive(self, mover: Mover, route: Sequence[Lane], on_place: OnPlace | None = None) -> Event:
        """Drive a route, lane by lane; to be waited for at once, until its tail is at the end."""
        return Drive(self._instant, self._entrance, mover, route, on_place)

    def close(self, road: str, cause: Cause, classes: Collection[str] = ()) -> Stop:
        """Close both lanes of a road to some classes, or to all; who is on it drives on."""
        now = self._instant.second
        stop = Stop(now, cause, frozenset(classes) if classes else None)
        for lane in self._by_road[road]:
            lane.stops.append(stop)
            lane.closings.append(stop)
        self._tell(road, Kind.CLOSED, stop)
        return stop

    def reopen(self, road: str, stop: Stop) -> None:
        """End a closing, and let the entrances look again (from a decision, a second later)."""
        instant = self._instant
        # The entrances look again a second after a decision; until then the closing holds.
        stop.end = instant.second + 1
        for lane in self._by_road[road]:
            lane.closings.remove(stop)
            if lane.waiting:
                instant.settle_at(instant.second + 1, self._entrance[lane.name])
        self._tell(road, Kind.OPENED, stop)

    def slow(self, road: str, factor: float) -> None:
        """From now on both lanes carry a share of what they carry in fair weather."""
        for lane in self._by_road[road]:
            lane.weather_factor = factor

    def change_traits(self, road: str, mover_class: str, traits: Traits) -> None:
        """A class drives a road otherwise from now on."""
        for lane in self._by_road[road]:
            lane.traits = {**lane.traits, mover_class: traits}

    def _tell(self, road: str, kind: Kind, stop: Stop) -> None:
        code = self._by_road[road][0].road_code
        bound = sum(1 << number for number, name in enumerate(CLASSES) if stop.binds(name))
        now, phase = self._instant.second, self._instant.phase
        self._recorder.record(now, phase, kind, code, value=bound, cause=stop.cause)

    def finish(self, end: int) -> None:
        """Write down the waits that the end of the run cuts off."""
        for lane in self.lanes.values():
            for queue in lane.queues.values():
                for _, request in queue:
                    tell_wait(self._recorder, lane, request, until=end, is_over=False)
