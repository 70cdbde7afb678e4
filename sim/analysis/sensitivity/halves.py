"""Which way a factor works: an outcome where the factor is in its lower half, and in its upper."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.levels import Level, level

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Halves:
    """An outcome where one factor is low and where it is high, whatever the others are.

    Attributes:
        factor: Its name.
        low, high: The outcome over the points in its lower and in its upper half.
    """

    factor: str
    low: Level
    high: Level


def halves(
    names: tuple[str, ...], rows: Floats, values: Floats, *, kind: str
) -> tuple[Halves, ...]:
    """An outcome in both halves of every factor.

    Args:
        names: Of the factors.
        rows: The points as numbers from 0 to 1.
        values: The outcome, shape (points, replications).
        kind: What the outcome holds: truth, time or number.
    """
    found = []
    for number, name in enumerate(names):
        is_high = rows[:, number] >= 0.5
        low, high = level(values[~is_high], kind=kind), level(values[is_high], kind=kind)
        found.append(Halves(name, low, high))
    return tuple(found)
