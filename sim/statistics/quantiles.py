"""Quantiles that hold with unfinished runs: order statistics, and intervals between two of them.

What did not happen ranks later than everything: it stands in the sample as infinity. A quantile is
then still exact as long as enough runs finished, and infinite, which means later than the end,
where they did not. Nothing is interpolated: every value told is one that a run gave.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.statistics.shares import CONFIDENCE

Values = Sequence[float] | npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Quantile:
    """One quantile of a sample.

    Attributes:
        probability: Which quantile: 0.5 is the median.
        value: The smallest value that at least this share of the sample does not exceed;
            infinite where that is later than everything, None for an empty sample.
        low, high: Values of the sample between which the quantile lies with the confidence asked
            for; None on a side where the sample is too small to say.
    """

    probability: float
    value: float | None
    low: float | None
    high: float | None


def quantile(values: Values, probability: float, *, confidence: float = CONFIDENCE) -> Quantile:
    """A quantile with the interval between two order statistics that holds it.

    Args:
        values: The sample; infinity (or NaN) stands for what did not happen.
        probability: Between 0 and 1, both excluded.
        confidence: The least probability with which the interval holds the quantile.

    Source: H. A. David and H. N. Nagaraja, Order Statistics (3rd ed. 2003), section 7.1.

    >>> quantile([3, 1, 2, float("inf")], 0.5).value
    2.0
    """
    ordered = ranked(values)
    total = len(ordered)
    if total == 0:
        return Quantile(probability, None, None, None)
    lower, upper = interval_ranks(total, probability, confidence=confidence)
    return Quantile(
        probability,
        float(ordered[rank(total, probability) - 1]),
        None if lower is None else float(ordered[lower - 1]),
        None if upper is None else float(ordered[upper - 1]),
    )


def ranked(values: Values) -> npt.NDArray[np.float64]:
    """The sample in order; what did not happen comes last, as infinity."""
    found = np.asarray(values, dtype=np.float64)
    return np.sort(np.where(np.isnan(found), np.inf, found))


def rank(total: int, probability: float) -> int:
    """The rank, counted from 1, of the smallest value that so large a share does not exceed.

    >>> rank(100, 0.55), rank(3, 0.5), rank(1, 0.9)
    (55, 2, 1)
    """
    # 100 x 0.55 is a trace more than 55 in binary, and must not round up to 56.
    return max(1, math.ceil(total * probability - 1e-9))


def interval_ranks(
    total: int, probability: float, *, confidence: float = CONFIDENCE
) -> tuple[int | None, int | None]:
    """Ranks of the two values that enclose a quantile, each missing it with half of the rest.

    Returns:
        The ranks, counted from 1; None on a side where even the outermost value would miss the
        quantile too often.

    >>> interval_ranks(100, 0.5)
    (40, 61)
    >>> interval_ranks(10, 0.9)
    (7, None)
    """
    # scipy.special loads in a fraction of the time of scipy.stats.
    from scipy.special import bdtr

    def below(values: int) -> float:
        """With what probability no more than so many values lie below the quantile."""
        return float(bdtr(values, total, probability))

    tail = (1 - confidence) / 2
    lower = bisect_right(range(total), tail, key=below)
    upper = bisect_left(range(total), 1 - tail, key=below) + 1
    return (lower or None), (upper if upper <= total else None)


def refusal(total: int, probability: float, *, confidence: float = CONFIDENCE) -> str | None:
    """Why a sample of this size cannot carry a quantile, and how large it must be; None if it can.

    It cannot where all values lie on one side of the quantile more likely than not: what would be
    told is then the outermost value, whatever the quantile is. Unfinished runs count in the sample.

    Raises:
        ValueError: If the probability does not lie between 0 and 1.

    >>> refusal(69, 0.99) is None
    True
    >>> print(refusal(20, 0.99))
    20 runs cannot carry the 0.99 quantile: with 82 % probability all of them lie below it; \
it takes 69 to tell it and 368 to enclose it
    """
    if not 0 < probability < 1:
        raise ValueError(f"{probability} is no probability between 0 and 1")
    if total >= least_total(probability, missing_it=0.5):
        return None
    enough = (
        f"it takes {least_total(probability, missing_it=0.5)} to tell it"
        f" and {least_total(probability, missing_it=(1 - confidence) / 2)} to enclose it"
    )
    if total == 0:
        return f"without runs there is no {probability:g} quantile; {enough}"
    missed = 100 * max(probability, 1 - probability) ** total
    return (
        f"{total} run{'s' if total > 1 else ''} cannot carry the {probability:g} quantile: with"
        f" {missed:.0f} % probability all of them lie {'below' if probability > 0.5 else 'above'}"
        f" it; {enough}"
    )


def least_total(probability: float, *, missing_it: float) -> int:
    """How many values there must be for a quantile to lie outside all of them no more often.

    Args:
        probability: Which quantile.
        missing_it: How often all values may lie on the same side of it.

    >>> least_total(0.9, missing_it=0.025), least_total(0.5, missing_it=0.025)
    (36, 6)
    """
    outer = max(probability, 1 - probability)
    return max(1, math.ceil(math.log(missing_it) / math.log(outer) - 1e-9))
