"""Who and what takes part in a run, by name and in a fixed order, with dates in whole seconds.

A roster is what a run needs of a scenario apart from chance: codes for names, the road network at
most-likely speeds, who is based where, which clauses concern whom, and the calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sim.clock import Calendar, travel_seconds
from sim.network import Edge, Graph, graph, nearest, quickest_path
from sim.scenario.actors import CivilianGroup, TroopUnit
from sim.scenario.agreement import Clause, WhoArea, WhoNames
from sim.scenario.geography import CONVOY_CLASSES, OpenTo, Road
from sim.scenario.listing import Listed, numbers
from sim.scenario.model import Scenario
from sim.scenario.words import CLASSES


@dataclass(frozen=True, slots=True)
class Base:
    """A unit or group and where it belongs.

    Attributes:
        path: `troops.NAME` or `civilians.NAME`.
        place, area: Where it is based.
        destination: Where it goes.
        exits: The exit places of its area.
        clauses: Names of the clauses that concern its leaving.
        route: The roads named for it, or none.
    """

    path: str
    place: str
    area: str
    destination: str
    exits: frozenset[str]
    clauses: tuple[str, ...]
    route: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayPart:
    """A stretch of time of one calendar day that is all day or all night.

    Attributes:
        begin, end: Seconds of the run.
        date: The calendar day.
        is_night: Whether it is night.
        whole_seconds: How long day (or night) lasts on that calendar day in all.
    """

    begin: int
    end: int
    date: str
    is_night: bool
    whole_seconds: int


@dataclass(frozen=True, slots=True)
class Roster:
    """All that takes part in a run, apart from chance.

    Attributes:
        scenario: The scenario itself.
        calendar: Turns seconds into local dates and back.
        end: Last second of the run.
        signed: Second of the signing.
        subjects: Dotted paths of all who can be the subject of an event, sorted.
        places: Names of all places and directions of roads, sorted.
        numbers: Every number by its path.
        graphs: The network by class, at most-likely speeds.
        bases: Units and groups by path.
        members: Paths of the units and groups each clause concerns.
    """

    scenario: Scenario
    calendar: Calendar
    end: int
    signed: int
    subjects: tuple[str, ...]
    places: tuple[str, ...]
    numbers: Mapping[str, Listed]
    graphs: Mapping[str, Graph]
    bases: Mapping[str, Base]
    members: Mapping[str, tuple[str, ...]]

    def second(self, local: datetime) -> int:
        """Second of the run of a local instant."""
        return self.calendar.second(local)

    def path(
        self,
        mover_class: str,
        origin: str,
        destination: str,
        avoid: frozenset[str] = frozenset(),
        cleared: frozenset[str] = frozenset(),
    ) -> tuple[Edge, ...] | None:
        """The quickest path for a class at most-likely speeds, or None.

        Args:
            mover_class: The class.
            origin, destination: Names of places.
            avoid: Roads it cannot use.
            cleared: Roads that were mined, on which it now drives like everybody.
        """
        network = self.graphs[mover_class]
        if cleared:
            network = graph(_edges(self.scenario, mover_class, cleared))
        return quickest_path(network, origin, destination, avoid=avoid)


def make_roster(scenario: Scenario) -> Roster:
    """The roster of a scenario that has passed its checks."""
    calendar = Calendar(start=scenario.start, zone=scenario.time_zone)
    graphs = {name: graph(_edges(scenario, name)) for name in CLASSES}
    members = {
        name: _members(scenario, clause) for name, clause in scenario.agreement.clauses.items()
    }
    return Roster(
        scenario=scenario,
        calendar=calendar,
        end=calendar.second(scenario.end),
        signed=calendar.second(scenario.agreement.signed),
        subjects=_subjects(scenario),
        places=_places(scenario),
        numbers=numbers(scenario),
        graphs=graphs,
        bases=_bases(scenario, graphs, members),
        members=members,
    )


def lane_name(road: str, destination: str) -> str:
    """The name of one direction of a road."""
    return f"roads.{road}>{destination}"


def area_of(scenario: Scenario, place: str) -> str | None:
    """The area a place belongs to."""
    for name, area in scenario.areas.items():
        if place in area.places:
            return name
    return None


def likely_speed_kmh(road: Road, mover_class: str, *, is_cleared: bool = False) -> float:
    """The most likely free-flow speed of a class on a road."""
    opening = road.open_to.get(mover_class)
    if isinstance(opening, OpenTo) and opening.speed_kmh is not None and not is_cleared:
        return opening.speed_kmh.likely()
    own = road.convoy_speed_kmh if mover_class in CONVOY_CLASSES else road.car_speed_kmh
    return own.likely()


def _edges(
    scenario: Scenario, mover_class: str, cleared: frozenset[str] = frozenset()
) -> list[Edge]:
    edges = []
    for name, road in scenario.roads.items():
        if road.open_to.get(mover_class) == "never":
            continue
        speed = likely_speed_kmh(road, mover_class, is_cleared=name in cleared)
        seconds = travel_seconds(road.length_km.likely(), speed)
        for origin, destination in ((road.from_, road.to), (road.to, road.from_)):
            edges.append(Edge(road=name, origin=origin, destination=destination, seconds=seconds))
    return edges


def _subjects(scenario: Scenario) -> tuple[str, ...]:
    collections = (
        "troops",
        "civilians",
        "vehicle_pools",
        "flows",
        "notices",
        "roads",
        "receiving_armies",
        "contingents",
        "posts",
        "clearing_teams",
        "suspensions",
    )
    found = ["run", "weather", "violations"]
    for collection in collections:
        found += [f"{collection}.{name}" for name in getattr(scenario, collection)]
    found += [f"clauses.{name}" for name in scenario.agreement.clauses]
    for name, army in scenario.receiving_armies.items():
        found += [f"receiving_armies.{name}.columns.{column}" for column in army.columns]
    return tuple(sorted(found))


def _places(scenario: Scenario) -> tuple[str, ...]:
    found = [f"places.{name}" for name in scenario.places]
    for name, road in scenario.roads.items():
        found += [lane_name(name, road.from_), lane_name(name, road.to)]
    found += [f"areas.{name}" for name in scenario.areas]
    found += [f"zones.{name}" for name in (scenario.weather.zones if scenario.weather else ())]
    kinds = {kind for unit in scenario.troops.values() for kind in unit.equipment}
    for contingent in scenario.contingents.values():
        kinds |= {"personnel", *contingent.equipment, *contingent.authorised, *contingent.air_legs}
    return tuple(sorted({*found, *(f"equipment.{kind}" for kind in kinds)}))


def _members(scenario: Scenario, clause: Clause) -> tuple[str, ...]:
    """Units and groups a clause concerns by place or name, and by what it counts."""
    if clause.who is None:
        return ()
    if isinstance(clause.who, WhoNames):
        return tuple(sorted(clause.who.names))
    assert isinstance(clause.who, WhoArea)
    found = []
    for name, unit in scenario.troops.items():
        counts = "troops" in clause.what or "vehicles" in clause.what
        counts = counts or any(kind in clause.what for kind in unit.equipment)
        if counts and area_of(scenario, unit.place) == clause.who.area:
            found.append(f"troops.{name}")
    for name, group in scenario.civilians.items():
        if "civilians" in clause.what and area_of(scenario, group.place) == clause.who.area:
            found.append(f"civilians.{name}")
    return tuple(sorted(found))


def _bases(
    scenario: Scenario, graphs: Mapping[str, Graph], members: Mapping[str, tuple[str, ...]]
) -> dict[str, Base]:
    found: dict[str, Base] = {}
    movers: list[tuple[str, TroopUnit | CivilianGroup, str]] = [
        *((f"troops.{name}", unit, "troops") for name, unit in scenario.troops.items()),
        *((f"civilians.{name}", group, "car") for name, group in scenario.civilians.items()),
    ]
    for path, mover, mover_class in sorted(movers, key=lambda item: item[0]):
        area = area_of(scenario, mover.place)
        exits = frozenset(scenario.areas[area].exits) if area else frozenset()
        destination = mover.to or nearest(graphs[mover_class], mover.place, exits) or mover.place
        found[path] = Base(
            path=path,
            place=mover.place,
            area=area or "",
            destination=destination,
            exits=exits,
            clauses=tuple(
                sorted(
                    name
                    for name, paths in members.items()
                    if path in paths and scenario.agreement.clauses[name].must != "happen"
                )
            ),
            route=mover.route,
        )
    return found


def day_parts(roster: Roster) -> tuple[DayPart, ...]:
    """The run cut at midnights and at the ends of night, in order."""
    scenario = roster.scenario
    day = scenario.start.replace(hour=0, minute=0)
    parts: list[DayPart] = []
    while roster.second(day) < roster.end:
        cuts = _cuts(scenario, day)
        spans = [
            (roster.second(begin), roster.second(end), is_night) for begin, end, is_night in cuts
        ]
        for begin, end, is_night in spans:
            whole = sum(e - b for b, e, night in spans if night == is_night)
            if end > 0 and begin < roster.end and end > begin:
                parts.append(
                    DayPart(
                        begin=max(begin, 0),
                        end=min(end, roster.end),
                        date=day.strftime("%Y-%m-%d"),
                        is_night=is_night,
                        whole_seconds=whole,
                    )
                )
        day += timedelta(days=1)
    return tuple(parts)


def _cuts(scenario: Scenario, day: datetime) -> list[tuple[datetime, datetime, bool]]:
    """One calendar day as stretches of day and night."""
    tomorrow = day + timedelta(days=1)
    if scenario.night is None:
        return [(day, tomorrow, False)]
    ends, begins = (
        day.replace(hour=int(text[:2]), minute=int(text[3:]))
        for text in (scenario.night.ends, scenario.night.begins)
    )
    if ends <= begins:
        return [(day, ends, True), (ends, begins, False), (begins, tomorrow, True)]
    return [(day, begins, False), (begins, ends, True), (ends, tomorrow, False)]
