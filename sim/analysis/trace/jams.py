"""Jams: when a queue grew long, how long it grew, and when it was short again."""

from collections.abc import Iterator

from sim.analysis.trace.speech import Speech, counted
from sim.clock import HOUR
from sim.outcomes.queues import JAM_VEHICLES, Queue, queues
from sim.outcomes.reading import Reading

CALM_SHARE = 0.5
"""A jam is over when the queue is down to this share of one, or it would end and begin all day."""
LONG = 3 * HOUR
"""A shorter jam is not told."""


def jams(reading: Reading, speech: Speech) -> Iterator[tuple[int, str, str]]:
    """When each jam begins and ends: second, subject, words."""
    for lane, queue in sorted(queues(reading).items()):
        name = reading.log.places[lane]
        where, road = speech.where(name), name.partition(">")[0]
        for begin, end, longest in _spans(queue):
            if (queue.end if end is None else end) - begin < LONG:
                continue
            yield begin, road, f"{JAM_VEHICLES} vehicles queue for {where}: a jam begins"
            if end is not None:
                most = counted(longest, "vehicle")
                yield end, road, f"the jam for {where} is over; at its worst it held {most}"


def _spans(queue: Queue) -> Iterator[tuple[int, int | None, int]]:
    """Beginning, end and longest queue of every jam."""
    begin, longest = None, 0
    for second, vehicles in zip(queue.seconds.tolist(), queue.vehicles.tolist(), strict=True):
        if begin is None and vehicles >= JAM_VEHICLES:
            begin, longest = second, vehicles
        elif begin is not None and vehicles < CALM_SHARE * JAM_VEHICLES:
            yield begin, second, longest
            begin = None
        longest = max(longest, vehicles)
    if begin is not None:
        yield begin, None, longest
