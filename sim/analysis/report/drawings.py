"""The charts of a run as drawings that stand in its page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import StringIO

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.saving import charts_of
from sim.analysis.charts.style import house_style
from sim.analysis.report.inlining import HALO, inlined

SHOWS = {
    "schedule": "For each area its due dates as signed and as moved, a bar from the first "
    "departure to the last out, and when the army entered; clauses about no area below.",
    "why": "For each clause the mean hours on its critical path by cause, and in what share of "
    "replications roads, fleets, units and groups lay on it.",
    "remaining": "Civilians, troops and loads inside each area, hour by hour, with the due dates.",
    "queues": "Both directions of the roads with the longest queues, hour by hour.",
    "network": "A map of places, areas and roads. The width of a road's band is the number of "
    "vehicles that it let in, a disc the longest queue before its entrance.",
    "breaches": "Duties that were broken: in what share of the replications, and when first.",
    "peacekeepers": "People and vehicles landed and in place against the authorised strength, and "
    "sorties, over time.",
    "posts": "Permanent and temporary posts manned over time, and when each post was.",
    "arrivals": "People of each flow who had arrived, hour by hour.",
}
"""What a chart shows, for readers who cannot see it; tables beside it have the numbers."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in a page.

    Attributes:
        name: Of the chart.
        question: What it answers.
        svg: The drawing itself.
    """

    name: str
    question: str
    svg: str


def drawings(data: ChartData) -> tuple[Drawing, ...]:
    """Every chart that the case has something for."""
    return tuple(
        drawing(name, question, partial(draw, data))
        for name, (question, draw) in charts_of(data).items()
    )


def drawing(name: str, question: str, draw: Callable[[], Axes]) -> Drawing:
    """A chart in a page.

    Args:
        name: Of the chart.
        question: What it answers.
        draw: Draws it.
    """
    figure = draw().get_figure(root=True)
    assert figure is not None
    told = SHOWS.get(name, "")
    svg = inlined(_svg(figure), name=name, title=question, told=told or question)
    return Drawing(name, question, svg)


def _svg(figure: Figure) -> str:
    for text in figure.findobj(Text):
        # An edge around letters would turn each of them into a drawing of its own.
        if text.get_path_effects():
            text.set_path_effects([])
            text.set_gid(HALO)
    written = StringIO()
    with house_style(), mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()
