"""PRIM: find a box of interest by peeling thin slices off all there is, then paste and prune.

A trajectory of boxes leads from everything, which covers all cases of interest thinly, to a small
box that is dense with them. Which one is best is for a reader to choose; the same cases always give
the same trajectory.

Source: J. H. Friedman and N. I. Fisher, Statistics and Computing 9 (1999), with the gain of a
slice divided by its size, as they advise where slices differ in size; B. P. Bryant and
R. J. Lempert, Technological Forecasting and Social Change 77 (2010), for dropping inputs.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.statistics.boxes import NOWHERE, Box, Cases, Floats, box, inside

SLICE = 0.05
"""Part of the box that one step takes off: small steps are patient (Friedman and Fisher, 8.2)."""
LEAST_SUPPORT = 0.05
"""Part of all points that a box keeps at least; fewer would be an anecdote."""
MOST_QUASI_P = 0.05
"""A limit that chance explains as often as this is dropped."""

Bound = tuple[float | None, float | None]


def peel(
    among: Cases, *, part: float = SLICE, least_support: float = LEAST_SUPPORT
) -> tuple[Box, ...]:
    """Boxes from everything down to a small dense one, each a slice smaller than the one before.

    Of all slices at either end of any input, the one is taken whose loss raises the density most
    for each point lost. Equal values of an input go together. It ends where the next slice would
    leave too few points, or where all that is left is equally of interest.

    Args:
        among: The points of the study.
        part: Part of the box that a slice takes.
        least_support: Part of all points that a box keeps at least.

    Raises:
        ValueError: If a part does not lie between 0 and 1.

    >>> from sim.statistics.boxes import cases
    >>> loads = [[float(k)] for k in range(10)]
    >>> among = cases(["loads"], loads, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    >>> [one.points for one in peel(among)], peel(among)[-1].bounds
    ([10, 9, 8, 7, 6, 5, 4], {'loads': (6.0, None)})
    """
    if not 0 < part < 1 or not 0 <= least_support < 1:
        raise ValueError(f"a part lies between 0 and 1: not both {part} and {least_support} do")
    least = max(1.0, least_support * len(among.interest))
    bounds: dict[str, Bound] = {}
    trajectory = [box(among, bounds)]
    while True:
        held = inside(among, bounds)
        points = trajectory[-1].points
        slices = [one for one in _slices(among, bounds, part) if points - one[1] >= least]
        if not slices or np.ptp(among.interest[held]) == 0:
            return tuple(trajectory)
        _, _, name, bound = max(slices, key=lambda one: one[0])
        bounds[name] = bound
        trajectory.append(box(among, bounds))


def paste(among: Cases, found: Box, *, part: float = SLICE) -> Box:
    """Enlarge a box wherever that makes it no less dense: greedy slices may have cut too deep.

    Args:
        among: The points of the study.
        found: The box to enlarge.
        part: How much of the box is put back at a time.

    >>> from sim.statistics.boxes import cases
    >>> among = cases(["loads"], [[1.0], [2.0], [3.0], [4.0]], [0, 1, 1, 1])
    >>> paste(among, box(among, {"loads": (4.0, None)})).bounds
    {'loads': (2.0, None)}
    """
    while True:
        wider = [box(among, bounds) for bounds in _wider(among, found, part)]
        wider = [one for one in wider if one.density >= found.density]
        if not wider:
            return found
        found = max(wider, key=lambda one: (one.density, one.points))


def prune(among: Cases, found: Box, *, most_quasi_p: float = MOST_QUASI_P) -> Box:
    """Drop the limits that chance explains, the least convincing first.

    Args:
        among: The points of the study.
        found: The box.
        most_quasi_p: A limit with a larger quasi-p-value goes.
    """
    while found.limits:
        weakest = max(found.limits, key=lambda limit: limit.quasi_p)
        if weakest.quasi_p <= most_quasi_p:
            break
        found = box(among, {name: b for name, b in found.bounds.items() if name != weakest.name})
    return found


def choose(trajectory: Sequence[Box], *, density: float) -> Box:
    """The box that covers most among those as dense as wished; the densest where none is.

    Of boxes that cover equally much it is the densest.

    >>> from sim.statistics.boxes import cases
    >>> loads = [[float(k)] for k in range(10)]
    >>> found = peel(cases(["loads"], loads, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]))
    >>> [choose(found, density=0.75).points, choose(found[:5], density=0.9).points]
    [4, 6]
    """
    dense = [one for one in trajectory if one.density >= density]
    if dense:
        return max(dense, key=lambda one: (one.coverage, one.density))
    return max(trajectory, key=lambda one: one.density)


def _slices(
    among: Cases, bounds: dict[str, Bound], part: float
) -> Iterator[tuple[float, int, str, Bound]]:
    """Every slice there is: gain in density for each point, its points, and the bound it leaves."""
    held = inside(among, bounds)
    interest = among.interest[held]
    for column, name in enumerate(among.names):
        values = among.points[held, column]
        low, high = bounds.get(name, NOWHERE)
        for side in (1, -1):
            edge = _edge(side * values, part)
            if edge is None:
                continue
            kept = side * values >= edge
            lost = int((~kept).sum())
            gain = (float(interest[kept].mean()) - float(interest.mean())) / lost
            yield gain, lost, name, (edge, high) if side > 0 else (low, -edge)


def _edge(values: Floats, part: float) -> float | None:
    """The lowest value that stays when a slice goes below; None where all values are equal."""
    ordered = np.sort(values)
    edge = ordered[max(1, int(part * len(ordered)))] if len(ordered) > 1 else ordered[0]
    if edge > ordered[0]:
        return float(edge)
    above = ordered[ordered > ordered[0]]
    return float(above[0]) if len(above) else None


def _wider(among: Cases, found: Box, part: float) -> Iterator[dict[str, Bound]]:
    """The bounds of every box that is one slice larger on one side."""
    more = max(1, int(part * found.points))
    held = inside(among, found.bounds)
    for name, (low, high) in found.bounds.items():
        column = among.points[:, among.names.index(name)]
        if low is not None:
            beyond = column[inside(among, found.bounds | {name: (None, high)}) & ~held]
            edge = _out(-beyond, -column, more)
            yield found.bounds | {name: (None if edge is None else -edge, high)}
        if high is not None:
            beyond = column[inside(among, found.bounds | {name: (low, None)}) & ~held]
            yield found.bounds | {name: (low, _out(beyond, column, more))}


def _out(beyond: Floats, column: Floats, more: int) -> float | None:
    """The highest value inside once so many from beyond are let in; None where all values are."""
    ordered = np.sort(beyond)
    edge = ordered[min(more, len(ordered)) - 1] if len(ordered) else column.max()
    return float(edge) if edge < column.max() else None
