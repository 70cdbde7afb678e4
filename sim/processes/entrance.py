"""The entrance of a road: movers ask, are let in by turn, and their waits are written down.

Each direction of a road (a lane) serves its queue one mover at a time; where the road has a
one-lane stretch both lanes share one entrance that changes direction.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise

from sim.catalogue import Cause, Kind, Phase
from sim.clock import grant_second, travel_seconds
from sim.events.log import Recorder
from sim.processes.instant import Instant
from sim.processes.lane import Lane, Mover, Request, Stop
from sim.rules import passing

_GRANTS, _ENTER, _ROAD_QUEUE = Phase.GRANTS, Kind.ENTER, Cause.ROAD_QUEUE


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
        self._is_shared = len(self.lanes) > 1
        self._instant = instant
        self._recorder = recorder
        self._precedence = precedence
        self._turn_vehicles = turn_vehicles
        self._free_at = 0.0
        self._free_second = 0
        self._facing = 0
        self._served = 0
        self._clearing = 0.0
        self._looks_at = -1
        self._waiting = 0

    def ask(self, lane: Lane, request: Request) -> None:
        """Join the queue of a lane; the request is told when its mover is let in."""
        instant = self._instant
        mover = request.mover
        now = request.second = instant.second
        request.phase = instant.phase
        queue = lane.queues.get(mover.mover_class)
        if queue is None:
            queue = lane.queues[mover.mover_class] = []
        heappush(queue, ((now, mover.subject, mover.number), request))
        if lane.waiting == 0:
            lane.queued.append(now)
        lane.waiting += 1
        self._waiting += 1
        if self._free_second <= now:
            instant.settle(self)
        elif self._looks_at != self._free_second:
            self._look_when_free()

    def grant(self) -> None:
        """Let in whoever's turn it is, as long as the entrance is free within this second."""
        now = self._instant.second
        lane = self.lanes[0]
        while self._free_second <= now:
            if self._is_shared:
                side = self._next_side()
                if side != self._facing:
                    self._turn(side)
                    continue
                lane = self.lanes[side]
            mover_class = lane.first(self._precedence)
            if mover_class is None:
                return
            self._let_in(lane, heappop(lane.queues[mover_class])[1], now)
        if self._waiting and self._looks_at != self._free_second:
            self._look_when_free()

    def _look_when_free(self) -> None:
        self._looks_at = self._free_second
        self._instant.settle_at(self._free_second, self)

    def _next_side(self) -> int:
        """Which lane of the two is served next, if anybody can be: 0 or 1."""
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
        return self._facing

    def _turn(self, side: int) -> None:
        """Let the stretch clear, then face the other side."""
        now = self._instant.second
        if self._served:
            self._free_at += self._clearing
            self._free_second = grant_second(self._free_at)
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

    def _let_in(self, lane: Lane, request: Request, now: int) -> None:
        mover = request.mover
        vehicles = mover.vehicles
        traits = lane.traits[mover.mover_class]
        start = passing.service_start(
            free_at=self._free_at, asked_second=request.second, granted_second=now
        )
        seconds = vehicles * traits.entrance_seconds / lane.weather_factor
        if traits.breakdown_probability:
            seconds += self._breakdown(lane, mover, begin=start + seconds)
        self._free_at = passing.entrance_free_at(
            start=start, entrance_seconds=seconds, tail_second=request.tail_second
        )
        self._free_second = free_second = grant_second(self._free_at)
        # People on foot have no vehicles, and the stretch must be clear of them all the same.
        self._served += vehicles or 1
        travel = traits.travel_seconds
        if mover.most_speed_kmh is not None and mover.most_speed_kmh < traits.speed_kmh:
            travel = travel_seconds(lane.length_km, mover.most_speed_kmh)
        self._clearing = traits.clearing_seconds
        self._waiting -= 1
        lane.waiting -= 1
        if lane.waiting == 0:
            lane.queued.append(now)
        lane.entered.append((now, vehicles, mover.subject))
        if request.second < now:
            tell_wait(self._recorder, lane, request, until=now, is_over=True)
        self._recorder.record(
            now,
            _GRANTS,
            _ENTER,
            mover.subject,
            mover.number,
            lane.code,
            mover.people,
            vehicles,
            mover.loads,
            free_second,
        )
        request.let_in(now + travel, free_second + travel)

    def _breakdown(self, lane: Lane, mover: Mover, *, begin: float) -> int:
        """Seconds for which vehicles of this mover that break down stop the entrance."""
        lane.hazard += mover.vehicles * lane.traits[mover.mover_class].breakdown_probability
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


def tell_wait(
    recorder: Recorder, lane: Lane, request: Request, *, until: int, is_over: bool
) -> None:
    """Write down a wait at a lane as stretches by cause: the queue, and what stopped it."""
    begin = request.second
    if until <= begin:
        return
    mover = request.mover
    who = mover.subject, mover.number, lane.code, mover.people, mover.vehicles, mover.loads
    if is_over and not lane.stops:
        recorder.wait(begin, request.phase, until, _GRANTS, *who, _ROAD_QUEUE)
        return
    began: Phase = request.phase
    stretches = split(begin, until, lane.stops, mover.mover_class)
    last = None if is_over else stretches.pop()
    for first, end, cause in stretches:
        recorder.wait(first, began, end, _GRANTS, *who, cause)
        began = _GRANTS
    if last is not None:
        recorder.record(last[0], began, Kind.WAIT_BEGIN, *who, 0, last[2])


def split(
    begin: int, end: int, stops: Sequence[Stop], mover_class: str
) -> list[tuple[int, int, Cause]]:
    """A wait cut into stretches by cause: closings before breakdowns, the queue otherwise."""
    if not stops:
        return [(begin, end, Cause.ROAD_QUEUE)]
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
    for first, last in pairwise(marks):
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
