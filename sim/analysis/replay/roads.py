"""What happens on each direction of a road: who is on it, who queues, whether it is open."""

from typing import TypedDict

import numpy as np

from sim.analysis.replay.clock import MINUTE, minute, minutes
from sim.analysis.replay.driving import Legs
from sim.analysis.replay.packing import steps
from sim.catalogue import Kind
from sim.outcomes.queues import queue_changes
from sim.outcomes.reading import Ints, Reading
from sim.scenario.explain.names import Names
from sim.scenario.words import CLASSES

ON_ROAD_MINUTES = 30
"""How often it is told how many vehicles are on a road; what happens to somebody is told to the
minute, but this changes with every car."""
OPEN, SHUT_TO_SOME, SHUT = range(3)


class LaneFacts(TypedDict):
    """One direction of a road.

    Attributes:
        to: Number of the place it leads to.
        queue: Vehicles queueing before its entrance, in steps of minutes.
        on: Vehicles on it, in steps of `ON_ROAD_MINUTES`.
        stopped: Minutes from and to which a breakdown stopped it.
    """

    to: int
    queue: str
    on: str
    stopped: list[tuple[int, int]]


class RoadsideFacts(TypedDict):
    """One road.

    Attributes:
        name: What people call it.
        ends: Numbers of the places at its ends.
        lanes: Both directions, toward its second end and toward its first.
        shut: From which minute on it is open, shut to some classes, or shut.
    """

    name: str
    ends: tuple[int, int]
    lanes: list[LaneFacts]
    shut: list[tuple[int, int]]


def roads(reading: Reading, driven: Legs) -> list[RoadsideFacts]:
    """Every road, in the order of the file."""
    scenario = reading.roster.scenario
    places = {name: number for number, name in enumerate(scenario.places)}
    names = Names(scenario)
    codes = {(road, toward): code for road, toward, code in reading.lanes}
    queues, on, stops = _queues(reading), _on(driven, reading.ended), _stops(reading)
    return [
        {
            "name": names.road(name),
            "ends": (places[road.from_], places[road.to]),
            "lanes": [
                {
                    "to": places[toward],
                    "queue": queues.get(codes[name, toward], ""),
                    "on": on.get(codes[name, toward], ""),
                    "stopped": stops.get(codes[name, toward], []),
                }
                for toward in (road.to, road.from_)
            ],
            "shut": shut(reading, name),
        }
        for name, road in scenario.roads.items()
    ]


def _queues(reading: Reading) -> dict[int, str]:
    at, seconds, vehicles = queue_changes(reading)
    return _by_lane(at, minutes(seconds), vehicles)


def _on(driven: Legs, ended: int) -> dict[int, str]:
    """Vehicles of which the head is on the road, or the tail still."""
    is_over = driven.tail < ended
    lanes: Ints = np.concatenate((driven.lane, driven.lane[is_over]))
    seconds: Ints = np.concatenate((driven.begin, driven.tail[is_over]))
    amounts: Ints = np.concatenate((driven.vehicles, -driven.vehicles[is_over]))
    unit = ON_ROAD_MINUTES * MINUTE
    return _by_lane(lanes, -(-seconds // unit), amounts)


def _by_lane(lanes: Ints, when: Ints, amounts: Ints) -> dict[int, str]:
    return {
        code: steps(when[lanes == code], amounts[lanes == code])
        for code in np.unique(lanes).tolist()
    }


def _stops(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """When a broken vehicle stopped each direction; a later one may outlast an earlier one."""
    rows = reading.of(Kind.BREAKDOWN_BEGIN)
    found: dict[int, list[tuple[int, int]]] = {}
    for at, second, length in zip(rows["at"], rows["second"], rows["value"], strict=True):
        begin, end = minute(int(second)), minute(min(int(second + length), reading.ended))
        spans = found.setdefault(int(at), [])
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return found


def shut(reading: Reading, road: str) -> list[tuple[int, int]]:
    """From which minute on a road is open, shut to some classes, or shut to all."""
    rows = reading.of(Kind.CLOSED, Kind.OPENED)
    rows = rows.where(rows["subject"] == reading.subjects[f"roads.{road}"])
    held = dict.fromkeys(range(len(CLASSES)), 0)
    found: list[tuple[int, int]] = []
    seconds, kinds, masks = (rows[name].tolist() for name in ("second", "kind", "value"))
    for number, (second, kind, mask) in enumerate(zip(seconds, kinds, masks, strict=True)):
        for bit in held:
            if mask >> bit & 1:
                held[bit] += 1 if kind == Kind.CLOSED else -1
        if number + 1 < len(seconds) and minute(seconds[number + 1]) == minute(second):
            continue
        state = _state(sum(number > 0 for number in held.values()))
        if state != (found[-1][1] if found else OPEN):
            found.append((minute(second), state))
    return found


def _state(classes: int) -> int:
    if not classes:
        return OPEN
    return SHUT if classes == len(CLASSES) else SHUT_TO_SOME
