"""Means, shares and medians over points of a study that share their chance, run by run.

Every point of a study is run under the same replications, so that runs of two points are not
independent of one another: a replication with bad weather is bad at all of them. Replications are
independent, and so they are what intervals count. They hold for the points that were run; what
other points would have given is not in them.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from sim.statistics.means import Mean, mean
from sim.statistics.quantiles import Quantile, quantile, rank
from sim.statistics.shares import CONFIDENCE, Share, share, wilson

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """The runs of some points that tell something.

    Attributes:
        values: Of every point in every replication, shape (points, replications); NaN where a run
            does not tell.
    """

    values: Floats

    @property
    def total(self) -> int:
        """How many runs tell."""
        return int((~np.isnan(self.values)).sum())

    @property
    def columns(self) -> list[Floats]:
        """What each replication tells, replications that tell nothing left out."""
        found = [column[~np.isnan(column)] for column in self.values.T]
        return [column for column in found if len(column)]


def clustered_mean(values: Floats, *, confidence: float = CONFIDENCE) -> Mean | None:
    """The mean over points, with a t interval from the replications; None where a run has none.

    Args:
        values: Shape (points, replications); NaN where a run does not tell, which is left out.
        confidence: How often the interval holds the mean over these points.

    >>> found = clustered_mean(np.array([[1.0, 3.0], [2.0, 4.0]]))
    >>> found.value, found.total
    (2.5, 4)
    """
    columns = Known(values).columns
    each = mean([float(column.mean()) for column in columns], confidence=confidence)
    if each is None:
        return None
    runs = Known(values).total
    middle = float(np.nanmean(values))
    half = None if each.high is None else each.high - each.value
    if half is None:
        return Mean(middle, None, None, runs)
    return Mean(middle, middle - half, middle + half, runs)


def clustered_share(values: Floats, *, confidence: float = CONFIDENCE) -> Share:
    """The share of runs in which something is so, with an interval from the replications.

    Of one point it is Wilson's interval. Of several it is Wilson's with as many runs as, being
    independent, would leave the share as unsure as the replications do. Where it is always or
    never so, every replication counts once.

    Source: E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998), for such a number of runs.

    Args:
        values: Shape (points, replications): 1, 0, or NaN where a run does not tell.
        confidence: How often the interval holds the share over these points.

    >>> rows = np.array([[1.0, 0.0, 1.0, 0.0]] * 50)
    >>> found = clustered_share(rows)
    >>> found.value, found.total, found.low < 0.2
    (0.5, 200, True)
    """
    known = Known(values)
    count, total = int(np.nansum(values)), known.total
    if total == 0 or len(values) == 1:
        return share(count, total, confidence=confidence)
    runs = effective_runs(known, count / total, confidence=confidence)
    low, high = wilson(count / total, runs, confidence=confidence)
    return Share(count, total, low, high, confidence)


def clustered_median(values: Floats, *, confidence: float = CONFIDENCE) -> Quantile:
    """The median of all runs; what did not happen (infinity) ranks last.

    Of one point its interval lies between two order statistics. Of several, between the quantiles
    that the share of runs below the median may be, sure as the replications make it.

    Source: R. S. Woodruff, Journal of the American Statistical Association 47 (1952).

    Args:
        values: Shape (points, replications); NaN where a run does not tell, which is left out.
        confidence: How often the interval holds the median over these points.
    """
    known = Known(values)
    told = values[~np.isnan(values)]
    if len(values) == 1 or not len(told):
        return quantile(told, 0.5, confidence=confidence)
    ordered = np.sort(told)
    middle = float(ordered[rank(len(ordered), 0.5) - 1])
    below = Known(np.where(np.isnan(values), np.nan, (values <= middle).astype(np.float64)))
    runs = effective_runs(below, 0.5, confidence=confidence)
    if len(known.columns) < 2:
        return Quantile(0.5, middle, None, None)
    low, high = (
        float(ordered[rank(len(ordered), min(max(part, 1e-9), 1.0)) - 1])
        for part in wilson(0.5, runs, confidence=confidence)
    )
    return Quantile(0.5, middle, min(low, middle), max(high, middle))


def effective_runs(known: Known, probability: float, *, confidence: float = CONFIDENCE) -> int:
    """How many independent runs would leave a share as unsure as the replications leave it."""
    columns = known.columns
    number = len(columns)
    spread = probability * (1 - probability)
    if number < 2 or spread == 0:
        return max(1, number)
    weights = np.array([len(column) for column in columns], dtype=np.float64)
    means = np.array([column.mean() for column in columns])
    middle = float(np.average(means, weights=weights))
    squares = float(np.sum((weights * (means - middle)) ** 2)) / weights.sum() ** 2
    variance = squares * number / (number - 1)
    if variance == 0:
        return known.total
    from scipy.special import stdtrit

    # With few replications their own spread is unsure too.
    normal = NormalDist().inv_cdf((1 + confidence) / 2)
    unsure = (normal / float(stdtrit(number - 1, (1 + confidence) / 2))) ** 2
    runs = int(unsure * spread / variance)
    return max(1, min(known.total, runs))
