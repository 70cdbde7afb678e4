"""The roads as a network: what a class of vehicles can ever reach, and how it gets there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.clock import travel_seconds
from sim.network import Edge, Graph, graph, quickest_path
from sim.scenario.geography import Road
from sim.scenario.model import Scenario
from sim.scenario.roster import likely_speed_kmh


@dataclass(frozen=True, slots=True)
class Ways:
    """The roads a class may ever use, whatever closes them for a time.

    Attributes:
        mover_class: The class.
        graph: Both directions of every such road, at most likely speeds.
        pieces: For each place a number that all places connected with it share.
    """

    mover_class: str
    graph: Graph
    pieces: Mapping[str, int]

    def connect(self, origin: str, destination: str) -> bool:
        """Whether one place can be reached from another (every road is driven both ways)."""
        if origin == destination:
            return True
        piece = self.pieces.get(origin)
        return piece is not None and piece == self.pieces.get(destination)

    def quickest(self, origin: str, destination: str) -> tuple[str, ...] | None:
        """The places on the quickest way, both ends included, or None if there is no way."""
        if not self.connect(origin, destination):
            return None
        path = quickest_path(self.graph, origin, destination) or ()
        return (origin, *(edge.destination for edge in path))


def ways(scenario: Scenario, mover_class: str) -> Ways:
    """The roads of a scenario that are ever open to a class."""
    usable = {
        name: road
        for name, road in scenario.roads.items()
        if road.open_to.get(mover_class) != "never"
    }
    edges = [edge for name, road in usable.items() for edge in _edges(name, road, mover_class)]
    pieces = connected((road.from_, road.to) for road in usable.values())
    return Ways(mover_class=mover_class, graph=graph(edges), pieces=pieces)


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Which things hang together, by a number for each; pairs join what they name.

    >>> connected([("a", "b"), ("c", "d"), ("b", "e")])
    {'a': 0, 'b': 0, 'e': 0, 'c': 1, 'd': 1}
    """
    neighbours: dict[str, list[str]] = {}
    for one, other in pairs:
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    pieces: dict[str, int] = {}
    number = 0
    for first in neighbours:
        if first in pieces:
            continue
        waiting = [first]
        while waiting:
            name = waiting.pop()
            if name not in pieces:
                pieces[name] = number
                waiting.extend(neighbours[name])
        number += 1
    return pieces


def _edges(name: str, road: Road, mover_class: str) -> tuple[Edge, Edge]:
    seconds = travel_seconds(road.length_km.likely(), likely_speed_kmh(road, mover_class))
    return (
        Edge(road=name, origin=road.from_, destination=road.to, seconds=seconds),
        Edge(road=name, origin=road.to, destination=road.from_, seconds=seconds),
    )
