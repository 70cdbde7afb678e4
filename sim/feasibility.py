"""What no run can beat: the earliest instant by which each clause can possibly be fulfilled.

The bound takes the best end of every range: the most a road may carry, the fastest speed, the
soonest readiness. It leaves out all that can only make things later (queues, breakdowns, other
traffic, nights), so no run beats it. Beside it stands a fluid estimate at likely values, which is
no bound and is called an estimate.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sim.clock import DAY, HOUR, span_seconds
from sim.network import Edge, graph, quickest_path
from sim.rules.departure import convoy_count
from sim.rules.passing import entrance_seconds
from sim.scenario.agreement import Clause
from sim.scenario.blocks import AfterEvent, fixed_instant
from sim.scenario.geography import CONVOY_CLASSES
from sim.scenario.roster import Base, Roster


class Numbers(Protocol):
    """Where the ends of a number's range are looked up."""

    def low(self, path: str) -> float:
        """The lowest it can be."""

    def high(self, path: str) -> float:
        """The highest it can be."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ends of the ranges in the scenario: a bound for every run."""

    roster: Roster

    def low(self, path: str) -> float:
        """The lowest a number can be."""
        return self.roster.numbers[path].quantity.least()

    def high(self, path: str) -> float:
        """The highest it can be."""
        return self.roster.numbers[path].quantity.most()


@dataclass(frozen=True, slots=True)
class Likely:
    """The likely values, for estimates."""

    roster: Roster

    def low(self, path: str) -> float:
        """The likely value."""
        return self.roster.numbers[path].quantity.likely()

    high = low


@dataclass(frozen=True, slots=True)
class Drawn:
    """The numbers of one replication, as far as they are drawn once per run."""

    roster: Roster
    values: Mapping[str, float]

    def low(self, path: str) -> float:
        """The number drawn, or the lowest of what is drawn for each."""
        found = self.values.get(path)
        return self.roster.numbers[path].quantity.least() if found is None else found

    def high(self, path: str) -> float:
        """The number drawn, or the highest of what is drawn for each."""
        found = self.values.get(path)
        return self.roster.numbers[path].quantity.most() if found is None else found


@dataclass(frozen=True, slots=True)
class Reason:
    """One lower bound: by when, and because of what."""

    second: int
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a clause without a run.

    Attributes:
        clause: Its name.
        due: Due as signed, if it is a fixed instant.
        bound: The latest of its lower bounds.
        estimate: A fluid estimate at likely values.
    """

    clause: str
    due: int | None
    bound: Reason
    estimate: Reason

    @property
    def is_feasible(self) -> bool:
        """Whether it can be met at all."""
        return self.due is None or self.bound.second <= self.due


def verdicts(roster: Roster) -> tuple[Verdict, ...]:
    """What can be said of every clause."""
    return tuple(verdict(roster, name) for name in roster.scenario.agreement.clauses)


def verdict(roster: Roster, name: str) -> Verdict:
    """What can be said of one clause."""
    block = roster.scenario.agreement.clauses[name]
    local = None if isinstance(block.due, AfterEvent) else fixed_instant(block.due)
    return Verdict(
        clause=name,
        due=None if local is None else roster.second(local),
        bound=least_second(roster, name, Ranges(roster)),
        estimate=estimate(roster, name),
    )


def least_second(roster: Roster, name: str, numbers: Numbers) -> Reason:
    """The earliest second at which a clause can be fulfilled, by the numbers given."""
    block = roster.scenario.agreement.clauses[name]
    found = [Reason(0, "nothing holds it up")]
    if block.must == "happen":
        found.append(_happening(roster, name, block, numbers))
    elif _counts_everybody(block, numbers, name):
        for path in roster.members[name]:
            found += _member(roster, roster.bases[path], block, numbers)
        if block.must == "leave":
            found += _exits(roster, name, block, numbers)
    for event in block.needs:
        found.append(_event(roster, event, numbers))
    return max(found, key=lambda reason: reason.second)


def _counts_everybody(block: Clause, numbers: Numbers, name: str) -> bool:
    """Whether the last one counts; a share or a number may be met by the first ones."""
    return block.measure == "all" and numbers.high(
        f"agreement.clauses.{name}.stragglers_share"
    ) == 0


def _happening(roster: Roster, name: str, block: Clause, numbers: Numbers) -> Reason:
    needs = [_event(roster, event, numbers).second for event in block.needs]
    begin = max(needs, default=max(0, roster.signed))
    hours = 0.0
    if block.duration_hours is not None:
        hours = numbers.low(f"agreement.clauses.{name}.duration_hours")
    return Reason(begin + span_seconds(hours), "it takes that long once it can begin")


def _event(roster: Roster, event: str, numbers: Numbers) -> Reason:
    """The earliest second of an event, as far as it is bounded at all."""
    parts = event.split(".")
    if event == "signed":
        return Reason(max(0, roster.signed), "the signing")
    if parts[0] == "clauses" and parts[2] == "completed":
        return least_second(roster, parts[1], numbers)
    return Reason(0, f"it needs {event}")


# --- who leaves ----------------------------------------------------------------------------


def _member(roster: Roster, base: Base, block: Clause, numbers: Numbers) -> list[Reason]:
    targets = base.exits if block.must == "leave" else frozenset({base.destination})
    is_troops = base.path.startswith("troops.")
    drive = _least_drive(roster, base.place, targets, "troops" if is_troops else "car", numbers)
    if not is_troops:
        if numbers.low(f"{base.path}.people") <= 0 or numbers.high(f"{base.path}.stays_share") > 0:
            return []
        return [Reason(drive, f"the drive from {base.place}")]
    if "troops" not in block.what and "vehicles" not in block.what:
        return []
    return [_unit(roster, base, numbers, drive=drive)]


def _unit(roster: Roster, base: Base, numbers: Numbers, *, drive: int) -> Reason:
    """A unit: readiness, its loading points, its headways, its last convoy's entry, the drive."""
    unit = roster.scenario.troops[base.path.split(".", 1)[1]]
    vehicles = math.floor(numbers.low(f"{base.path}.vehicles"))
    personnel = math.floor(numbers.low(f"{base.path}.personnel"))
    size = int(unit.convoy_vehicles.value)
    convoys = convoy_count(vehicles=vehicles, personnel=personnel, convoy_vehicles=size)
    if convoys == 0:
        return Reason(0, "nobody there")
    ready = span_seconds(numbers.low(f"{base.path}.ready_after_hours"))
    loading = span_seconds(numbers.low(f"{base.path}.loading_hours"))
    points = roster.scenario.places[base.place].loading_points
    rounds = convoys if points is None else math.ceil(convoys / points.value)
    work = loading if points is None else loading * rounds
    if unit.departure != "spread":
        headway = span_seconds(numbers.low(f"{base.path}.headway_minutes") / 60)
        work = max(work, headway * (convoys - 1) + loading)
    because = f"{base.path} cannot be ready, loaded and out sooner"
    return Reason(ready + work + drive, because)


def _least_drive(
    roster: Roster,
    origin: str,
    targets: frozenset[str],
    mover_class: str,
    numbers: Numbers,
) -> int:
    """The quickest drive at the best speeds and shortest lengths, entry left out."""
    edges = []
    for name, road in roster.scenario.roads.items():
        if road.open_to.get(mover_class) == "never":
            continue
        seconds = math.floor(
            numbers.low(f"roads.{name}.length_km")
            / _best_speed_kmh(roster, name, mover_class, numbers)
            * HOUR
        )
        for begin, end in ((road.from_, road.to), (road.to, road.from_)):
            edges.append(Edge(road=name, origin=begin, destination=end, seconds=seconds))
    network = graph(edges)
    paths = [quickest_path(network, origin, target) for target in targets]
    return min(
        (sum(edge.seconds for edge in path) for path in paths if path is not None), default=0
    )


def _best_speed_kmh(roster: Roster, road: str, mover_class: str, numbers: Numbers) -> float:
    """The highest speed at which a class may drive a road, mined or cleared."""
    key = "convoy_speed_kmh" if mover_class in CONVOY_CLASSES else "car_speed_kmh"
    own = numbers.high(f"roads.{road}.{key}")
    special = f"roads.{road}.open_to.{mover_class}.speed_kmh"
    if special in roster.numbers:
        own = max(own, numbers.high(special))
    return own


def _exits(roster: Roster, name: str, block: Clause, numbers: Numbers) -> list[Reason]:
    """All own vehicles of an area must enter one of the roads that end at its exits."""
    found = []
    for area in sorted({roster.bases[path].area for path in roster.members[name]}):
        places = set(roster.scenario.areas[area].places)
        exits = set(roster.scenario.areas[area].exits)
        rates = 0.0
        names = []
        for road, road_block in sorted(roster.scenario.roads.items()):
            ends = ((road_block.from_, road_block.to), (road_block.to, road_block.from_))
            if any(begin in places and end in exits for begin, end in ends):
                rates += numbers.high(f"roads.{road}.saturation_vehicles_per_hour")
                names.append(road)
        if not names or any(
            end in exits and begin not in places and begin not in exits
            for road_block in roster.scenario.roads.values()
            for begin, end in (
                (road_block.from_, road_block.to),
                (road_block.to, road_block.from_),
            )
            if begin not in places and _leads_from(roster, places, begin)
        ):
            continue
        vehicles = sum(
            math.floor(numbers.low(f"{path}.vehicles"))
            for path in roster.members[name]
            if path.startswith("troops.") and roster.bases[path].area == area
        )
        seconds = math.floor(max(0, vehicles - 1) / rates * HOUR) if rates else 0
        because = f"{', '.join(names)}: at most {rates:.0f} vehicles an hour together"
        found.append(Reason(seconds, because))
    return found


def _leads_from(roster: Roster, places: set[str], begin: str) -> bool:
    """Whether a place outside an area can be reached from inside without passing an exit."""
    return any(
        (road.from_ in places and road.to == begin) or (road.to in places and road.from_ == begin)
        for road in roster.scenario.roads.values()
    )


# --- the estimate --------------------------------------------------------------------------


def estimate(roster: Roster, name: str) -> Reason:
    """When a clause may be fulfilled as if people and vehicles were a fluid, at likely values.

    Roads discharge 1 / (1/s + p B) vehicles an hour, breakdowns included; fleets carry loads at
    lorries over cycle. Nothing else delays anybody.
    """
    block = roster.scenario.agreement.clauses[name]
    likely = Likely(roster)
    bound = least_second(roster, name, likely)
    found = [Reason(bound.second, bound.because)]
    if block.must != "happen":
        for path in roster.members[name]:
            found += _fluid_loads(roster, roster.bases[path], likely)
        found += _fluid_roads(roster, name, likely)
    return max(found, key=lambda reason: reason.second)


def _fluid_loads(roster: Roster, base: Base, numbers: Numbers) -> list[Reason]:
    if not base.path.startswith("civilians."):
        return []
    group = roster.scenario.civilians[base.path.split(".", 1)[1]]
    if group.loads_by is None:
        return []
    pool = f"vehicle_pools.{group.loads_by}"
    block = roster.scenario.vehicle_pools[group.loads_by]
    households = numbers.low(f"{base.path}.people") / numbers.low(f"{base.path}.household_people")
    loads = households * numbers.low(f"{base.path}.loads_per_household")
    ways = (roster.path(block.vehicle_class, base.place, block.unloads_at or block.base),) * 2
    drive = sum(edge.seconds for way in ways for edge in way or ())
    cycle = drive / HOUR + sum(
        numbers.low(f"{pool}.{key}") for key in ("loading_hours", "unloading_hours")
    )
    hours = loads * cycle / (numbers.low(f"{pool}.vehicles") * block.capacity.value)
    return [Reason(span_seconds(hours), f"{loads:.0f} loads by {pool.split('.')[1]}")]


def _fluid_roads(roster: Roster, name: str, numbers: Numbers) -> list[Reason]:
    """Own cars, lorries' trips and convoys through the roads into the exits."""
    members = roster.members[name]
    vehicles = 0.0
    for path in members:
        if path.startswith("troops."):
            vehicles += numbers.low(f"{path}.vehicles")
        else:
            group = f"{path}"
            homes = numbers.low(f"{group}.people") / numbers.low(f"{group}.household_people")
            vehicles += homes * (1 + numbers.low(f"{group}.loads_per_household"))
    rate = 0.0
    names = []
    for area in {roster.bases[path].area for path in members}:
        inside = set(roster.scenario.areas[area].places)
        exits = set(roster.scenario.areas[area].exits)
        for road, block in sorted(roster.scenario.roads.items()):
            ends = ((block.from_, block.to), (block.to, block.from_))
            if any(begin in inside and end in exits for begin, end in ends):
                path = f"roads.{road}"
                headway = entrance_seconds(
                    1,
                    saturation_vehicles_per_hour=numbers.low(
                        f"{path}.saturation_vehicles_per_hour"
                    ),
                    spacing_m=0,
                    speed_kmh=1,
                )
                stops = numbers.low(f"{path}.breakdown_probability") * numbers.low(
                    f"{path}.breakdown_hours"
                )
                rate += 1 / (headway / HOUR + stops)
                names.append(road)
    if rate == 0:
        return []
    second = span_seconds(vehicles / rate)
    return [Reason(second, f"{vehicles:.0f} vehicles over {', '.join(names)}")]


# --- peacekeepers --------------------------------------------------------------------------


def least_landing(roster: Roster, name: str, numbers: Numbers) -> Reason:
    """The earliest second at which a contingent's last sortie can have landed.

    Aircraft fly in cycles of two flights, the time on the ground and the time at home; parking
    places take so many sorties at once; a fixed number of sorties a day takes its days.
    """
    block = roster.scenario.contingents[name].airlift
    path = f"contingents.{name}.airlift"
    local = fixed_instant(block.begins)
    assert local is not None
    begun = roster.second(local)
    sorties = math.floor(numbers.low(f"{path}.sorties"))
    kinds = {kind: f"{path}.aircraft.{kind}" for kind in block.aircraft}
    flight = min(numbers.low(f"{kind}.flight_hours") for kind in kinds.values())
    ground = min(numbers.low(f"{kind}.ground_hours") for kind in kinds.values())
    home = min(numbers.low(f"{kind}.home_hours") for kind in kinds.values())
    fleet = sum(numbers.high(f"{kind}.fleet") for kind in kinds.values())
    rounds = math.ceil(sorties / fleet) - 1
    found = [
        Reason(
            begun + span_seconds(rounds * (2 * flight + ground + home) + flight),
            f"{fleet:.0f} aircraft",
        )
    ]
    if block.parking_places is not None:
        places = numbers.high(f"{path}.parking_places")
        waves = math.ceil(sorties / places) - 1
        hours = flight + waves * ground
        found.append(Reason(begun + span_seconds(hours), f"{places:.0f} parking places"))
    if numbers.high(f"{path}.day_spread") == 0:
        days = (sorties - 0.5) / numbers.high(f"{path}.sorties_per_day")
        found.append(
            Reason(begun + math.floor((days - 1) * DAY), "so many sorties a day and no more")
        )
    return max(found, key=lambda reason: reason.second)
