"""What came of each direction of a road: its queue, its jams, what stopped it."""

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.queues import JAM_VEHICLES, Queue, longest_waits, queues
from sim.outcomes.reading import Ints, Reading, Rows, hours, summed


def road_rows(reading: Reading) -> list[dict[str, object]]:
    """The outcomes of all directions of all roads."""
    size = len(reading.log.places)
    waits, entries = reading.road_waits, reading.of(Kind.ENTER)
    breakdowns = reading.of(Kind.BREAKDOWN_BEGIN)
    let_in = summed(entries["at"], entries["vehicles"], size)
    delay = summed(waits["at"], waits.seconds * waits["vehicles"], size)
    longest = longest_waits(reading)
    stopped = np.minimum(breakdowns["value"], reading.end - breakdowns["second"])
    stops = np.bincount(breakdowns["at"], minlength=size)
    stopped_seconds = summed(breakdowns["at"], stopped, size)
    found = queues(reading)
    empty = Queue(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), reading.end)
    return [
        {
            "road": road,
            "toward": toward,
            "vehicles": int(let_in[lane]),
            **_queue(reading, found.get(lane, empty), road=road, lane=lane),
            "longest_wait_hours": int(longest[lane]) / 3600,
            "delay_vehicle_hours": int(delay[lane]) / 3600,
            "breakdowns_number": int(stops[lane]),
            "breakdown_hours": int(stopped_seconds[lane]) / 3600,
        }
        for road, toward, lane in reading.lanes
    ]


def _queue(reading: Reading, queue: Queue, *, road: str, lane: int) -> dict[str, object]:
    most, second = queue.longest()
    density = reading.roster.scenario.roads[road].jam_density_vehicles_per_km.likely()
    jam = queue.longest_time_above(JAM_VEHICLES)
    return {
        "longest_queue_vehicles": most,
        "longest_queue_km": most / density,
        "longest_queue_at_hours": hours(second),
        "queue_hours": queue.stood_seconds() / 3600,
        "longest_jam_hours": (jam[1] - jam[0]) / 3600 if jam else 0.0,
        "longest_jam_from_hours": hours(jam[0]) if jam else None,
        "jam_vehicles_per_hour": _served_per_hour(reading.of(Kind.ENTER), lane, jam),
    }


def _served_per_hour(entries: Rows, lane: int, jam: tuple[int, int] | None) -> float | None:
    """Vehicles let in per hour while a jam stood: after its first second, up to its last."""
    if jam is None or jam[0] == jam[1]:
        return None
    seconds: Ints = entries["second"]
    within = (entries["at"] == lane) & (seconds > jam[0]) & (seconds <= jam[1])
    return float(entries["vehicles"][within].sum() / (jam[1] - jam[0]) * 3600)
