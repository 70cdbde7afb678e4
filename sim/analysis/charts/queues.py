"""Where did vehicles queue, when, and how long were the queues?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData, RoadFacts
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.fans import count_axis, draw_fan
from sim.analysis.charts.marks import draw_value, key_of_marks
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.panels import (
    NAME_SIZE,
    OWN_SCALE,
    PANEL,
    panel_width,
    places,
    total_height,
    write_above,
)
from sim.analysis.charts.spread import Fan, Spread, spread
from sim.analysis.charts.style import INWARD, MUTED, OUTWARD, Look, house_style
from sim.analysis.charts.telling import amount_words
from sim.analysis.charts.words import line_inches, replications, text_inches, wrapped
from sim.analysis.observed import Observed, ObservedOutcome

TITLE = "Where did vehicles queue, when, and how long were the queues?"
NO_QUEUE = "No vehicle ever queued on any road."

MOST_ROADS = 4
LEAST_SHARE = 0.1
"""A road is shown if its queue reaches this share of the longest one."""

_SIZE = 8.5
_RIGHT = 0.75
_SAMPLE = 0.42
"""Length of the piece of line beside a direction's words, in inches, with the space behind it."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a road.

    Attributes:
        toward: Name of the place it leads to.
        label: What people call that place.
        queue: Its queue over time, if there was one at a whole hour.
        vehicles, km: Its longest queue in each replication.
        observed: Queues that were seen, in vehicles.
        jam: What was seen of how many vehicles an hour got through the jam.
        jam_vehicles_per_hour: The same in runs, over those in which there was such a jam.
    """

    toward: str
    label: str
    queue: Fan | None
    vehicles: Spread
    km: Spread
    observed: tuple[Observed, ...] = ()
    jam: tuple[ObservedOutcome, ...] = ()
    jam_vehicles_per_hour: Spread | None = None


@dataclass(frozen=True, slots=True)
class Road:
    """A road with the directions in which there were queues, the longer one first.

    Attributes:
        facts: The road.
        directions: At least one.
        vehicles_per_km: Jam density, the median over the replications.
    """

    facts: RoadFacts
    directions: tuple[Direction, ...]
    vehicles_per_km: float

    @property
    def peak(self) -> float:
        """The highest point of the bands."""
        queues = [direction.queue for direction in self.directions]
        return max((float(queue.high.max()) for queue in queues if queue is not None), default=0.0)

    @property
    def is_observed(self) -> bool:
        """Whether anything was seen on it."""
        return any(direction.observed or direction.jam for direction in self.directions)


def queues_chart(data: ChartData) -> tuple[Axes, ...]:
    """A panel a road, those with the longest queues first: queues of both directions over time."""
    with house_style():
        queued = _queued(data)
        if not queued:
            return (sentence(TITLE, [data.title], NO_QUEUE),)
        roads = shown_roads(queued)
        if not roads:
            return (sentence(TITLE, [data.title], _hardly_words(queued, data)),)
        return _draw(data, roads, beyond=_beyond_words(queued, roads))


def shown_roads(queued: list[Road]) -> list[Road]:
    """The roads worth a panel: the few with the longest queues at whole hours, or seen ones."""
    ranked = sorted(queued, key=lambda road: -road.peak)
    least = max(1, LEAST_SHARE * ranked[0].peak)
    longest = [road.facts.name for road in ranked[:MOST_ROADS] if road.peak >= least]
    return [road for road in ranked if road.facts.name in longest or road.is_observed]


def _hardly_words(queued: list[Road], data: ChartData) -> str:
    """What to say where queues were so short or rare that the bands lie on the ground."""
    facts, worst = max(
        ((road.facts, direction) for road in queued for direction in road.directions),
        key=lambda found: found[1].vehicles.values[-1],
    )
    hourly = (
        "No queue stood at a whole hour."
        if data.replications_number == 1
        else "At no hour did more than one replication in ten have a queue on any one road."
    )
    return (
        f"{hourly} The longest of all held "
        f"{worst.vehicles.values[-1]:,.0f} vehicles: {facts.label}, toward {worst.label}."
    )


def _beyond_words(queued: list[Road], roads: list[Road]) -> str:
    """What to say where the longest queue is on a road without a panel; else nothing."""
    facts, longest = max(
        ((road.facts, direction) for road in queued for direction in road.directions),
        key=lambda found: found[1].vehicles.middle,
    )
    shown = max(each.vehicles.middle for road in roads for each in road.directions)
    if longest.vehicles.middle <= shown:
        return ""
    return (
        "The longest queue of all has no panel, because less of it stood at whole hours: "
        f"{facts.label}, toward {longest.label}, {longest.vehicles.middle:,.0f} vehicles."
    )


def _queued(data: ChartData) -> list[Road]:
    """The roads on which there was or was seen any queue."""
    rows = data.tables["roads"]
    had = rows.loc[rows["longest_queue_vehicles"] > 0, ["road", "toward"]].drop_duplicates()
    over_time = data.series.fans([_series(*key) for key in had.itertuples(index=False)])
    return [found for road in data.roads if (found := _road(data, road, over_time))]


def _series(road: str, toward: str) -> str:
    return f"roads.{road}>{toward}.queue_vehicles"


def _road(data: ChartData, facts: RoadFacts, over_time: Mapping[str, Fan | None]) -> Road | None:
    rows = data.of("roads", "road", facts.name)
    density = _vehicles_per_km(rows)
    directions = []
    for place, label in facts.ends.items():
        here = rows[rows["toward"] == place]
        vehicles, km = spread(here["longest_queue_vehicles"]), spread(here["longest_queue_km"])
        name = f"{facts.name}>{place}"
        observed = _observed(data, name, density)
        jam = data.observed_cells("roads", name, "jam_vehicles_per_hour")
        if vehicles is None or km is None or not (vehicles.values[-1] > 0 or observed):
            continue
        directions.append(
            Direction(
                toward=place,
                label=label,
                queue=over_time.get(_series(facts.name, place)),
                vehicles=vehicles,
                km=km,
                observed=observed,
                jam=jam,
                jam_vehicles_per_hour=spread(here["jam_vehicles_per_hour"].dropna())
                if jam
                else None,
            )
        )
    if not directions:
        return None
    directions.sort(key=lambda found: (-found.vehicles.high, -found.vehicles.values[-1]))
    return Road(facts, tuple(directions), density)


def _vehicles_per_km(rows: pd.DataFrame) -> float:
    """Jam density, the median over the queues of a road; NaN where there was none."""
    queued = rows[rows["longest_queue_km"] > 0]
    vehicles = queued["longest_queue_vehicles"].astype("float64")
    return float((vehicles / queued["longest_queue_km"]).median())


def _observed(data: ChartData, direction: str, density: float) -> tuple[Observed, ...]:
    """Queues that were seen, each as vehicles; the longest one stood at some time in between."""
    series = f"roads.{direction}.queue_vehicles"
    found = list(data.observed_of(series))
    for column, factor in (("longest_queue_vehicles", 1.0), ("longest_queue_km", density)):
        found += [
            Observed(
                series,
                None if each.low is None else each.low * factor,
                None if each.high is None else each.high * factor,
                each.earliest,
                each.latest,
                each.is_scored,
            )
            for each in data.observed_cells("roads", direction, column)
            if each.earliest is not None and each.latest is not None and math.isfinite(factor)
        ]
    return tuple(found)


def _draw(data: ChartData, roads: list[Road], *, beyond: str) -> tuple[Axes, ...]:
    width = panel_width(len(roads), right=_RIGHT)
    end = _end(data, roads)
    begin = first_hour(data.calendar, end)
    names = [wrapped(road.facts.label, NAME_SIZE, width=width, weight="bold") for road in roads]
    told = [[_direction_words(found, width=width) for found in road.directions] for road in roads]
    said = [sum(text_inches(words, _SIZE) for words in lines) + 0.06 for lines in told]
    headers = [text_inches(name, NAME_SIZE) + high for name, high in zip(names, said, strict=True)]
    stand = places(headers, right=_RIGHT)
    body = total_height(stand) + dates_inches(data.calendar, end=end, width=width)
    made = page(TITLE, [*_explanation(data, len(roads)), beyond], body=body, key=_key(data, roads))
    drawn = []
    for road, place, name, lines, high in zip(roads, stand, names, told, said, strict=True):
        axes = made.axes(left=place.left, top=place.top, width=width, height=place.height)
        draw_dates(
            axes, data.calendar, begin=begin, end=end, width=width, is_labelled=place.is_lowest
        )
        _draw_road(axes, road, is_single=data.replications_number == 1)
        write_above(axes, name, high, size=NAME_SIZE, weight="bold")
        _write_directions(axes, lines, above=high, width=width)
        drawn.append(axes)
    return tuple(drawn)


def _draw_road(axes: Axes, road: Road, *, is_single: bool) -> None:
    for direction, look in zip(road.directions, (OUTWARD, INWARD), strict=False):
        if direction.queue is not None:
            name = f"queue.{road.facts.name}.{direction.toward}"
            draw_fan(axes, direction.queue, look, name=name, is_single=is_single)
        for number, each in enumerate(direction.observed):
            part = f"observed.{road.facts.name}.{direction.toward}.{number}"
            draw_value(axes, each, look.colour, name=part)
    count_axis(axes, "vehicles")
    if math.isfinite(road.vehicles_per_km):
        _km_axis(axes, road.vehicles_per_km)


def _km_axis(axes: Axes, vehicles_per_km: float) -> None:
    def to_km(vehicles: ArrayLike) -> ArrayLike:
        return np.asarray(vehicles) / vehicles_per_km

    def to_vehicles(km: ArrayLike) -> ArrayLike:
        return np.asarray(km) * vehicles_per_km

    km = axes.secondary_yaxis("right", functions=(to_km, to_vehicles))
    km.yaxis.set_major_locator(MaxNLocator(nbins=4))
    km.tick_params(axis="y", labelsize=8.5)
    km.set_ylabel("km", fontsize=8.5)
    km.yaxis.set_label_coords(
        1 + 0.6 * axes.figure.dpi / axes.bbox.width, 0.5, transform=axes.transAxes
    )
    km.spines["right"].set_visible(True)


def _end(data: ChartData, roads: list[Road]) -> float:
    """The last hour shown: a little after the last queue of the bands."""
    hours = [1.0]
    for road in roads:
        for direction in road.directions:
            hours += [each.latest for each in direction.observed]
            if direction.queue is not None:
                queue = direction.queue
                hours.append(float(queue.hours[queue.high > 0].max(initial=0)) + 1)
    return 1.03 * min(data.end_hours, max(hours))


def _direction_words(direction: Direction, *, width: float) -> str:
    """`toward Sotk pass: longest queue 290 vehicles or 2.2 km (80 to 910 vehicles)`."""
    vehicles = direction.vehicles
    told = (
        f"toward {direction.label}: longest queue {vehicles.middle:,.0f} vehicles, "
        f"{direction.km.middle:.1f} km"
    )
    if vehicles.high > vehicles.low:
        told += f" ({vehicles.low:,.0f} to {vehicles.high:,.0f} vehicles)"
    lines = (told, "; ".join(_jam_words(direction)))
    return "\n".join(wrapped(line, _SIZE, width=width - _SAMPLE) for line in lines if line)


def _jam_words(direction: Direction) -> list[str]:
    """`45 vehicles an hour got through its longest jam (30 to 60); observed 30 to 60`."""
    if not direction.jam:
        return []
    found = direction.jam_vehicles_per_hour
    told = "there was no jam of 100 vehicles"
    if found is not None:
        told = f"{found.middle:,.0f} vehicles an hour got through its longest jam"
        if found.high > found.low:
            told += f" ({found.low:,.0f} to {found.high:,.0f})"
    return [told, *(f"observed {amount_words(each.low, each.high)}" for each in direction.jam)]


def _write_directions(axes: Axes, lines: list[str], *, above: float, width: float) -> None:
    for words, look in zip(lines, (OUTWARD, INWARD), strict=False):
        height = text_inches(words, _SIZE)
        _draw_sample(axes, look, above - line_inches(_SIZE) / 2, width=width)
        above -= height
        write_above(axes, words, above, size=_SIZE, left=_SAMPLE / width)


def _draw_sample(axes: Axes, look: Look, above: float, *, width: float) -> None:
    axes.plot(
        [0, (_SAMPLE - 0.08) / width],
        [1 + above / PANEL] * 2,
        transform=axes.transAxes,
        color=look.colour,
        linestyle=look.dash,
        linewidth=2,
        clip_on=False,
    )


def _explanation(data: ChartData, number: int) -> list[str]:
    which = f"Roads with the longest queues ({number} of {len(data.roads)}), at whole hours."
    if data.replications_number == 1:
        told = "One replication, which chance decided; others may go otherwise."
    else:
        told = (
            f"At each hour the median, and what lies between 10 and 90 % of "
            f"{replications(data.replications_number)}; for these inputs. Each replication has its "
            "longest queue at an hour of its own, so it is longer than the median of any hour."
        )
    scale = f" {OWN_SCALE}" if number > 1 else ""
    return [data.title, f"{which} {told}{scale}"]


def _key(data: ChartData, roads: list[Road]) -> list[KeyItem]:
    marks = key_of_marks(
        each for road in roads for direction in road.directions for each in direction.observed
    )
    if data.replications_number == 1:
        return marks
    return [
        (Line2D([], [], color=MUTED, linewidth=2), "median"),
        (Patch(facecolor=MUTED, alpha=0.25), "10 to 90 % of replications"),
        *marks,
    ]


CHART = Chart(
    name="queues",
    question=TITLE,
    shows="Both directions of the roads with the longest queues, hour by hour.",
    draw=queues_chart,
)
