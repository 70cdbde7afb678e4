"""Boxes among the inputs of a study: where is it that cases of interest lie close together?

A box says from where to where some of the inputs go. It is judged by three numbers: coverage (of
all cases of interest, how many are in it), density (of what is in it, how much is of interest), and
how few inputs it needs.

Source: J. H. Friedman and N. I. Fisher, Statistics and Computing 9 (1999); B. P. Bryant and
R. J. Lempert, Technological Forecasting and Social Change 77 (2010).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bounds = Mapping[str, tuple[float | None, float | None]]
"""Lowest and highest value by input, both inside; None on a side without a limit."""


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Points of a study, and how far each is of interest.

    Attributes:
        names: The inputs.
        points: Their values, one row a point.
        interest: Of each point the share of its runs that are of interest, from 0 to 1.
    """

    names: tuple[str, ...]
    points: Floats
    interest: Floats


@dataclass(frozen=True, slots=True)
class Limit:
    """From where to where one input goes in a box.

    Attributes:
        name: The input.
        low, high: Its lowest and highest value, both inside; None on a side without a limit.
        quasi_p: How probable it is to find so many cases of interest in the box if this input made
            no difference, and the others were limited as they are. "Quasi", for a box that was
            searched for looks better than one that was not: large values speak against a limit,
            small ones do not prove it.
    """

    name: str
    low: float | None
    high: float | None
    quasi_p: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box and what lies in it.

    Attributes:
        limits: Of the inputs that it limits, in the order of the study.
        points, all_points: Points in it and altogether.
        interest, all_interest: Points of interest in it and altogether, counted by their share.
    """

    limits: tuple[Limit, ...]
    points: int
    all_points: int
    interest: float
    all_interest: float

    @property
    def coverage(self) -> float:
        """Of all cases of interest, the share that lies in the box."""
        return self.interest / self.all_interest

    @property
    def density(self) -> float:
        """Of what lies in the box, the share that is of interest; 0 for an empty box."""
        return self.interest / self.points if self.points else 0.0

    @property
    def support(self) -> float:
        """Of all points, the share that lies in the box."""
        return self.points / self.all_points

    @property
    def bounds(self) -> dict[str, tuple[float | None, float | None]]:
        """Its limits by input, as `box` takes them."""
        return {limit.name: (limit.low, limit.high) for limit in self.limits}


def cases(
    names: Sequence[str], points: npt.ArrayLike, interest: Sequence[float] | npt.ArrayLike
) -> Cases:
    """The points of a study, checked.

    Raises:
        ValueError: If shapes or names do not fit, a value is not finite, an interest is not between
            0 and 1, or no case is of interest, or each is: then there is nothing to tell apart.

    >>> cases(["loads"], [[1.0], [2.0]], [True, False]).interest
    array([1., 0.])
    """
    values = np.asarray(points, dtype=np.float64)
    found = np.asarray(interest, dtype=np.float64)
    if values.ndim != 2 or values.shape != (len(found), len(names)):
        raise ValueError(
            f"{len(found)} cases of {len(names)} inputs do not fit points {values.shape}"
        )
    if len(set(names)) < len(names):
        raise ValueError("two inputs have the same name")
    if not np.isfinite(values).all():
        raise ValueError(f"{names[int(np.argwhere(~np.isfinite(values))[0, 1])]} is not a number")
    if not ((found >= 0) & (found <= 1)).all():
        raise ValueError("an interest is a share of runs, from 0 to 1")
    if not 0 < found.sum() < len(found):
        raise ValueError(
            f"{'each' if found.any() else 'none'} of {len(found)} cases is of interest:"
            " there is nothing to tell apart"
        )
    return Cases(tuple(names), values, found)


def box(among: Cases, bounds: Bounds) -> Box:
    """Measure the box with these bounds.

    Raises:
        ValueError: If it limits something that is no input.

    >>> among = cases(["loads"], [[1.0], [2.0], [3.0], [4.0]], [0, 1, 1, 1])
    >>> found = box(among, {"loads": (3.0, None)})
    >>> found.density, round(found.coverage, 3), found.support
    (1.0, 0.667, 0.5)
    """
    unknown = sorted(set(bounds) - set(among.names))
    if unknown:
        raise ValueError(f"{unknown[0]} is no input: there are {', '.join(among.names)}")
    limited = {name: bounds[name] for name in among.names if bounds.get(name, NOWHERE) != NOWHERE}
    held = inside(among, limited)
    points, interest = int(held.sum()), float(among.interest[held].sum())
    limits = []
    for name, (low, high) in limited.items():
        others = {other: limited[other] for other in limited if other != name}
        without = inside(among, others)
        rate = float(among.interest[without].sum()) / max(1, int(without.sum()))
        limits.append(Limit(name, low, high, _at_least(interest, points, rate)))
    return Box(tuple(limits), points, len(among.interest), interest, float(among.interest.sum()))


def inside(among: Cases, bounds: Bounds) -> npt.NDArray[np.bool_]:
    """Which points lie within bounds; those on a limit do."""
    held = np.ones(len(among.interest), dtype=np.bool_)
    for name, (low, high) in bounds.items():
        values = among.points[:, among.names.index(name)]
        if low is not None:
            held &= values >= low
        if high is not None:
            held &= values <= high
    return held


NOWHERE = (None, None)
"""The bounds of an input that is not limited."""


def _at_least(interest: float, points: int, rate: float) -> float:
    """Probability of so much interest or more among points that are each so at a rate.

    A binomial tail, written as an incomplete beta integral, which takes shares of a case as well.
    """
    from scipy.special import betainc

    if interest <= 0:
        return 1.0
    return float(betainc(interest, max(0.0, points - interest) + 1, min(1.0, rate)))
