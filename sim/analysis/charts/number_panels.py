"""Numbers over time beside what was observed of them: panels of medians, bands and marks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.fans import count_axis, draw_fan
from sim.analysis.charts.marks import draw_value, key_of_marks
from sim.analysis.charts.page import KeyItem, page, say
from sim.analysis.charts.panels import (
    NAME_SIZE,
    OWN_SCALE,
    panel_width,
    places,
    total_height,
    write_above,
)
from sim.analysis.charts.spread import Fan, Numbers
from sim.analysis.charts.style import INK, LEVEL, MUTED, Look
from sim.analysis.charts.words import replications, text_inches, wrapped
from sim.analysis.observed import Observed

_RIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One series in a panel, and what was observed of it.

    Attributes:
        name: What the key calls it.
        series: As the catalogue's SERIES names it; also what the parts are called in the picture.
        look: How it is drawn.
        fan: None where it was not recorded or is always zero.
        observed: Marks.
    """

    name: str
    series: str
    look: Look
    fan: Fan | None
    observed: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A number that stays: what was authorised or planned.

    Attributes:
        name: What the key calls it; also what the line is called in the picture.
        value: The number.
    """

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Panel:
    """What one panel shows.

    Attributes:
        label: Its header.
        unit: Of its numbers.
        lines: Series.
        level: A line across.
        nothing: What is said where no series ever rose and nothing was observed.
    """

    label: str
    unit: str
    lines: tuple[Line, ...]
    level: Level | None = None
    nothing: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but frame and level."""
        return all(line.fan is None and not line.observed for line in self.lines)


def line_of(data: ChartData, name: str, series: str, look: Look) -> Line:
    """A series of a run with what was observed of it."""
    return Line(name, series, look, data.series.fan(series), data.observed_of(series))


def draw_panels(
    data: ChartData, panels: Sequence[Panel], *, title: str, explanation: str
) -> tuple[Axes, ...]:
    """A page of panels, one below the other.

    Args:
        data: Of the chart.
        panels: What to draw.
        title: The question they answer.
        explanation: What is drawn, beyond medians and bands.
    """
    width = panel_width(len(panels), right=_RIGHT)
    end = last_hour(data, panels)
    begin = first_hour(data.calendar, end)
    names = [wrapped(panel.label, NAME_SIZE, width=width, weight="bold") for panel in panels]
    stand = places([text_inches(name, NAME_SIZE) + 0.06 for name in names], right=_RIGHT)
    body = total_height(stand) + dates_inches(data.calendar, end=end, width=width)
    scale = f" {OWN_SCALE}" if len(panels) > 1 else ""
    told = f"{number_words(data)} {explanation}{scale}{marks_words(panels)}"
    key = panels_key(panels, is_single=data.replications_number == 1)
    made = page(title, [data.title, told], body=body, key=key)
    drawn = []
    for panel, place, name in zip(panels, stand, names, strict=True):
        axes = made.axes(left=place.left, top=place.top, width=width, height=place.height)
        draw_dates(
            axes, data.calendar, begin=begin, end=end, width=width, is_labelled=place.is_lowest
        )
        draw_panel(axes, panel, is_single=data.replications_number == 1)
        write_above(axes, name, 0.06, size=NAME_SIZE, weight="bold")
        if panel.is_empty and panel.nothing:
            say(axes, panel.nothing, width=width)
        drawn.append(axes)
    return tuple(drawn)


def last_hour(data: ChartData, panels: Sequence[Panel]) -> float:
    """The last hour shown: a little after the last change, and after what was observed."""
    hours = [24.0]
    for line in (line for panel in panels for line in panel.lines):
        if line.fan is not None:
            hours += [_last_change(values) for values in (line.fan.low, line.fan.high)]
        hours += [each.latest for each in line.observed]
    return min(data.end_hours, 1.1 * max(hours))


def _last_change(values: Numbers) -> float:
    changes = np.flatnonzero(np.diff(values))
    return float(changes[-1]) + 1 if len(changes) else 0.0


def draw_panel(axes: Axes, panel: Panel, *, is_single: bool) -> None:
    """Draw one panel into axes whose hours are set."""
    for line in panel.lines:
        if line.fan is not None:
            draw_fan(axes, line.fan, line.look, name=line.series, is_single=is_single)
        for number, each in enumerate(line.observed):
            draw_value(axes, each, line.look.colour, name=f"observed.{line.series}.{number}")
    if panel.level is not None:
        axes.axhline(
            panel.level.value,
            color=INK,
            linestyle=LEVEL.dash,
            linewidth=1.1,
            zorder=3,
            gid=panel.level.name,
        )
    axes.set_ylim(0, 1.12 * axes.get_ylim()[1])
    count_axis(axes, panel.unit)


def number_words(data: ChartData) -> str:
    """What lines and bands are."""
    if data.replications_number == 1:
        return "One replication, which chance decided; others may go otherwise."
    return (
        f"At each hour the median, and what lies between 10 and 90 % of "
        f"{replications(data.replications_number)}; for these inputs."
    )


def marks_words(panels: Sequence[Panel]) -> str:
    """What the lines of marks are, where there are any."""
    is_marked = any(line.observed for panel in panels for line in panel.lines)
    return " The lines of a mark reach as far as its time and number are open." * is_marked


def panels_key(panels: Sequence[Panel], *, is_single: bool) -> list[KeyItem]:
    """What lines, bands, levels and marks of panels mean."""
    lines = {line.name: line for panel in panels for line in panel.lines if line.fan is not None}
    found: list[KeyItem] = [
        (Line2D([], [], color=line.look.colour, linestyle=line.look.dash, linewidth=2), name)
        for name, line in lines.items()
    ]
    if found and not is_single:
        found.append((Patch(facecolor=MUTED, alpha=0.25), "10 to 90 % of replications"))
    levels = dict.fromkeys(panel.level.name for panel in panels if panel.level is not None)
    found += [
        (Line2D([], [], color=INK, linewidth=1.1, linestyle=LEVEL.dash), name) for name in levels
    ]
    return found + key_of_marks(
        each for panel in panels for line in panel.lines for each in line.observed
    )
