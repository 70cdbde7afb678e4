"""One way to draw a number over time: the median as a line in a band from 10 to 90 %."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.charts.spread import Fan, Numbers
from sim.analysis.charts.style import Look

_LABEL_INCHES = 0.62
"""From the frame to the middle of its axis's label, so that labels stand one below the other."""


def draw_fan(axes: Axes, fan: Fan, look: Look, *, name: str, is_single: bool) -> None:
    """The median and the band, each until it is zero for good.

    Args:
        axes: Whose x are hours from the start.
        fan: What to draw.
        look: How.
        name: What the parts are called in the picture: `NAME.median`, `NAME.band`.
        is_single: Whether there is but one replication, and so no band.
    """
    if not is_single:
        known = _until_zero(fan.high)
        axes.fill_between(
            fan.hours[:known],
            fan.low[:known],
            fan.high[:known],
            facecolor=look.colour,
            edgecolor=look.colour,
            alpha=0.22,
            linewidth=0.8,
            linestyle=look.dash,
            zorder=2.5,
            gid=f"{name}.band",
        )
    known = _until_zero(fan.middle)
    axes.plot(
        fan.hours[:known],
        fan.middle[:known],
        color=look.colour,
        linestyle=look.dash,
        linewidth=2,
        zorder=4,
        gid=f"{name}.median",
    )


def _until_zero(values: Numbers) -> int:
    """How many values there are up to the one from which on all are zero, that one included.

    Lines that lie upon each other along the axis of time would say less than none.
    """
    above = np.flatnonzero(values > 0)
    return int(above[-1]) + 2 if len(above) else 0


def count_axis(axes: Axes, unit: str) -> None:
    """An axis of whole numbers from zero upwards."""
    axes.set_ylim(0, max(1.0, axes.get_ylim()[1]))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(axis="y", labelsize=8.5)
    axes.set_ylabel(unit, fontsize=8.5)
    axes.yaxis.set_label_coords(-_LABEL_INCHES * axes.figure.dpi / axes.bbox.width, 0.5)
