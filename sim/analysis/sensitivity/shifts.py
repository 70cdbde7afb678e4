"""Which way a factor works: what changes from its lower to its upper half, all else equal.

Sobol' indices have no sign. Their points have pairs that differ in one factor alone; of these, the
ones that go from one half of its range to the other tell the way.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.sensitivity.effects import Spread
from sim.statistics.means import mean
from sim.statistics.shares import CONFIDENCE

Floats = NDArray[np.float64]

LEAST_PAIRS = 3


@dataclass(frozen=True, slots=True)
class Shift:
    """The mean change of an outcome from the lower to the upper half of a factor.

    Attributes:
        factor: Its name.
        change: The change with its t interval; None where too few pairs tell.
    """

    factor: str
    change: Spread | None


def shifts(
    names: tuple[str, ...], rows: Floats, means: Floats, *, confidence: float = CONFIDENCE
) -> tuple[Shift, ...]:
    """The mean change from the lower to the upper half of every factor, all others as they were.

    Args:
        names: Of the factors.
        rows: The points of `sobol_rows`.
        means: What the outcome is at them.
        confidence: How often each interval holds the change.
    """
    step = len(names) + 2
    points, values = rows.reshape(-1, step, len(names)), means.reshape(-1, step)
    found = []
    for number, name in enumerate(names):
        before = points[:, 0, number] >= 0.5
        after = points[:, number + 1, number] >= 0.5
        sign = after.astype(np.float64) - before
        changes = (sign * (values[:, number + 1] - values[:, 0]))[sign != 0]
        middle = mean(changes, confidence=confidence) if len(changes) >= LEAST_PAIRS else None
        change = None
        if middle is not None and middle.low is not None and middle.high is not None:
            change = Spread(middle.value, middle.low, middle.high)
        found.append(Shift(name, change))
    return tuple(found)
