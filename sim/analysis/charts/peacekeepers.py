"""When was the contingent in place, and which posts stood?"""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.fans import count_axis, draw_fan
from sim.analysis.charts.observed import Observed
from sim.analysis.charts.page import KeyItem, page, say, sentence
from sim.analysis.charts.panels import (
    NAME_SIZE,
    OWN_SCALE,
    panel_width,
    places,
    total_height,
    write_above,
)
from sim.analysis.charts.spread import Fan, Numbers, fan
from sim.analysis.charts.style import (
    IN_PLACE,
    INK,
    LANDED,
    MUTED,
    POSTS,
    TEMPORARY,
    Look,
    house_style,
)
from sim.analysis.charts.words import replications, text_inches, wrapped

TITLE = "When was the contingent in place, and which posts stood?"
NOTHING = "There is nothing to show: no replication or no contingent."
NEVER = "Nobody ever landed, and no post was manned."

PEOPLE: tuple[tuple[str, str, Look], ...] = (
    ("landed", "landed_people", LANDED),
    ("in place", "in_place_people", IN_PLACE),
)
"""Of a contingent: what it is called, the end of its series' name, its look."""
KINDS: tuple[tuple[str, str, Look], ...] = (
    ("permanent posts", "manned_number", POSTS),
    ("temporary posts", "temporary_number", TEMPORARY),
)
"""Of posts, likewise."""

_RIGHT = 0.1


@dataclass(frozen=True, slots=True)
class _Line:
    """One series in a panel, and what was observed of it."""

    name: str
    series: str
    look: Look
    fan: Fan | None
    observed: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class _Panel:
    """What one panel shows."""

    label: str
    unit: str
    lines: tuple[_Line, ...]
    authorised: float | None = None


def peacekeepers_chart(data: ChartData) -> tuple[Axes, ...]:
    """A panel a contingent: people landed and in place; below them the posts that were manned."""
    with house_style():
        if not data.replications_number or not data.contingents:
            return (sentence(TITLE, [data.title], NOTHING),)
        return _draw(data, _panels(data))


def _panels(data: ChartData) -> list[_Panel]:
    found = [
        _Panel(
            label=contingent.label,
            unit="people",
            lines=_lines(data, f"contingents.{contingent.name}", PEOPLE),
            authorised=contingent.authorised_people,
        )
        for contingent in data.contingents
    ]
    if any(f"posts.{column}" in data.series for _, column, _ in KINDS):
        found.append(_Panel("Posts manned", "posts", _lines(data, "posts", KINDS)))
    return found


def _lines(
    data: ChartData, thing: str, columns: tuple[tuple[str, str, Look], ...]
) -> tuple[_Line, ...]:
    return tuple(
        _Line(
            name=name,
            series=(series := f"{thing}.{column}"),
            look=look,
            fan=fan(data.series, series),
            observed=tuple(each for each in data.observed if each.series == series),
        )
        for name, column, look in columns
    )


def _draw(data: ChartData, panels: list[_Panel]) -> tuple[Axes, ...]:
    width = panel_width(len(panels), right=_RIGHT)
    end = _end(data, panels)
    begin = first_hour(data.calendar, end)
    names = [wrapped(panel.label, NAME_SIZE, width=width, weight="bold") for panel in panels]
    stand = places([text_inches(name, NAME_SIZE) + 0.06 for name in names], right=_RIGHT)
    body = total_height(stand) + dates_inches(data.calendar, end=end, width=width)
    made = page(TITLE, _explanation(data, panels), body=body, key=_key(data, panels))
    drawn = []
    for panel, place, name in zip(panels, stand, names, strict=True):
        axes = made.axes(left=place.left, top=place.top, width=width, height=place.height)
        _draw_panel(axes, panel, is_single=data.replications_number == 1)
        draw_dates(
            axes, data.calendar, begin=begin, end=end, width=width, is_labelled=place.is_lowest
        )
        write_above(axes, name, 0.06, size=NAME_SIZE, weight="bold")
        if all(line.fan is None and not line.observed for line in panel.lines):
            say(axes, NEVER, width=width)
        drawn.append(axes)
    return tuple(drawn)


def _end(data: ChartData, panels: list[_Panel]) -> float:
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


def _draw_panel(axes: Axes, panel: _Panel, *, is_single: bool) -> None:
    for line in panel.lines:
        if line.fan is not None:
            draw_fan(axes, line.fan, line.look, name=line.series, is_single=is_single)
        for number, each in enumerate(line.observed):
            _draw_observed(axes, each, line.look, name=f"observed.{line.series}.{number}")
    if panel.authorised is not None:
        axes.axhline(
            panel.authorised,
            color=INK,
            linestyle="dotted",
            linewidth=1.1,
            zorder=3,
            gid="authorised",
        )
    axes.set_ylim(0, 1.12 * axes.get_ylim()[1])
    count_axis(axes, panel.unit)


def _draw_observed(axes: Axes, found: Observed, look: Look, *, name: str) -> None:
    """A mark in the middle of when and how much it was, with lines as far as nobody knows."""
    hours = (found.earliest + found.latest) / 2
    high = found.low if found.high is None else found.high
    middle = (found.low + high) / 2
    for xs, ys in (
        ([found.earliest, found.latest], [middle, middle]),
        ([hours, hours], [found.low, high]),
    ):
        axes.plot(xs, ys, color=look.colour, linewidth=1.1, zorder=5)
    axes.plot(
        [hours],
        [middle],
        marker=_marker(found),
        markersize=6,
        color=look.colour,
        markerfacecolor=look.colour if found.is_scored else "white",
        linestyle="none",
        zorder=6,
        gid=name,
    )


def _marker(found: Observed) -> str:
    return "^" if found.high is None else "D" if found.is_scored else "o"


def _explanation(data: ChartData, panels: list[_Panel]) -> list[str]:
    number = data.replications_number
    told = (
        "One replication, which chance decided; others may go otherwise."
        if number == 1
        else f"At each hour the median, and what lies between 10 and 90 % of "
        f"{replications(number)}; for these inputs."
    )
    scale = f" {OWN_SCALE}" if len(panels) > 1 else ""
    place = "In place is who has ended the march, or mans a post on the way."
    is_marked = any(line.observed for panel in panels for line in panel.lines)
    marks = " The lines of a mark reach as far as its time and number are open." * is_marked
    return [data.title, f"{told} {place}{scale}{marks}"]


def _key(data: ChartData, panels: list[_Panel]) -> list[KeyItem]:
    lines = {line.name: line for panel in panels for line in panel.lines if line.fan is not None}
    found: list[KeyItem] = [
        (
            Line2D([], [], color=line.look.colour, linestyle=line.look.dash, linewidth=2),
            name,
        )
        for name, line in lines.items()
    ]
    if data.replications_number > 1 and found:
        found.append((Patch(facecolor=MUTED, alpha=0.25), "10 to 90 % of replications"))
    if any(panel.authorised is not None for panel in panels):
        found.append((Line2D([], [], color=INK, linewidth=1.1, linestyle="dotted"), "authorised"))
    marks = [each for panel in panels for line in panel.lines for each in line.observed]
    wanted = (
        ("D", MUTED, "observed, runs are judged by it", [each.is_scored for each in marks]),
        ("o", "white", "observed, the case rests on it", [not each.is_scored for each in marks]),
        ("^", "white", "observed, at least so many", [each.high is None for each in marks]),
    )
    for marker, face, words, occurs in wanted:
        if any(occurs):
            mark = Line2D([], [], color=MUTED, marker=marker, linestyle="none")
            mark.set_markerfacecolor(face)
            found.append((mark, words))
    return found
