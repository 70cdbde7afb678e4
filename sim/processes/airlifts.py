"""An airlift: sorties wait for an aircraft, for their hours and the weather, fly, park, unload."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from sim.catalogue import Cause, Kind
from sim.clock import DAY, duration_seconds, span_seconds
from sim.processes.lane import Mover
from sim.processes.slots import Slots
from sim.processes.world import Steps, World
from sim.randomness.peacekeeping import ContingentDraws
from sim.rules import airlift
from sim.scenario.hours import hours_of_operation
from sim.scenario.peacekeeping import Contingent

CLASS = "peacekeepers"


@dataclass(frozen=True)
class Cargo:
    """What a sortie brings: people, and so many pieces of equipment, by kind."""

    people: int
    pieces: int
    kinds: Mapping[str, int]


Told = Callable[[int, Cargo], None]
"""Told of a sortie by its number and what it carries."""


class Airlift:
    """The sorties of a contingent.

    Attributes:
        cargoes: What each sortie carries.
    """

    def __init__(self, world: World, name: str, *, on_landed: Told, on_unloaded: Told) -> None:
        self.world = world
        self.path = f"contingents.{name}.airlift"
        self.code = world.codes[f"contingents.{name}"]
        contingent = world.scenario.contingents[name]
        self.block = contingent.airlift
        self.draws: ContingentDraws = world.draws.contingents[f"contingents.{name}"]
        self.cargoes = _cargoes(world, name, contingent, sorties=len(self.draws.kinds))
        self._on_landed = on_landed
        self._on_unloaded = on_unloaded
        self._fleet = {
            kind: self._slots(f"aircraft.{kind}.fleet") for kind in sorted(self.block.aircraft)
        }
        self._flights = {
            kind: (
                duration_seconds(self._value(f"aircraft.{kind}.flight_hours")),
                span_seconds(self._value(f"aircraft.{kind}.home_hours")),
            )
            for kind in self.block.aircraft
        }
        self._airfield = world.place(self.block.to)
        has_parking = self.block.parking_places is not None
        self._parking = self._slots("parking_places") if has_parking else None
        # Who comes late on the last evening waits for an opening after the end of the run.
        last = world.roster.end + DAY
        calendar, opens, shuts = world.roster.calendar, self.block.opens, self.block.shuts
        self._hours = hours_of_operation(calendar, opens, shuts, first=0, last=last)
        self._shuts = [shut for _, shut in self._hours]

    def _slots(self, key: str) -> Slots:
        return Slots(self.world.instant, f"{self.path}.{key}", int(self._value(key)))

    def _value(self, key: str) -> float:
        return self.world.value(f"{self.path}.{key}")

    def start(self) -> None:
        """Have the sorties wait for their planned seconds."""
        self.world.instant.process(self.send())

    def send(self) -> Steps:
        """Send the sorties one after another, as planned."""
        instant = self.world.instant
        for number, second in enumerate(self.draws.take_offs):
            if second > instant.second:
                yield instant.after(second - instant.second)
            instant.process(self.sortie(number))

    def sortie(self, number: int) -> Steps:
        """One sortie, from the wait for its aircraft until that is home again."""
        world, kind, cargo = self.world, self.draws.kinds[number], self.cargoes[number]
        fleet, parking, at = self._fleet[kind], self._parking, self._airfield
        instant, (flight, home) = world.instant, self._flights[kind]
        mover = Mover(self.code, number, CLASS, cargo.pieces, cargo.people)
        world.stand(mover, at, Cause.AIRCRAFT)
        yield fleet.ask(self.code, number)
        world.go_on(mover)
        if not self._may_fly():
            yield from self._wait_to_fly(mover, at)
        world.tell(Kind.TAKE_OFF, mover, at)
        yield instant.until(instant.second + flight)
        if parking is not None:
            world.stand(mover, at, Cause.PARKING)
            yield parking.ask(self.code, number)
            world.go_on(mover)
        self._on_landed(number, cargo)
        yield instant.until(instant.second + self.draws.ground[number])
        if parking is not None:
            parking.leave()
        self._on_unloaded(number, cargo)
        yield instant.until(instant.second + flight + home)
        fleet.leave()

    def _may_fly(self) -> bool:
        """Whether the airfield operates in weather that does not close it."""
        zone, world = self.block.weather_zone, self.world
        if self._next_opening() > world.instant.second:
            return False
        return zone is None or not world.is_shut(zone)

    def _wait_to_fly(self, mover: Mover, at: int) -> Steps:
        """Wait until it may."""
        world, zone = self.world, self.block.weather_zone
        while not self._may_fly():
            opens = self._next_opening()
            if opens > world.now:
                world.stand(mover, at, Cause.CLOSED)
                yield world.instant.until(opens)
                world.go_on(mover)
            elif zone is not None:
                yield from world.until_clear(zone, mover, at)

    def _next_opening(self) -> int:
        """The second from which sorties may take off: now, or when operation opens next."""
        now = self.world.instant.second
        place = bisect_right(self._shuts, now)
        return max(now, self._hours[place][0]) if place < len(self._hours) else now


def _cargoes(world: World, name: str, block: Contingent, *, sorties: int) -> tuple[Cargo, ...]:
    """What each sortie carries: by the load plan, without what flies itself there."""
    path = f"contingents.{name}"

    def number(key: str) -> int:
        return int(world.value(f"{path}.{key}"))

    def by_plan(key: str, most: int) -> Sequence[int]:
        stages = sorted(
            (int(stage.from_sortie.value), world.value(f"{path}.airlift.load_plan.{part}.{key}"))
            for part, stage in block.airlift.load_plan.items()
        )
        return airlift.carried(sorties, stages, most=max(0, most))

    by_leg = {kind: number(f"air_legs.{kind}.number") for kind in block.air_legs}
    crews = sum(number(f"air_legs.{kind}.personnel") for kind in block.air_legs)
    flown = {
        kind: max(0, number(f"equipment.{kind}") - by_leg.get(kind, 0))
        for kind in sorted(block.equipment)
    }
    pieces = by_plan("vehicles", sum(flown.values()))
    kinds = airlift.dealt_kinds(sum(pieces), list(flown.items())) if any(pieces) else ()
    people = by_plan("personnel", number("personnel") - crews)
    return _loaded(tuple(people), tuple(pieces), tuple(kinds))


# An airlift whose numbers are certain carries the same in every run.
@lru_cache(maxsize=64)
def _loaded(
    people: tuple[int, ...], pieces: tuple[int, ...], kinds: tuple[str, ...]
) -> tuple[Cargo, ...]:
    """The cargoes of sorties by their numbers, filled with pieces in order."""
    left = iter(kinds)
    return tuple(
        [
            Cargo(carried, count, Counter(islice(left, count)))
            for carried, count in zip(people, pieces, strict=True)
        ]
    )
