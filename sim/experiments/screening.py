"""Points at which sensitivity analysis asks what a model gives: Morris trajectories, Sobol' pairs.

Sources: M. D. Morris, Technometrics 33(2) (1991); A. Saltelli et al., Computer Physics
    Communications 181 (2010), 259-270, for the matrix of pairs without second-order indices.
"""

import numpy as np
from numpy.typing import NDArray

from sim.errors import InputError

Floats = NDArray[np.float64]

LEVELS = 4
"""Values of a factor in Morris trajectories, its ends among them (Morris, 1991)."""
LEAST_TRAJECTORIES, LEAST_SAMPLES = 4, 8
"""Fewer would leave nothing to tell an interval from."""
MOST = 2**20


def morris_rows(factors: int, trajectories: int, *, seed: int) -> Floats:
    """Trajectories that move one factor at a time, by two thirds of its range.

    Args:
        factors: How many factors.
        trajectories: How many trajectories, each of one point more than there are factors.
        seed: Of where they begin and in which order factors move.

    Returns:
        Numbers from 0 to 1, shape (trajectories x (factors + 1), factors).

    Raises:
        InputError: If there are too few or too many trajectories.
    """
    if not LEAST_TRAJECTORIES <= trajectories <= MOST:
        raise InputError(
            f"{trajectories} trajectories cannot be; Morris screening takes from "
            f"{LEAST_TRAJECTORIES} to {MOST}, and 10 to 50 are usual"
        )
    from SALib.sample.morris import sample

    rows = sample(problem(factors), trajectories, num_levels=LEVELS, seed=seed)
    return np.clip(np.asarray(rows, dtype=np.float64), 0.0, 1.0)


def sobol_rows(factors: int, samples: int, *, seed: int) -> Floats:
    """Pairs of scrambled Sobol' points, and for each factor the first with that of the second.

    Args:
        factors: How many factors.
        samples: How many pairs; a power of two.
        seed: Of the scrambling.

    Returns:
        Numbers from 0 to 1, shape (samples x (factors + 2), factors).

    Raises:
        InputError: If the number of samples is no power of two, too small or too large.
    """
    if not LEAST_SAMPLES <= samples <= MOST or samples & (samples - 1):
        near = 1 << (max(LEAST_SAMPLES, min(samples, MOST)).bit_length() - 1)
        either = f"take {near}" if near == MOST else f"take {near} or {2 * near}"
        raise InputError(
            f"{samples} samples are no power of two from {LEAST_SAMPLES} on, by which Sobol' "
            f"points keep their balance; {either}"
        )
    from SALib.sample.sobol import sample

    rows = sample(problem(factors), samples, calc_second_order=False, seed=seed)
    return np.asarray(rows, dtype=np.float64)


def problem(factors: int) -> dict[str, object]:
    """Factors from 0 to 1 as SALib wants them told; it adds to what it is given."""
    names = [f"factor {number}" for number in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}
