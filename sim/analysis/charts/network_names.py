"""What is written on a network chart, and in the lists below it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.charts.data import ChartData, PlaceFacts
from sim.analysis.charts.network_flows import Flow
from sim.analysis.charts.network_labels import Placed, Wanted, place_names
from sim.analysis.charts.network_positions import Points
from sim.analysis.charts.network_sheet import DOT, MAP_WIDTH, Drawn, Sheet, scale_height
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.words import wrapped

SIZE = 8.0
"""Of names, in points."""
AREA = 0.2
"""How far an area reaches around its places."""
_NAME_WIDTH = 1.6


def names_of(data: ChartData, sheet: Sheet, drawn: Sequence[Drawn]) -> list[Placed]:
    """Letters of the longest queues, names of places and of areas, each with its place."""
    discs = [(each.entrance, each.ring) for each in drawn if each.ring > 0]
    dots = [(point, DOT) for point in sheet.points.values()]
    kept = [_box(point, radius) for point, radius in (*dots, *discs)]
    kept.append((0.0, 0.0, MAP_WIDTH, scale_height(sheet)))
    lines = [each.line for each in drawn]
    letters = [
        Wanted(
            name=f"queue.{each.flow.road}.{each.flow.end}",
            text=each.letter,
            anchors=_xy(each.entrance[None, :]),
            radius=each.ring,
            size=9,
            weight="bold",
            short=each.letter,
        )
        for each in drawn
        if each.letter
    ]
    return place_names(
        [*letters, *_wanted(data, sheet)],
        width=MAP_WIDTH,
        height=sheet.height,
        kept_free=np.array(kept),
        better_free=np.vstack(lines) if lines else np.zeros((0, 2)),
    )


def _wanted(data: ChartData, sheet: Sheet) -> list[Wanted]:
    return [
        Wanted(
            name=label.name,
            text=wrapped(label.text, SIZE, width=_NAME_WIDTH, weight=label.weight),
            anchors=_xy(np.array([sheet.points[place] for place in label.places])),
            radius=AREA if len(label.places) > 1 else DOT,
            size=SIZE,
            weight=label.weight,
            short=str(number),
        )
        for number, label in enumerate(_labels(data), start=1)
    ]


@dataclass(frozen=True, slots=True)
class _Label:
    """What is to be written, what it is called in the picture, and the places it is about."""

    name: str
    text: str
    places: tuple[str, ...]
    weight: str


def _labels(data: ChartData) -> list[_Label]:
    """Names of places, then of areas; an area of one place has no name of its own on the map."""
    members = members_of(data)
    alone = {places[0].name: area for area, places in members.items() if len(places) == 1}
    found = [
        _Label(
            f"place.{place.name}",
            _both(place.label, data.areas[alone[place.name]])
            if place.name in alone
            else place.label,
            (place.name,),
            "normal",
        )
        for place in data.places
    ]
    return found + [
        _Label(f"area.{area}", data.areas[area], tuple(place.name for place in places), "bold")
        for area, places in members.items()
        if len(places) > 1
    ]


def _xy(points: Points) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in points)


def _both(place: str, area: str) -> str:
    """A place's name with that of its area, unless one says the other."""
    if place in area:
        return area
    return place if area in place else f"{place} ({area})"


def members_of(data: ChartData) -> dict[str, list[PlaceFacts]]:
    """The places of each area that has any."""
    found: dict[str, list[PlaceFacts]] = {}
    for place in data.places:
        if place.area is not None and place.area in data.areas:
            found.setdefault(place.area, []).append(place)
    return found


def _box(point: Points, radius: float) -> tuple[float, float, float, float]:
    x, y = (float(each) for each in point)
    return (x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True, slots=True)
class Lists:
    """What stands below the map.

    Attributes:
        queues: The longest queues, by their letters.
        numbers: Names that found no room, by their numbers.
    """

    queues: list[str]
    numbers: list[str]


def lists_of(data: ChartData, drawn: Sequence[Drawn], names: Sequence[Placed]) -> Lists:
    """The longest queues by letter, and the names that gave way to numbers."""
    ranked = sorted((each for each in drawn if each.letter), key=lambda each: each.letter)
    texts = {str(number): label.text for number, label in enumerate(_labels(data), start=1)}
    short = sorted(
        (found.wanted.short for found in names if found.is_short and found.wanted.short in texts),
        key=int,
    )
    return Lists(
        [f"{each.letter}: {_flow_words(each.flow)}" for each in ranked],
        [f"{number}: {texts[number]}" for number in short],
    )


def _flow_words(flow: Flow) -> str:
    """`Pass Road, toward Top: longest queue 350 vehicles (250 to 450), 3.5 km; carried 900`."""
    return (
        f"{flow.label}, toward {flow.end_label}: longest queue {_range(flow.queue)} vehicles, "
        f"{flow.queue_km.middle:.1f} km; carried {_range(flow.carried)}"
    )


def _range(found: Spread) -> str:
    told = f"{found.middle:,.0f}"
    return told if found.low == found.high else f"{told} ({found.low:,.0f} to {found.high:,.0f})"
