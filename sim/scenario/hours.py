"""Hours of operation: between two local hours, day after day."""

from datetime import datetime, timedelta
from functools import lru_cache

from sim.clock import Calendar


@lru_cache(maxsize=256)
def hours_of_operation(
    calendar: Calendar, opens: str | None, shuts: str | None, *, first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """The seconds at which operation opens and shuts, from the day of one second to another's.

    Hours that shut before (or when) they open run over midnight. None means midnight, so that
    without any it is open day and night. Every run of a scenario asks for the same.

    Args:
        calendar: Turns local instants into seconds.
        opens, shuts: Local hours, HH:MM.
        first, last: The first second that matters, and the last.
    """
    windows = []
    day = calendar.local(first).replace(hour=0, minute=0, second=0) - timedelta(days=1)
    while calendar.second(day) <= last:
        begin, end = _at(day, opens), _at(day, shuts)
        if end <= begin:
            end += timedelta(days=1)
        window = calendar.second(begin), calendar.second(end)
        if window[1] > max(first, window[0]):
            windows.append(window)
        day += timedelta(days=1)
    return tuple(windows)


def _at(day: datetime, hour: str | None) -> datetime:
    return day if hour is None else day.replace(hour=int(hour[:2]), minute=int(hour[3:]))
