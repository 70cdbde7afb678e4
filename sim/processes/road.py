"""Roads as point queues: a mover asks for the entrance, is let in by turn, and drives.

Each direction of a road (a lane) serves its queue one mover at a time; where the road has a
one-lane stretch both lanes share one entrance that changes direction. A mover is pipelined: its
head drives on and asks for the next road while its tail is still entering the last one.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from simpy.events import Event

from sim.catalogue import Cause, Kind, Phase
from sim.clock import grant_second, travel_seconds
from sim.events.log import Recorder
from sim.processes.instant import Instant, Steps
from sim.rules import passing


@dataclass(slots=True)
class Mover:
    """What a road serves as one: a car, a lorry, a convoy, a column, a platoon.

    Attributes:
        subject: Code of whose it is.
        number: Which of its subject's movers.
        mover_class: car, lorry, bus, troops, peacekeepers or receiving.
        people, vehicles, loads: What it is made of and carries.
        most_speed_kmh: Its own top speed, where that is below the roads'.
    """

    subject: int
    number: int
    mover_class: str
    vehicles: int
    people: int = 0
    loads: int = 0
    most_speed_kmh: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """How a mover was let into a road.

    Attributes:
        head_second: When its head is at the far end.
        tail_second: When its tail is there.
    """

    head_second: int
    tail_second: int


@dataclass(slots=True)
class Request:
    """A mover waiting at the entrance of a road."""

    mover: Mover
    second: int
    phase: Phase
    tail_second: int
    granted: Event


@dataclass(slots=True)
class Stop:
    """A time during which a lane granted nothing, to all or to some classes."""

    begin: int
    cause: Cause
    classes: frozenset[str] | None = None
    end: int | None = None

    def binds(self, mover_class: str) -> bool:
        """Whether a class was kept waiting by it."""
        return self.classes is None or mover_class in self.classes


@dataclass(frozen=True, slots=True)
class Traits:
    """What a lane means to a class: seconds per vehicle to enter, to drive, to clear; hazard."""

    speed_kmh: float
    travel_seconds: int
    entrance_seconds: float
    clearing_seconds: float
    breakdown_probability: float


@dataclass(slots=True)
class Lane:
    """One direction of a road, with its queue and its history.

    Attributes:
        name, code: `roads.NAME>PLACE` and its code.
        road, road_code: The road.
        origin, destination: Places.
        length_km: Length.
        traits: By class.
        thresholds, repairs: Breakdowns to come (see BreakdownDraws).
        queues: Requests by class, each a heap in the order of arrival.
        stops: Closings and breakdowns so far.
        closings: Stops that hold now.
        entered: (second, vehicles, subject) of all movers let in.
        queued: Seconds at which a queue began to stand and to be empty, in turn.
    """

    name: str
    code: int
    road: str
    road_code: int
    origin: str
    destination: str
    length_km: float
    traits: Mapping[str, Traits]
    thresholds: Sequence[float] = ()
    repairs: Sequence[int] = ()
    queues: dict[str, list[tuple[tuple[int, int, int], Request]]] = field(default_factory=dict)
    stops: list[Stop] = field(default_factory=list)
    closings: list[Stop] = field(default_factory=list)
    entered: list[tuple[int, int, int]] = field(default_factory=list)
    queued: list[int] = field(default_factory=list)
    waiting: int = 0
    hazard: float = 0.0
    breakdowns: int = 0

    def is_open_to(self, mover_class: str) -> bool:
        """Whether the lane grants entry to a class now."""
        return not any(stop.binds(mover_class) for stop in self.closings)

    def first(self, precedence: str | None) -> str | None:
        """The class whose first request is next, among those the lane is open to."""
        best: tuple[tuple[int, tuple[int, int, int]], str] | None = None
        for mover_class, queue in self.queues.items():
            if queue and (not self.closings or self.is_open_to(mover_class)):
                rank = (0 if mover_class == precedence else 1, queue[0][0])
                if best is None or rank < best[0]:
                    best = (rank, mover_class)
        return best[1] if best else None

    def stood_seconds(self, begin: int, end: int) -> int:
        """For how long a queue stood between two seconds."""
        edges = self.queued if len(self.queued) % 2 == 0 else [*self.queued, end]
        return sum(
            max(0, min(edges[place + 1], end) - max(edges[place], begin))
            for place in range(0, len(edges), 2)
        )

    def discharged(self, begin: int, end: int, subjects: Collection[int]) -> tuple[int, int]:
        """Vehicles let in after one second and up to another: all, and those of some subjects."""
        place = bisect_right(self.entered, (begin, 1 << 62, 0))
        everybody = own = 0
        for second, vehicles, subject in self.entered[place:]:
            if second > end:
                break
            everybody += vehicles
            if subject in subjects:
                own += vehicles
        return everybody, own


class OutOfBreakdowns(Exception):
    """A lane needs more breakdowns than were drawn; the run is repeated with more."""


class Entrance:
    """The entrance of one lane, or of both where they share a one-lane stretch."""

    def __init__(
        self,
        instant: Instant,
        recorder: Recorder,
        lanes: Sequence[Lane],
        *,
        precedence: str | None = None,
        turn_vehicles: float = float("inf"),
    ) -> None:
        self.order = lanes[0].name
        self.lanes = tuple(lanes)
        self._instant = instant
        self._recorder = recorder
        self._precedence = precedence
        self._turn_vehicles = turn_vehicles
        self._free_at = 0.0
        self._facing = 0
        self._served = 0
        self._clearing = 0.0
        self._looks_at = -1

    def ask(self, lane: Lane, mover: Mover, tail_second: int) -> Event:
        """Join the queue of a lane; the event tells the Entry once the mover is let in."""
        instant = self._instant
        now = instant.second
        request = Request(mover, now, instant.phase, tail_second, Event(instant))
        queue = lane.queues.setdefault(mover.mover_class, [])
        heappush(queue, ((now, mover.subject, mover.number), request))
        if lane.waiting == 0:
            lane.queued.append(now)
        lane.waiting += 1
        instant.settle(self)
        return request.granted

    def grant(self) -> None:
        """Let in whoever's turn it is, as long as the entrance is free within this second."""
        now = self._instant.second
        while True:
            if grant_second(self._free_at) > now:
                self._look_at(grant_second(self._free_at))
                return
            side = self._next_side()
            if side is None:
                return
            if side != self._facing:
                self._turn(side)
                continue
            lane = self.lanes[side]
            mover_class = lane.first(self._precedence)
            assert mover_class is not None
            _, request = heappop(lane.queues[mover_class])
            self._let_in(lane, request)

    def _look_at(self, second: int) -> None:
        if any(lane.waiting for lane in self.lanes) and self._looks_at != second:
            self._looks_at = second
            self._instant.settle_at(second, self)

    def _next_side(self) -> int | None:
        """Which lane is served next: 0, 1, or None where nobody can be."""
        if len(self.lanes) == 1:
            return 0 if self.lanes[0].first(self._precedence) else None
        own, other = (
            self.lanes[side].first(self._precedence) is not None
            for side in (self._facing, 1 - self._facing)
        )
        if passing.must_turn(
            served_vehicles=self._served,
            turn_vehicles=self._turn_vehicles,
            own_waits=own,
            other_waits=other,
        ):
            return 1 - self._facing
        return self._facing if own else None

    def _turn(self, side: int) -> None:
        """Let the stretch clear, then face the other side."""
        now = self._instant.second
        if self._served:
            self._free_at += self._clearing
            self._recorder.record(
                now,
                Phase.GRANTS,
                Kind.TURN,
                self.lanes[side].road_code,
                at=self.lanes[side].code,
                value=grant_second(self._clearing),
            )
        self._facing = side
        self._served = 0

    def _let_in(self, lane: Lane, request: Request) -> None:
        now = self._instant.second
        mover = request.mover
        traits = lane.traits[mover.mover_class]
        start = passing.service_start(
            free_at=self._free_at, asked_second=request.second, granted_second=now
        )
        seconds = mover.vehicles * traits.entrance_seconds
        seconds += self._breakdown(lane, mover, begin=start + seconds)
        self._free_at = passing.entrance_free_at(
            start=start, entrance_seconds=seconds, tail_second=request.tail_second
        )
        self._served += mover.vehicles
        travel = traits.travel_seconds
        if mover.most_speed_kmh is not None and mover.most_speed_kmh < traits.speed_kmh:
            travel = travel_seconds(lane.length_km, mover.most_speed_kmh)
        self._clearing = traits.clearing_seconds
        lane.waiting -= 1
        if lane.waiting == 0:
            lane.queued.append(now)
        lane.entered.append((now, mover.vehicles, mover.subject))
        self._tell(lane, request, now)
        free = grant_second(self._free_at)
        self._instant.resume(
            request.granted, Entry(head_second=now + travel, tail_second=free + travel)
        )

    def _breakdown(self, lane: Lane, mover: Mover, *, begin: float) -> int:
        """Seconds for which vehicles of this mover that break down stop the entrance."""
        probability = lane.traits[mover.mover_class].breakdown_probability
        if probability == 0:
            return 0
        lane.hazard += mover.vehicles * probability
        stopped = 0
        while True:
            if lane.breakdowns >= len(lane.thresholds):
                raise OutOfBreakdowns(lane.name)
            if lane.hazard < lane.thresholds[lane.breakdowns]:
                break
            stopped += lane.repairs[lane.breakdowns]
            lane.breakdowns += 1
        if stopped:
            self._stopped(lane, grant_second(begin), stopped)
        return stopped

    def _stopped(self, lane: Lane, second: int, seconds: int) -> None:
        for side in self.lanes:
            side.stops.append(Stop(second, Cause.BREAKDOWN, end=second + seconds))
        record = self._recorder.record
        code, cause = lane.road_code, Cause.BREAKDOWN
        record(
            second,
            Phase.GRANTS,
            Kind.BREAKDOWN_BEGIN,
            code,
            at=lane.code,
            value=seconds,
            cause=cause,
        )
        record(second + seconds, Phase.GRANTS, Kind.BREAKDOWN_END, code, at=lane.code, cause=cause)

    def _tell(self, lane: Lane, request: Request, now: int) -> None:
        """Write down the wait, by its causes, and the entry."""
        mover = request.mover
        tell_wait(self._recorder, lane, request, until=now, is_over=True)
        self._recorder.record(
            now,
            Phase.GRANTS,
            Kind.ENTER,
            mover.subject,
            mover.number,
            lane.code,
            mover.people,
            mover.vehicles,
            mover.loads,
            grant_second(self._free_at),
        )


def tell_wait(
    recorder: Recorder, lane: Lane, request: Request, *, until: int, is_over: bool
) -> None:
    """Write down a wait at a lane as stretches by cause: the queue, and what stopped it."""
    mover = request.mover
    begin = request.second
    if until <= begin:
        return
    stretches = split(begin, until, lane.stops, mover.mover_class)
    phase: Phase = request.phase
    for place, (first, last, cause) in enumerate(stretches):
        recorder.record(
            first,
            phase,
            Kind.WAIT_BEGIN,
            mover.subject,
            mover.number,
            lane.code,
            mover.people,
            mover.vehicles,
            mover.loads,
            0,
            cause,
        )
        if is_over or place < len(stretches) - 1:
            recorder.record(
                last,
                Phase.GRANTS,
                Kind.WAIT_END,
                mover.subject,
                mover.number,
                lane.code,
                mover.people,
                mover.vehicles,
                mover.loads,
                0,
                cause,
            )
        phase = Phase.GRANTS


def split(
    begin: int, end: int, stops: Sequence[Stop], mover_class: str
) -> list[tuple[int, int, Cause]]:
    """A wait cut into stretches by cause: closings before breakdowns, the queue otherwise."""
    touching = [
        stop
        for stop in stops
        if (stop.end is None or stop.end > begin) and stop.begin < end and stop.binds(mover_class)
    ]
    if not touching:
        return [(begin, end, Cause.ROAD_QUEUE)]
    edges = {begin, end}
    for stop in touching:
        edges |= {max(begin, stop.begin), min(end, end if stop.end is None else stop.end)}
    marks = sorted(edges)
    stretches: list[tuple[int, int, Cause]] = []
    for first, last in zip(marks, marks[1:], strict=False):
        holding = [
            stop.cause
            for stop in touching
            if stop.begin <= first and (stop.end is None or stop.end >= last)
        ]
        cause = max(holding, default=Cause.ROAD_QUEUE)
        if stretches and stretches[-1][2] is cause:
            stretches[-1] = (stretches[-1][0], last, cause)
        else:
            stretches.append((first, last, cause))
    return stretches


OnPlace = Callable[[str, int], None]
"""Told of each place a mover's tail will pass, and at which second."""


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

    def drive(
        self, mover: Mover, route: Sequence[Lane], on_place: OnPlace | None = None
    ) -> Generator[Event, Entry, None]:
        """Drive a route, lane by lane, until the tail is at its end."""
        instant = self._instant
        tail = instant.second
        for lane in route:
            entry = yield self._entrance[lane.name].ask(lane, mover, tail)
            tail = entry.tail_second
            if on_place is not None:
                on_place(lane.destination, tail)
            yield instant.timeout(entry.head_second - instant.second)
        if tail > instant.second:
            yield instant.timeout(tail - instant.second)

    def close(self, road: str, cause: Cause, classes: Collection[str] = ()) -> Stop:
        """Close both lanes of a road to some classes, or to all; ends the grants, not the drives."""
        now = self._instant.second
        stop = Stop(now, cause, frozenset(classes) if classes else None)
        for lane in self._by_road[road]:
            lane.stops.append(stop)
            lane.closings.append(stop)
        self._tell(road, Kind.CLOSED, cause)
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
        self._tell(road, Kind.OPENED, stop.cause)

    def _tell(self, road: str, kind: Kind, cause: Cause) -> None:
        code = self._by_road[road][0].road_code
        self._recorder.record(self._instant.second, self._instant.phase, kind, code, cause=cause)

    def finish(self, end: int) -> None:
        """Write down the waits that the end of the run cuts off."""
        for lane in self.lanes.values():
            for queue in lane.queues.values():
                for _, request in queue:
                    tell_wait(self._recorder, lane, request, until=end, is_over=False)


__all__ = ["Entrance", "Entry", "Lane", "Mover", "Roads", "Steps", "Stop", "Traits", "split"]
