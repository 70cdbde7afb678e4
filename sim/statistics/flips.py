"""What turns from no to yes and from yes to no between two runs that share their chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.statistics.shares import CONFIDENCE
from sim.statistics.signs import sign_test

Truths = Sequence[float | None] | npt.NDArray[np.floating[Any] | np.bool_]
"""Yes (1 or True), no (0 or False), or not known (NaN or None), run by run."""


@dataclass(frozen=True, slots=True)
class Flips:
    """How often something is true in each of two paired runs, and what the change does to that.

    Attributes:
        to_true, to_false: In how many pairs it turned so from the first to the second.
        both, neither: In how many pairs it stayed true, stayed false.
        unknown: Pairs of which one side is not known; they are left out of everything else.
        value: Probability in the second less that in the first; None where no pair is known.
        low, high: Interval of that difference; from -1 to 1 where no pair is known.
        p_value: Of the exact test of McNemar; 1 where nothing turned.
    """

    to_true: int
    to_false: int
    both: int
    neither: int
    unknown: int
    value: float | None
    low: float
    high: float
    p_value: float

    @property
    def pairs(self) -> int:
        """Pairs known on both sides."""
        return self.to_true + self.to_false + self.both + self.neither


def flips(first: Truths, second: Truths, *, confidence: float = CONFIDENCE) -> Flips:
    """Count the pairs that turn, and judge the difference of the two probabilities.

    Source: Q. McNemar, Psychometrika 12 (1947), in its exact form.

    Raises:
        ValueError: If the samples differ in length, or hold anything but yes, no and not known.

    >>> found = flips([False, False, True, None], [True, True, True, True])
    >>> (found.to_true, found.to_false, found.both, found.unknown)
    (2, 0, 1, 1)
    """
    before, after = truths(first), truths(second)
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} values are no pairs")
    known = ~(np.isnan(before) | np.isnan(after))
    was, now = before[known] == 1, after[known] == 1
    to_true, to_false = int((~was & now).sum()), int((was & ~now).sum())
    total = int(known.sum())
    low, high = difference_interval(to_true, to_false, total=total, confidence=confidence)
    return Flips(
        to_true=to_true,
        to_false=to_false,
        both=int((was & now).sum()),
        neither=int((~was & ~now).sum()),
        unknown=len(before) - total,
        value=(to_true - to_false) / total if total else None,
        low=low,
        high=high,
        p_value=sign_test(to_true, to_false),
    )


def truths(values: Truths) -> npt.NDArray[np.float64]:
    """Truth values as 1, 0 and NaN, which is not known.

    Raises:
        ValueError: If there is anything else among them.

    >>> truths([True, False, None])
    array([ 1.,  0., nan])
    """
    found = np.asarray(values, dtype=np.float64)
    odd = found[~(np.isnan(found) | (found == 0) | (found == 1))]
    if len(odd):
        raise ValueError(f"{odd[0]:g} is neither yes (1) nor no (0)")
    return found


def difference_interval(
    to_true: int, to_false: int, *, total: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Interval of the difference of two paired probabilities, from the pairs that turned.

    One turn each way is added, as if seen in two more pairs; so it has a width even where nothing
    turned, and holds the difference about as often as it says from a dozen pairs on.

    Source: D. G. Bonett and R. M. Price, Journal of Educational and Behavioral Statistics 37
    (2012); recommended with others by Fagerland, Lydersen and Laake, Statistics in Medicine 33
    (2014).

    >>> low, high = difference_interval(1, 7, total=21)
    >>> round(low, 3), round(high, 3)
    (-0.508, -0.013)
    """
    if not total:
        return -1.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    up, down = (to_true + 1) / (total + 2), (to_false + 1) / (total + 2)
    middle = up - down
    half = z * math.sqrt((up + down - middle * middle) / (total + 2))
    return max(-1.0, middle - half), min(1.0, middle + half)
