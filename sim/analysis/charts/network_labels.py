"""Names beside dots so that none hides another: near if there is room, else on a thin line.

A name that finds no room gives way to a number, which a list explains.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from sim.analysis.charts.spread import Numbers
from sim.analysis.charts.words import inches, text_inches

Boxes = npt.NDArray[np.float64]
"""Left, low, right and high in inches, a row a box."""

_DISTANCES = (0.04, 0.14, 0.3, 0.5, 0.75, 1.0)
_FAR = (1.4, 1.8, 2.3, 3.0, 4.0)
"""From the edge of a dot to the nearest point of its name; numbers may stand farther away."""
_LEADER = 0.14
"""From this distance on a line leads to the name."""
_ANGLES = 16
_GAP = 0.025
_HAIR = 0.01
_COVERED = 2.4
"""How bad it is to cover a point of a line, where one ring farther out is 4."""
_LINE_POINTS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to be placed.

    Attributes:
        name: What it is called in the picture.
        text: What to write, broken into lines.
        anchors: The middle of what it names, or of its parts, x and y in inches.
        radius: How far each reaches.
        size: Of the letters, in points.
        weight: Of the letters.
        short: What to write where it finds no room near by; nothing is tried if empty.
    """

    name: str
    text: str
    anchors: tuple[tuple[float, float], ...]
    radius: float
    size: float
    weight: str = "normal"
    short: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its place.

    Attributes:
        wanted: What was to be placed; its text is what is to be written.
        left, low, right, high: The box of the text.
        is_short: Whether the number stands for the name.
        leader: From where to where a line leads to it, if one does: x, y, x, y.
    """

    wanted: Wanted
    left: float
    low: float
    right: float
    high: float
    is_short: bool = False
    leader: tuple[float, float, float, float] | None = None


def place_names(
    names: Sequence[Wanted],
    *,
    width: float,
    height: float,
    kept_free: Boxes,
    better_free: Numbers,
) -> list[Placed]:
    """Places for names, the first ones with the best choice.

    Args:
        names: To be placed; one that finds no room even as a number is left out.
        width, height: Of the picture in inches.
        kept_free: Nothing may be written upon these.
        better_free: Points of lines, x and y a row, better not written upon.
    """
    taken = kept_free.reshape(-1, 4)
    found = []
    for each in names:
        placed = _placed(each, taken, better_free, width=width, height=height)
        if placed is None:
            continue
        found.append(placed)
        taken = np.vstack([taken, (placed.left, placed.low, placed.right, placed.high)])
        if placed.leader is not None:
            line = np.linspace(placed.leader[:2], placed.leader[2:], _LINE_POINTS)
            taken = np.vstack([taken, np.hstack([line - _HAIR, line + _HAIR])])
    return found


def _placed(
    each: Wanted, taken: Boxes, better_free: Numbers, *, width: float, height: float
) -> Placed | None:
    """The best place for a name, or for its number where the name finds none."""
    short = replace(each, text=each.short)
    far = (*_DISTANCES, *_FAR)
    for wanted, distances, is_short, may_cross in (
        (each, _DISTANCES, False, False),
        *(((short, far, True, False), (short, far, True, True)) if each.short else ()),
    ):
        boxes, costs, leads, centres = _candidates(wanted, distances)
        lines = _lines(wanted, boxes, centres)
        free = _is_free(boxes, taken, width, height)
        if not may_cross:
            free &= ~(leads & _is_crossed(lines, taken))
        if not free.any():
            continue
        costs = costs + _COVERED * _covered(boxes, better_free)
        best = int(np.argmin(np.where(free, costs, np.inf)))
        left, low, right, high = (float(side) for side in boxes[best])
        (x, y), (to_x, to_y) = lines[best][0], lines[best][-1]
        leader = (float(x), float(y), float(to_x), float(to_y)) if leads[best] else None
        return Placed(wanted, left, low, right, high, is_short, leader)
    return None


def _candidates(
    wanted: Wanted, distances: Sequence[float]
) -> tuple[Boxes, Numbers, npt.NDArray[np.bool_], Numbers]:
    """Boxes around what is named, how bad each is, whether a line must lead to it, from where."""
    wide = inches(wanted.text, wanted.size, weight=wanted.weight)
    high = text_inches(wanted.text, wanted.size)
    boxes, costs, leads, centres = [], [], [], []
    for (x, y), (ring, distance), turn in product(
        wanted.anchors, enumerate(distances), range(_ANGLES)
    ):
        angle = 2 * math.pi * turn / _ANGLES
        away = wanted.radius + distance
        middle = x + away * math.cos(angle) + wide / 2 * _edge(math.cos(angle))
        level = y + away * math.sin(angle) + high / 2 * _edge(math.sin(angle))
        boxes.append((middle - wide / 2, level - high / 2, middle + wide / 2, level + high / 2))
        costs.append(4.0 * ring + (1 - math.cos(angle)) / 2)
        leads.append(distance >= _LEADER)
        centres.append((x, y))
    return np.array(boxes), np.array(costs), np.array(leads), np.array(centres)


def _lines(wanted: Wanted, boxes: Boxes, centres: Numbers) -> Numbers:
    """Points along the line from the edge of what is named to the nearest point of each box."""
    ends = np.clip(centres, boxes[:, :2], boxes[:, 2:])
    away = ends - centres
    long = np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    begins = centres + away / long * (wanted.radius + 2 * _HAIR)
    share = np.linspace(0, 1, _LINE_POINTS)[None, :, None]
    return np.asarray(begins[:, None, :] * (1 - share) + ends[:, None, :] * share)


def _is_crossed(lines: Numbers, taken: Boxes) -> npt.NDArray[np.bool_]:
    """Whether a line goes through a box, its own beginning left out."""
    points = lines[:, 1:, None, :]
    inside = (points > taken[None, None, :, :2]) & (points < taken[None, None, :, 2:])
    return np.asarray(np.any(np.all(inside, axis=3), axis=(1, 2)))


def _edge(along: float) -> float:
    """Which side of a box is turned to the dot: its edge, or for small angles its middle."""
    return 0.0 if abs(along) < 0.2 else math.copysign(min(1.0, abs(along) * 1.3), along)


def _is_free(boxes: Boxes, taken: Boxes, width: float, height: float) -> npt.NDArray[np.bool_]:
    inside = (
        (boxes[:, 0] >= 0) & (boxes[:, 1] >= 0) & (boxes[:, 2] <= width) & (boxes[:, 3] <= height)
    )
    hit = (
        (boxes[:, None, 0] < taken[None, :, 2] + _GAP)
        & (boxes[:, None, 2] > taken[None, :, 0] - _GAP)
        & (boxes[:, None, 1] < taken[None, :, 3] + _GAP)
        & (boxes[:, None, 3] > taken[None, :, 1] - _GAP)
    )
    return np.asarray(inside & ~hit.any(axis=1))


def _covered(boxes: Boxes, points: Numbers) -> Numbers:
    """How many points of lines lie under each box."""
    if not len(points):
        return np.zeros(len(boxes))
    inside = (
        (boxes[:, None, 0] < points[None, :, 0])
        & (boxes[:, None, 2] > points[None, :, 0])
        & (boxes[:, None, 1] < points[None, :, 1])
        & (boxes[:, None, 3] > points[None, :, 1])
    )
    return np.asarray(inside.sum(axis=1), dtype=np.float64)
