"""The time of a replay: whole minutes from the start, and which local minute each of them is."""

from typing import TypedDict

import numpy as np

from sim.analysis.replay.packing import Ints
from sim.clock import HOUR, Calendar

MINUTE = 60


class Clock(TypedDict):
    """Local time over a run.

    Attributes:
        start: Local year, month, day, hour and minute of minute 0.
        shifts: From which minute on local clocks are how many minutes ahead of those that were
            never put forward or back since the start.
        zone: Name of the time zone.
    """

    start: tuple[int, int, int, int, int]
    shifts: list[tuple[int, int]]
    zone: str


def minutes(seconds: Ints) -> Ints:
    """The first minute at which it has happened."""
    return -(-seconds // MINUTE)


def minute(second: int) -> int:
    """The first minute at which it has happened.

    >>> minute(0), minute(1), minute(60), minute(61)
    (0, 1, 1, 2)
    """
    return -(-second // MINUTE)


def clock(calendar: Calendar, *, end: int) -> Clock:
    """Local time from the start to a second of the run."""
    start = calendar.local(0)
    shifts: list[tuple[int, int]] = []
    for hour in range(0, end + HOUR, HOUR):
        shift = _shift(calendar, hour)
        if shift != (shifts[-1][1] if shifts else 0):
            shifts.append((_first_with(calendar, shift, before=hour), shift))
    return {
        "start": (start.year, start.month, start.day, start.hour, start.minute),
        "shifts": shifts,
        "zone": calendar.zone,
    }


def _first_with(calendar: Calendar, shift: int, *, before: int) -> int:
    """The first minute, of the hour before a second, from which clocks are ahead by so much."""
    first = before - HOUR
    return next(
        second // MINUTE
        for second in range(first, before + 1, MINUTE)
        if _shift(calendar, second) == shift
    )


def _shift(calendar: Calendar, second: int) -> int:
    """By how many minutes local clocks have been put forward since the start."""
    passed = (calendar.local(second) - calendar.local(0)).total_seconds()
    return round((passed - second) / MINUTE)


def last_minute(end: int) -> int:
    """The last minute of a run that ends at a second."""
    return max(1, int(np.ceil(end / MINUTE)))
