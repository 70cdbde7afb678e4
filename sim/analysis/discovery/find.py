"""Boxes one after another: the best that explains where cases lie, then the best among the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.discovery.answer import BoxFound, LimitFound, Step
from sim.analysis.discovery.inputs import Input, ends, inputs_of, words_inside
from sim.scenario.studies.study import Factor, Value
from sim.statistics.boxes import Box, Cases, cases, inside
from sim.statistics.peeling import MOST_QUASI_P, choose, paste, peel, prune

Floats = NDArray[np.float64]

DENSITY = 0.8
"""So dense a box is wished for, if nothing else is said."""
MOST_BOXES = 3
LEAST_POINTS = 8
"""Fewer points leave nothing to search among."""
SHUFFLES, FEW_SHUFFLES, MANY_POINTS = 99, 19, 500
"""Among many points searching takes long; then so few shuffles are made."""
MOST_BY_CHANCE = 0.05
"""A box that chance finds as often as this is not told."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found.

    Attributes:
        boxes: The boxes, each among what those before it leave.
        way: The way to the first.
        why_not: Why there is none; empty if there is.
    """

    boxes: tuple[BoxFound, ...]
    way: tuple[Step, ...]
    why_not: str


def search(
    factors: Sequence[Factor],
    values: Mapping[str, Sequence[Value]],
    holds: Floats,
    *,
    density: float = DENSITY,
    most_boxes: int = MOST_BOXES,
    seed: int,
) -> Search:
    """Boxes in which a condition holds more often than elsewhere.

    A box counts if chance does not find one as telling: the cases are shuffled among the points so
    that no factor matters, and searched in the same way.

    Args:
        factors: The factors of the study.
        values: The value of each at every point, by name.
        holds: In which runs the condition holds, shape (points, replications): 1, 0, or NaN where
            that is not known.
        density: So dense a box is wished for.
        most_boxes: How many boxes at most.
        seed: Of the shuffles.
    """
    told = ~np.isnan(holds).all(axis=1)
    interest = np.nanmean(holds[told], axis=1) if told.any() else np.empty(0)
    if not 0 < interest.sum() < len(interest):
        every = "every run" if interest.sum() else "no run"
        return Search((), (), f"the condition holds in {every}")
    columns = [one for factor in factors for one in inputs_of(factor, values[factor.name])]
    matrix = np.column_stack([one.column(values[one.factor.name]) for one in columns])[told]
    names = [one.name for one in columns]
    left, found, way = np.ones(len(interest), dtype=np.bool_), list[BoxFound](), tuple[Step, ...]()
    why_not = ""
    while len(found) < most_boxes:
        among = _among(names, matrix[left], interest[left])
        if isinstance(among, str):
            why_not = among
            break
        best, steps = _best(among, density)
        by_chance = _by_chance(among, best, density, seed=seed + len(found)) if best.limits else 1.0
        way = way or steps
        if by_chance > MOST_BY_CHANCE:
            why_not = "no box tells more than chance would"
            break
        found.append(_told(best, columns, whole=float(interest.sum()), by_chance=by_chance))
        left[np.flatnonzero(left)[inside(among, best.bounds)]] = False
    return Search(tuple(found), way, "" if found else why_not)


def _among(names: Sequence[str], points: Floats, interest: Floats) -> Cases | str:
    if len(interest) < LEAST_POINTS:
        return f"{len(interest)} points are too few to search among; {LEAST_POINTS} are needed"
    if not 0 < interest.sum() < len(interest):
        return "nothing is left to tell apart"
    return cases(names, points, interest)


def _best(among: Cases, density: float) -> tuple[Box, tuple[Step, ...]]:
    """The box to tell, and the way on which it was found."""
    trajectory = peel(among)
    if any(one.density >= density for one in trajectory):
        chosen = choose(trajectory, density=density)
    else:
        chosen = max(trajectory, key=_balance)
    most_quasi_p = MOST_QUASI_P / len(among.names)
    best = prune(among, paste(among, chosen), most_quasi_p=most_quasi_p)
    steps = tuple(Step(one.density, one.coverage, len(one.limits)) for one in trajectory)
    return best, steps


def _balance(one: Box) -> float:
    """High where a box is dense and covers much: the harmonic mean of both."""
    total = one.density + one.coverage
    return 2 * one.density * one.coverage / total if total else 0.0


def _telling(one: Box) -> float:
    """How far the cases in a box exceed what as many points would have anyway, by their spread."""
    rate = one.all_interest / one.all_points
    return (one.density - rate) * float(np.sqrt(one.points))


def _by_chance(among: Cases, found: Box, density: float, *, seed: int) -> float:
    """In what share of shuffles, the cases as they are among them, a box as telling was found."""
    chance = np.random.default_rng(seed)
    reached, shuffles = 0, SHUFFLES if len(among.interest) <= MANY_POINTS else FEW_SHUFFLES
    for _ in range(shuffles):
        shuffled = Cases(among.names, among.points, chance.permutation(among.interest))
        best, _ = _best(shuffled, density)
        reached += bool(best.limits) and _telling(best) >= _telling(found)
    return (reached + 1) / (shuffles + 1)


def _told(found: Box, columns: Sequence[Input], *, whole: float, by_chance: float) -> BoxFound:
    by_name = {one.name: one for one in columns}
    limits = [
        _limit(by_name[limit.name], limit.low, limit.high, limit.quasi_p) for limit in found.limits
    ]
    return BoxFound(
        limits=tuple(limits),
        points=found.points,
        density=found.density,
        coverage=found.interest / whole,
        by_chance=by_chance,
    )


def _limit(of: Input, low: float | None, high: float | None, quasi_p: float) -> LimitFound:
    factor = of.factor
    if not factor.is_continuous:
        words = words_inside(of, low, high)
        return LimitFound(factor.name, factor.unit, True, None, None, words, quasi_p)
    first, last = ends(of, low, high)
    exact = any(side is not None and side.is_exact for side in (first, last))
    sides = [None if side is None else float(side.value) for side in (first, last)]
    return LimitFound(factor.name, factor.unit, exact, sides[0], sides[1], (), quasi_p)
