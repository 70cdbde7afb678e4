"""The shapes of a network chart, in inches: roads, bands beside them, arrows, areas."""

import math
from collections.abc import Sequence

import numpy as np

from sim.analysis.charts.network_positions import Points

_STEPS = 24
_BEND = 0.45
"""How far apart two roads between the same places are in the middle."""


def road_line(start: Points, end: Points, *, bend: int) -> Points:
    """Points along a road.

    Args:
        start, end: Its ends.
        bend: 0 for a straight line; other roads between the same ends swing out to 1, -1, 2, ...
    """
    share = np.linspace(0, 1, _STEPS)[:, None]
    along = end - start
    aside = np.array([-along[1], along[0]]) / max(1e-9, float(np.hypot(*along)))
    return start + share * along + 4 * share * (1 - share) * bend * _BEND * aside


def bends(ends: Sequence[tuple[str, str]]) -> list[int]:
    """How each road swings out, so that no road lies upon another between the same places.

    Sides are seen along the road, so that a road told the other way round swings the other way.

    >>> bends([("a", "b"), ("b", "c"), ("b", "a"), ("a", "b")])
    [0, 0, 1, 1]
    """
    seen: dict[tuple[str, str], int] = {}
    found = []
    for start, end in ends:
        low, high = sorted((start, end))
        number = seen.get((low, high), 0)
        seen[low, high] = number + 1
        swing = (number + 1) // 2 * (-1 if number % 2 else 1)
        found.append(swing if (start, end) == (low, high) else -swing)
    return found


def trimmed(line: Points, *, start: float, end: float) -> Points:
    """A line without so many inches at its ends; at least a tenth of it is left."""
    steps = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    whole = float(steps[-1])
    cut = min(1.0, 0.9 * whole / max(1e-9, start + end))
    wanted = np.linspace(start * cut, whole - end * cut, _STEPS)
    return np.column_stack([np.interp(wanted, steps, line[:, axis]) for axis in (0, 1)])


def band(line: Points, *, gap: float, width: float) -> Points:
    """A band to the right of a line, as one sees it who goes along: a closed outline."""
    right = _right_of(line)
    return np.vstack([line + gap * right, (line + (gap + width) * right)[::-1]])


def arrow(line: Points, *, gap: float, share: float, length: float) -> Points:
    """A triangle to the right of a line that points along it.

    Args:
        line: The line.
        gap: From the line to the nearer edge.
        share: How far along the line.
        length: Of the triangle.
    """
    at = round(share * (len(line) - 1))
    right = _right_of(line)[at]
    ahead = np.array([-right[1], right[0]])
    middle = line[at] + (gap + length / 2) * right
    half = length / 2
    return np.array(
        [
            middle + half * ahead,
            middle - half * ahead - half * right,
            middle - half * ahead + half * right,
        ]
    )


def beside(line: Points, *, gap: float, along: float) -> Points:
    """A point to the right of a line, so many inches from its beginning."""
    step = np.linalg.norm(np.diff(line, axis=0), axis=1).sum() / (len(line) - 1)
    at = min(len(line) - 1, round(along / max(1e-9, float(step))))
    found: Points = line[at] + gap * _right_of(line)[at]
    return found


def _right_of(line: Points) -> Points:
    along = np.gradient(line, axis=0)
    length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    return np.asarray(np.column_stack([along[:, 1], -along[:, 0]]) / length)


def rounded_hull(points: Points, *, radius: float) -> Points:
    """The outline of all that lies within a radius of some points or between them."""
    turns = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    circle = radius * np.column_stack([np.cos(turns), np.sin(turns)])
    return _hull((points[:, None, :] + circle[None, :, :]).reshape(-1, 2))


def _hull(points: Points) -> Points:
    """The convex hull, counterclockwise.

    Source: A. M. Andrew, Information Processing Letters 9 (1979).
    """
    ordered = sorted({(float(x), float(y)) for x, y in points})
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return np.array(lower[:-1] + upper[:-1])


def _chain(ordered: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for point in ordered:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found


def _turn(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def apart(points: Points, *, least: float) -> Points:
    """Points moved until none lies closer to another than so many inches."""
    found = points.copy()
    for _ in range(100):
        gaps = found[:, None, :] - found[None, :, :]
        distance = np.linalg.norm(gaps, axis=2)
        np.fill_diagonal(distance, np.inf)
        one, other = divmod(int(np.argmin(distance)), len(found)) if len(found) > 1 else (0, 0)
        if one == other or distance[one, other] >= least * 0.99:
            break
        away = gaps[one, other]
        long = float(np.hypot(*away))
        # Upon each other: part them in a direction that differs from pair to pair.
        ahead = away / long if long > 1e-6 else np.array([math.cos(one + other), math.sin(one)])
        ahead = ahead / max(1e-9, float(np.hypot(*ahead)))
        push = (least - long) / 2 * ahead
        found[one] += push
        found[other] -= push
    return found
