"""Where places stand in a replay: as on the chart of the network."""

from typing import TypedDict

import numpy as np

from sim.analysis.charts.data import PlaceFacts, RoadFacts
from sim.analysis.charts.network_positions import positions
from sim.scenario.explain.names import Names
from sim.scenario.model import Scenario

SIDE = 1000
"""The longer side of what is drawn, in whole units."""


class Sketch(TypedDict):
    """Where places stand.

    Attributes:
        places: Name, units to the right, units down, and whether coordinates put it there.
        km: Kilometres of the longer side; 0 where distances mean nothing.
    """

    places: list[tuple[str, int, int, bool]]
    km: float


def sketch(scenario: Scenario) -> Sketch:
    """Where places stand, by coordinates or by the lengths of roads."""
    places, roads = _places(scenario), _roads(scenario)
    if not places:
        return {"places": [], "km": 0}
    found = positions(places, roads)
    low, high = found.points.min(axis=0), found.points.max(axis=0)
    side = float((high - low).max()) or 1.0
    right = np.rint((found.points[:, 0] - low[0]) / side * SIDE).astype(int).tolist()
    down = np.rint((high[1] - found.points[:, 1]) / side * SIDE).astype(int).tolist()
    return {
        "places": [
            (place.label, x, y, is_known)
            for place, x, y, is_known in zip(places, right, down, found.is_known, strict=True)
        ],
        "km": round(side, 1) if found.is_map else 0,
    }


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
