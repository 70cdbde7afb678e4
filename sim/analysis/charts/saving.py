"""Charts as files: a PNG to paste and an SVG to print, the same bytes for the same data."""

from collections.abc import Iterable
from pathlib import Path

from matplotlib.axes import Axes

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.style import house_style

DPI = 150
ENDINGS = ("png", "svg")


def draw_charts(charts: Iterable[Chart], data: ChartData, folder: Path) -> list[Path]:
    """Draw charts into a folder, each as PNG and as SVG.

    Returns:
        The files, in the order of the charts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        path
        for chart in charts
        for path in save(chart.axes(data), folder / chart.name, question=chart.question)
    ]


def save(axes: Axes, path: Path, *, question: str) -> list[Path]:
    """Write the chart that axes belong to, as PNG and as SVG.

    Args:
        axes: Of the chart.
        path: Of the files, without their endings.
        question: What the chart answers, for readers who cannot see it.
    """
    places = [path.with_name(f"{path.name}.{ending}") for ending in ENDINGS]
    for place in places:
        write(axes, place, question=question)
    return places


def write(axes: Axes, place: Path, *, question: str) -> None:
    """Write the chart that axes belong to as one file, by the ending of its name."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    with house_style():
        if place.suffix == ".svg":
            # The date and the version of the library would make every file another one.
            notes = {"Title": question, "Date": None, "Creator": None}
            figure.savefig(place, format="svg", metadata=notes)
        else:
            notes = {"Title": question, "Software": None}
            figure.savefig(place, format="png", dpi=DPI, metadata=notes)
