"""Graph questions on plain names: the quickest path, and what can be reached."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One direction of a road.

    Attributes:
        road: Name of the road.
        origin, destination: Names of the places it leads from and to.
        seconds: Free-flow driving time, by which paths are compared.
    """

    road: str
    origin: str
    destination: str
    seconds: int


Graph = Mapping[str, tuple[Edge, ...]]


def graph(edges: Iterable[Edge]) -> Graph:
    """Edges by the place they start from, in the order of their names."""
    by_origin: dict[str, list[Edge]] = {}
    for edge in sorted(edges):
        by_origin.setdefault(edge.origin, []).append(edge)
    return {origin: tuple(found) for origin, found in by_origin.items()}


def quickest_path(
    network: Graph, origin: str, destination: str, *, avoid: frozenset[Hashable] = frozenset()
) -> tuple[Edge, ...] | None:
    """The path of least total seconds (Dijkstra 1959); ties go to fewer roads, then to names.

    Args:
        network: Edges by origin.
        origin, destination: Names of places.
        avoid: Names of roads that cannot be used.

    Returns:
        The edges in order, empty if origin is the destination, None if there is no path.
    """
    waiting: list[tuple[int, int, tuple[str, ...], str, tuple[Edge, ...]]] = [
        (0, 0, (), origin, ())
    ]
    settled: set[str] = set()
    while waiting:
        seconds, hops, names, place, path = heappop(waiting)
        if place == destination:
            return path
        if place in settled:
            continue
        settled.add(place)
        for edge in network.get(place, ()):
            if edge.road not in avoid and edge.destination not in settled:
                heappush(
                    waiting,
                    (
                        seconds + edge.seconds,
                        hops + 1,
                        (*names, edge.road),
                        edge.destination,
                        (*path, edge),
                    ),
                )
    return None


def nearest(
    network: Graph,
    origin: str,
    destinations: Iterable[str],
    *,
    avoid: frozenset[Hashable] = frozenset(),
) -> str | None:
    """The destination reached soonest, ties by name; None if none can be reached."""
    found = []
    for destination in sorted(destinations):
        path = quickest_path(network, origin, destination, avoid=avoid)
        if path is not None:
            found.append((sum(edge.seconds for edge in path), destination))
    return min(found)[1] if found else None


def circle(needs: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """A circle in a graph of needs, as names in order, or None.

    >>> circle({"a": ["b"], "b": ["a"]})
    ('a', 'b', 'a')
    """
    done: set[str] = set()
    for first in sorted(needs):
        trail: dict[str, None] = {}
        stack: list[tuple[str, int]] = [(first, 0)]
        while stack:
            name, depth = stack.pop()
            # What is left on the way back has been looked at to the end.
            while len(trail) > depth:
                done.add(trail.popitem()[0])
            if name in trail:
                names = list(trail)
                return (*names[names.index(name) :], name)
            if name not in done:
                trail[name] = None
                below = [need for need in sorted(needs.get(name, ())) if need in needs]
                stack.extend((need, depth + 1) for need in reversed(below))
        done.update(trail)
    return None
