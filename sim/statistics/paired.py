"""What a change does, from pairs of runs that share their chance (common random numbers).

Where everything happened in every run the mean of the differences is told, with its t interval.
Where something did not happen there is no such mean: the median of the differences is told instead,
between two order statistics. What happens only before the change is then later by infinity, what
happens only after it is earlier by infinity: the sign is right, and of the size no more is known.
What happens in neither run is a tie, which says that the end came first in both; such pairs are
counted beside the median, for where there are many of them it says little.

The difference of two medians is another number than the median of differences, and is not told.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.statistics.means import mean
from sim.statistics.quantiles import Values, quantile
from sim.statistics.shares import CONFIDENCE
from sim.statistics.signs import sign_test

NEGLIGIBLE = 1e-9
"""Relative to the values, differences that spread less are equal: binary fractions leave traces."""


@dataclass(frozen=True, slots=True)
class PairedMean:
    """By how much the second exceeds the first on average.

    Attributes:
        value: The mean of second minus first.
        low, high: Its t interval; None for a single pair.
        p_value: Of the paired t test; where all differences are equal there is no spread to judge
            by, and it is that of the sign test. None for a single pair.
        variance_ratio: How many times as many unpaired runs would be needed for the same interval:
            the variance of a difference of independent runs over that of paired ones. Infinite
            where all differences are equal; None where nothing varies at all, and for one pair.
        pairs: How many pairs.
    """

    value: float
    low: float | None
    high: float | None
    p_value: float | None
    variance_ratio: float | None
    pairs: int


@dataclass(frozen=True, slots=True)
class PairedMedian:
    """By how much the second exceeds the first in the middle of the pairs.

    Attributes:
        value: The median of second minus first, one of the differences themselves; infinite where
            in most pairs only the first happened, minus infinite where only the second did.
        low, high: Differences that enclose the median; None where there are too few pairs.
        p_value: Of the exact sign test, in which ties do not count.
        fell, tied, rose: In how many pairs the second was less than, equal to, more than the first.
        both, only_first, only_second, neither: In how many pairs it happened in which of the two.
    """

    value: float
    low: float | None
    high: float | None
    p_value: float
    fell: int
    tied: int
    rose: int
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def pairs(self) -> int:
        """How many pairs."""
        return self.fell + self.tied + self.rose


def difference(
    first: Values, second: Values, *, confidence: float = CONFIDENCE
) -> PairedMean | PairedMedian | None:
    """What the change from first to second does: on average, or else in the middle.

    Args:
        first, second: Two samples, pair by pair; infinity (or NaN) stands for what did not happen.
        confidence: How often the interval holds what it estimates.

    Returns:
        The mean difference where everything happened in every run, otherwise the median of the
        differences; None without pairs.

    Raises:
        ValueError: If the samples differ in length.

    >>> difference([1.0, 2.0], [2.0, 5.0]).value
    2.0
    >>> difference([1.0, 2.0, 3.0], [2.0, float("inf"), 7.0]).value
    4.0
    """
    found = paired_mean(first, second, confidence=confidence)
    return found or paired_median(first, second, confidence=confidence)


def paired_mean(
    first: Values, second: Values, *, confidence: float = CONFIDENCE
) -> PairedMean | None:
    """The mean difference; None without pairs, or where anything did not happen.

    Source: A. M. Law, Simulation Modeling and Analysis (5th ed. 2015), sections 10.2.1 (the paired
    t interval) and 11.2 (common random numbers, and the variance they save).

    Raises:
        ValueError: If the samples differ in length.
    """
    before, after = _pairs(first, second)
    if not (np.isfinite(before).all() and np.isfinite(after).all()):
        return None
    found = after - before
    middle = mean(found, confidence=confidence)
    if middle is None:
        return None
    if middle.low is None or middle.high is None:
        return PairedMean(middle.value, None, None, None, None, 1)
    return PairedMean(
        middle.value,
        middle.low,
        middle.high,
        _t_test(found) if _spread(found, before) else _equal_p_value(found),
        _variance_ratio(before, after),
        middle.total,
    )


def paired_median(
    first: Values, second: Values, *, confidence: float = CONFIDENCE
) -> PairedMedian | None:
    """The median of the differences, which holds with what did not happen; None without pairs.

    Source: H. A. David and H. N. Nagaraja, Order Statistics (3rd ed. 2003), section 7.1; ties only
    make the interval hold more often.

    Raises:
        ValueError: If the samples differ in length.

    >>> never = float("inf")
    >>> found = paired_median([1, 2, never, never], [1, never, 3, never])
    >>> (found.value, found.fell, found.tied, found.rose)
    (0.0, 1, 2, 1)
    >>> (found.both, found.only_first, found.only_second, found.neither)
    (1, 1, 1, 1)
    """
    before, after = _pairs(first, second)
    found = differences(before, after)
    middle = quantile(found, 0.5, confidence=confidence)
    if middle.value is None:
        return None
    fell, rose = int((found < 0).sum()), int((found > 0).sum())
    early, late = np.isfinite(before), np.isfinite(after)
    return PairedMedian(
        value=middle.value,
        low=middle.low,
        high=middle.high,
        p_value=sign_test(fell, rose),
        fell=fell,
        tied=len(found) - fell - rose,
        rose=rose,
        both=int((early & late).sum()),
        only_first=int((early & ~late).sum()),
        only_second=int((~early & late).sum()),
        neither=int((~early & ~late).sum()),
    )


def differences(first: Values, second: Values) -> npt.NDArray[np.float64]:
    """Second minus first, pair by pair; what happened in neither is a tie.

    Raises:
        ValueError: If the samples differ in length.

    >>> differences([1, 2, float("inf"), float("nan")], [3, float("inf"), 4, float("inf")])
    array([  2.,  inf, -inf,   0.])
    """
    before, after = _pairs(first, second)
    neither = np.isinf(before) & np.isinf(after)
    return np.where(neither, 0.0, after) - np.where(neither, 0.0, before)


def _pairs(
    first: Values, second: Values
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    before, after = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} values are no pairs")
    return (
        np.where(np.isnan(before), np.inf, before),
        np.where(np.isnan(after), np.inf, after),
    )


def _spread(found: npt.NDArray[np.float64], values: npt.NDArray[np.float64]) -> float:
    """Standard deviation of the differences; 0 where it is but a trace of rounding."""
    spread = float(found.std(ddof=1))
    scale = float(np.abs(found).max() + np.abs(values).max())
    return spread if spread > NEGLIGIBLE * scale else 0.0


def _t_test(found: npt.NDArray[np.float64]) -> float:
    from scipy.special import stdtr

    total = len(found)
    distance = abs(float(found.mean())) / (float(found.std(ddof=1)) / total**0.5)
    return 2 * float(stdtr(total - 1, -distance))


def _equal_p_value(found: npt.NDArray[np.float64]) -> float:
    return sign_test(0, int((found != 0).all()) * len(found))


def _variance_ratio(
    before: npt.NDArray[np.float64], after: npt.NDArray[np.float64]
) -> float | None:
    apart = float(before.var(ddof=1) + after.var(ddof=1))
    if not _spread(after - before, before):
        return np.inf if _spread(before, before) else None
    return apart / float((after - before).var(ddof=1))
