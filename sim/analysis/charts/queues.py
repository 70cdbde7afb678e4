"""Where did vehicles queue, when, and how long were the queues?"""

import math
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerLine2D
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.charts.data import ChartData, RoadFacts
from sim.analysis.charts.dates import draw_dates, first_hour
from sim.analysis.charts.page import KeyItem, page, sentence
from sim.analysis.charts.panels import panel_width, places, total_height
from sim.analysis.charts.spread import Fan, Spread, fan, spread
from sim.analysis.charts.style import INK, INWARD, MUTED, OUTWARD, Look, house_style
from sim.analysis.charts.words import line_inches, replications, text_inches, wrapped

TITLE = "Where did vehicles queue, when, and how long were the queues?"
NO_QUEUE = "No vehicle queued on any road in any replication."

MOST_ROADS = 4
LEAST_SHARE = 0.05
"""A road is shown if its queue reaches this share of the longest one."""

_NAME_SIZE, _SIZE = 9.5, 8.5
_PANEL, _RIGHT = 1.75, 0.75


@dataclass(frozen=True, slots=True)
class _Direction:
    """One direction of a road: where it leads, its queue over time, and its longest queue."""

    toward: str
    label: str
    look: Look
    queue: Fan | None
    longest: Spread | None
    km: float | None
