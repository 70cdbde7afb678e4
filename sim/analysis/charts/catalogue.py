"""All charts of a run, in the order in which they are read."""

from sim.analysis.charts.arrivals import CHART as ARRIVALS
from sim.analysis.charts.breaches import CHART as BREACHES
from sim.analysis.charts.chart import Chart
from sim.analysis.charts.clearance import CHART as CLEARANCE
from sim.analysis.charts.convergence import CHART as CONVERGENCE
from sim.analysis.charts.data import ChartData
from sim.analysis.charts.extension_tree import CHART as EXTENSION
from sim.analysis.charts.feasibility import CHART as FEASIBILITY
from sim.analysis.charts.gaps import CHART as GAPS
from sim.analysis.charts.network import CHART as NETWORK
from sim.analysis.charts.peacekeepers import CHART as PEACEKEEPERS
from sim.analysis.charts.posts import CHART as POSTS
from sim.analysis.charts.queues import CHART as QUEUES
from sim.analysis.charts.remaining import CHART as REMAINING
from sim.analysis.charts.schedule import CHART as SCHEDULE
from sim.analysis.charts.why import CHART as WHY

CHARTS: tuple[Chart, ...] = (
    SCHEDULE,
    CLEARANCE,
    WHY,
    EXTENSION,
    FEASIBILITY,
    REMAINING,
    GAPS,
    NETWORK,
    QUEUES,
    PEACEKEEPERS,
    POSTS,
    BREACHES,
    ARRIVALS,
    CONVERGENCE,
)


def charts_of(data: ChartData) -> tuple[Chart, ...]:
    """The charts that a case has something for."""
    return tuple(chart for chart in CHARTS if chart.has(data))
