"""The axis of time: hours of the run, marked with local dates of the scenario's zone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from sim.analysis.charts.style import RULE
from sim.analysis.charts.words import inches, text_inches, wrapped
from sim.clock import HOUR, Calendar

Chooser = Callable[[datetime], bool]
Namer = Callable[[datetime], str]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

_LABEL_SIZE, _ZONE_SIZE = 9.0, 8.5
_SPACE_INCHES = 0.2
_HOURLY_DAYS = 4
"""Hours of the day are marked on shorter axes only."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis of time."""

    hours: float
    label: str


def _hour_or_day(local: datetime) -> str:
    return f"{local.hour:02d}:00" if local.hour else f"{local.day} {_MONTHS[local.month - 1]}"


def _month(local: datetime) -> str:
    return f"{_MONTHS[local.month - 1]} {local.year}"


def _hours(step: int) -> Chooser:
    return lambda local: local.hour % step == 0


def _days(*days: int) -> Chooser:
    return lambda local: local.hour == 0 and local.day in days


def _months(step: int, years: int = 1) -> Chooser:
    return lambda local: (
        local.hour == 0
        and local.day == 1
        and (local.month - 1) % step == 0
        and local.year % years == 0
    )


_CHOICES: tuple[tuple[Chooser, Namer], ...] = (
    *((_hours(step), _hour_or_day) for step in (1, 3, 6, 12)),
    (_days(*range(1, 32)), _hour_or_day),
    (_days(*range(1, 31, 2)), _hour_or_day),
    (_days(1, 5, 10, 15, 20, 25), _hour_or_day),
    (_days(1, 10, 20), _hour_or_day),
    (_days(1, 15), _hour_or_day),
    *((_months(step), _month) for step in (1, 2, 3, 6, 12)),
    *((_months(12, years), _month) for years in (2, 5, 10, 20, 50, 100)),
)
"""Which local hours are marked and how they are written, finest first."""


def ticks(calendar: Calendar, begin: float, end: float, *, width: float) -> list[Tick]:
    """The finest round dates whose labels have room side by side.

    Args:
        calendar: The scenario's start and zone.
        begin: First hour of the axis.
        end: Last hour of the axis.
        width: Width of the axis in inches.
    """
    moments = list(_moments(calendar, begin, end))
    scale = width / (end - begin)
    for is_chosen, name in _CHOICES:
        found = [Tick(hours, name(local)) for hours, local in moments if is_chosen(local)]
        if len(found) > 1 and _have_room(found, scale):
            return found
    # No two round dates: the narrowest axes make do with any.
    every = [Tick(hours, _hour_or_day(local)) for hours, local in moments]
    return next(
        (some for step in range(1, len(every)) if _have_room(some := every[::step], scale)),
        every[:1],
    )


def _moments(calendar: Calendar, begin: float, end: float) -> Iterator[tuple[float, datetime]]:
    """Whole local hours on short axes, midnights on long ones, each with its hour of the run."""
    step = timedelta(hours=1 if end - begin <= 24 * _HOURLY_DAYS else 24)
    local = calendar.local(round(begin * HOUR)).replace(hour=0, minute=0, second=0)
    while (hours := calendar.second(local) / HOUR) <= end:
        if hours >= begin and calendar.exists(local):
            yield hours, local
        local += step


def _have_room(found: list[Tick], scale: float) -> bool:
    """Whether labels have room side by side, at so many inches an hour."""
    return all(
        (right.hours - left.hours) * scale
        >= (inches(left.label, _LABEL_SIZE) + inches(right.label, _LABEL_SIZE)) / 2 + _SPACE_INCHES
        for left, right in pairwise(found)
    )


def draw_dates(
    axes: Axes,
    calendar: Calendar,
    *,
    begin: float,
    end: float,
    width: float,
    is_labelled: bool = True,
) -> None:
    """Mark an axis of hours from the start with local dates.

    Args:
        axes: Whose x are hours from the start.
        calendar: The scenario's start and zone.
        begin: First hour shown.
        end: Last hour shown.
        width: Width of the axis in inches.
        is_labelled: Whether the dates are written, or only marked.
    """
    axes.set_xlim(begin, end)
    found = ticks(calendar, begin, end, width=width)
    axes.xaxis.set_major_locator(FixedLocator([tick.hours for tick in found]))
    labels = [tick.label if is_labelled else "" for tick in found]
    axes.xaxis.set_major_formatter(FixedFormatter(labels))
    axes.tick_params(axis="x", labelsize=_LABEL_SIZE)
    axes.grid(axis="x", color=RULE)
    axes.set_axisbelow(True)
    if is_labelled:
        words = wrapped(zone_words(calendar, end), _ZONE_SIZE, width=width)
        axes.set_xlabel(words, fontsize=_ZONE_SIZE, linespacing=1.25)


def dates_inches(calendar: Calendar, *, end: float, width: float) -> float:
    """How much room dates take below an axis: the marks, the dates, and whose clock it is."""
    words = wrapped(zone_words(calendar, end), _ZONE_SIZE, width=width)
    return 0.37 + text_inches(words, _ZONE_SIZE)


def first_hour(calendar: Calendar, end: float) -> float:
    """Where an axis begins: a little before the start, at its midnight if that is near."""
    midnight = calendar.start.replace(hour=0, minute=0)
    since = (calendar.start - midnight).total_seconds() / HOUR
    return -since if 0.01 * end < since <= 0.05 * end else -0.015 * end


def zone_words(calendar: Calendar, end: float) -> str:
    """What the dates of an axis are: whose clock, which year."""
    first, last = calendar.start.year, calendar.local(round(end * HOUR)).year
    years = f"{first}" if first == last else f"{first} to {last}"
    return f"Local time, {calendar.zone}, {years} (a date stands at its first minute)"
