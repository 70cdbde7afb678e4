"""The network measured out in inches: where places stand, and the bands and discs of each road."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.network_flows import Flow, flows, told
from sim.analysis.charts.network_positions import Points, positions
from sim.analysis.charts.network_shapes import apart, bends, beside, road_line, trimmed
from sim.analysis.charts.page import MARGIN, WIDTH

MAP_WIDTH = WIDTH - 2 * MARGIN
DOT = 0.05
"""Radius of a place."""
GAP = 0.012
"""Between a road and its bands."""
_SIDE, _FLOOR, _CEILING = 1.1, 0.6, 0.35
"""Kept free of places around the map, for names and the scale."""
_LOWEST, _HIGHEST = 3.0, 7.5
_APART = 0.24
_WIDEST, _DISC = 0.11, 0.15
"""Half of the widest road, and the radius of the longest queue."""
_ROOMY = 20
"""With more roads than that, bands and discs are drawn smaller."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map in inches.

    Attributes:
        points: Where each place stands, by name.
        height: Of the map.
        inches_per_km: Its scale; None where it is not to scale.
        is_known: Whether a place's coordinates put it there, by name.
    """

    points: dict[str, Points]
    height: float
    inches_per_km: float | None
    is_known: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A direction with its shapes.

    Attributes:
        flow: What it carried.
        line: Along the road, from where it leads to where.
        wide, wider: Width of the band for the median and for 90 %.
        disc, ring: Radius of the queue's disc for the median and for 90 %.
        letter: By which the list tells of it; empty where it does not.
    """

    flow: Flow
    line: Points
    wide: float
    wider: float
    disc: float
    ring: float
    letter: str

    @property
    def entrance(self) -> Points:
        """Where the queue's disc stands."""
        return beside(self.line, gap=GAP + self.wider / 2, along=self.ring)


def measured(data: ChartData) -> Sheet:
    """Where places stand, in inches: as large as the page allows, true to scale."""
    found = positions(data.places, data.roads)
    low, high = found.points.min(axis=0), found.points.max(axis=0)
    wide, tall = (float(side) for side in high - low)
    room = (MAP_WIDTH - 2 * _SIDE, _HIGHEST - _FLOOR - _CEILING)
    scales = [space / side for space, side in zip(room, (wide, tall), strict=True) if side > 0]
    scale = min(scales, default=0.0)
    height = min(_HIGHEST, max(_LOWEST, tall * scale + _FLOOR + _CEILING))
    middle = np.array([MAP_WIDTH / 2, _FLOOR + (height - _FLOOR - _CEILING) / 2])
    points = apart((found.points - (low + high) / 2) * scale + middle, least=_APART)
    names = [place.name for place in data.places]
    return Sheet(
        points=dict(zip(names, points, strict=True)),
        height=height,
        inches_per_km=scale if found.is_map and scale > 0 else None,
        is_known=dict(zip(names, found.is_known, strict=True)),
    )


def directions(data: ChartData, sheet: Sheet) -> list[Drawn]:
    """Both directions of all roads with the sizes of their bands and discs."""
    found = flows(data)
    most = max((flow.carried.high for flow in found), default=0.0)
    longest = max((flow.queue.high for flow in found), default=0.0)
    letters = {
        (flow.road, flow.end): chr(ord("A") + number) for number, flow in enumerate(told(found))
    }
    lines = dict(_lines(data, sheet))
    slim = min(1.0, math.sqrt(_ROOMY / max(1, len(data.roads))))
    return [
        Drawn(
            flow=flow,
            line=lines[flow.road, flow.end],
            wide=slim * _WIDEST * flow.carried.middle / most if most else 0.0,
            wider=slim * _WIDEST * flow.carried.high / most if most else 0.0,
            disc=slim * _disc(flow.queue.middle, longest),
            ring=slim * _disc(flow.queue.high, longest),
            letter=letters.get((flow.road, flow.end), ""),
        )
        for flow in found
    ]


def _lines(data: ChartData, sheet: Sheet) -> Iterator[tuple[tuple[str, str], Points]]:
    """Each direction's line, by road and the place it leads to."""
    roads = [road for road in data.roads if len(road.ends) == 2]
    ends = [tuple(road.ends) for road in roads]
    for road, (end, start), bend in zip(roads, ends, bends([(b, a) for a, b in ends]), strict=True):
        line = road_line(sheet.points[start], sheet.points[end], bend=bend)
        there = trimmed(line, start=DOT + 0.02, end=DOT + 0.02)
        yield (road.name, end), there
        yield (road.name, start), there[::-1]


def _disc(vehicles: float, longest: float) -> float:
    """The area of a disc goes with the number of vehicles."""
    return _DISC * math.sqrt(vehicles / longest) if longest else 0.0


def scale_height(sheet: Sheet) -> float:
    """How much room the scale takes below the map."""
    return 0.0 if sheet.inches_per_km is None else 0.3
