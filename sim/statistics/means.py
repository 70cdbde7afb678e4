"""Means, where a mean is honest: never over a sample in which something did not happen."""

import math
from dataclasses import dataclass

import numpy as np

from sim.statistics.quantiles import Values
from sim.statistics.shares import CONFIDENCE


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its t interval.

    Attributes:
        value: The mean.
        low, high: The interval; None for a sample of one.
        total: Size of the sample.
    """

    value: float
    low: float | None
    high: float | None
    total: int


def mean(values: Values, *, confidence: float = CONFIDENCE) -> Mean | None:
    """The mean of a sample; None for an empty one, or where anything in it did not happen.

    >>> mean([1.0, 2.0, 3.0]).value
    2.0
    >>> mean([1.0, float("inf")]) is None
    True
    """
    found = np.asarray(values, dtype=np.float64)
    total = len(found)
    if total == 0 or not np.isfinite(found).all():
        return None
    middle = float(found.mean())
    if total == 1:
        return Mean(middle, None, None, 1)
    from scipy.special import stdtrit

    half = float(stdtrit(total - 1, (1 + confidence) / 2))
    half *= float(found.std(ddof=1)) / math.sqrt(total)
    return Mean(middle, middle - half, middle + half, total)
