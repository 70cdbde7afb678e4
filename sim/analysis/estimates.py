"""Columns of a table as estimates: probabilities, instants and amounts, with their intervals.

What did not happen ranks later than everything, and no mean is told beside it.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.clock import HOUR, Calendar
from sim.statistics.means import mean
from sim.statistics.quantiles import Quantile, quantile
from sim.statistics.shares import share


@dataclass(frozen=True, slots=True)
class Chance:
    """How probable something is.

    Attributes:
        count, runs: It happened in `count` of `runs` replications.
        value: The share; None where there are no runs to tell from.
        low, high: The 95 % Wilson interval, which covers chance alone.
        bound: Where it never happened, how probable it is at most; where it always did, at least.
        unknown: Replications that do not tell, left out of `runs`.
    """

    count: int
    runs: int
    value: float | None
    low: float
    high: float
    bound: float | None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant of a run.

    Attributes:
        hours: From the start; None where it is later than the end.
        local: The local instant, `YYYY-MM-DD HH:MM`; None where it is later than the end.
    """

    hours: float | None
    local: str | None

    @property
    def is_after_end(self) -> bool:
        """Whether it lies beyond the end of the run, or never comes."""
        return self.hours is None


@dataclass(frozen=True, slots=True)
class Moments:
    """When something happens, over replications; those where it does not happen rank last.

    Attributes:
        runs, happened: It happened in `happened` of `runs` replications.
        p10, median, p90: By when it has happened in so many of ten (of two) replications.
        median_low, median_high, p90_low, p90_high: Order-statistic intervals of at least 95 %; None
            on a side where there are too few replications to say.
    """

    runs: int
    happened: int
    p10: Moment
    median: Moment
    p90: Moment
    median_low: Moment | None
    median_high: Moment | None
    p90_low: Moment | None
    p90_high: Moment | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much there is of something, over replications.

    Attributes:
        runs: Replications that tell.
        p10, median, p90: What so many of ten (of two) replications do not exceed.
        mean, mean_low, mean_high: The mean and its 95 % t interval.
        most: The largest.
    """

    runs: int
    p10: float
    median: float
    p90: float
    mean: float
    mean_low: float | None
    mean_high: float | None
    most: float


def chance(column: pd.Series) -> Chance:
    """The probability of what a column of truth values tells."""
    known = column.dropna()
    return chance_of(int(known.sum()), len(known), unknown=len(column) - len(known))


def chance_of(count: int, runs: int, *, unknown: int = 0) -> Chance:
    """The probability of what happened in so many of so many runs.

    Args:
        count: In how many it happened.
        runs: How many tell.
        unknown: How many do not.
    """
    found = share(count, runs)
    return Chance(
        count=found.count,
        runs=found.total,
        value=found.value,
        low=found.low,
        high=found.high,
        bound=found.bound,
        unknown=unknown,
    )


def moments(hours: pd.Series, calendar: Calendar) -> Moments | None:
    """When something happens, from hours since the start; empty means that it did not.

    Returns:
        None where there is no replication to tell from.
    """
    if hours.empty:
        return None
    values = hours.to_numpy(dtype=np.float64, na_value=np.nan)
    early, middle, late = (quantile(values, part) for part in (0.1, 0.5, 0.9))
    return Moments(
        runs=len(values),
        happened=int(np.isfinite(values).sum()),
        p10=_value(early, calendar),
        median=_value(middle, calendar),
        p90=_value(late, calendar),
        median_low=_moment(middle.low, calendar),
        median_high=_moment(middle.high, calendar),
        p90_low=_moment(late.low, calendar),
        p90_high=_moment(late.high, calendar),
    )


def _value(found: Quantile, calendar: Calendar) -> Moment:
    return _moment(found.value, calendar) or Moment(None, None)


def _moment(hours: float | None, calendar: Calendar) -> Moment | None:
    if hours is None:
        return None
    if math.isinf(hours):
        return Moment(None, None)
    local = calendar.local(round(hours * HOUR))
    return Moment(hours, f"{local:%Y-%m-%d %H:%M}")


def amounts(column: pd.Series) -> Amounts | None:
    """How much there is of something; replications that do not tell are left out.

    Returns:
        None where none tells.
    """
    values = column.dropna().to_numpy(dtype=np.float64)
    middle = mean(values)
    if middle is None:
        return None
    low, half, high = (quantile(values, part).value or 0.0 for part in (0.1, 0.5, 0.9))
    return Amounts(
        runs=len(values),
        p10=low,
        median=half,
        p90=high,
        mean=middle.value,
        mean_low=middle.low,
        mean_high=middle.high,
        most=float(values.max()),
    )
