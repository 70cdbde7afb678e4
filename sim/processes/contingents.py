"""Contingents: sorties land, march units leave and rest, posts are begun in their order."""

from collections.abc import Callable
from functools import partial

from sim.catalogue import Cause, Kind
from sim.clock import span_seconds
from sim.processes.instant import Rank
from sim.processes.lane import Lane, Mover
from sim.processes.slots import Slots
from sim.processes.world import Steps, World
from sim.rules import airlift, deployment
from sim.scenario.peacekeeping import Contingent, Post

CLASS = "peacekeepers"
PEOPLE = "personnel"


class Peacekeepers:
    """A contingent: its airlift, its march and the roll-out of its posts.

    Attributes:
        landed, in_place: People, and equipment by kind, so far.
        gathered: People and pieces at the airfield, and since when the first of them wait.
        stock: People and vehicles at the end of the march, for posts.
    """

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.path = f"contingents.{name}"
        self.code = world.codes[self.path]
        self.block: Contingent = world.scenario.contingents[name]
        self.draws = world.draws.contingents[self.path]
        self.landed = {PEOPLE: 0, **dict.fromkeys(sorted(self.block.equipment), 0)}
        self.in_place = 0
        self.gathered = [0, 0]
        self._gathered_since: int | None = None
        self.stock = [0, 0]
        self._units = 0
        self._pieces: list[str] | None = None
        self._unloaded = 0
        self._posts = self._plan_of_posts()
        self._begun: dict[int, int] = {}
        self._not_yet: set[str] = set()
        slots = {
            kind: int(self.value(f"airlift.aircraft.{kind}.fleet"))
            for kind in sorted(self.block.airlift.aircraft)
        }
        self._fleet = {
            kind: Slots(world.instant, f"{self.path}.airlift.aircraft.{kind}", number)
            for kind, number in slots.items()
        }
        parking = world.optional(f"{self.path}.airlift.parking_places")
        self._parking = (
            None
            if parking is None
            else Slots(world.instant, f"{self.path}.airlift.parking_places", int(parking))
        )

    def value(self, key: str) -> float:
        """One of its numbers."""
        return self.world.value(f"{self.path}.{key}")

    def _plan_of_posts(self) -> list[str]:
        posts = self.world.scenario.posts
        own = [name for name, post in posts.items() if post.contingent == self.name]
        return sorted(own, key=lambda name: (posts[name].order.value, name))

    def start(self) -> None:
        """Wait for the first sortie, the flights of one's own, and the days of posts."""
        world = self.world
        world.record(
            Kind.PRESENT,
            self.code,
            at=world.place(self.block.airlift.to),
            people=int(self.value("personnel")),
            vehicles=sum(int(self.value(f"equipment.{kind}")) for kind in self.block.equipment),
        )
        world.instant.process(self.send())
        for kind in sorted(self.block.air_legs):
            world.when(
                self.block.air_legs[kind].leaves,
                f"{self.path}.air_legs.{kind}.leaves",
                self._key(1),
                partial(self._take_off, kind),
            )
        for name in self._posts:
            not_before = world.scenario.posts[name].not_before
            if not_before is not None:
                self._not_yet.add(name)
                world.when(
                    not_before,
                    f"posts.{name}.not_before",
                    self._key(3),
                    partial(self._may_now, name),
                )
        for midnight in world.roster.calendar.midnights(world.roster.end):
            world.instant.decide(midnight, self._key(3), self.roll_out)

    def _key(self, step: int) -> tuple[int, str, int]:
        return (Rank.DEPLOY, self.path, step)

    # --- the airlift -----------------------------------------------------------------------

    def send(self) -> Steps:
        """Send the sorties one after another, as planned."""
        instant = self.world.instant
        for number, second in enumerate(self.draws.take_offs):
            if second > instant.second:
                yield instant.after(second - instant.second)
            instant.process(self.sortie(number))

    def _flight(self, number: int, people: int, pieces: int) -> Mover:
        return Mover(self.code, number, CLASS, vehicles=pieces, people=people)

    def sortie(self, number: int) -> Steps:
        """One sortie: an aircraft, fair weather, the flight, a parking place, unloading."""
        world, block = self.world, self.block.airlift
        kind = self.draws.kinds[number]
        flight = max(1, span_seconds(self.value(f"airlift.aircraft.{kind}.flight_hours")))
        people, pieces = self._load(number)
        mover, at = self._flight(number, people, pieces), world.place(block.to)
        world.stand(mover, at, Cause.AIRCRAFT)
        yield self._fleet[kind].ask(self.code, number)
        world.go_on(mover)
        if block.weather_zone is not None:
            yield from world.until_clear(block.weather_zone, mover, at)
        world.record(Kind.TAKE_OFF, self.code, number, at, people=people, vehicles=pieces)
        yield world.instant.after(flight)
        if self._parking is not None:
            world.stand(mover, at, Cause.PARKING)
            yield self._parking.ask(self.code, number)
            world.go_on(mover)
        self._land(number, people, self._kinds_carried(number), at)
        yield world.instant.after(self.draws.ground[number])
        if self._parking is not None:
            self._parking.leave()
        self._gather(people, pieces)
        home = span_seconds(self.value(f"airlift.aircraft.{kind}.home_hours"))
        yield world.instant.after(flight + home)
        self._fleet[kind].leave()

    def _stages(self, key: str) -> list[tuple[int, float]]:
        plan = self.block.airlift.load_plan
        return sorted(
            (int(stage.from_sortie.value), self.value(f"airlift.load_plan.{name}.{key}"))
            for name, stage in plan.items()
        )

    def _flown(self) -> int:
        """Equipment that comes by sortie: all but what flies itself."""
        legs = self.block.air_legs
        return sum(
            int(self.value(f"equipment.{kind}"))
            for kind in self.block.equipment
            if kind not in legs
        )

    def _load(self, number: int) -> tuple[int, int]:
        """People and pieces of a sortie; the last one brings what is left of the plan."""
        by_air = sum(int(self.value(f"air_legs.{kind}.personnel")) for kind in self.block.air_legs)
        people = int(self.value("personnel")) - by_air
        return (
            airlift.carried(number + 1, self._stages("personnel"), most=max(0, people)),
            airlift.carried(number + 1, self._stages("vehicles"), most=self._flown()),
        )

    def _kinds_carried(self, number: int) -> dict[str, int]:
        """The pieces of a sortie by kind: kinds are dealt evenly over all pieces."""
        stages = self._stages("vehicles")
        most = self._flown()
        before = sum(airlift.carried(n + 1, stages, most=most) for n in range(number))
        upto = before + airlift.carried(number + 1, stages, most=most)
        kinds = self._order_of_pieces()[before:upto]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def _order_of_pieces(self) -> list[str]:
        if self._pieces is None:
            legs = self.block.air_legs
            numbers = [
                (kind, self.value(f"equipment.{kind}"))
                for kind in self.block.equipment
                if kind not in legs
            ]
            self._pieces = airlift.kinds_of_sorties(self._flown(), numbers) if numbers else []
        return self._pieces

    def _land(self, number: int, people: int, kinds: dict[str, int], at: int) -> None:
        """People and equipment have landed; what exceeds the authorised strength is recorded."""
        world = self.world
        world.record(
            Kind.LANDED, self.code, number, at, people=people, vehicles=sum(kinds.values())
        )
        for kind, amount in {PEOPLE: people, **kinds}.items():
            self._count(kind, amount, number)

    def _count(self, kind: str, amount: int, number: int) -> None:
        world = self.world
        if amount == 0:
            return
        before = self.landed.get(kind, 0)
        self.landed[kind] = before + amount
        code = world.place_codes[f"equipment.{kind}"]
        if kind != PEOPLE:
            world.record(Kind.EQUIPMENT_LANDED, self.code, number, code, value=amount)
        if not self.block.authorised:
            return
        authorised = int(world.optional(f"{self.path}.authorised.{kind}") or 0)
        over = airlift.excess(self.landed[kind], authorised=authorised)
        if over > airlift.excess(before, authorised=authorised):
            world.record(Kind.EXCESS, self.code, number, code, value=over)

    def _take_off(self, kind: str) -> None:
        self.world.instant.launch(self.fly(kind))

    def fly(self, kind: str) -> Steps:
        """Equipment flies itself there; its crews are in place when it lands."""
        world, path = self.world, f"air_legs.{kind}"
        yield world.instant.after(max(1, span_seconds(self.value(f"{path}.hours"))))
        people, number = (int(self.value(f"{path}.{key}")) for key in ("personnel", "number"))
        at = world.place(self.block.air_legs[kind].to)
        self._land(-1, people, {kind: number}, at)
        self._be_in_place(people, number, at, number=-1)

    # --- the march -------------------------------------------------------------------------

    def _gather(self, people: int, pieces: int) -> None:
        """A sortie has unloaded: its people wait for a march unit."""
        if self._gathered_since is None and people + pieces:
            self._gathered_since = self.world.now
            longest = span_seconds(self.value("march.longest_wait_hours"))
            self.world.instant.decide(self.world.now + longest, self._key(2), self._look)
        self.gathered[0] += people
        self.gathered[1] += pieces
        self._unloaded += 1
        if self._unloaded == len(self.draws.take_offs):
            self.world.signals[f"{self.path}.landed"].fire()
        self.world.instant.soon(self._key(2), self._look)

    def _look(self) -> None:
        """March units leave while enough are there."""
        world = self.world
        unit = max(1, round(self.value("march.unit_personnel")))
        while self._gathered_since is not None and deployment.march_leaves(
            people=sum(self.gathered),
            unit_people=unit,
            waited_seconds=world.now - self._gathered_since,
            longest_wait=span_seconds(self.value("march.longest_wait_hours")),
            is_last=self._unloaded == len(self.draws.take_offs),
        ):
            people = min(self.gathered[0], unit)
            pieces = self.gathered[1]
            self.gathered = [self.gathered[0] - people, 0]
            self._gathered_since = world.now if self.gathered[0] else None
            number = self._units
            self._units += 1
            world.instant.launch(self.march(number, people, pieces))

    def march(self, number: int, people: int, vehicles: int) -> Steps:
        """One march unit drives and rests until it is where it is needed."""
        world, block = self.world, self.block.march
        origin = self.block.airlift.to
        mover = Mover(
            self.code,
            len(self.draws.take_offs) + number,
            CLASS,
            vehicles=max(1, vehicles),
            people=people,
        )
        world.record(
            Kind.DEPART,
            self.code,
            mover.number,
            world.place(origin),
            people=people,
            vehicles=vehicles,
        )
        route = yield from world.way(mover, origin, block.to, block.route)
        rest = span_seconds(self.value("march.rest_hours"))
        most = span_seconds(self.value("march.drive_hours"))
        place = 0
        parts = deployment.stretches(
            [lane.traits[CLASS].travel_seconds for lane in route], most_seconds=most
        )
        for part, roads in enumerate(parts):
            if part:
                world.stand(mover, world.place(route[place].origin), Cause.HALT)
                yield world.instant.after(max(1, rest))
                world.go_on(mover)
            yield from world.roads.drive(
                mover, route[place : place + roads], self._dropping(mover, route[-1])
            )
            place += roads
        world.record(
            Kind.ARRIVE,
            self.code,
            mover.number,
            world.place(block.to),
            people=mover.people,
            vehicles=mover.vehicles if vehicles else 0,
        )
        self._be_in_place(
            mover.people,
            mover.vehicles if vehicles else 0,
            world.place(block.to),
            number=mover.number,
        )
        self.stock[0] += mover.people
        self.stock[1] += mover.vehicles if vehicles else 0
        world.instant.soon(self._key(3), self.roll_out)

    def _be_in_place(self, people: int, vehicles: int, at: int, *, number: int) -> None:
        self.world.record(Kind.IN_PLACE, self.code, number, at, people=people, vehicles=vehicles)
        self.in_place += people
        if self.in_place >= int(self.value("personnel")):
            self.world.signals[f"{self.path}.deployed"].fire()

    def _dropping(self, mover: Mover, last: Lane) -> "Callable[[str, int], None]":
        """On its way a march unit begins the posts whose turn has come at the places it passes."""

        def pass_place(place: str, second: int) -> None:
            if place != last.destination:
                self.world.instant.decide(second, self._key(4), partial(self._drop, mover, place))

        return pass_place

    def _drop(self, mover: Mover, place: str) -> None:
        for name in [name for name in self._posts if self._post(name).place == place]:
            if name in self._not_yet:
                continue
            people, vehicles = self._needs(name)
            if not self._may_begin(people, vehicles, mover.people, mover.vehicles - 1):
                continue
            mover.people -= people
            mover.vehicles -= vehicles
            self._begin(name, people, vehicles, origin=None)
            self._be_in_place(people, vehicles, self.world.place(place), number=mover.number)

    # --- posts -----------------------------------------------------------------------------

    def _post(self, name: str) -> Post:
        return self.world.scenario.posts[name]

    def _needs(self, name: str) -> tuple[int, int]:
        return (
            int(self.world.value(f"posts.{name}.personnel")),
            int(self.world.value(f"posts.{name}.vehicles")),
        )

    def _may_now(self, name: str) -> None:
        self._not_yet.discard(name)
        self.roll_out()

    def _may_begin(
        self, needed_people: int, needed_vehicles: int, people: int, vehicles: int
    ) -> bool:
        return deployment.may_begin_post(
            people=people,
            vehicles=vehicles,
            needed_people=needed_people,
            needed_vehicles=needed_vehicles,
            begun_today=self._begun.get(self._day(), 0),
            most_a_day=int(self.value("posts_begun_per_day")),
        )

    def _day(self) -> int:
        return self.world.roster.calendar.local(self.world.now).toordinal()

    def roll_out(self) -> None:
        """Begin posts from those at the end of the march, in the order of the plan."""
        for name in list(self._posts):
            if name in self._not_yet:
                continue
            people, vehicles = self._needs(name)
            if not self._may_begin(people, vehicles, *self.stock):
                return
            self.stock[0] -= people
            self.stock[1] -= vehicles
            self._begin(name, people, vehicles, origin=self.block.march.to)

    def _begin(self, name: str, people: int, vehicles: int, *, origin: str | None) -> None:
        world = self.world
        self._posts.remove(name)
        self._begun[self._day()] = self._begun.get(self._day(), 0) + 1
        world.record(
            Kind.POST_BEGUN,
            world.codes[f"posts.{name}"],
            at=world.place(self._post(name).place),
            people=people,
            vehicles=vehicles,
        )
        world.instant.launch(self.man(name, people, vehicles, origin))

    def man(self, name: str, people: int, vehicles: int, origin: str | None) -> Steps:
        """Those of a post drive there and set it up; then it is manned."""
        world, place = self.world, self._post(name).place
        code = world.codes[f"posts.{name}"]
        if origin is not None and origin != place:
            mover = Mover(code, 0, CLASS, vehicles=max(1, vehicles), people=people)
            world.record(
                Kind.DEPART, code, 0, world.place(origin), people=people, vehicles=vehicles
            )
            yield from world.drive(mover, origin, place)
        yield world.instant.after(self.draws.set_up[name])
        world.record(Kind.MANNED, code, at=world.place(place), people=people, vehicles=vehicles)
        world.instant.soon(self._key(5), partial(world.peace.man, name))
        world.signals[f"posts.{name}.manned"].fire()
