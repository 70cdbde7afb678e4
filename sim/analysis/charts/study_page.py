"""What the charts of studies have in common: how outcomes stand on an axis, and who looks how."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.asked import INSTANT, OutcomeAsked, StudyAsked
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, Page, page
from sim.analysis.charts.style import Look
from sim.analysis.charts.words import inches, text_inches, wrapped
from sim.clock import HOUR, Calendar

LEFT, RIGHT, BELOW = 1.35, 0.35, 0.75
"""Inches beside and below a chart, for the labels of its axes."""
HIGH = 3.6
SIZE = 9.0
"""Of what stands beside and below a chart, in points."""
LOOKS = (
    Look("#12436d", marker="o"),
    Look("#d4511e", dash=(0, (5, 2)), marker="s"),
    Look("#1b8a80", dash=(0, (1, 1.5)), marker="^"),
    Look("#801650", dash=(0, (6, 2, 1, 2)), marker="D"),
    Look("#9a6a00", dash=(0, (3, 1, 1, 1, 1, 1)), marker="v"),
    Look("#55606b", dash=(0, (2, 4)), marker="P"),
)
"""Lines of a chart, told apart by colour, dash and mark."""


def study_axes(
    title: str,
    explanation: Sequence[str],
    *,
    key: Sequence[KeyItem] = (),
    left: float = LEFT,
    high: float = HIGH,
    below: float = BELOW,
) -> Axes:
    """A page with one chart in it; lengths in inches."""
    made: Page = page(title, explanation, body=high + below, key=key)
    return made.axes(left=left, top=0.05, width=wide(left), height=high)


def wide(left: float = LEFT) -> float:
    """How wide a chart is, in inches."""
    return WIDTH - left - RIGHT - MARGIN


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a chart, in inches from its upper edge.

    Attributes:
        text: Its name, broken into lines.
        top, height: Where it is.
    """

    text: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Its middle."""
        return self.top + self.height / 2


def write_rows(axes: Axes, rows: Sequence[Row]) -> None:
    """Write names of rows beside their middles; the first is on top."""
    axes.set_yticks([row.middle for row in rows], [row.text for row in rows])
    axes.tick_params(axis="y", labelsize=SIZE, length=0)
    for label in axes.get_yticklabels():
        label.set_linespacing(1.15)
    axes.set_ylim(rows[-1].top + rows[-1].height, 0)


def named_rows(names: Sequence[str], *, left: float, least: float) -> list[Row]:
    """Rows high enough for their names.

    Args:
        names: From the top down.
        left: Inches for them beside the chart.
        least: The least height of a row in inches.
    """
    found: list[Row] = []
    top = 0.0
    for name in names:
        told = wrapped(name, SIZE, width=left - MARGIN - 0.15)
        height = max(least, text_inches(told, SIZE) + 0.12)
        found.append(Row(told, top, height))
        top += height
    return found


def write_columns(axes: Axes, names: Sequence[str], at: Sequence[float], *, width: float) -> None:
    """Write what stands below an axis, as far as there is room; the first and the rest in turn.

    Args:
        axes: The chart; its limits must be set.
        names: Broken into lines.
        at: Where they stand.
        width: Of the chart in inches.
    """
    low, high = axes.get_xlim()
    scale = width / (high - low)
    reach, told = -math.inf, []
    for name, x in sorted(zip(names, at, strict=True), key=lambda pair: pair[1]):
        half = inches(name, SIZE) / 2
        has_room = (x - low) * scale - half >= reach + 0.08
        told.append((x, name if has_room else ""))
        if has_room:
            reach = (x - low) * scale + half
    axes.set_xticks([x for x, _ in told], [name for _, name in told])
    axes.tick_params(axis="x", labelsize=SIZE)


def outcome_label(outcome: OutcomeAsked) -> str:
    """What stands beside the axis of an outcome."""
    if outcome.kind == "truth":
        return "Share of runs, %"
    if outcome.is_instant:
        return "Median, local time"
    kind = "Median" if outcome.kind == "time" else "Mean"
    return f"{kind}, {outcome.unit}" if outcome.unit else kind


def on_axis(value: float | None, outcome: OutcomeAsked) -> float:
    """Where a value stands on the axis; NaN where it cannot."""
    if value is None or not math.isfinite(value):
        return math.nan
    return 100 * value if outcome.kind == "truth" else value


def dated(axes: Axes, asked: StudyAsked, outcome: OutcomeAsked, *, is_x: bool = False) -> None:
    """Write local instants on the axis of an outcome that tells when."""
    axis = axes.xaxis if is_x else axes.yaxis
    axis.set_major_locator(MaxNLocator(nbins=6))
    if not outcome.is_instant:
        return
    axis.set_major_formatter(FuncFormatter(lambda hours, _: when_words(hours, asked)))


def when_words(hours: float, asked: StudyAsked) -> str:
    """An hour of the runs as a local instant, without the year."""
    calendar = Calendar(datetime.strptime(asked.start, INSTANT), asked.time_zone)
    day, month, _, hour = calendar.text(round(hours * HOUR)).split()
    return f"{day} {month} {hour}"


def mark(look: Look, *, is_hollow: bool = False, line: bool = True) -> Line2D:
    """How a line is shown in the key."""
    return Line2D(
        [],
        [],
        color=look.colour,
        linestyle=look.dash if line else "none",
        marker=look.marker,
        markerfacecolor="white" if is_hollow else look.colour,
        markersize=6,
    )
