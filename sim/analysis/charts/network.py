"""How many vehicles did each road carry, and where were the longest queues?"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon
from matplotlib.patheffects import withStroke

from sim.analysis.charts.data import ChartData, PlaceFacts
from sim.analysis.charts.network_flows import Flow, flows, told
from sim.analysis.charts.network_labels import Placed, Wanted, place_names
from sim.analysis.charts.network_positions import Points, Positions, positions
from sim.analysis.charts.network_shapes import (
    apart,
    arrow,
    band,
    bends,
    beside,
    road_line,
    rounded_hull,
    trimmed,
)
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, Page, page, sentence
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.style import (
    AREA_EDGE,
    BAND,
    CARRIED,
    INK,
    MUTED,
    QUEUE,
    house_style,
)
from sim.analysis.charts.words import (
    POINTS,
    replications,
    text_inches,
    wrapped,
)

TITLE = "How many vehicles did each road carry, and where were the longest queues?"
NOTHING = "There is nothing to show: no replication or no place."
UNKNOWN = "place whose coordinates are not known"

_MAP_WIDTH = WIDTH - 2 * MARGIN
_SIDE, _FLOOR, _CEILING = 0.9, 0.6, 0.35
"""Kept free of places around the map, for names and the scale."""
_LOWEST, _HIGHEST = 3.0, 7.5
_DOT, _APART, _AREA = 0.05, 0.24, 0.2
_WIDEST, _DISC = 0.11, 0.15
"""Half of the widest road, and the radius of the longest queue."""
_ROOMY = 20
"""With more roads than that, bands and discs are drawn smaller."""
_GAP = 0.012
_SIZE, _AREA_SIZE, _TEXT_SIZE = 8.0, 8.5, 8.5
_NAME_WIDTH = 1.6
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Sheet:
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
class _Drawn:
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
        return beside(self.line, gap=_GAP + self.wider / 2, along=self.ring)


def network_chart(data: ChartData) -> Axes:
    """A map of places, areas and roads: bands tell what was carried, discs the longest queues.

    Both stand for one direction each: a band runs to the right of its road as one drives, a disc
    stands at the entrance where the queue was. Dark is the median, pale what nine in ten
    replications do not exceed.
    """
    with house_style():
        if not data.replications_number or not data.places:
            return sentence(TITLE, [data.title], NOTHING)
        sheet = _sheet(data)
        drawn = _directions(data, sheet)
        names = _names(data, sheet, drawn)
        return _draw(data, sheet, drawn, names)


def _sheet(data: ChartData) -> _Sheet:
    found: Positions = positions(data.places, data.roads)
    low, high = found.points.min(axis=0), found.points.max(axis=0)
    wide, tall = (float(side) for side in high - low)
    room = (_MAP_WIDTH - 2 * _SIDE, _HIGHEST - _FLOOR - _CEILING)
    scales = [space / side for space, side in zip(room, (wide, tall), strict=True) if side > 0]
    scale = min(scales, default=0.0)
    height = min(_HIGHEST, max(_LOWEST, tall * scale + _FLOOR + _CEILING))
    middle = np.array([_MAP_WIDTH / 2, _FLOOR + (height - _FLOOR - _CEILING) / 2])
    points = apart((found.points - (low + high) / 2) * scale + middle, least=_APART)
    names = [place.name for place in data.places]
    return _Sheet(
        points=dict(zip(names, points, strict=True)),
        height=height,
        inches_per_km=scale if found.is_map and scale > 0 else None,
        is_known=dict(zip(names, found.is_known, strict=True)),
    )


def _directions(data: ChartData, sheet: _Sheet) -> list[_Drawn]:
    found = flows(data)
    most = max((flow.carried.high for flow in found), default=0.0)
    longest = max((flow.queue.high for flow in found), default=0.0)
    letters = {
        (flow.road, flow.end): chr(ord("A") + number) for number, flow in enumerate(told(found))
    }
    lines = dict(_lines(data, sheet))
    slim = min(1.0, math.sqrt(_ROOMY / max(1, len(data.roads))))
    return [
        _Drawn(
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


def _lines(data: ChartData, sheet: _Sheet) -> Iterator[tuple[tuple[str, str], Points]]:
    """Each direction's line, by road and the place it leads to."""
    roads = [road for road in data.roads if len(road.ends) == 2]
    ends = [tuple(road.ends) for road in roads]
    for road, (end, start), bend in zip(roads, ends, bends([(b, a) for a, b in ends]), strict=True):
        line = road_line(sheet.points[start], sheet.points[end], bend=bend)
        there = trimmed(line, start=_DOT + 0.02, end=_DOT + 0.02)
        yield (road.name, end), there
        yield (road.name, start), there[::-1]


def _disc(vehicles: float, longest: float) -> float:
    """The area of a disc goes with the number of vehicles."""
    return _DISC * math.sqrt(vehicles / longest) if longest else 0.0


def _names(data: ChartData, sheet: _Sheet, drawn: Sequence[_Drawn]) -> list[Placed]:
    discs = [(each.entrance, each.ring) for each in drawn if each.ring > 0]
    dots = [(point, _DOT) for point in sheet.points.values()]
    kept = [_box(point, radius) for point, radius in (*dots, *discs)]
    kept.append((0.0, 0.0, _MAP_WIDTH, _scale_height(sheet)))
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
        width=_MAP_WIDTH,
        height=sheet.height,
        kept_free=np.array(kept),
        better_free=np.vstack(lines) if lines else np.zeros((0, 2)),
    )


def _wanted(data: ChartData, sheet: _Sheet) -> list[Wanted]:
    return [
        Wanted(
            name=label.name,
            text=wrapped(label.text, _SIZE, width=_NAME_WIDTH, weight=label.weight),
            anchors=_xy(np.array([sheet.points[place] for place in label.places])),
            radius=_AREA if len(label.places) > 1 else _DOT,
            size=_SIZE,
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
    members = _members(data)
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


def _members(data: ChartData) -> dict[str, list[PlaceFacts]]:
    found: dict[str, list[PlaceFacts]] = {}
    for place in data.places:
        if place.area is not None and place.area in data.areas:
            found.setdefault(place.area, []).append(place)
    return found


def _box(point: Points, radius: float) -> tuple[float, float, float, float]:
    x, y = (float(each) for each in point)
    return (x - radius, y - radius, x + radius, y + radius)


def _draw(data: ChartData, sheet: _Sheet, drawn: Sequence[_Drawn], names: Sequence[Placed]) -> Axes:
    lists = _list_texts(data, drawn, names)
    columns = [wrapped(text, _TEXT_SIZE, width=_MAP_WIDTH) for text in lists.queues]
    numbers = _numbered(lists.numbers)
    below = sum(text_inches(text, _TEXT_SIZE) for text in columns)
    below += max((text_inches(text, _SIZE) for text in numbers), default=0.0)
    made = page(
        TITLE,
        _explanation(data, sheet),
        body=sheet.height + below + 0.2,
        key=_key(data, sheet, drawn),
    )
    axes = made.axes(left=MARGIN, top=0, width=_MAP_WIDTH, height=sheet.height)
    axes.set(xlim=(0, _MAP_WIDTH), ylim=(0, sheet.height))
    axes.set_axis_off()
    _draw_areas(axes, data, sheet)
    for each in drawn:
        _draw_direction(axes, each)
    for each in drawn:
        _draw_queue(axes, each)
    _draw_places(axes, sheet)
    for found in names:
        _draw_name(axes, found)
    _draw_scale(axes, sheet)
    _write_below(made, sheet, columns, numbers)
    return axes


@dataclass(frozen=True, slots=True)
class _Lists:
    """What stands below the map: queues by letter, names by number."""

    queues: list[str]
    numbers: list[str]


def _list_texts(data: ChartData, drawn: Sequence[_Drawn], names: Sequence[Placed]) -> _Lists:
    ranked = sorted((each for each in drawn if each.letter), key=lambda each: each.letter)
    texts = {str(number): label.text for number, label in enumerate(_labels(data), start=1)}
    short = sorted(
        (found.wanted.short for found in names if found.is_short and found.wanted.short in texts),
        key=int,
    )
    return _Lists(
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


def _numbered(lines: Sequence[str]) -> list[str]:
    """Numbered names in columns, each broken into lines."""
    width = _MAP_WIDTH / _COLUMNS - 0.2
    rows = math.ceil(len(lines) / _COLUMNS)
    return [
        "\n".join(wrapped(line, _SIZE, width=width) for line in lines[begin : begin + rows])
        for begin in range(0, len(lines), max(1, rows))
    ]


def _draw_areas(axes: Axes, data: ChartData, sheet: _Sheet) -> None:
    for area, places in _members(data).items():
        points = np.array([sheet.points[place.name] for place in places])
        axes.add_patch(
            Polygon(
                rounded_hull(points, radius=_AREA if len(places) > 1 else 0.13),
                facecolor=BAND,
                edgecolor=AREA_EDGE,
                linestyle=(0, (4, 2)),
                linewidth=0.8,
                zorder=1,
                gid=f"area.{area}",
            )
        )


def _draw_direction(axes: Axes, each: _Drawn) -> None:
    name = f"{each.flow.road}.{each.flow.end}"
    axes.plot(*each.line.T, color=MUTED, linewidth=0.8, zorder=2, gid=f"road.{name}")
    for width, colour, what, order in (
        (each.wider, CARRIED.pale, "carried90", 2.2),
        (each.wide, CARRIED.colour, "carried", 2.4),
    ):
        if width > 0:
            outline = band(each.line, gap=_GAP, width=width)
            axes.add_patch(
                Polygon(outline, facecolor=colour, linewidth=0, zorder=order, gid=f"{what}.{name}")
            )
    if each.wider > 0:
        head = arrow(each.line, gap=_GAP + each.wider + 0.015, share=0.6, length=0.075)
        axes.add_patch(Polygon(head, facecolor=INK, linewidth=0, zorder=2.6))


def _draw_queue(axes: Axes, each: _Drawn) -> None:
    name = f"{each.flow.road}.{each.flow.end}"
    x, y = (float(part) for part in each.entrance)
    if each.ring > 0:
        axes.add_patch(
            Circle(
                (x, y),
                each.ring,
                facecolor="none",
                edgecolor=QUEUE,
                linewidth=1,
                zorder=3.4,
                gid=f"queue90.{name}",
            )
        )
    if each.disc > 0:
        axes.add_patch(
            Circle(
                (x, y),
                each.disc,
                facecolor=QUEUE,
                edgecolor="white",
                linewidth=0.6,
                zorder=3.2,
                gid=f"queue.{name}",
            )
        )


def _draw_places(axes: Axes, sheet: _Sheet) -> None:
    for name, point in sheet.points.items():
        axes.add_patch(
            Circle(
                (float(point[0]), float(point[1])),
                _DOT,
                facecolor=INK if sheet.is_known[name] or sheet.inches_per_km is None else "white",
                edgecolor=INK,
                linewidth=1,
                zorder=4,
                gid=f"place.{name}",
            )
        )


def _draw_name(axes: Axes, found: Placed) -> None:
    wanted = found.wanted
    is_queue = wanted.name.startswith("queue.")
    if found.leader is not None:
        x, y, to_x, to_y = found.leader
        axes.plot([x, to_x], [y, to_y], color=MUTED, linewidth=0.6, zorder=3)
    axes.text(
        (found.left + found.right) / 2,
        (found.low + found.high) / 2,
        wanted.text,
        ha="center",
        va="center",
        fontsize=wanted.size,
        fontweight=wanted.weight,
        color=QUEUE if is_queue else MUTED if wanted.name.startswith("area.") else INK,
        linespacing=1.2,
        zorder=5,
        path_effects=[withStroke(linewidth=2, foreground="white")],
        gid=f"name.{wanted.name}",
    )


def _scale_height(sheet: _Sheet) -> float:
    return 0.0 if sheet.inches_per_km is None else 0.3


def _draw_scale(axes: Axes, sheet: _Sheet) -> None:
    """A bar of a round length, with what it stands for."""
    if sheet.inches_per_km is None:
        return
    km = round_amount(2.0 / sheet.inches_per_km)
    length = km * sheet.inches_per_km
    axes.plot(
        [0, length],
        [0.08, 0.08],
        color=INK,
        linewidth=1.5,
        marker="|",
        markersize=6,
        clip_on=False,
        gid="scale",
    )
    axes.text(length + 0.1, 0.08, f"{km:,g} km", fontsize=_TEXT_SIZE, va="center", ha="left")


def round_amount(most: float) -> float:
    """The largest round number up to a positive one.

    >>> round_amount(48), round_amount(7.9), round_amount(0.3)
    (20.0, 5.0, 0.2)
    """
    power = 10.0 ** math.floor(math.log10(most))
    return float(
        round(next(step for step in (5, 2, 1) if step * power <= most * 1.000001) * power, 9)
    )


def _write_below(made: Page, sheet: _Sheet, queues: Sequence[str], numbers: Sequence[str]) -> None:
    """The lists below the map."""
    top = sheet.height + 0.1
    for text in queues:
        _write(made, text, MARGIN, top, size=_TEXT_SIZE)
        top += text_inches(text, _TEXT_SIZE)
    for number, text in enumerate(numbers):
        _write(made, text, MARGIN + number * _MAP_WIDTH / _COLUMNS, top, size=_SIZE)


def _write(made: Page, text: str, left: float, top: float, *, size: float) -> None:
    made.figure.text(
        left / WIDTH,
        1 - (made.top + top) / made.height,
        text,
        ha="left",
        va="top",
        fontsize=size,
        color=INK,
        linespacing=1.25,
    )


def _explanation(data: ChartData, sheet: _Sheet) -> list[str]:
    number = data.replications_number
    if number == 1:
        told = "One replication, which chance decided; others may go otherwise."
    else:
        told = (
            f"Dark is the median of {replications(number)}, pale bands and rings what 90 % of them "
            "do not exceed, in brackets what lies between 10 and 90 %; for these inputs."
        )
    shown = (
        "A band runs to the right of its road as one drives; a disc stands at the entrance before "
        "which vehicles queued. Roads are drawn straight."
    )
    where = "North is up."
    if sheet.inches_per_km is None:
        where = "A sketch, not a map: the lengths of roads put places where they stand."
    elif not all(sheet.is_known.values()):
        where += " The lengths of roads put places without coordinates where they stand."
    return [data.title, told, f"{shown} {where}"]


def _key(data: ChartData, sheet: _Sheet, drawn: Sequence[_Drawn]) -> list[KeyItem]:
    found: list[KeyItem] = []
    widest = max(drawn, key=lambda each: each.wider, default=None)
    if widest is not None and widest.wider > 0:
        carried = round_amount(widest.flow.carried.high)
        width = widest.wider * carried / widest.flow.carried.high
        found.append(
            (
                Line2D(
                    [], [], color=CARRIED.colour, linewidth=width * POINTS, solid_capstyle="butt"
                ),
                f"{carried:,.0f} vehicles carried",
            )
        )
    longest = max(drawn, key=lambda each: each.ring, default=None)
    if longest is not None and longest.ring > 0:
        queue = round_amount(longest.flow.queue.high)
        found.append(
            (
                Line2D(
                    [],
                    [],
                    color=QUEUE,
                    marker="o",
                    linestyle="none",
                    markersize=2
                    * longest.ring
                    * math.sqrt(queue / longest.flow.queue.high)
                    * POINTS,
                    markeredgecolor="white",
                ),
                f"longest queue: {queue:,.0f} vehicles",
            )
        )
    if _members(data):
        patch = Patch(facecolor=BAND, edgecolor=AREA_EDGE, linestyle=(0, (4, 2)))
        found.append((patch, "area"))
    if sheet.inches_per_km is not None and not all(sheet.is_known.values()):
        dot = Line2D([], [], color=INK, marker="o", linestyle="none", markerfacecolor="white")
        found.append((dot, UNKNOWN))
    return found
