"""Flows: through traffic and the like, sent in platoons at instants drawn before the run."""

from sim.catalogue import Kind
from sim.clock import whole_number
from sim.processes.instant import Rank
from sim.processes.lane import Mover
from sim.processes.world import Steps, World
from sim.scenario.actors import Flow


class Stream:
    """A flow: its platoons set out one after another between its beginning and its end."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.path = f"flows.{name}"
        self.block: Flow = world.scenario.flows[name]
        self.code = world.codes[self.path]
        self.vehicles = int(self.block.platoon_vehicles.value)
        self.people = whole_number(self.vehicles * world.value(f"{self.path}.people_per_vehicle"))
        self._runs = self.block.begins is None
        self._is_over = False

    def start(self) -> None:
        """Begin to send platoons."""
        world = self.world
        key = (Rank.PLAN, self.path, 0)
        if self.block.begins is not None:
            world.when(self.block.begins, f"{self.path}.begins", key, self._begin)
        if self.block.until is not None:
            world.when(self.block.until, f"{self.path}.until", key, self._end)
        world.instant.process(self.send())

    def _begin(self) -> None:
        self._runs = True

    def _end(self) -> None:
        self._is_over = True

    def send(self) -> Steps:
        """Send the platoons; those before the beginning or after the end are dropped."""
        for number, second in enumerate(self.world.draws.flows[self.path]):
            if second > self.world.now:
                yield self.world.instant.after(second - self.world.now)
            if self._is_over:
                return
            if self._runs:
                self.world.instant.process(self.pass_through(number))

    def pass_through(self, number: int) -> Steps:
        """One platoon drives from one end to the other."""
        world = self.world
        mover = Mover(
            self.code,
            number,
            self.block.vehicle_class,
            vehicles=self.vehicles,
            people=self.people,
        )
        world.record(
            Kind.DEPART,
            self.code,
            number,
            world.place(self.block.from_),
            people=mover.people,
            vehicles=mover.vehicles,
        )
        yield world.drive(mover, self.block.from_, self.block.to, route=self.block.route)
        world.record(
            Kind.ARRIVE,
            self.code,
            number,
            world.place(self.block.to),
            people=mover.people,
            vehicles=mover.vehicles,
        )
