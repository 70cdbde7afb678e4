"""The curve of a due over points that share their chance: its intervals count replications."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.statistics.clustered import Known, effective_runs
from sim.statistics.dues import DAY_HOURS, DueCurve, DuePoint, Gain, due_curve, exact_interval
from sim.statistics.means import mean
from sim.statistics.shares import CONFIDENCE

Floats = npt.NDArray[np.float64]


def clustered_due_curve(
    due_hours: Sequence[float], met: Sequence[Floats], *, confidence: float = CONFIDENCE
) -> DueCurve:
    """The probability of being on time over the dues tried, averaged over some points.

    Of one point it is `due_curve` itself. Of several, the intervals are as wide as the
    replications, which all points share, leave them.

    Args:
        due_hours: The dues that were tried, the earliest first.
        met: For each due whether it was met, shape (points, replications): 1, 0, or NaN.
        confidence: How often each interval holds.

    Raises:
        ValueError: As `due_curve` does.
    """
    curve = due_curve(due_hours, [runs.ravel() for runs in met], confidence=confidence)
    if len(met[0]) == 1:
        return curve
    points = [
        _point(point, runs, confidence) for point, runs in zip(curve.points, met, strict=True)
    ]
    gains = [
        _gain(gain, before, after, confidence)
        for gain, before, after in zip(curve.gains, met[:-1], met[1:], strict=True)
    ]
    return replace(curve, points=tuple(points), gains=tuple(gains))


def _point(point: DuePoint, runs: Floats, confidence: float) -> DuePoint:
    share = point.met / point.known
    number = effective_runs(Known(runs), share, confidence=confidence)
    # Rounded outwards, so that the interval is no narrower than it should be.
    low, _ = exact_interval(math.floor(share * number), number, confidence=confidence)
    _, high = exact_interval(math.ceil(share * number), number, confidence=confidence)
    return replace(point, low=low, high=high)


def _gain(gain: Gain, before: Floats, after: Floats, confidence: float) -> Gain:
    """What a day buys, with an interval from what it buys in each replication."""
    change = after - before
    columns = Known(change).columns
    each = mean([float(column.mean()) for column in columns], confidence=confidence)
    days = (gain.until_hours - gain.from_hours) / DAY_HOURS
    if each is None or each.low is None or each.high is None:
        return replace(gain, low=-1 / days, high=1 / days)
    return replace(gain, per_day=each.value / days, low=each.low / days, high=each.high / days)
