"""The time of a replay: whole minutes, and local clocks that may be put forward and back."""

from datetime import datetime

import pytest

from sim.analysis.replay.clock import Clock, clock, minute
from sim.clock import HOUR, Calendar


def told(start: datetime, zone: str, *, days: int) -> tuple[Calendar, Clock]:
    calendar = Calendar(start=start, zone=zone)
    return calendar, clock(calendar, end=days * 24 * HOUR)


def shift(found: Clock, moment: int) -> int:
    """By how much clocks are ahead, as the page reads it."""
    return next((by for begin, by in reversed(found["shifts"]) if begin <= moment), 0)


@pytest.mark.parametrize(
    ("start", "zone", "shifts"),
    [
        (datetime(2020, 11, 10, 1), "Asia/Yerevan", []),
        (datetime(2024, 3, 30, 12, 17), "Europe/Berlin", [(13 * 60 + 43, 60)]),
        (datetime(2024, 10, 26, 12), "Europe/Berlin", [(15 * 60, -60)]),
        (datetime(2024, 4, 6, 12), "Australia/Lord_Howe", [(14 * 60, -30)]),
    ],
)
def test_clocks_that_are_put_forward_or_back(
    start: datetime, zone: str, shifts: list[tuple[int, int]]
) -> None:
    calendar, found = told(start, zone, days=3)
    assert found["shifts"] == shifts
    for moment in range(0, 3 * 24 * 60, 7):
        passed = (calendar.local(moment * 60) - start).total_seconds() / 60
        assert passed == moment + shift(found, moment)


def test_an_event_is_told_at_the_first_minute_at_which_it_has_happened() -> None:
    assert [minute(second) for second in (0, 1, 59, 60, 61)] == [0, 1, 1, 1, 2]
