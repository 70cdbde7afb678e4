"""How many people and loads are still inside each area, hour by hour?"""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.dates import dates_inches, draw_dates, first_hour
from sim.analysis.charts.due_dates import DueDates, clauses_of, due_dates
from sim.analysis.charts.due_labels import SIZE, Label, place_labels, rows_of
from sim.analysis.charts.due_lines import draw_due
from sim.analysis.charts.fans import count_axis, draw_fan
from sim.analysis.charts.marks import draw_value, key_of_marks
from sim.analysis.charts.page import KeyItem, page, say, sentence
from sim.analysis.charts.panels import (
    NAME_SIZE,
    OWN_SCALE,
    PANEL,
    panel_width,
    places,
    total_height,
    write_above,
)
from sim.analysis.charts.spread import Fan, Spread
from sim.analysis.charts.style import (
    CIVILIANS,
    INK,
    LOADS,
    MOVED,
    MUTED,
    SIGNED,
    TROOPS,
    Look,
    house_style,
)
from sim.analysis.charts.telling import range_words
from sim.analysis.charts.words import inches, line_inches, replications, share, text_inches, wrapped
from sim.analysis.observed import Observed

TITLE = "How many people and loads are still inside each area?"
NOTHING = "There is nothing to show: no replication or no area."
NOBODY = "Nobody was ever inside."

WHO: tuple[tuple[str, str, Look], ...] = (
    ("civilians", "civilians_inside_people", CIVILIANS),
    ("troops", "troops_inside_people", TROOPS),
    ("loads", "loads_inside", LOADS),
)
"""What is drawn: its name, the end of its series' name, its look."""
_ALL_OUT = {"civilians": "civilians_out_hours", "troops": "troops_out_hours"}
"""Outcomes that tell when nobody of them was inside any more."""

_RIGHT = 0.1
_BEYOND = " →"
"""Behind the label of an instant later than all that is shown."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """What one area's panel shows."""

    area: str
    label: str
    fans: dict[str, Fan]
    dues: tuple[DueDates, ...]
    observed: dict[str, tuple[Observed, ...]]

    @property
    def marks(self) -> list[Observed]:
        """All that was observed of it."""
        return [each for found in self.observed.values() for each in found]


def remaining_chart(data: ChartData) -> tuple[Axes, ...]:
    """A panel an area: civilians, troops and loads inside, with the instants it falls due."""
    with house_style():
        if not data.replications_number or not data.areas:
            return (sentence(TITLE, [data.title], NOTHING),)
        over_time = data.series.fans(
            [_series(area, column) for area in data.areas for _, column, _ in WHO]
        )
        return _draw(data, [_panel(data, area, over_time) for area in data.areas])


def _series(area: str, column: str) -> str:
    return f"areas.{area}.{column}"


def _panel(data: ChartData, area: str, over_time: Mapping[str, Fan | None]) -> _Panel:
    found = {name: over_time.get(_series(area, column)) for name, column, _ in WHO}
    return _Panel(
        area=area,
        label=data.areas[area],
        fans={name: fan for name, fan in found.items() if fan is not None},
        dues=tuple(due_dates(data, clause) for clause in clauses_of(data, area)),
        observed={name: _observed(data, area, name, column) for name, column, _ in WHO},
    )


def _observed(data: ChartData, area: str, name: str, column: str) -> tuple[Observed, ...]:
    """What was observed of a series; the instant at which the last was out is a zero of it."""
    series = _series(area, column)
    return data.observed_of(series) + tuple(
        Observed(series, 0, 0, each.low, each.high, each.is_scored)
        for each in data.observed_cells("areas", area, _ALL_OUT.get(name, ""))
        if each.low is not None and each.high is not None
    )


def _draw(data: ChartData, panels: list[_Panel]) -> tuple[Axes, ...]:
    width = panel_width(len(panels), right=_RIGHT)
    end = _end(data, panels)
    begin = first_hour(data.calendar, end)
    names = [wrapped(panel.label, NAME_SIZE, width=width, weight="bold") for panel in panels]
    labels = [_labels(data, panel, begin=begin, end=end, width=width) for panel in panels]
    headers = [
        text_inches(name, NAME_SIZE) + 0.06 + line_inches(SIZE) * rows_of(found)
        for name, found in zip(names, labels, strict=True)
    ]
    stand = places(headers, right=_RIGHT)
    body = total_height(stand) + dates_inches(data.calendar, end=end, width=width)
    made = page(TITLE, _explanation(data, panels), body=body, key=_key(data, panels))
    drawn = []
    for panel, place, name, found in zip(panels, stand, names, labels, strict=True):
        axes = made.axes(left=place.left, top=place.top, width=width, height=place.height)
        draw_dates(
            axes, data.calendar, begin=begin, end=end, width=width, is_labelled=place.is_lowest
        )
        _draw_fans(axes, panel, is_single=data.replications_number == 1)
        _draw_dues(axes, panel, found, width=width)
        write_above(
            axes, name, line_inches(SIZE) * rows_of(found) + 0.06, size=NAME_SIZE, weight="bold"
        )
        if not panel.fans and not panel.marks:
            say(axes, NOBODY, width=width)
        drawn.append(axes)
    return tuple(drawn)


def _end(data: ChartData, panels: list[_Panel]) -> float:
    """The last hour shown: a little after all are out and all is due, at most after the end."""
    hours = [1.0]
    for panel in panels:
        hours += [each.latest for each in panel.marks]
        for found in panel.fans.values():
            hours += [float(found.hours[found.high > 0].max(initial=0)) + 1]
        for due in panel.dues:
            hours += [spread.high for spread in (due.signed, due.moved) if spread is not None]
    return 1.03 * min(data.end_hours, max(hours))


def _labels(
    data: ChartData, panel: _Panel, *, begin: float, end: float, width: float
) -> list[Label]:
    """Labels of the lines at due instants, clauses due at the same instant under one."""
    wanted: dict[str, float] = {}
    for due in panel.dues:
        if due.signed is not None:
            wanted[_label(data, "due", due.signed, width=width)] = due.signed.middle
        if due.moved is not None:
            often = "" if len(due.rows) == 1 else f" in {share(due.moved_number, len(due.rows))},"
            moved = _label(data, f"moved{often} to", due.moved, width=width)
            wanted[moved] = due.moved.middle
    scale = width / (end - begin)
    return place_labels(
        [
            ((hours - begin) * scale, text) if hours <= end else (width, f"{text}{_BEYOND}")
            for text, hours in wanted.items()
        ],
        width=width,
    )


def _label(data: ChartData, what: str, instants: Spread, *, width: float) -> str:
    """An instant with its range, or without where the panel is too narrow for both."""
    told = f"{what} {range_words(data, instants)}"
    fits = inches(f"{told}{_BEYOND}", SIZE) <= width
    return told if fits else f"{what} {data.instant(instants.middle)}"


def _draw_fans(axes: Axes, panel: _Panel, *, is_single: bool) -> None:
    for name, _, look in WHO:
        if name in panel.fans:
            part = f"{name}.{panel.area}"
            draw_fan(axes, panel.fans[name], look, name=part, is_single=is_single)
    _draw_observed(axes, panel)
    count_axis(
        axes, "people, loads" if "loads" in panel.fans or panel.observed["loads"] else "people"
    )


def _draw_observed(axes: Axes, panel: _Panel) -> None:
    for name, _, look in WHO:
        for number, each in enumerate(panel.observed[name]):
            part = f"observed.{name}.{panel.area}.{number}"
            draw_value(axes, each, look.colour, name=part)


def _draw_dues(axes: Axes, panel: _Panel, labels: list[Label], *, width: float) -> None:
    for due in panel.dues:
        for spread, look, what in ((due.signed, SIGNED, "due"), (due.moved, MOVED, "moved")):
            if spread is not None:
                draw_due(axes, spread, look, name=f"{what}.{due.clause.name}")
    step = line_inches(SIZE)
    for label in labels:
        floor = label.row * step
        axes.annotate(
            label.text,
            (label.left / width, 1 + (floor + 0.03) / PANEL),
            xycoords="axes fraction",
            fontsize=SIZE,
            ha="left",
            va="bottom",
            color=INK,
            annotation_clip=False,
        )
        if label.has_line and label.x < width:
            axes.plot(
                [label.x / width] * 2,
                [1, 1 + (floor + 0.01) / PANEL],
                transform=axes.transAxes,
                color=INK,
                linewidth=0.8,
                clip_on=False,
            )


def _explanation(data: ChartData, panels: list[_Panel]) -> list[str]:
    number = data.replications_number
    told = (
        "One replication, which chance decided; others may go otherwise."
        if number == 1
        else f"At each hour the median, and what lies between 10 and 90 % of "
        f"{replications(number)}; for these inputs."
    )
    scale = f" {OWN_SCALE}" if len(panels) > 1 else ""
    left_out = "People who will never leave are not counted, nor are loads given up."
    return [data.title, f"{told} {left_out}{scale}"]


def _key(data: ChartData, panels: list[_Panel]) -> list[KeyItem]:
    found: list[KeyItem] = [
        (Line2D([], [], color=look.colour, linestyle=look.dash, linewidth=2), name)
        for name, _, look in WHO
        if any(name in panel.fans for panel in panels)
    ]
    if data.replications_number > 1 and found:
        found.append((Patch(facecolor=MUTED, alpha=0.25), "10 to 90 % of replications"))
    dues = [due for panel in panels for due in panel.dues]
    if any(due.signed is not None for due in dues):
        found.append((Line2D([], [], color=INK, linewidth=1.1), "due as signed"))
    if any(due.moved is not None for due in dues):
        found.append(
            (Line2D([], [], color=INK, linewidth=1.1, linestyle=MOVED.dash), "due as moved")
        )
    return found + key_of_marks([each for panel in panels for each in panel.marks])


CHART = Chart(
    name="remaining",
    question=TITLE,
    shows="Civilians, troops and loads inside each area, hour by hour, with the due dates.",
    draw=remaining_chart,
)
