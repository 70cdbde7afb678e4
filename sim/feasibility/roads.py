"""What the roads allow at best: the quickest drive, and what can pass into the exits of an area."""

import math
from collections.abc import Collection

from sim.clock import HOUR
from sim.feasibility.numbers import Numbers
from sim.network import Edge, graph, quickest_path
from sim.rules.passing import entrance_seconds
from sim.scenario.geography import CONVOY_CLASSES, SPACED_CLASSES
from sim.scenario.roster import Roster


def least_drive(
    roster: Roster,
    origin: str,
    targets: Collection[str],
    mover_class: str,
    numbers: Numbers,
) -> int:
    """The quickest drive to any of some places, at the best speeds; 0 where there is no way."""
    network = graph(edges(roster, mover_class, numbers))
    paths = [quickest_path(network, origin, target) for target in sorted(targets)]
    return min(
        (sum(edge.seconds for edge in path) for path in paths if path is not None), default=0
    )


def edges(roster: Roster, mover_class: str, numbers: Numbers) -> list[Edge]:
    """Both directions of all roads ever open to a class, with the least time to drive them."""
    found = []
    for name, road in roster.scenario.roads.items():
        if road.open_to.get(mover_class) == "never":
            continue
        hours = numbers.low(f"roads.{name}.length_km") / best_speed_kmh(
            roster, name, mover_class, numbers
        )
        for origin, destination in ((road.from_, road.to), (road.to, road.from_)):
            found.append(
                Edge(
                    road=name,
                    origin=origin,
                    destination=destination,
                    seconds=math.floor(hours * HOUR),
                )
            )
    return found


def best_speed_kmh(roster: Roster, road: str, mover_class: str, numbers: Numbers) -> float:
    """The highest speed at which a class may drive a road, mined or cleared."""
    key = "convoy_speed_kmh" if mover_class in CONVOY_CLASSES else "car_speed_kmh"
    own = numbers.high(f"roads.{road}.{key}")
    special = f"roads.{road}.open_to.{mover_class}.speed_kmh"
    return max(own, numbers.high(special)) if special in roster.numbers else own


def gates(
    roster: Roster,
    begin: Collection[str],
    exits: Collection[str],
    *,
    mover_class: str,
    numbers: Numbers,
) -> list[Edge]:
    """The directions of roads by which those who start at some places first reach an exit."""
    network = graph(edges(roster, mover_class, numbers))
    inside = set(begin)
    waiting = sorted(inside)
    found = []
    while waiting:
        for edge in network.get(waiting.pop(), ()):
            if edge.destination in exits:
                found.append(edge)
            elif edge.destination not in inside:
                inside.add(edge.destination)
                waiting.append(edge.destination)
    return sorted(found)


def vehicle_seconds(roster: Roster, road: str, mover_class: str, numbers: Numbers) -> float:
    """The least time for which one vehicle of a class takes the entrance of a road."""
    path = f"roads.{road}"
    is_spaced = mover_class in SPACED_CLASSES
    return entrance_seconds(
        1,
        saturation_vehicles_per_hour=numbers.high(f"{path}.saturation_vehicles_per_hour"),
        spacing_m=numbers.low(f"{path}.convoy_spacing_m") if is_spaced else 0,
        speed_kmh=best_speed_kmh(roster, road, mover_class, numbers),
    )
