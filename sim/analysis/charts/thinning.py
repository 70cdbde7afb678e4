"""Fewer points for the same line: those are left out that nobody could see."""

import numpy as np
import numpy.typing as npt

from sim.analysis.charts.spread import Numbers

INVISIBLE_INCHES = 0.006
"""About a pixel of a chart as a file."""


def seen(x: Numbers, y: Numbers, *, tolerance: float = INVISIBLE_INCHES) -> npt.NDArray[np.int64]:
    """Which points of a line to keep so that it still looks the same.

    A stretch between two points kept is straight enough if no point left out lies further from it
    than the tolerance; where one does, the furthest of them is kept too, and so on.

    Source: D. H. Douglas and T. K. Peucker, Cartographica 10 (1973).

    Args:
        x, y: The line's points, in inches.
        tolerance: How far the line may be moved, in inches.

    Returns:
        The indices of the points, the first and the last always among them.
    """
    kept = {0, len(x) - 1}
    waiting = [(0, len(x) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = slice(first + 1, last)
        if last - first < 2:
            continue
        away = _distances(x[between], y[between], (x[first], y[first]), (x[last], y[last]))
        furthest = int(np.argmax(away))
        if away[furthest] > tolerance:
            middle = first + 1 + furthest
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return np.array(sorted(kept), dtype=np.int64)


def _distances(x: Numbers, y: Numbers, a: tuple[float, float], b: tuple[float, float]) -> Numbers:
    """How far points lie from the stretch between two others."""
    along, across = b[0] - a[0], b[1] - a[1]
    square = along * along + across * across
    share = ((x - a[0]) * along + (y - a[1]) * across) / square if square else np.zeros_like(x)
    share = np.clip(share, 0, 1)
    return np.hypot(x - a[0] - share * along, y - a[1] - share * across)
