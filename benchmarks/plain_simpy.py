"""The convoy road in plain SimPy, as one writes it with a tutorial at hand.

The same convoys, roads, sorties and parking places as in convoy-road.yaml, and not a line of the
package: `simpy.Resource` for the loading points, the roads, the aircraft and the parking places; a
process for each convoy and sortie; an interrupt for each convoy that waits when its due instant
moves; Python's own random numbers; a list of what happened.
"""

import math
import random
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import simpy

HOUR = 3600.0
DAY = 24 * HOUR
P90 = 1.2815515655446004
"""90th percentile of the standard normal distribution."""

CLAUSES = {
    "north-out": ("north-1", "north-2", "north-3"),
    "south-out": ("south-1", "south-2", "south-3"),
}
CONVOYS = 100
VEHICLES = 20
SORTIES = 250
MOVED_AT = (18 * HOUR, 30 * HOUR)
"""Asked for at looks six hours apart, passed on and answered within twelve hours."""

Steps = Generator[simpy.Event, Any, None]


@dataclass
class Stretch:
    """A road: one convoy at a time enters, vehicle by vehicle, and then drives."""

    name: str
    entrance: simpy.Resource
    enter_seconds: float
    drive_seconds: float


@dataclass
class Happened:
    """What happened to whom, and since when it had waited for that."""

    second: float
    what: str
    who: str
    number: int
    waited_since: float


class ConvoyRoad:
    """One replication."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.env = env = simpy.Environment()
        self.loading_points = simpy.Resource(env, 12)
        self.stretches = (
            Stretch("valley-road", simpy.Resource(env), VEHICLES * HOUR / 100, 40 / 25 * HOUR),
            Stretch("border-road", simpy.Resource(env), VEHICLES * HOUR / 95, 30 / 25 * HOUR),
        )
        self.aircraft = simpy.Resource(env, 25)
        self.parking_places = simpy.Resource(env, 6)
        self.due = dict.fromkeys(CLAUSES, 3 * DAY)
        self.waiting: dict[str, dict[int, simpy.Process]] = {}
        self.happened: list[Happened] = []

    def run(self) -> list[Happened]:
        """Run to the end; tells what happened."""
        env = self.env
        for clause, units in CLAUSES.items():
            for unit in units:
                plan = spread(0, self.due[clause], CONVOYS)
                self.waiting[unit] = {
                    number: env.process(self.convoy(unit, number, planned))
                    for number, planned in enumerate(plan)
                }
            env.process(self.more_time(clause))
        for number in range(SORTIES):
            env.process(self.sortie(number, 6 * HOUR + (number + 0.5) * DAY / 22))
        env.run(until=21 * DAY)
        return self.happened

    def tell(self, what: str, who: str, number: int, waited_since: float | None = None) -> None:
        """Write down what happens now."""
        now = self.env.now
        since = now if waited_since is None else waited_since
        self.happened.append(Happened(now, what, who, number, since))

    def more_time(self, clause: str) -> Steps:
        """The due instant of a clause moves, and those who have not gone plan again."""
        for moved_at in MOVED_AT:
            yield self.env.timeout(moved_at - self.env.now)
            self.due[clause] += 2 * DAY
            self.tell("due moved", clause, 0)
            for unit in CLAUSES[clause]:
                left = self.waiting[unit]
                plan = spread(self.env.now, self.due[clause], len(left) + 1)[1:]
                for process, planned in zip(left.values(), plan, strict=True):
                    process.interrupt(planned)

    def convoy(self, unit: str, number: int, planned: float) -> Steps:
        """One convoy: its planned departure, a loading point, two roads."""
        env = self.env
        while env.now < planned:
            try:
                yield env.timeout(planned - env.now)
            except simpy.Interrupt as moved:
                planned = moved.cause
        del self.waiting[unit][number]
        asked = env.now
        with self.loading_points.request() as loading_point:
            yield loading_point
            self.tell("loads", unit, number, asked)
            yield env.timeout(self.lognormal(1.5 * HOUR, p90_over_median=2))
        self.tell("departs", unit, number)
        for stretch in self.stretches:
            asked = env.now
            with stretch.entrance.request() as turn:
                yield turn
                self.tell(f"enters {stretch.name}", unit, number, asked)
                yield env.timeout(stretch.enter_seconds)
            yield env.timeout(stretch.drive_seconds)
        self.tell("is out", unit, number)

    def sortie(self, number: int, planned: float) -> Steps:
        """One sortie: its planned hour, an aircraft, the flight, a parking place, home."""
        env = self.env
        yield env.timeout(planned)
        with self.aircraft.request() as aircraft:
            yield aircraft
            self.tell("takes off", "force", number, planned)
            yield env.timeout(3 * HOUR)
            asked = env.now
            with self.parking_places.request() as place:
                yield place
                self.tell("lands", "force", number, asked)
                yield env.timeout(self.lognormal(5.5 * HOUR, p90_over_median=1.6))
            self.tell("has unloaded", "force", number)
            yield env.timeout(3 * HOUR + 4 * HOUR)

    def lognormal(self, median: float, *, p90_over_median: float) -> float:
        """A drawn duration."""
        return self.random.lognormvariate(math.log(median), math.log(p90_over_median) / P90)


def spread(first: float, last: float, convoys: int) -> list[float]:
    """Planned departures, evenly from the first instant to the last."""
    if convoys == 1:
        return [last]
    return [first + (last - first) * number / (convoys - 1) for number in range(convoys)]
