"""How many vehicles did each road carry, and where were the longest queues?"""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon
from matplotlib.patheffects import withStroke

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.network_labels import Placed
from sim.analysis.charts.network_names import AREA, SIZE, lists_of, members_of, names_of
from sim.analysis.charts.network_shapes import arrow, band, rounded_hull
from sim.analysis.charts.network_sheet import (
    DOT,
    GAP,
    MAP_WIDTH,
    Drawn,
    Sheet,
    directions,
    measured,
)
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, Page, page, sentence
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

_TEXT_SIZE = 8.5
_COLUMNS = 3


def network_chart(data: ChartData) -> Axes:
    """A map of places, areas and roads: bands tell what was carried, discs the longest queues.

    Both stand for one direction each: a band runs to the right of its road as one drives, a disc
    stands at the entrance where the queue was. Dark is the median, pale what nine in ten
    replications do not exceed.
    """
    with house_style():
        if not data.replications_number or not data.places:
            return sentence(TITLE, [data.title], NOTHING)
        sheet = measured(data)
        drawn = directions(data, sheet)
        names = names_of(data, sheet, drawn)
        return _draw(data, sheet, drawn, names)


def _draw(data: ChartData, sheet: Sheet, drawn: Sequence[Drawn], names: Sequence[Placed]) -> Axes:
    lists = lists_of(data, drawn, names)
    columns = [wrapped(text, _TEXT_SIZE, width=MAP_WIDTH) for text in lists.queues]
    numbers = _numbered(lists.numbers)
    below = sum(text_inches(text, _TEXT_SIZE) for text in columns)
    below += max((text_inches(text, SIZE) for text in numbers), default=0.0)
    made = page(
        TITLE,
        _explanation(data, sheet),
        body=sheet.height + below + 0.2,
        key=_key(data, sheet, drawn),
    )
    axes = made.axes(left=MARGIN, top=0, width=MAP_WIDTH, height=sheet.height)
    axes.set(xlim=(0, MAP_WIDTH), ylim=(0, sheet.height))
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


def _numbered(lines: Sequence[str]) -> list[str]:
    """Numbered names in columns, each broken into lines."""
    width = MAP_WIDTH / _COLUMNS - 0.2
    rows = math.ceil(len(lines) / _COLUMNS)
    return [
        "\n".join(wrapped(line, SIZE, width=width) for line in lines[begin : begin + rows])
        for begin in range(0, len(lines), max(1, rows))
    ]


def _draw_areas(axes: Axes, data: ChartData, sheet: Sheet) -> None:
    for area, places in members_of(data).items():
        points = np.array([sheet.points[place.name] for place in places])
        axes.add_patch(
            Polygon(
                rounded_hull(points, radius=AREA if len(places) > 1 else 0.13),
                facecolor=BAND,
                edgecolor=AREA_EDGE,
                linestyle=(0, (4, 2)),
                linewidth=0.8,
                zorder=1,
                gid=f"area.{area}",
            )
        )


def _draw_direction(axes: Axes, each: Drawn) -> None:
    name = f"{each.flow.road}.{each.flow.end}"
    axes.plot(*each.line.T, color=MUTED, linewidth=0.8, zorder=2, gid=f"road.{name}")
    for width, colour, what, order in (
        (each.wider, CARRIED.pale, "carried90", 2.2),
        (each.wide, CARRIED.colour, "carried", 2.4),
    ):
        if width > 0:
            outline = band(each.line, gap=GAP, width=width)
            axes.add_patch(
                Polygon(outline, facecolor=colour, linewidth=0, zorder=order, gid=f"{what}.{name}")
            )
    if each.wider > 0:
        head = arrow(each.line, gap=GAP + each.wider + 0.015, share=0.6, length=0.075)
        axes.add_patch(Polygon(head, facecolor=INK, linewidth=0, zorder=2.6))


def _draw_queue(axes: Axes, each: Drawn) -> None:
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


def _draw_places(axes: Axes, sheet: Sheet) -> None:
    for name, point in sheet.points.items():
        axes.add_patch(
            Circle(
                (float(point[0]), float(point[1])),
                DOT,
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


def _draw_scale(axes: Axes, sheet: Sheet) -> None:
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


def _write_below(made: Page, sheet: Sheet, queues: Sequence[str], numbers: Sequence[str]) -> None:
    """The lists below the map."""
    top = sheet.height + 0.1
    for text in queues:
        _write(made, text, MARGIN, top, size=_TEXT_SIZE)
        top += text_inches(text, _TEXT_SIZE)
    for number, text in enumerate(numbers):
        _write(made, text, MARGIN + number * MAP_WIDTH / _COLUMNS, top, size=SIZE)


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


def _explanation(data: ChartData, sheet: Sheet) -> list[str]:
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


def _key(data: ChartData, sheet: Sheet, drawn: Sequence[Drawn]) -> list[KeyItem]:
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
    if members_of(data):
        patch = Patch(facecolor=BAND, edgecolor=AREA_EDGE, linestyle=(0, (4, 2)))
        found.append((patch, "area"))
    if sheet.inches_per_km is not None and not all(sheet.is_known.values()):
        dot = Line2D([], [], color=INK, marker="o", linestyle="none", markerfacecolor="white")
        found.append((dot, UNKNOWN))
    return found


CHART = Chart(
    name="network",
    question=TITLE,
    shows=(
        "A map of places, areas and roads. The width of a road's band is the number of "
        "vehicles that it let in, a disc the longest queue before its entrance."
    ),
    draw=network_chart,
)
