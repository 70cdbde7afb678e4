"""What a chart says in words beside what it draws: dates with their spread, and shares."""

import math
from collections.abc import Iterable

import pandas as pd

from sim.analysis.charts.data import ChartData
from sim.analysis.charts.due_dates import DueDates
from sim.analysis.charts.spread import Spread
from sim.analysis.charts.words import HARD_SPACE, share
from sim.analysis.observed import ObservedOutcome


def range_words(data: ChartData, instants: Spread) -> str:
    """Instants in words: the median and, where they differ, what lies between 10 and 90 %.

    What the ends of the range share with the median, its day or its hour, is not said again.
    """
    low, middle, high = (
        "after the end" if math.isinf(hours) else data.instant(hours)
        for hours in (instants.low, instants.middle, instants.high)
    )
    day, _, hour = middle.rpartition(HARD_SPACE)
    if low == high:
        return middle
    shorter = [low, high]
    if all(end.startswith(f"{day}{HARD_SPACE}") for end in shorter):
        shorter = [end.removeprefix(f"{day}{HARD_SPACE}") for end in shorter]
    elif all(end.endswith(f"{HARD_SPACE}{hour}") for end in shorter):
        shorter = [end.removesuffix(f"{HARD_SPACE}{hour}") for end in shorter]
    return f"{middle} ({'up' if low == middle else shorter[0]} to {shorter[1]})"


def came_words(data: ChartData, instants: Spread, *, came: str, never: str) -> str:
    """When something came, and in how many replications it never did.

    Args:
        data: Of the chart.
        instants: When it came.
        came: What to say before that: `out`.
        never: What to say of those in which it did not: `not out by the end`.
    """
    of = len(instants.values)
    if instants.missing == of:
        return never if of == 1 else f"{never} in any of {of}"
    missing = f"{never} in {share(instants.missing, of)}" if instants.missing else ""
    return "; ".join(filter(None, (f"{came} {range_words(data, instants)}".strip(), missing)))


def due_words(data: ChartData, dues: DueDates) -> list[str]:
    """A clause's due instants, and whether it was fulfilled by them."""
    if dues.signed is None:
        return ["never fell due"]
    told = [f"{range_words(data, dues.signed)}: {_in_time(dues.rows['on_time_as_signed'])}"]
    if dues.moved is not None:
        of = len(dues.rows)
        often = "moved" if of == 1 else f"moved in {share(dues.moved_number, of)},"
        told.append(f"{often} to {range_words(data, dues.moved)}")
        told.append(f"as moved: {_in_time(dues.rows['on_time'])}")
    return told


def _in_time(is_on_time: "pd.Series[bool]") -> str:
    """In how many replications a clause was fulfilled in time, and in how many one cannot say."""
    known = is_on_time.dropna()
    unknown = len(is_on_time) - len(known)
    if known.empty:
        return "not known by the end"
    if len(is_on_time) == 1:
        return "in time" if known.all() else "late"
    told = f"in time in {share(int(known.sum()), len(known))}"
    return f"{told}; not known in {share(unknown, len(is_on_time))}" if unknown else told


def observed_words(data: ChartData, observed: Iterable[ObservedOutcome]) -> list[str]:
    """Observed instants in words, one a line."""
    return [_observed(data, each.low, each.high) for each in observed]


def _observed(data: ChartData, low: float | None, high: float | None) -> str:
    if low is None:
        return "observed by" + HARD_SPACE + data.instant(high or 0)
    if high is None:
        return "observed not before" + HARD_SPACE + data.instant(low)
    if low == high:
        return "observed" + HARD_SPACE + data.instant(low)
    return f"observed {data.instant(low)} to {data.instant(high)}"


def amount_words(low: float | None, high: float | None) -> str:
    """An observed amount in words.

    >>> amount_words(30, 60), amount_words(5, 5), amount_words(140, None), amount_words(None, 12.5)
    ('30 to 60', '5', 'at least 140', 'at most 12.5')
    """
    told = {bound: f"{bound:,.1f}".removesuffix(".0") for bound in (low, high) if bound is not None}
    if low is None or high is None:
        (only,) = told.values()
        return f"at most {only}" if low is None else f"at least {only}"
    return told[low] if low == high else f"{told[low]} to {told[high]}"
