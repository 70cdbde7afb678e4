"""One way to draw when something falls due: a line at the median, and how far dates lie apart."""

from matplotlib.axes import Axes

from sim.analysis.charts.spread import Spread
from sim.analysis.charts.style import Look


def draw_due(axes: Axes, instants: Spread, look: Look, *, name: str) -> None:
    """A line through axes of hours where something falls due.

    Args:
        axes: Where to draw.
        instants: When it falls due.
        look: How the line is drawn.
        name: What the parts are called in the picture: `NAME`, and `NAME.range` for what lies
            between 10 and 90 %.
    """
    axes.axvline(
        instants.middle,
        color=look.colour,
        linestyle=look.dash,
        linewidth=1.1,
        zorder=3,
        gid=name,
    )
    if instants.high > instants.low:
        axes.axvspan(
            instants.low,
            instants.high,
            color=look.colour,
            alpha=0.08,
            linewidth=0,
            zorder=1,
            gid=f"{name}.range",
        )
