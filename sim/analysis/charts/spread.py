"""How far the replications lie apart: medians and what lies between 10 and 90 % of them.

What never happened ranks as later than everything, so that no quantile hides it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.statistics.quantiles import rank, ranked

Numbers = npt.NDArray[np.float64]

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Spread:
    """An instant or amount over the replications; infinite where it never came.

    Attributes:
        values: One for each replication, sorted, infinite ones last.
    """

    values: Numbers

    def quantile(self, probability: float) -> float:
        """What so large a share of the replications does not exceed."""
        return float(self.values[rank(len(self.values), probability) - 1])

    @property
    def low(self) -> float:
        """Not exceeded in 10 % of the replications."""
        return self.quantile(LOW)

    @property
    def middle(self) -> float:
        """The median."""
        return self.quantile(MIDDLE)

    @property
    def high(self) -> float:
        """Not exceeded in 90 % of the replications."""
        return self.quantile(HIGH)

    @property
    def came(self) -> Numbers:
        """Those that came."""
        return self.values[np.isfinite(self.values)]

    @property
    def missing(self) -> int:
        """In how many replications it never came."""
        return len(self.values) - len(self.came)


def spread(column: "pd.Series[float]") -> Spread | None:
    """The spread of a column, empty cells never having come; None where there is no row at all."""
    if not len(column):
        return None
    return Spread(ranked(column.to_numpy(dtype=np.float64, na_value=np.nan)))


class Columns(Protocol):
    """Reads columns of a table that is too large to be read whole."""

    def __call__(self, *columns: str) -> pd.DataFrame:
        """Those columns that are wanted and there; `*` in a name stands for anything."""


@dataclass(frozen=True, slots=True)
class Fan:
    """A series over the replications, hour by hour.

    Attributes:
        hours: Hours from the start.
        low, middle, high: At each hour, what 10, 50 and 90 % of the replications do not exceed.
    """

    hours: Numbers
    low: Numbers
    middle: Numbers
    high: Numbers


def fan(series: Columns, column: str) -> Fan | None:
    """The fan of one series; None where it was not recorded or is always zero."""
    return fans(series, [column]).get(column)


def fans(series: Columns, columns: Sequence[str]) -> dict[str, Fan]:
    """The fans of several series, without those that were not recorded or are always zero.

    Args:
        series: Every replication's hours, one replication after the other; each has the same hours.
        columns: The series; a few at a time are read in one go, which is neither slow nor large.
    """
    found: dict[str, Fan] = {}
    for first in range(0, len(columns), _AT_ONCE):
        rows = series("hour", *columns[first : first + _AT_ONCE])
        hour = rows.pop("hour").to_numpy(dtype=np.float64)
        for column, values in rows.items():
            if values.any():
                found[str(column)] = _fan(hour, values)
    return found


def _fan(hour: Numbers, column: "pd.Series[int]") -> Fan:
    hours = hour[: int(hour.max()) + 1]
    values = column.to_numpy(dtype=np.float64).reshape(-1, len(hours))
    ranks = [rank(len(values), probability) - 1 for probability in (LOW, MIDDLE, HIGH)]
    low, middle, high = np.partition(values, ranks, axis=0)[ranks]
    return Fan(hours=hours, low=low, middle=middle, high=high)
