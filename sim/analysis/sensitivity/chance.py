"""What share of an outcome's variance is chance: what factors cannot explain, whoever knows them.

All points run under the same replications, so that runs are a table with two ways: a row a point
and a column a replication. Its variance falls into three parts: what points do under any chance,
what chance does at any point, and what chance does at some points and not at others.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.statistics.shares import CONFIDENCE

Floats = NDArray[np.float64]

MOST_GROUPS = 100
"""Points are left out in at most so many groups; more would tell no more."""


@dataclass(frozen=True, slots=True)
class ChanceShare:
    """What share of the variance of single runs is chance.

    Attributes:
        value: The share.
        low, high: Interval, from leaving out replications and groups of points in turn; None with
            fewer than three replications, which do not show how unsure they are.
        shared: Of the whole variance, the share by which chance moves all points alike.
        replications: How many it is told from.
    """

    value: float
    low: float | None
    high: float | None
    shared: float
    replications: int


def chance_share(
    runs: Floats, *, block: int = 1, confidence: float = CONFIDENCE
) -> ChanceShare | None:
    """What share of the variance is chance; None with one replication, or where nothing varies.

    Source: S. R. Searle, G. Casella and C. E. McCulloch, Variance Components (1992), chapter 4, for
        the parts; B. Efron and C. Stein, Annals of Statistics 9 (1981), for the interval.

    Args:
        runs: Shape (points, replications); replications that are not known at each point are left
            out.
        block: So many points that follow one another were chosen together.
        confidence: How often the interval holds the share.

    >>> found = chance_share(np.array([[0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0]]))
    >>> found.value, found.shared
    (1.0, 1.0)
    """
    known = runs[:, ~np.isnan(runs).any(axis=0)]
    points, replications = known.shape
    if replications < 2 or points < 2:
        return None
    parts = _parts(known)
    if sum(parts) <= 0:
        return None
    value = _share(parts)
    shared = parts[1] / sum(parts)
    if replications < 3 or points < 2 * block + 1:
        return ChanceShare(value, None, None, shared, replications)
    group = block * math.ceil(points / (block * MOST_GROUPS))
    firsts = range(0, points, group)
    variance = _jackknife(
        [np.delete(known, number, axis=1) for number in range(replications)]
    ) + _jackknife([np.delete(known, slice(first, first + group), axis=0) for first in firsts])
    from scipy.special import stdtrit

    half = float(stdtrit(replications - 1, (1 + confidence) / 2)) * math.sqrt(variance)
    return ChanceShare(value, max(0.0, value - half), min(1.0, value + half), shared, replications)


def _parts(runs: Floats) -> tuple[float, float, float]:
    """The variance by points, by replications and by both together, none below 0."""
    points, replications = runs.shape
    middle = runs.mean()
    rows, columns = runs.mean(axis=1), runs.mean(axis=0)
    rest = runs - rows[:, None] - columns[None, :] + middle
    both = float((rest**2).sum()) / ((points - 1) * (replications - 1))
    by_point = float(((rows - middle) ** 2).sum()) / (points - 1)
    by_chance = float(((columns - middle) ** 2).sum()) / (replications - 1)
    return (
        max(0.0, by_point - both / replications),
        max(0.0, by_chance - both / points),
        both,
    )


def _share(parts: tuple[float, float, float]) -> float:
    total = sum(parts)
    return (parts[1] + parts[2]) / total if total > 0 else 0.0


def _jackknife(without: list[Floats]) -> float:
    """Variance of the share, from what it is without each of so many."""
    shares = np.array([_share(_parts(runs)) for runs in without])
    return float(((shares - shares.mean()) ** 2).sum()) * (len(shares) - 1) / len(shares)
