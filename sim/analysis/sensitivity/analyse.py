"""From the runs at the points of a method to what moves an outcome."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.analysis.asked import outcome_asked
from sim.analysis.levels import level
from sim.analysis.sensitivity.answer import Method, OutcomeSensitivity
from sim.analysis.sensitivity.chance import chance_share
from sim.analysis.sensitivity.effects import Effect, morris_effects
from sim.analysis.sensitivity.indices import Indices, sobol_indices
from sim.analysis.sensitivity.response import response
from sim.analysis.sensitivity.shifts import shifts
from sim.catalogue.naming import OutcomeName

Floats = NDArray[np.float64]

BLOCK = {"morris": 1, "sobol": 2}
"""Points chosen together: one more, or two more, than there are factors."""


def analyse(
    name: OutcomeName,
    factors: tuple[str, ...],
    rows: Floats,
    values: Floats,
    *,
    method: Method,
    levels: int,
    listed: Sequence[bool],
    seed: int,
) -> OutcomeSensitivity:
    """What moves one outcome.

    Args:
        name: The outcome.
        factors: Names of the factors.
        rows: The points as numbers from 0 to 1, shape (points, factors).
        values: The outcome in every run, shape (points, replications).
        method: What the points were made for.
        levels: Values of a factor in Morris trajectories.
        listed: Whether the values of each factor are listed.
        seed: Of the draws that intervals come from.
    """
    found = response(values)
    effects: tuple[Effect, ...] = ()
    indices: tuple[Indices, ...] | None = ()
    why_not = ""
    if found is None:
        why_not = "at some points no run tells it"
    elif found.is_constant:
        why_not = "it is the same at all points"
    elif method == "morris":
        effects = morris_effects(
            factors, rows, found.means, levels=levels, listed=listed, seed=seed
        )
    else:
        indices = sobol_indices(factors, found.means, seed=seed)
        if indices is None:
            why_not = "it varies at too few of the points; take more samples"
    block = len(factors) + BLOCK[method]
    return OutcomeSensitivity(
        outcome=outcome_asked(name),
        overall=level(values, kind=name.kind),
        why_not=why_not,
        scale=found.scale if found is not None else "value",
        left_out=found.left_out if found is not None else 0,
        chance=chance_share(found.runs, block=block) if found is not None else None,
        effects=effects,
        indices=indices or (),
        shifts=shifts(factors, rows, found.means) if found is not None and indices else (),
    )
