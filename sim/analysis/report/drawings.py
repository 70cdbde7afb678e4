"""The charts of a run as drawings that stand in its page."""

from collections.abc import Collection
from dataclasses import dataclass
from io import StringIO

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.analysis.charts.catalogue import charts_of
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.style import house_style
from sim.analysis.report.inlining import HALO, inlined


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


def drawings(data: ChartData, *, only: Collection[str] = ()) -> tuple[Drawing, ...]:
    """Every chart that the case has something for.

    Args:
        data: What they are drawn from.
        only: Names of the charts that are wanted; all, if none is named.
    """
    return tuple(
        drawing(chart.axes(data), chart.name, question=chart.question, shows=chart.shows)
        for chart in charts_of(data)
        if not only or chart.name in only
    )


def drawing(axes: Axes, name: str, *, question: str, shows: str) -> Drawing:
    """A chart in a page.

    Args:
        axes: Of the chart.
        name: Of the chart, unlike that of any other on the page.
        question: What it answers.
        shows: What is drawn, for readers who cannot see it; tables beside it have the numbers.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    svg = inlined(_svg(figure), name=name, title=question, told=shows)
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
