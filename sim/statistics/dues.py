"""When would it have to be due? Probability of being on time over the due instants that were tried.

Each due instant is tried in runs of its own, for what parties do depends on it; run by run they
share their chance. A later due is taken to be met no less often, and nothing is said between the
dues that were tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sim.statistics.flips import Truths, flips, truths
from sim.statistics.isotonic import isotonic
from sim.statistics.shares import CONFIDENCE

DAY_HOURS = 24
TRACE = 1e-12
"""Below this a probability is short of another only by rounding."""


@dataclass(frozen=True, slots=True)
class DuePoint:
    """What was seen at one due instant.

    Attributes:
        due_hours: The due instant, in hours from the start.
        met, known, unknown: On time in `met` of `known` runs; those that do not tell are left out.
        fitted: The probability of being on time, on the likeliest curve that never falls.
        low, high: Exact interval of that probability, from this due alone.
    """

    due_hours: float
    met: int
    known: int
    unknown: int
    fitted: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gain:
    """What a day more buys between two dues that were tried.

    Attributes:
        from_hours, until_hours: The two dues.
        per_day: By how much the probability of being on time rises with each day.
        low, high: Interval of that, from the runs that turned on time or late between the two.
    """

    from_hours: float
    until_hours: float
    per_day: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DueCurve:
    """Probability of being on time over the due instants that were tried.

    Attributes:
        points: By due, the earliest first.
        gains: Between each and the next.
        confidence: Of all intervals.
    """

    points: tuple[DuePoint, ...]
    gains: tuple[Gain, ...]
    confidence: float

    @property
    def is_doubtful(self) -> bool:
        """Whether some later due was met less often than chance explains.

        The curve that never falls then lies outside the interval of a due, and says little.
        """
        return any(not point.low <= point.fitted <= point.high for point in self.points)


@dataclass(frozen=True, slots=True)
class EarliestDue:
    """The earliest due that is met with a given probability.

    Attributes:
        probability: With which it is to be met.
        hours: The earliest due tried at which the curve reaches it; None where none does.
        after_hours: It lies after this due; None where the earliest one tried may do.
        by_hours: It lies at this due or before; None where the latest one tried may not do.
    """

    probability: float
    hours: float | None
    after_hours: float | None
    by_hours: float | None


def due_curve(
    due_hours: Sequence[float], met: Sequence[Truths], *, confidence: float = CONFIDENCE
) -> DueCurve:
    """The probability of being on time over the dues tried, with intervals, and what a day buys.

    Args:
        due_hours: The dues that were tried, in hours from the start, the earliest first.
        met: For each due, run by run, whether it was met (1 or 0; NaN or None: not known). For
            several clauses jointly, whether all were.
        confidence: How often each interval holds.

    Raises:
        ValueError: If dues do not rise, runs do not fit each other or the dues, or at one of the
            dues no run tells.

    >>> curve = due_curve([24, 48, 96], [[0, 0, 0, 1], [0, 1, 0, 1], [1, 1, 1, 1]])
    >>> [point.fitted for point in curve.points]
    [0.25, 0.5, 1.0]
    >>> [gain.per_day for gain in curve.gains]
    [0.25, 0.25]
    """
    dues, found = [float(due) for due in due_hours], [truths(column) for column in met]
    if len(found) != len(dues) or not found:
        raise ValueError(f"{len(dues)} dues need as many columns of runs, not {len(found)}")
    if not all(before < after for before, after in pairwise(dues)):
        raise ValueError("dues are told from the earliest to the latest, each once")
    known = [int((~np.isnan(column)).sum()) for column in found]
    for due, count in zip(dues, known, strict=True):
        if not count:
            raise ValueError(f"no run tells whether it was met when due after {due:g} hours")
    counts = [int(np.nansum(column)) for column in found]
    fitted = isotonic([k / n for k, n in zip(counts, known, strict=True)], known)
    points = []
    for due, column, k, n, height in zip(dues, found, counts, known, fitted, strict=True):
        low, high = exact_interval(k, n, confidence=confidence)
        points.append(DuePoint(due, k, n, len(column) - n, float(height), low, high))
    steps = pairwise(zip(dues, found, strict=True))
    gains = tuple(_gain(before, after, confidence) for before, after in steps)
    return DueCurve(tuple(points), gains, confidence)


def earliest_due(curve: DueCurve, probability: float) -> EarliestDue:
    """The earliest due that is met with a probability, and between which dues it surely lies.

    The interval holds as often as those of the curve, although it comes from many dues: from the
    latest due backward each must be met often enough beyond doubt, up to the first that is not, and
    from the earliest forward each must fall short beyond doubt. A mistake can only be made at the
    due next to the true one, and so only once at each end.

    Source: J. C. Hsu and R. L. Berger, Journal of the American Statistical Association 94 (1999),
    for such steps through ordered doses.

    Raises:
        ValueError: If the probability does not lie between 0 and 1.

    >>> runs = 200
    >>> columns = [[1.0] * met + [0.0] * (runs - met) for met in (20, 120, 185, 198)]
    >>> earliest_due(due_curve([24, 48, 72, 96], columns), 0.9)
    EarliestDue(probability=0.9, hours=72.0, after_hours=48.0, by_hours=96.0)
    """
    if not 0 < probability < 1:
        raise ValueError(f"{probability} is no probability between 0 and 1")
    enough = (p.due_hours for p in curve.points if p.fitted >= probability - TRACE)
    by = after = None
    for point in reversed(curve.points):
        if point.low < probability:
            break
        by = point.due_hours
    for point in curve.points:
        if point.high >= probability:
            break
        after = point.due_hours
    return EarliestDue(probability, next(enough, None), after, by)


def exact_interval(
    count: int, total: int, *, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Interval of a probability that misses it with half of the rest at most on either side.

    Wider than Wilson's, which misses it more often than that on one side or the other; here each
    end is used by itself.

    Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934).

    >>> low, high = exact_interval(0, 20)
    >>> low, round(high, 4)
    (0.0, 0.1684)
    """
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = float(betaincinv(count, total - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, total - count, 1 - tail)) if count < total else 1.0
    return low, high


def _gain(
    before: tuple[float, npt.NDArray[np.float64]],
    after: tuple[float, npt.NDArray[np.float64]],
    confidence: float,
) -> Gain:
    days = (after[0] - before[0]) / DAY_HOURS
    turned = flips(before[1], after[1], confidence=confidence)
    return Gain(
        before[0],
        after[0],
        None if turned.value is None else turned.value / days,
        turned.low / days,
        turned.high / days,
    )
