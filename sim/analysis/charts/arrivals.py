"""How many people of each flow had arrived?"""

from matplotlib.axes import Axes

from sim.analysis.charts.chart import Chart
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.number_panels import Panel, draw_panels, line_of
from sim.analysis.charts.page import sentence
from sim.analysis.charts.style import IN_PLACE, house_style

TITLE = "How many people of each flow had arrived?"
NOTHING = "There is nothing to show: no replication, or no flow in which people ever arrived."

_BEGIN, _END = "flows.", ".arrived_people"


def has_arrivals(data: ChartData) -> bool:
    """Whether there is anything to draw."""
    return bool(_panels(data))


def arrivals_chart(data: ChartData) -> tuple[Axes, ...]:
    """A panel a flow, such as returnees: people arrived since the start, hour by hour."""
    with house_style():
        panels = _panels(data)
        if not data.replications_number or not panels:
            return (sentence(TITLE, [data.title], NOTHING),)
        return draw_panels(
            data, panels, title=TITLE, explanation="People are counted since the start."
        )


def _panels(data: ChartData) -> list[Panel]:
    names = [name for name in data.series.of_kind("flows") if name.endswith(_END)]
    found = [
        Panel(
            label=name.removeprefix(_BEGIN).removesuffix(_END).replace("-", " ").capitalize(),
            unit="people",
            lines=(line_of(data, "arrived", name, IN_PLACE),),
        )
        for name in names
    ]
    return [panel for panel in found if not panel.is_empty]


CHART = Chart(
    name="arrivals",
    question=TITLE,
    shows="People of each flow who had arrived, hour by hour.",
    draw=arrivals_chart,
    has=has_arrivals,
)
