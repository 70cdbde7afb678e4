"""What went along each direction of a road, and how long its queue was."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.spread import Spread, spread

MOST_TOLD = 6
LEAST_SHARE = 0.1
"""A queue is told in words if it reaches this share of the longest."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One direction of a road.

    Attributes:
        road, label: The road's name in the scenario, and what people call it.
        end, end_label: Name of the place it leads to, and what people call that.
        carried: Vehicles let in, over the replications.
        queue: The longest queue at the entrance, in vehicles.
        queue_km: The same in km.
    """

    road: str
    label: str
    end: str
    end_label: str
    carried: Spread
    queue: Spread
    queue_km: Spread


def flows(data: ChartData) -> list[Flow]:
    """Both directions of all roads, in the order of the scenario."""
    found = []
    for road in (road for road in data.roads if len(road.ends) == 2):
        rows = data.of("roads", "road", road.name)
        for end, label in road.ends.items():
            here = rows[rows["toward"] == end]
            columns = ("vehicles", "longest_queue_vehicles", "longest_queue_km")
            carried, queue, queue_km = (spread(here[column]) for column in columns)
            if carried is not None and queue is not None and queue_km is not None:
                found.append(Flow(road.name, road.label, end, label, carried, queue, queue_km))
    return found


def told(found: Sequence[Flow]) -> list[Flow]:
    """The directions whose queues are told in words, the longest first."""
    ranked = sorted(found, key=lambda flow: (-flow.queue.middle, -flow.queue.high))
    if not ranked:
        return []
    least = max(1.0, LEAST_SHARE * max(flow.queue.high for flow in ranked))
    return [flow for flow in ranked[:MOST_TOLD] if flow.queue.high >= least]
