"""Seconds, hours, days and dates into one another; the one place that rounds.

The clock of a run counts whole seconds from the scenario's start. Durations round to the nearest
second and last at least one; the instants of grants round upwards, so that nothing is granted
before its turn.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = 3600
DAY = 24 * HOUR


def duration_seconds(hours: float) -> int:
    """Whole seconds of a duration given in hours, at least one.

    >>> duration_seconds(0.5), duration_seconds(0)
    (1800, 1)
    """
    return max(1, math.floor(hours * HOUR + 0.5))


def span_seconds(hours: float) -> int:
    """Whole seconds between two instants given in hours; may be zero or negative.

    >>> span_seconds(-12)
    -43200
    """
    return math.floor(hours * HOUR + 0.5)


def travel_seconds(length_km: float, speed_kmh: float) -> int:
    """Whole seconds to drive a stretch, at least one.

    >>> travel_seconds(50, 25)
    7200
    """
    return duration_seconds(length_km / speed_kmh)


def grant_second(exact: float) -> int:
    """The whole second at which something due at an exact instant is granted: upwards.

    >>> grant_second(10.0), grant_second(10.2)
    (10, 11)
    """
    return math.ceil(exact)


def whole_number(value: float) -> int:
    """A drawn amount as a whole number of people, vehicles or loads: to the nearest, half up.

    >>> whole_number(2.5)
    3
    """
    return math.floor(value + 0.5)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The scenario's start and zone: turns local dates into seconds and back.

    Attributes:
        start: The scenario's first instant, local and without a zone of its own.
        zone: Name of the time zone, as in the tz database.
    """

    start: datetime
    zone: str

    def second(self, local: datetime) -> int:
        """Seconds from the start to a local instant (negative before the start)."""
        tz = ZoneInfo(self.zone)
        moment = local.replace(tzinfo=tz).astimezone(UTC)
        origin = self.start.replace(tzinfo=tz).astimezone(UTC)
        return round((moment - origin).total_seconds())

    def local(self, second: int) -> datetime:
        """The local instant, without a zone of its own, of a second of the run."""
        tz = ZoneInfo(self.zone)
        origin = self.start.replace(tzinfo=tz).astimezone(UTC)
        return (origin + timedelta(seconds=second)).astimezone(tz).replace(tzinfo=None)

    def add_days(self, second: int, days: int) -> int:
        """The same local hour so many calendar days later."""
        return self.second(self.local(second) + timedelta(days=days))

    def midnights(self, until: int) -> list[int]:
        """Seconds of all local midnights after the start, up to a second of the run."""
        day = self.start.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        seconds: list[int] = []
        while (second := self.second(day)) <= until:
            seconds.append(second)
            day += timedelta(days=1)
        return seconds

    def text(self, second: int) -> str:
        """A second of the run as people write it: `15 Nov 2020 00:00`."""
        return instant_text(self.local(second))

    def exists(self, local: datetime) -> bool:
        """Whether the local instant exists (it does not where summer time skips an hour)."""
        tz = ZoneInfo(self.zone)
        there = local.replace(tzinfo=tz).astimezone(UTC)
        return there.astimezone(tz).replace(tzinfo=None) == local


def instant_text(local: datetime) -> str:
    """A local instant as people write it.

    >>> instant_text(datetime(2020, 11, 15))
    '15 Nov 2020 00:00'
    """
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[local.month - 1]
    return f"{local.day} {month} {local.year} {local.hour:02d}:{local.minute:02d}"
