"""Lays the roads of a replication: lanes and entrances with the numbers drawn for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.clock import travel_seconds
from sim.events.log import Recorder
from sim.processes.entrance import Entrance
from sim.processes.instant import Instant
from sim.processes.lane import Lane, Traits
from sim.randomness.draws import Draws
from sim.rules import passing
from sim.scenario.geography import CONVOY_CLASSES, HEAVY_CLASSES, SPACED_CLASSES, OpenTo
from sim.scenario.roster import Roster, lane_name
from sim.scenario.words import CLASSES


@dataclass(frozen=True, slots=True)
class Site:
    """What is needed to lay roads: names and their codes, numbers, and who keeps the order."""

    instant: Instant
    recorder: Recorder
    roster: Roster
    draws: Draws
    codes: Mapping[str, int]
    place_codes: Mapping[str, int]

    def value(self, path: str) -> float:
        """A number drawn once per run."""
        return self.draws.values[path]


def lay_roads(site: Site) -> list[Entrance]:
    """The entrances of all roads; one for both lanes where they share a one-lane stretch."""
    found = []
    for name, road in sorted(site.roster.scenario.roads.items()):
        path = f"roads.{name}"
        lanes = sorted(
            (
                _lane_of(site, name, origin=origin, destination=destination)
                for origin, destination in ((road.from_, road.to), (road.to, road.from_))
            ),
            key=lambda lane: lane.name,
        )
        turn = site.draws.values.get(f"{path}.turn_vehicles")
        groups = [lanes] if road.one_lane_km is not None else [[lane] for lane in lanes]
        found += [
            Entrance(
                site.instant,
                site.recorder,
                group,
                precedence=road.precedence,
                turn_vehicles=turn if turn is not None else float("inf"),
            )
            for group in groups
        ]
    return found


def _lane_of(site: Site, name: str, *, origin: str, destination: str) -> Lane:
    lane = lane_name(name, destination)
    breakdowns = site.draws.breakdowns[lane]
    return Lane(
        name=lane,
        code=site.place_codes[lane],
        road=name,
        road_code=site.codes[f"roads.{name}"],
        origin=origin,
        destination=destination,
        length_km=site.value(f"roads.{name}.length_km"),
        traits={mover_class: traits_of(site, name, mover_class) for mover_class in CLASSES},
        thresholds=breakdowns.thresholds,
        repairs=breakdowns.seconds,
    )


def traits_of(site: Site, name: str, mover_class: str, *, is_cleared: bool = False) -> Traits:
    """What a road means to a class, with the numbers of this replication."""
    path = f"roads.{name}"
    road = site.roster.scenario.roads[name]
    is_convoy = mover_class in CONVOY_CLASSES
    speed = site.value(f"{path}.convoy_speed_kmh" if is_convoy else f"{path}.car_speed_kmh")
    opening = road.open_to.get(mover_class)
    if isinstance(opening, OpenTo) and opening.speed_kmh is not None and not is_cleared:
        speed = site.value(f"{path}.open_to.{mover_class}.speed_kmh")
    spacing = site.value(f"{path}.convoy_spacing_m") if mover_class in SPACED_CLASSES else 0.0
    probability = site.value(f"{path}.breakdown_probability")
    if mover_class in HEAVY_CLASSES:
        probability = min(1.0, probability * site.value(f"{path}.heavy_breakdown_factor"))
    one_lane_km = site.draws.values.get(f"{path}.one_lane_km") or 0.0
    return Traits(
        speed_kmh=speed,
        travel_seconds=travel_seconds(site.value(f"{path}.length_km"), speed),
        entrance_seconds=passing.entrance_seconds(
            1,
            saturation_vehicles_per_hour=site.value(f"{path}.saturation_vehicles_per_hour"),
            spacing_m=spacing,
            speed_kmh=speed,
        ),
        clearing_seconds=passing.clearing_seconds(one_lane_km=one_lane_km, speed_kmh=speed),
        breakdown_probability=probability,
    )
