"""What the charts of studies have in common: how outcomes stand on an axis, and who looks how."""

import math
from collections.abc import Sequence
from datetime import datetime

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.asked import INSTANT, OutcomeAsked, StudyAsked
from sim.analysis.charts.page import MARGIN, WIDTH, KeyItem, Page, page
from sim.analysis.charts.style import Look
from sim.clock import HOUR, Calendar

LEFT, RIGHT, BELOW = 1.35, 0.35, 0.75
"""Inches beside and below a chart, for the labels of its axes."""
HIGH = 3.6
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
) -> Axes:
    """A page with one chart in it."""
    made: Page = page(title, explanation, body=high + BELOW, key=key)
    return made.axes(left=left, top=0.05, width=WIDTH - left - RIGHT - MARGIN, height=high)


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
    calendar = Calendar(datetime.strptime(asked.start, INSTANT), asked.time_zone)

    def told(hours: float, _: int) -> str:
        local = calendar.local(round(hours * HOUR))
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        return f"{local.day} {months[local.month - 1]} {local:%H:%M}"

    axis.set_major_formatter(FuncFormatter(told))


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
