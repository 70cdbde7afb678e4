"""The charts of a comparison as drawings that stand in its page."""

from collections.abc import Iterator
from itertools import islice

from sim.analysis.charts.study_catalogue import OF_COMPARISON
from sim.analysis.comparing.compared import Compared
from sim.analysis.report.drawings import Drawing, drawing

MOST = 4
"""So many drawings of one chart at most, where there is a choice of what it shows."""


def comparison_drawings(found: Compared) -> Iterator[Drawing]:
    """Every chart that there is something for, with the first of what can be chosen for it."""
    for chart in OF_COMPARISON:
        for chosen in islice(chart.all_choices(found), MOST):
            yield drawing(
                chart.axes(found, chosen),
                chart.stem(found, chosen),
                question=chart.title(found, chosen),
                shows=chart.shows,
            )
