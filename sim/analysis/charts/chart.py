"""What a chart of a run is called, what it answers, and who has something for it."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes

from sim.analysis.charts.data import ChartData

Drawn = Axes | tuple[Axes, ...]
"""What drawing gives: one chart, or its panels from top to bottom, all on one page."""


def always(_: ChartData) -> bool:
    """Every case has something for it."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of a run, as lists of charts know it.

    Attributes:
        name: Of its files, of the method that draws it, and on the command line.
        question: What it answers; its title.
        shows: What is drawn, for readers who cannot see it.
        draw: Draws it.
        has: Whether a case has something for it; others are not troubled with an empty page.
    """

    name: str
    question: str
    shows: str
    draw: Callable[[ChartData], Drawn]
    has: Callable[[ChartData], bool] = always

    def axes(self, data: ChartData) -> Axes:
        """The chart, by the first of its panels."""
        drawn = self.draw(data)
        return drawn[0] if isinstance(drawn, tuple) else drawn
