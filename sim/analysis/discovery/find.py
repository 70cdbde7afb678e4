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
        steps, choices = _candidates(among, density)
        way = way or steps
        shuffled = _shuffled(among, density, seed=seed + len(found))
        best, by_chance = _first_telling(choices, shuffled)
        if best is None:
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


def _candidates(among: Cases, density: float) -> tuple[tuple[Step, ...], tuple[Box, ...]]:
    """The way of one search, and the boxes worth telling, the one that is wished for first.

    That one is dense as wished, or where none is, dense and large. The other tells most against
    chance: few points may carry a box of lesser density and none of the density wished for.
    """
    trajectory = peel(among)
    if any(one.density >= density for one in trajectory):
        wished = choose(trajectory, density=density)
    else:
        wished = max(trajectory, key=_balance)
    pruned = prune(among, paste(among, wished), most_quasi_p=MOST_QUASI_P / len(among.names))
    steps = tuple(Step(one.density, one.coverage, len(one.limits)) for one in trajectory)
    # Limits are dropped as if a point were one run; few points of many runs would lose them all.
    return steps, (pruned, max(trajectory, key=_telling))


def _first_telling(
    choices: Sequence[Box], shuffled: Sequence[Sequence[float]]
) -> tuple[Box | None, float]:
    """The first box that chance does not find as telling, and in what share of shuffles it did."""
    for number, box in enumerate(choices):
        reached = sum(told[number] >= _telling(box) for told in shuffled)
        by_chance = (reached + 1) / (len(shuffled) + 1)
        # Whoever looks again finds something by chance more often: a second look is held to half.
        if box.limits and by_chance <= MOST_BY_CHANCE / (number + 1):
            return box, by_chance
    return None, 1.0


def _balance(one: Box) -> float:
    """High where a box is dense and covers much: the harmonic mean of both."""
    total = one.density + one.coverage
    return 2 * one.density * one.coverage / total if total else 0.0


def _telling(one: Box) -> float:
    """How far the cases in a box exceed what as many points would have anyway, by their spread."""
    rate = one.all_interest / one.all_points
    return (one.density - rate) * float(np.sqrt(one.points))


def _shuffled(among: Cases, density: float, *, seed: int) -> list[list[float]]:
    """How telling the boxes are that are found where the cases lie among the points by chance."""
    chance = np.random.default_rng(seed)
    shuffles = SHUFFLES if len(among.interest) <= MANY_POINTS else FEW_SHUFFLES
    found = []
    for _ in range(shuffles):
        mixed = Cases(among.names, among.points, chance.permutation(among.interest))
        _, boxes = _candidates(mixed, density)
        found.append([_telling(one) if one.limits else 0.0 for one in boxes])
    return found


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
