"""Entrances of roads serve one mover at a time, side by side in turns, first come first served."""

from collections.abc import Iterator

import numpy as np

from sim.catalogue import Kind
from sim.outcomes.invariants.journeys import Checked, classes, mover_name
from sim.outcomes.reading import Ints


def _entrances(reading: Checked) -> Ints:
    """By place code: a number for the entrance of each lane; one for both where they share it."""
    roads = reading.roster.scenario.roads
    found = np.arange(len(reading.log.places))
    first: dict[str, int] = {}
    for road, _, lane in reading.lanes:
        if roads[road].one_lane_km is not None:
            found[lane] = first.setdefault(road, lane)
    return found


def _services(reading: Checked) -> tuple[Ints, Ints]:
    """Positions among the journeys of all who were let in, in the order of service, by entrance.

    Whoever left the entrance free again within its second was served before whoever did not.
    """
    found = reading.journeys
    entries = np.flatnonzero(found.is_kind(Kind.ENTER))
    entrance = _entrances(reading)[found["at"][entries]]
    order = np.lexsort((found["value"][entries], found["second"][entries], entrance))
    return entries[order], entrance[order]


def entrances(reading: Checked) -> Iterator[str]:
    """Nobody is let in before the entrance is free again."""
    found = reading.journeys
    entries, entrance = _services(reading)
    seconds, free = found["second"][entries], found["value"][entries]
    too_soon = (np.diff(entrance) == 0) & (seconds[1:] < free[:-1])
    for place in np.flatnonzero(too_soon):
        name = mover_name(reading, found.rows[entries[place + 1]])
        lane = reading.log.places[found["at"][entries[place + 1]]]
        yield f"{name} enters {lane} at {seconds[place + 1]}, which is free at {free[place]}"
    for place in np.flatnonzero(free < seconds):
        name = mover_name(reading, found.rows[entries[place]])
        yield f"{name} enters at {seconds[place]} and is through at {free[place]}, before that"


def turns(reading: Checked) -> Iterator[str]:
    """A one-lane stretch changes direction by a turn, and is cleared first."""
    found = reading.journeys
    entries, entrance = _services(reading)
    lanes, seconds, free = (found[name][entries] for name in ("at", "second", "value"))
    changes = np.flatnonzero((np.diff(entrance) == 0) & (np.diff(lanes) != 0))
    rows = reading.of(Kind.TURN)
    for place in changes:
        begin, end = seconds[place], seconds[place + 1]
        turned = rows.where(
            (rows["at"] == lanes[place + 1]) & (rows["second"] >= begin) & (rows["second"] <= end)
        )
        lane = reading.log.places[lanes[place + 1]]
        if not len(turned):
            yield f"{lane} is entered at {end} without a turn since {begin}"
        # Both the end of service and the clearing are rounded upwards.
        elif end < free[place] + turned["value"][0] - 1:
            yield f"{lane} is entered at {end}, before the stretch is clear"


def first_come(reading: Checked) -> Iterator[str]:
    """Of a class, who came first to an entrance is let in first."""
    found = reading.journeys
    of = classes(reading.roster)
    names = sorted(set(of.values()))
    index = np.array([names.index(of[path]) if path in of else -1 for path in reading.log.subjects])
    entries = np.flatnonzero(found.is_kind(Kind.ENTER))
    queue = found["at"][entries] * (len(names) + 1) + index[found["subject"][entries]]
    came = (found["second"] - found.waited_at_lane)[entries]
    order = np.lexsort((came, found["second"][entries], queue))
    entries, queue, came = entries[order], queue[order], came[order]
    overtakes = (np.diff(queue) == 0) & (np.diff(came) < 0)
    for place in np.flatnonzero(overtakes):
        name = mover_name(reading, found.rows[entries[place]])
        other = mover_name(reading, found.rows[entries[place + 1]])
        yield f"{name}, who came at {came[place]}, is let in before {other}, who came before"
