"""How far the replications lie apart: medians and what lies between 10 and 90 % of them.

What never happened ranks as later than everything, so that no quantile hides it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.statistics.quantiles import rank, ranked

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.number[Any]]

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


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


def fan_of(values: Counts) -> Fan | None:
    """The fan of one series; None where it is always zero.

    Args:
        values: At each whole hour of each replication, shape (replications, hours).
    """
    # Most series are zero most of the time, and of such hours there is nothing to work out.
    ever = np.flatnonzero(values.any(axis=0))
    if not len(ever):
        return None
    ranks = [rank(len(values), probability) - 1 for probability in (LOW, MIDDLE, HIGH)]
    low, middle, high = found = np.zeros((len(ranks), values.shape[1]))
    found[:, ever] = np.partition(values.T[ever], ranks, axis=1)[:, ranks].T
    return Fan(np.arange(values.shape[1], dtype=np.float64), low, middle, high)
