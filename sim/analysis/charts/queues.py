"""Where did vehicles queue, when, and how long were the queues?"""

from dataclasses import dataclass

from sim.analysis.charts.spread import Fan, Spread
from sim.analysis.charts.style import Look

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
