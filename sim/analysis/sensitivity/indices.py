"""Sobol' indices: what share of an outcome's variance each factor has, alone and in all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.statistics.shares import CONFIDENCE

Floats = NDArray[np.float64]

RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Index:
    """A share of the variance with its interval.

    Attributes:
        value: The estimate; chance may take a share of nearly nothing below 0.
        low, high: Interval.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Indices:
    """What share of an outcome's variance one factor has.

    Attributes:
        factor: Its name.
        first: What it explains by itself.
        total: What it explains together with others: what would be left if all others were known.
    """

    factor: str
    first: Index
    total: Index


def sobol_indices(
    names: tuple[str, ...], means: Floats, *, seed: int, confidence: float = CONFIDENCE
) -> tuple[Indices, ...] | None:
    """First and total indices of every factor; None where an outcome hardly varies.

    The intervals come from drawing pairs of points again, and so hold what the choice of points and
    the chance in them leave unsure.

    Source: A. Saltelli et al., Computer Physics Communications 181 (2010), 259-270, as SALib has
        it.

    Args:
        names: Of the factors.
        means: What the outcome is at the points of `sobol_rows`, in their order.
        seed: Of the draws.
        confidence: How often each interval holds its index.
    """
    step = len(names) + 2
    if np.ptp(means[::step]) == 0 or np.ptp(means[step - 1 :: step]) == 0:
        return None
    from SALib.analyze.sobol import analyze

    told = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    found = analyze(
        told,
        np.array(means, dtype=np.float64),
        calc_second_order=False,
        num_resamples=RESAMPLES,
        conf_level=confidence,
        # SALib takes 0 for no seed at all.
        seed=seed + 1,
    )
    return tuple(
        Indices(name, _index(found, "S1", number), _index(found, "ST", number))
        for number, name in enumerate(names)
    )


def _index(found: dict[str, Floats], kind: str, number: int) -> Index:
    value, half = float(found[kind][number]), float(found[f"{kind}_conf"][number])
    return Index(value, value - half, value + half)
