"""Where places stand in a replay: as on the chart of the network, but remote ones drawn nearer.

An airfield two hundred kilometres away would leave little room for what happens. A place outside
all areas that one road alone leads to is drawn nearer if without it everything else would be
larger by a third; the page says so.
"""

from typing import TypedDict

import numpy as np
import numpy.typing as npt

from sim.analysis.charts.data import PlaceFacts, RoadFacts
from sim.analysis.charts.network_positions import positions
from sim.scenario.explain.names import Names
from sim.scenario.model import Scenario

Points = npt.NDArray[np.float64]

SIDE = 1000
"""The longer side of what is drawn, in whole units."""
GUESSED, KNOWN, NEARER = range(3)
"""Where a place stands: by the lengths of roads, by its coordinates, or nearer than it is."""
_LARGER = 4 / 3
"""A place is remote that makes everything else smaller by this."""
_NEAR_SHARE = 0.3
"""How far from its neighbour a remote place is drawn, beside the extent of all others."""


class Sketch(TypedDict):
    """Where places stand.

    Attributes:
        places: Name, units to the right, units down, and what put it there.
        km: Kilometres of the longer side; 0 where distances mean nothing.
    """

    places: list[tuple[str, int, int, int]]
    km: float


def sketch(scenario: Scenario) -> Sketch:
    """Where places stand, by coordinates or by the lengths of roads."""
    places, roads = _places(scenario), _roads(scenario)
    if not places:
        return {"places": [], "km": 0}
    found = positions(places, roads)
    points, nearer = drawn_nearer(found.points, places, roads)
    low, high = points.min(axis=0), points.max(axis=0)
    side = float((high - low).max()) or 1.0
    right = np.rint((points[:, 0] - low[0]) / side * SIDE).astype(int).tolist()
    down = np.rint((high[1] - points[:, 1]) / side * SIDE).astype(int).tolist()
    why = [
        NEARER if number in nearer else KNOWN if is_known else GUESSED
        for number, is_known in enumerate(found.is_known)
    ]
    return {
        "places": [
            (place.label, x, y, by)
            for place, x, y, by in zip(places, right, down, why, strict=True)
        ],
        "km": round(side, 1) if found.is_map else 0,
    }


def drawn_nearer(
    points: Points, places: list[PlaceFacts], roads: list[RoadFacts]
) -> tuple[Points, set[int]]:
    """The same places, remote ones nearer, and the numbers of those."""
    found, nearer = points.copy(), set[int]()
    neighbours = _neighbours(places, roads)
    remote = [
        number
        for number, place in enumerate(places)
        if place.area is None and len(neighbours[number]) == 1
    ]
    away = {
        number: float(np.linalg.norm(found[number] - found[next(iter(neighbours[number]))]))
        for number in remote
    }
    for number in sorted(remote, key=lambda each: (-away[each], each)):
        others = np.delete(found, number, axis=0)
        extent = _extent(others)
        beside = next(iter(neighbours[number]))
        if extent and _extent(found) > _LARGER * extent and away[number] > _NEAR_SHARE * extent:
            way = (found[number] - found[beside]) / away[number]
            found[number] = found[beside] + _NEAR_SHARE * extent * way
            nearer.add(number)
    return found, nearer


def _extent(points: Points) -> float:
    """The longer side of what holds all points."""
    return float((points.max(axis=0) - points.min(axis=0)).max()) if len(points) > 1 else 0.0


def _neighbours(places: list[PlaceFacts], roads: list[RoadFacts]) -> list[set[int]]:
    """By place, the places that a road joins it to."""
    index = {place.name: number for number, place in enumerate(places)}
    found: list[set[int]] = [set() for _ in places]
    for road in roads:
        ends = [index[end] for end in road.ends]
        for end in ends:
            found[end] |= {*ends} - {end}
    return found


def _places(scenario: Scenario) -> list[PlaceFacts]:
    names = Names(scenario)
    return [
        PlaceFacts(
            name=name,
            label=place.name,
            area=names.area_of(name),
            latitude=None if place.latitude is None else place.latitude.value,
            longitude=None if place.longitude is None else place.longitude.value,
        )
        for name, place in scenario.places.items()
    ]


def _roads(scenario: Scenario) -> list[RoadFacts]:
    names = Names(scenario)
    return [
        RoadFacts(
            name=name,
            label=names.road(name),
            ends={place: names.place(place) for place in (road.to, road.from_)},
            likely_length_km=road.length_km.likely(),
        )
        for name, road in scenario.roads.items()
    ]
