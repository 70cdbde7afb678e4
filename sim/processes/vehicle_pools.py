"""Vehicle pools: lorries, buses or low-loaders that come in empty, load, drive out and unload.

Whom a free vehicle serves next: a vehicle is sent to the place with the oldest request not yet
covered by vehicles on their way (or the place with most such requests), and takes there what was
asked for first. Of the idle vehicles the one with the shortest drive goes, ties by number.
"""

from collections.abc import Callable, Generator
from heapq import heappop, heappush

from simpy.events import Event

from sim.catalogue import Cause, Kind
from sim.clock import span_seconds
from sim.processes.instant import Rank
from sim.processes.jobs import ExitWatch, Job
from sim.processes.lane import Mover
from sim.processes.world import Steps, World
from sim.scenario.actors import VehiclePool


class Pool:
    """A vehicle pool.

    Attributes:
        vehicles: How many it has.
        idle: Numbers of the idle vehicles by place, each a heap.
    """

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.path = f"vehicle_pools.{name}"
        self.order = self.path
        self.block: VehiclePool = world.scenario.vehicle_pools[name]
        self.code = world.codes[self.path]
        self.vehicles = int(world.value(f"{self.path}.vehicles"))
        self.capacity = int(self.block.capacity.value)
        self.idle: dict[str, list[int]] = {self.block.base: list(range(self.vehicles))}
        self._idle_since = [0] * self.vehicles
        self._drives: dict[tuple[str, str], int] = {}
        self._is_available = self.block.available_from is None
        self._open: dict[str, list[tuple[tuple[int, int, int, int], Job]]] = {}
        self._open_size: dict[str, int] = {}
        self._coming: dict[str, int] = {}
        self._here: dict[str, list[int]] = {}
        self._emptied: list[tuple[int, str]] = []

    def start(self) -> None:
        """Write down the vehicles, and wait until they are available."""
        world = self.world
        world.pools[self.name] = self
        world.record(
            Kind.PRESENT, self.code, at=world.place(self.block.base), vehicles=self.vehicles
        )
        if self.block.available_from is not None:
            world.when(
                self.block.available_from,
                f"{self.path}.available_from",
                (Rank.POOL, self.path, 0),
                self._become_available,
            )

    def _become_available(self) -> None:
        self._is_available = True
        self.world.instant.settle_at(self.world.now + 1, self)

    # --- what is asked for -----------------------------------------------------------------

    def per_trip(self) -> int:
        """How much one vehicle takes."""
        return self.capacity

    def ask(self, job: Job) -> None:
        """Something is to be carried from a place."""
        place = job.base.place
        job.asked = self.world.now
        job.account.loads_waiting += job.loads
        heappush(self._open.setdefault(place, []), (job.order, job))
        self._open_size[place] = self._open_size.get(place, 0) + job.size
        self.world.instant.settle(self)

    def withdraw(self, job: Job) -> None:
        """It is no longer to be carried."""
        if job.is_open:
            job.is_open = False
            job.account.loads_waiting -= job.loads
            if not job.is_taken:
                self._open_size[job.base.place] -= job.size

    def _first(self, place: str) -> Job | None:
        queue = self._open.get(place, [])
        while queue and not queue[0][1].is_open:
            heappop(queue)
        return queue[0][1] if queue else None

    def _next_place(self) -> str | None:
        """The place to which the next vehicle is sent."""
        waiting = []
        for place in self._open:
            uncovered = self._open_size[place] - self._coming.get(place, 0) * self.capacity
            first = self._first(place)
            if uncovered > 0 and first is not None:
                waiting.append((first.order, -uncovered, place))
        if not waiting:
            return None
        if self.block.serves == "most-waiting":
            return min(waiting, key=lambda found: (found[1], found[0]))[2]
        return min(waiting)[2]

    def grant(self) -> None:
        """Fill the vehicles that are at people's doors, then send idle ones."""
        for place in sorted(self._here):
            for number in sorted(self._here.pop(place)):
                self._coming[place] -= 1
                self._fill(number, place)
        while self._emptied:
            self._rest(*self._emptied.pop())
        while self._is_available and self._has_idle and (wanted := self._next_place()) is not None:
            self._send(wanted)
        self._send_home()

    @property
    def _has_idle(self) -> bool:
        return any(self.idle.values())

    def _rest(self, number: int, place: str) -> None:
        self._idle_since[number] = self.world.now
        heappush(self.idle.setdefault(place, []), number)

    def _drive_seconds(self, origin: str, destination: str) -> int:
        """Free-flow seconds between two places for its vehicles."""
        key = (origin, destination)
        if key not in self._drives:
            self._drives[key] = self.world.free_flow_seconds(self.block.vehicle_class, *key)
        return self._drives[key]

    # --- vehicles --------------------------------------------------------------------------

    def _mover(self, number: int, *, people: int = 0, loads: int = 0) -> Mover:
        return Mover(
            self.code, number, self.block.vehicle_class, vehicles=1, people=people, loads=loads
        )

    def _send(self, place: str) -> None:
        """The nearest idle vehicle drives to a place, empty."""
        world = self.world
        origin = min(
            (where for where, numbers in self.idle.items() if numbers),
            key=lambda where: (self._drive_seconds(where, place), self.idle[where][0]),
        )
        number = heappop(self.idle[origin])
        since = self._idle_since[number]
        world.waited(self._mover(number), world.place(origin), since, Cause.IDLE, end=world.now)
        self._coming[place] = self._coming.get(place, 0) + 1
        world.instant.process(self.come(number, origin, place))

    def come(self, number: int, origin: str, place: str) -> Steps:
        """Drive in empty, and stand ready for what waits there."""
        world = self.world
        if origin != place:
            yield from self._drive(self._mover(number), origin, place)
        self._here.setdefault(place, []).append(number)
        world.instant.settle(self)

    def _drive(
        self, mover: Mover, origin: str, destination: str, on_place: "PassJobs | None" = None
    ) -> Steps:
        world = self.world
        world.record(
            Kind.DEPART,
            mover.subject,
            mover.number,
            world.place(origin),
            people=mover.people,
            vehicles=1,
            loads=mover.loads,
        )
        yield world.drive(mover, origin, destination, on_place=on_place)
        world.record(
            Kind.ARRIVE,
            mover.subject,
            mover.number,
            world.place(destination),
            people=mover.people,
            vehicles=1,
            loads=mover.loads,
        )

    def _fill(self, number: int, place: str) -> None:
        """A vehicle at a place takes what was asked for first, as much as it can hold."""
        jobs: list[Job] = []
        room = self.capacity
        while room > 0 and (job := self._first(place)) is not None:
            if jobs and job.size > room:
                break
            heappop(self._open[place])
            job.is_taken = True
            self._open_size[place] -= job.size
            jobs.append(job)
            room -= job.size
        if jobs:
            self.world.instant.process(self.round_trip(number, place, jobs))
        else:
            self._rest(number, place)

    def round_trip(self, number: int, place: str, jobs: list[Job]) -> Steps:
        """Load, drive out, unload; then rest, or drive back to the base."""
        loaded = yield from self._load(number, place, jobs)
        if loaded:
            yield from self._deliver(number, place, loaded)
            place = self.block.unloads_at or self.block.base
        self._free(number, place)

    def _load(self, number: int, place: str, jobs: list[Job]) -> Generator[Event, None, list[Job]]:
        """Load at the door, or in turn at a loading point what is still wanted by then."""
        world = self.world
        points = world.loading.get(place) if self.block.loads_at == "loading-point" else None
        if points is not None:
            mover = self._mover(number)
            world.stand(mover, world.place(place), Cause.LOADING_POINT)
            yield points.ask(self.code, number)
            world.go_on(mover)
            jobs = [job for job in jobs if job.is_open]
        for job in jobs:
            self.withdraw(job)
            job.on_begun()
        if jobs:
            seconds = sum(job.loading for job in jobs)
            mover = self._carrying(number, jobs)
            yield from self._spend(mover, place, Kind.LOAD_BEGIN, Kind.LOAD_END, seconds)
        if points is not None:
            points.leave()
        for job in jobs:
            job.on_road()
        return jobs

    def _carrying(self, number: int, jobs: list[Job]) -> Mover:
        people, loads = (sum(getattr(job, key) for job in jobs) for key in ("people", "loads"))
        return self._mover(number, people=people, loads=loads)

    def _deliver(self, number: int, place: str, jobs: list[Job]) -> Steps:
        """Drive out and unload."""
        world = self.world
        mover = self._carrying(number, jobs)
        destination = self.block.unloads_at or self.block.base
        yield from self._drive(mover, place, destination, PassJobs(world, jobs))
        for job in jobs:
            world.ledger.arrive(
                job.account,
                _part(job),
                number=job.number,
                place=world.place(destination),
                vehicles=0,
            )
        seconds = sum(job.unloading for job in jobs)
        yield from self._spend(mover, destination, Kind.UNLOAD_BEGIN, Kind.UNLOAD_END, seconds)

    def _free(self, number: int, place: str) -> None:
        """A vehicle stands empty at a place, for whoever needs it next."""
        self._emptied.append((number, place))
        self.world.instant.settle(self)

    def _spend(self, mover: Mover, place: str, begin: Kind, end: Kind, seconds: int) -> Steps:
        world = self.world
        for kind in (begin, end):
            world.record(
                kind,
                mover.subject,
                mover.number,
                world.place(place),
                people=mover.people,
                vehicles=1,
                loads=mover.loads,
            )
            if kind is begin:
                yield world.instant.after(seconds)

    def _send_home(self) -> None:
        """Idle vehicles that nobody needs where they are drive back to the base."""
        for place in sorted(self.idle):
            if place != self.block.base:
                for number in sorted(self.idle.pop(place)):
                    self.world.instant.process(self.go_home(number, place))

    def go_home(self, number: int, place: str) -> Steps:
        """Drive back to the base, empty."""
        yield from self._drive(self._mover(number), place, self.block.base)
        self._free(number, self.block.base)

    def cycle_seconds(self, place: str) -> float:
        """A round trip from a place and back, without queues, at likely loading times."""
        unloads_at = self.block.unloads_at or self.block.base
        drive = self._drive_seconds(place, unloads_at) + self._drive_seconds(unloads_at, place)
        numbers = self.world.roster.numbers
        hours = sum(
            numbers[f"{self.path}.{key}"].quantity.likely()
            for key in ("loading_hours", "unloading_hours")
        )
        return drive + span_seconds(hours)

    def finish(self) -> None:
        """Write down the waits that the end of the run cuts off."""
        for place, numbers in sorted(self.idle.items()):
            at = self.world.place(place)
            for number in sorted(numbers):
                since = self._idle_since[number]
                self.world.waited(self._mover(number), at, since, Cause.IDLE, end=None)


class PassJobs:
    """Tells of each carried load or household when its carrier's tail is past its area's exit."""

    def __init__(self, world: World, jobs: list[Job]) -> None:
        self._watches = [
            ExitWatch(world.instant, job.base.exits, _leaving(world, job)) for job in jobs
        ]

    def __call__(self, place: str, second: int) -> None:
        """The carrier's tail will be at a place at a second."""
        for watch in self._watches:
            watch(place, second)


def _part(job: Job) -> Mover:
    return Mover(job.account.code, job.number, "", vehicles=0, people=job.people, loads=job.loads)


def _leaving(world: World, job: Job) -> Callable[[str], None]:
    def leave(place: str) -> None:
        world.ledger.leave(
            job.account, _part(job), number=job.number, place=world.place(place), vehicles=0
        )

    return leave
