"""Charts as files: a PNG to paste and an SVG to print, the same bytes for the same data."""

from collections.abc import Callable
from pathlib import Path

from matplotlib.axes import Axes

from sim.analysis.charts.arrivals import TITLE as ARRIVALS
from sim.analysis.charts.arrivals import arrivals_chart, has_arrivals
from sim.analysis.charts.breaches import TITLE as BREACHES
from sim.analysis.charts.breaches import breaches_chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.network import TITLE as NETWORK
from sim.analysis.charts.network import network_chart
from sim.analysis.charts.peacekeepers import TITLE as PEACEKEEPERS
from sim.analysis.charts.peacekeepers import peacekeepers_chart
from sim.analysis.charts.posts import TITLE as POSTS
from sim.analysis.charts.posts import posts_chart
from sim.analysis.charts.queues import TITLE as QUEUES
from sim.analysis.charts.queues import queues_chart
from sim.analysis.charts.remaining import TITLE as REMAINING
from sim.analysis.charts.remaining import remaining_chart
from sim.analysis.charts.schedule import TITLE as SCHEDULE
from sim.analysis.charts.schedule import schedule_chart
from sim.analysis.charts.style import house_style
from sim.analysis.charts.why import TITLE as WHY
from sim.analysis.charts.why import has_paths, why_chart

DPI = 150

Charts = dict[str, tuple[str, Callable[[ChartData], Axes]]]

CHARTS: Charts = {
    "schedule": (SCHEDULE, schedule_chart),
    "remaining": (REMAINING, lambda data: remaining_chart(data)[0]),
    "queues": (QUEUES, lambda data: queues_chart(data)[0]),
    "network": (NETWORK, network_chart),
    "breaches": (BREACHES, breaches_chart),
}
"""Every chart by the name of its files, with the question it answers."""
OF_PEACEKEEPERS: Charts = {
    "peacekeepers": (PEACEKEEPERS, lambda data: peacekeepers_chart(data)[0]),
}
"""Drawn only where there are any."""
OF_POSTS: Charts = {"posts": (POSTS, lambda data: posts_chart(data)[0])}
OF_PATHS: Charts = {"why": (WHY, why_chart)}
OF_FLOWS: Charts = {"arrivals": (ARRIVALS, lambda data: arrivals_chart(data)[0])}
"""Likewise."""


def charts_of(data: ChartData) -> Charts:
    """The charts that a case has something for, in the order in which they are read."""
    charts = CHARTS | (OF_PEACEKEEPERS if data.contingents else {})
    charts |= OF_POSTS if data.posts else {}
    charts |= OF_FLOWS if has_arrivals(data) else {}
    return charts | (OF_PATHS if has_paths(data) else {})


def draw_all(data: ChartData, folder: Path) -> list[Path]:
    """Draw every chart that the case has something for into a folder, as PNG and as SVG.

    Returns:
        The files, in the order of CHARTS.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        path
        for name, (question, draw) in charts_of(data).items()
        for path in save(draw(data), folder / name, question=question)
    ]


def save(axes: Axes, path: Path, *, question: str) -> list[Path]:
    """Write the chart that axes belong to.

    Args:
        axes: Of the chart.
        path: Of the files, without their endings.
        question: What the chart answers, for readers who cannot see it.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    png, svg = (path.with_name(f"{path.name}.{ending}") for ending in ("png", "svg"))
    with house_style():
        figure.savefig(png, dpi=DPI, metadata={"Title": question, "Software": None})
        # The date and the version of the library would make every file another one.
        figure.savefig(svg, metadata={"Title": question, "Date": None, "Creator": None})
    return [png, svg]
