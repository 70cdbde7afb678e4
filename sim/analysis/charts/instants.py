"""One way to draw an instant that differs from replication to replication.

How often it falls where is told by height, what lies between 10 and 90 % by a line, the median by
a mark upon it. What lies after the end of the run is an arrow.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from sim.analysis.charts.spread import Spread
from sim.analysis.charts.style import INK, Look

BIN_INCHES = 0.05


@dataclass(frozen=True, slots=True)
class Strip:
    """A horizontal strip of axes whose y are inches from the top and whose x are hours.

    Attributes:
        axes: The axes.
        top, height: Where the strip is, in inches.
        begin, end: The first and last hour shown.
        bins: How many stretches of time occurrences are counted in.
    """

    axes: Axes
    top: float
    height: float
    begin: float
    end: float
    bins: int

    @property
    def floor(self) -> float:
        """Where heights stand on."""
        return self.top + 0.74 * self.height

    @property
    def line(self) -> float:
        """Where lines and marks are."""
        return self.top + 0.86 * self.height


def draw_instants(strip: Strip, instants: Spread, look: Look, *, name: str) -> None:
    """How often, range and median of an instant; the median is left out where it is not shown.

    Args:
        strip: Where to draw.
        instants: What to draw.
        look: Its colour, and the marker of its median.
        name: What the parts are called in the picture: `NAME.often`, `NAME.range`, `NAME.median`.
    """
    if not len(instants.came):
        return
    if instants.high > instants.low:
        _draw_often(strip, instants, look, name=name)
        _draw_range(strip, instants, name=name)
    # A bar shows its own ends; only the middle of a range needs a mark.
    is_bar_end = look.marker == "|" and instants.high == instants.low
    if instants.middle <= strip.end and not is_bar_end:
        strip.axes.plot(
            [instants.middle],
            [strip.line],
            marker=look.marker,
            markersize=7 if look.marker == "|" else 5.5,
            markeredgewidth=2 if look.marker == "|" else 1,
            markeredgecolor=look.colour,
            markerfacecolor="white" if look.is_hollow else look.colour,
            linestyle="none",
            clip_on=False,
            zorder=6,
            gid=f"{name}.median",
        )


def _draw_often(strip: Strip, instants: Spread, look: Look, *, name: str) -> None:
    if instants.low > strip.end:
        return
    counts, edges = np.histogram(instants.came, bins=strip.bins, range=(strip.begin, strip.end))
    highest = strip.floor - strip.top
    strip.axes.stairs(
        strip.floor - counts / counts.max() * highest,
        edges,
        baseline=strip.floor,
        fill=True,
        facecolor=look.pale if look.is_hollow else look.colour,
        linewidth=0,
        zorder=4,
        gid=f"{name}.often",
    )


def _draw_range(strip: Strip, instants: Spread, *, name: str) -> None:
    if instants.low > strip.end:
        return
    ends = [instants.low, min(instants.high, strip.end)]
    strip.axes.plot(
        ends,
        [strip.line, strip.line],
        color=INK,
        linewidth=1.1,
        solid_capstyle="butt",
        zorder=5,
        gid=f"{name}.range",
    )
    for end, value in zip(ends, (instants.low, instants.high), strict=True):
        strip.axes.plot(
            [end],
            [strip.line],
            marker="|" if value <= strip.end else ">",
            markersize=5,
            color=INK,
            linestyle="none",
            clip_on=False,
            zorder=5,
        )
