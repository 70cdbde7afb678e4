"""One direction of a road: its queue, its closings and breakdowns, and its history."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from simpy.events import Event

from sim.catalogue import Cause, Phase


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


class Request(Event):
    """A mover that asks for the entrance of a road, and is told when it is let in.

    Attributes:
        mover: Who.
        tail_second: When its tail has come up.
        second, phase: When it asked.
    """

    second: int
    phase: Phase

    def __init__(self, mover: Mover, tail_second: int) -> None:
        self.callbacks = []
        self.mover = mover
        self.tail_second = tail_second

    def let_in(self, head_second: int, tail_second: int) -> None:
        """It is let in: its head and its tail will be at the far end at these seconds."""
        raise NotImplementedError  # a drive asks for its next road, a sketch in a test notes it


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
        weather_factor: What it carries now against fair weather.
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
    weather_factor: float = 1.0
    hazard: float = 0.0
    breakdowns: int = 0

    def is_open_to(self, mover_class: str) -> bool:
        """Whether the lane grants entry to a class now."""
        return not any(stop.binds(mover_class) for stop in self.closings)

    def first(self, precedence: str | None) -> str | None:
        """The class whose first request is next, among those the lane is open to."""
        if not self.waiting:
            return None
        if len(self.queues) == 1 and not self.closings:
            return next(iter(self.queues))
        best: tuple[tuple[bool, tuple[int, int, int]], str] | None = None
        for mover_class, queue in self.queues.items():
            if queue and (not self.closings or self.is_open_to(mover_class)):
                rank = (mover_class != precedence, queue[0][0])
                if best is None or rank < best[0]:
                    best = (rank, mover_class)
        return best[1] if best else None

    def stood_seconds(self, begin: int, end: int) -> int:
        """For how long a queue stood between two seconds."""
        edges = self.queued
        stood = 0
        # From the queue that stood at the beginning, or was the first after it.
        first = bisect_right(edges, begin) // 2 * 2
        for place in range(first, len(edges), 2):
            until = edges[place + 1] if place + 1 < len(edges) else end
            stood += max(0, min(until, end) - max(edges[place], begin))
        return stood

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
