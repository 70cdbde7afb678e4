"""An outcome over some points of a study as one number: a share, a mean or a median.

Which it is follows from what the outcome holds. A truth value has a share of runs. A number has a
mean. What happens at some instant, or so long after another, may never happen in a run and then has
no mean; it has a median, with such runs ranked last.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.statistics.clustered import clustered_mean, clustered_median, clustered_share

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Level:
    """An outcome over some points.

    Attributes:
        value: Its share of runs, mean or median; None where no run tells, infinite where that is
            later than the end.
        low, high: Interval from the replications; None where there are too few to say.
        count: In how many runs it holds, if it is a truth value; 0 otherwise.
        runs: How many runs tell.
        never: In how many of them it never came.
        unknown: How many runs do not tell.
    """

    value: float | None
    low: float | None
    high: float | None
    count: int
    runs: int
    never: int
    unknown: int


def level(values: Floats, *, kind: str) -> Level:
    """An outcome over some points.

    Args:
        values: Shape (points, replications); NaN is not known, infinity never came.
        kind: What the outcome holds: truth, time or number.

    >>> level(np.array([[1.0, 0.0, 1.0, 0.0]]), kind="truth").value
    0.5
    >>> level(np.array([[3.0, np.inf, np.inf]]), kind="time").value
    inf
    """
    runs, never = int((~np.isnan(values)).sum()), int(np.isinf(values).sum())
    unknown = values.size - runs
    if not runs:
        return Level(None, None, None, 0, 0, 0, unknown)
    is_lone = values.shape[1] == 1
    if kind == "truth":
        found = clustered_share(values)
        low, high = (None, None) if is_lone else (found.low, found.high)
        return Level(found.value, low, high, found.count, runs, 0, unknown)
    if kind == "number":
        middle = clustered_mean(values)
        if middle is not None:
            return Level(middle.value, middle.low, middle.high, 0, runs, 0, unknown)
    half = clustered_median(values)
    return Level(half.value, half.low, half.high, 0, runs, never, unknown)
