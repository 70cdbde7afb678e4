"""One number a point: what an outcome is there on average, by rules that are told beside it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.statistics.quantiles import ranked

Floats = NDArray[np.float64]
Scale = Literal["value", "rank"]
"""Whether an outcome is looked at itself, or by the rank of its runs among all."""


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """What an outcome is at every point.

    Attributes:
        means: At each point, over its replications, shape (points,).
        runs: In every run that counts, shape (points, replications); NaN where it is not known.
        scale: `rank` if it never came in some run: it has no mean then, and the rank of each run
            among all is looked at, from 0 to 1, those in which it never came sharing the last.
        never: In how many runs it never came.
        unknown: In how many runs it is not known.
        left_out: Replications left out at all points, because one point does not know them.
    """

    means: Floats
    runs: Floats
    scale: Scale
    never: int
    unknown: int
    left_out: int

    @property
    def is_constant(self) -> bool:
        """Whether it is the same at all points, so that there is nothing to explain."""
        return bool(np.ptp(self.means) <= 1e-12 * max(1.0, float(np.abs(self.means).max())))


def response(values: Floats) -> Response | None:
    """What an outcome is at every point, given all its runs; None if a point does not know it.

    All points share their replications. One that is not known at some point is left out at all of
    them, so that they go on sharing; where that would leave less than half, each point's mean is of
    what is known there.

    Args:
        values: Shape (points, replications); NaN is not known, infinity never came.
    """
    unknown = int(np.isnan(values).sum())
    whole = ~np.isnan(values).any(axis=0)
    left_out = 0
    if whole.any() and 2 * whole.sum() >= values.shape[1]:
        left_out = int((~whole).sum())
        values = values[:, whole]
    if np.isnan(values).all(axis=1).any():
        return None
    never = int(np.isinf(values).sum())
    runs = _ranks(values) if never else values
    scale: Scale = "rank" if never else "value"
    return Response(np.nanmean(runs, axis=1), runs, scale, never, unknown, left_out)


def _ranks(values: Floats) -> Floats:
    """The rank of each run among all, from 0 (first) to 1; equal ones share the middle."""
    known = ~np.isnan(values)
    told = values[known]
    ordered = ranked(told)
    first = np.searchsorted(ordered, told, side="left")
    last = np.searchsorted(ordered, told, side="right")
    found = np.full(values.shape, np.nan)
    found[known] = (first + last) / (2 * len(told))
    return found
