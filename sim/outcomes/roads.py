"""What came of each direction of a road: its queue, its jams, what stopped it, when it opened."""

import numpy as np

from sim.catalogue import CAUSES, Cause, Kind
from sim.outcomes.posts import covered_from
from sim.outcomes.queues import JAM_VEHICLES, Queue, longest_waits, queues
from sim.outcomes.reading import Ints, Reading, Rows, hours, summed
from sim.scenario.roster import lane_name
from sim.scenario.words import CLASSES

CAUSES_AT_ROADS = (
    Cause.ROAD_QUEUE,
    Cause.BREAKDOWN,
    Cause.CLOSED,
    Cause.WEATHER,
    Cause.NIGHT,
    Cause.PAUSE,
)
"""What one waits for at the entrance of a road."""


def road_rows(reading: Reading) -> list[dict[str, object]]:
    """The outcomes of all directions of all roads."""
    size = len(reading.log.places)
    entries = reading.of(Kind.ENTER)
    breakdowns = reading.of(Kind.BREAKDOWN_BEGIN)
    let_in = summed(entries["at"], entries["vehicles"], size)
    delay = _delays(reading)
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
            "delay_vehicle_hours": int(delay[lane].sum()) / 3600,
            **{
                f"delay_{cause.name.lower()}_vehicle_hours": int(delay[lane, cause]) / 3600
                for cause in CAUSES_AT_ROADS
            },
            "breakdowns_number": int(stops[lane]),
            "breakdown_hours": int(stopped_seconds[lane]) / 3600,
            **_opened(reading, road),
            "covered_from_hours": hours(covered_from(reading, road=road)),
        }
        for road, toward, lane in reading.lanes
    ]


def _delays(reading: Reading) -> Ints:
    """By place and cause: seconds of waits at its entrance, times vehicles."""
    waits, size = reading.road_waits, max(CAUSES) + 1
    cells = waits["at"] * size + waits["cause"]
    delays = summed(cells, waits.seconds * waits["vehicles"], len(reading.log.places) * size)
    return delays.reshape(-1, size)


def _opened(reading: Reading, road: str) -> dict[str, object]:
    """When a road was cleared, and when it opened to each class; for both directions alike."""
    cleared = reading.of(Kind.CLEARED)
    lane = reading.places[lane_name(road, reading.roster.scenario.roads[road].to)]
    seconds = cleared["second"][cleared["at"] == lane].tolist()
    told: dict[str, object] = {"cleared_hours": hours(seconds[0]) if seconds else None}
    opened = reading.of(Kind.OPENED_TO)
    opened = opened.where(opened["subject"] == reading.subjects[f"roads.{road}"])
    kept_out = reading.roster.scenario.roads[road].open_to
    for number, name in enumerate(CLASSES):
        at = opened["second"][opened["value"] == 1 << number].tolist()
        first = 0 if name not in kept_out else at[0] if at else None
        told[f"opened_to_{name}_hours"] = hours(first)
    return told


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
