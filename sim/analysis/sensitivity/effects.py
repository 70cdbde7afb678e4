"""Morris screening: by how much an outcome moves when one factor does, and how evenly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.statistics.shares import CONFIDENCE

Floats = NDArray[np.float64]

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Spread:
    """A number with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What moving one factor does to an outcome.

    Of a range or distribution, as if the factor went from one end to the other; of listed values,
    from one of them to another.

    Attributes:
        factor: Its name.
        mu: The mean change; its sign says which way.
        mu_star: The mean size of the change.
        sigma: How much changes differ from one another: beside mu_star it tells how far the effect
            is curved, or depends on the other factors.
    """

    factor: str
    mu: Spread
    mu_star: Spread
    sigma: Spread


def morris_effects(
    names: tuple[str, ...],
    rows: Floats,
    means: Floats,
    *,
    levels: int,
    listed: Sequence[bool],
    seed: int,
    confidence: float = CONFIDENCE,
) -> tuple[Effect, ...]:
    """The effects of every factor, with intervals from drawing trajectories again.

    Source: M. D. Morris, Technometrics 33(2) (1991); F. Campolongo, J. Cariboni and A. Saltelli,
        Environmental Modelling and Software 22 (2007), for mu*, as SALib has them.

    Args:
        names: Of the factors.
        rows: The points of `morris_rows`.
        means: What the outcome is at them.
        levels: Values of a factor in the trajectories.
        listed: Whether the values of each factor are listed. A step then goes from one of them to
            another, whatever part of the column it is.
        seed: Of the draws.
        confidence: How often each interval holds its number.
    """
    from SALib.analyze.morris import analyze

    told = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    found = analyze(
        told,
        np.array(rows, dtype=np.float64),
        np.array(means, dtype=np.float64),
        num_levels=levels,
        conf_level=confidence,
        seed=seed,
    )
    # Morris' step: so much of a range, which SALib's effects are divided by.
    step = levels / (2 * (levels - 1))
    scale = np.where(np.asarray(listed), step, 1.0)
    changes = elementary_effects(rows, means, factors=len(names)) * scale
    draws = np.random.default_rng(seed).integers(len(changes), size=(DRAWS, len(changes)))
    again = changes[draws]
    drawn = {
        "mu": again.mean(axis=1),
        "mu_star": np.abs(again).mean(axis=1),
        "sigma": again.std(axis=1, ddof=1),
    }
    ends = (100 * (1 - confidence) / 2, 100 * (1 + confidence) / 2)
    bounds = {kind: np.percentile(values, ends, axis=0) for kind, values in drawn.items()}

    def spread(kind: str, number: int) -> Spread:
        low, high = bounds[kind][:, number]
        value = float(np.asarray(found[kind])[number] * scale[number])
        return Spread(value, float(low), float(high))

    return tuple(
        Effect(name, spread("mu", number), spread("mu_star", number), spread("sigma", number))
        for number, name in enumerate(names)
    )


def elementary_effects(rows: Floats, means: Floats, *, factors: int) -> Floats:
    """The change of an outcome over the step of each factor, shape (trajectories, factors)."""
    points = rows.reshape(-1, factors + 1, factors)
    values = means.reshape(-1, factors + 1)
    steps = np.diff(points, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    size = np.take_along_axis(steps, moved[:, :, None], axis=2)[:, :, 0]
    found = np.empty((len(points), factors))
    np.put_along_axis(found, moved, np.diff(values, axis=1) / size, axis=1)
    return found
