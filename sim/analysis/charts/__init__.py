"""What does it look like? One chart a module, drawn from outcome tables and series."""

from sim.analysis.charts.arrivals import arrivals_chart
from sim.analysis.charts.breaches import breaches_chart
from sim.analysis.charts.clearance import clearance_chart
from sim.analysis.charts.convergence import convergence_chart
from sim.analysis.charts.data import ChartData, chart_data
from sim.analysis.charts.extension_tree import extension_chart
from sim.analysis.charts.feasibility import feasibility_chart
from sim.analysis.charts.gaps import gaps_chart
from sim.analysis.charts.network import network_chart
from sim.analysis.charts.peacekeepers import peacekeepers_chart
from sim.analysis.charts.posts import posts_chart
from sim.analysis.charts.queues import queues_chart
from sim.analysis.charts.remaining import remaining_chart
from sim.analysis.charts.saving import draw_charts
from sim.analysis.charts.schedule import schedule_chart
from sim.analysis.charts.why import why_chart

__all__ = [
    "ChartData",
    "arrivals_chart",
    "breaches_chart",
    "chart_data",
    "clearance_chart",
    "convergence_chart",
    "draw_charts",
    "extension_chart",
    "feasibility_chart",
    "gaps_chart",
    "network_chart",
    "peacekeepers_chart",
    "posts_chart",
    "queues_chart",
    "remaining_chart",
    "schedule_chart",
    "why_chart",
]
