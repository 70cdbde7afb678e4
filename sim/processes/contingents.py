"""Contingents: what has landed, march units that leave and rest, who is in place."""

from functools import partial

from sim.catalogue import Cause, Kind
from sim.clock import duration_seconds, span_seconds, whole_number
from sim.processes.airlifts import CLASS, Airlift, Cargo
from sim.processes.instant import Key, Rank
from sim.processes.lane import Lane, Mover
from sim.processes.posts import RollOut
from sim.processes.road import OnPlace
from sim.processes.world import Steps, World
from sim.rules import airlift, deployment
from sim.scenario.peacekeeping import Contingent

PEOPLE = "personnel"
ON_ITS_OWN = -1
"""The number of what comes by no sortie and in no march unit."""


class Peacekeepers:
    """A contingent: it lands, gathers at the airfield, marches on, and mans its posts.

    Attributes:
        airlift, roll_out: Its sorties and its posts.
        landed: People, and equipment by kind, so far.
        gathered: People and pieces at the airfield.
        in_place: People where they are needed.
        coming: People whom the load plan and the flights of one's own bring in all.
    """

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.path = f"contingents.{name}"
        self.code = world.codes[self.path]
        self.block: Contingent = world.scenario.contingents[name]
        self.airlift = Airlift(world, name, on_landed=self.land, on_unloaded=self.gather)
        self.roll_out = RollOut(world, name)
        self.landed: dict[str, int] = {}
        self.gathered = (0, 0)
        self.in_place = 0
        self.coming = sum(cargo.people for cargo in self.airlift.cargoes) + sum(
            int(self.value(f"air_legs.{kind}.personnel")) for kind in self.block.air_legs
        )
        self._airfield = world.place(self.block.airlift.to)
        self._to_count: list[tuple[int, Cargo]] = []
        self._gathered_since = 0
        self._unloaded = 0
        self._units = 0
        self._unit_people = max(1, whole_number(self.value("march.unit_personnel")))
        self._longest_wait = span_seconds(self.value("march.longest_wait_hours"))

    def value(self, key: str) -> float:
        """One of its numbers."""
        return self.world.value(f"{self.path}.{key}")

    def _key(self, step: int) -> Key:
        return (Rank.DEPLOY, self.path, step)

    def start(self) -> None:
        """Wait for the first sortie, the flights of one's own, and the days of posts."""
        world = self.world
        world.record(
            Kind.PRESENT,
            self.code,
            at=self._airfield,
            people=int(self.value("personnel")),
            vehicles=sum(int(self.value(f"equipment.{kind}")) for kind in self.block.equipment),
        )
        self.airlift.start()
        self.roll_out.start()
        for kind, leg in sorted(self.block.air_legs.items()):
            path = f"air_legs.{kind}"
            key = (Rank.DEPLOY, f"{self.path}.{path}", 0)
            world.when(leg.leaves, f"{self.path}.{path}.leaves", key, partial(self._set_out, kind))

    # --- landing ---------------------------------------------------------------------------

    def land(self, number: int, cargo: Cargo, at: int | None = None) -> None:
        """People and equipment are on the ground."""
        world = self.world
        at = self._airfield if at is None else at
        record, second, phase = world.recorder.record, world.instant.second, world.instant.phase
        record(second, phase, Kind.LANDED, self.code, number, at, cargo.people, cargo.pieces)
        for kind, amount in cargo.kinds.items():
            code = world.place_codes[f"equipment.{kind}"]
            record(second, phase, Kind.EQUIPMENT_LANDED, self.code, number, code, value=amount)
        self._to_count.append((number, cargo))
        world.instant.soon(self._key(0), self._count)

    def _count(self) -> None:
        """What has landed in this second is counted, the lowest number first."""
        landings, self._to_count = self._to_count, []
        if len(landings) > 1:
            landings.sort(key=lambda landing: (landing[0], *landing[1].kinds))
        for number, cargo in landings:
            for kind, amount in ((PEOPLE, cargo.people), *sorted(cargo.kinds.items())):
                self._add(kind, amount, number)

    def _add(self, kind: str, amount: int, number: int) -> None:
        """More of a kind has landed; what exceeds the authorised strength is recorded."""
        before = self.landed.get(kind, 0)
        self.landed[kind] = before + amount
        if not self.block.authorised:
            return
        authorised = int(self.world.optional(f"{self.path}.authorised.{kind}") or 0)
        over = airlift.excess(self.landed[kind], authorised=authorised)
        if over > airlift.excess(before, authorised=authorised):
            code = self.world.place_codes[f"equipment.{kind}"]
            self.world.record(Kind.EXCESS, self.code, number, code, value=over)

    def _set_out(self, kind: str) -> None:
        self.world.instant.launch(self.fly(kind))

    def fly(self, kind: str) -> Steps:
        """Equipment flies itself there; it and its crews are in place when it lands."""
        world, path = self.world, f"air_legs.{kind}"
        yield world.instant.after(duration_seconds(self.value(f"{path}.hours")))
        number = int(self.value(f"{path}.number"))
        people = int(self.value(f"{path}.personnel"))
        cargo = Cargo(people, number, {kind: number} if number else {})
        at = world.place(self.block.air_legs[kind].to)
        self.land(ON_ITS_OWN, cargo, at)
        self._be_in_place(cargo.people, cargo.pieces, at, number=ON_ITS_OWN)

    # --- the march -------------------------------------------------------------------------

    @property
    def _has_unloaded(self) -> bool:
        """Whether the last sortie has."""
        return self._unloaded == len(self.airlift.cargoes)

    def gather(self, number: int, cargo: Cargo) -> None:
        """A sortie has unloaded: its people wait for a march unit."""
        if not any(self.gathered):
            self._wait_from_now()
        people, pieces = self.gathered
        self.gathered = people + cargo.people, pieces + cargo.pieces
        self._unloaded += 1
        if self._has_unloaded:
            self.world.signals[f"{self.path}.landed"].fire()
        self.world.instant.soon(self._key(2), self._look)

    def _wait_from_now(self) -> None:
        self._gathered_since = self.world.now
        self.world.instant.decide(self.world.now + self._longest_wait, self._key(2), self._look)

    def _look(self) -> None:
        """March units leave while enough are there."""
        world = self.world
        while deployment.march_leaves(
            people=self.gathered[0],
            pieces=self.gathered[1],
            unit_people=self._unit_people,
            waited_seconds=world.now - self._gathered_since,
            longest_wait=self._longest_wait,
            is_last=self._has_unloaded,
        ):
            people, pieces = deployment.march_unit(*self.gathered, unit_people=self._unit_people)
            self.gathered = self.gathered[0] - people, self.gathered[1] - pieces
            if any(self.gathered):
                self._wait_from_now()
            mover = self._mover(people, pieces)
            self._units += 1
            world.instant.launch(self.march(mover))

    def _mover(self, people: int, pieces: int) -> Mover:
        """The next march unit; units are numbered on from the sorties."""
        number = len(self.airlift.cargoes) + self._units
        return Mover(self.code, number, CLASS, vehicles=pieces, people=people)

    def march(self, mover: Mover) -> Steps:
        """One march unit drives and rests until it is where it is needed."""
        world, block = self.world, self.block.march
        origin = self.block.airlift.to
        self._tell(Kind.DEPART, mover, self._airfield)
        route = yield from world.way(mover, origin, block.to, block.route)
        rest = duration_seconds(self.value("march.rest_hours"))
        most = span_seconds(self.value("march.drive_hours"))
        drives = [lane.traits[CLASS].travel_seconds for lane in route]
        done = 0
        for roads in deployment.stretches(drives, most_seconds=most):
            if done:
                world.stand(mover, world.place(route[done].origin), Cause.HALT)
                yield world.instant.after(rest)
                world.go_on(mover)
            part = route[done : done + roads]
            yield world.roads.drive(mover, part, self._dropping(mover, route))
            done += roads
        at = world.place(block.to)
        self._tell(Kind.ARRIVE, mover, at)
        self._be_in_place(mover.people, mover.vehicles, at, number=mover.number)
        self.roll_out.supply(mover.people, mover.vehicles)

    def _tell(self, kind: Kind, mover: Mover, at: int) -> None:
        self.world.record(
            kind, self.code, mover.number, at, people=mover.people, vehicles=mover.vehicles
        )

    def _dropping(self, mover: Mover, route: tuple[Lane, ...]) -> OnPlace:
        """On its way a march unit begins the posts of the places its tail passes."""

        def pass_place(place: str, second: int) -> None:
            if place != route[-1].destination:
                key = (Rank.DEPLOY, f"{self.path}.march", mover.number)
                self.world.instant.decide(second, key, partial(self._drop, mover, place))

        return pass_place

    def _drop(self, mover: Mover, place: str) -> None:
        people, vehicles = self.roll_out.drop(place, people=mover.people, vehicles=mover.vehicles)
        if people + vehicles:
            mover.people -= people
            mover.vehicles -= vehicles
            self._be_in_place(people, vehicles, self.world.place(place), number=mover.number)

    def _be_in_place(self, people: int, vehicles: int, at: int, *, number: int) -> None:
        self.world.record(Kind.IN_PLACE, self.code, number, at, people=people, vehicles=vehicles)
        self.in_place += people
        if self.in_place >= self.coming:
            self.world.signals[f"{self.path}.deployed"].fire()


__all__ = ["Peacekeepers"]
