"""The lines of a drawing in fewer characters: what the eye cannot tell apart is left out."""

import re

import numpy as np
import numpy.typing as npt

_PIECE = re.compile(r"([MLQCzZ])([^MLQCzZ]*)")
_SLACK_POINTS = 0.1
"""A corner nearer to the line without it than this is left out; a hair is five times as wide."""

Points = npt.NDArray[np.float64]


def shortened(path: str, *, decimals: int) -> str:
    """A path that looks the same, of absolute commands M, L, Q, C and z.

    Args:
        path: As the attribute `d` has it, in points.
        decimals: Of its numbers.

    >>> shortened("M 0 0 L 5.04 0.01 L 10.06 0 L 10.06 7 z", decimals=1)
    'M0 0L10.1 0 10.1 7z'
    """
    told, line, begin = "", list[tuple[float, float]](), ""
    for command, rest in _PIECE.findall(path):
        numbers = [float(text) for text in rest.split()]
        if command == "L":
            line.append((numbers[0], numbers[1]))
            continue
        told += begin + _line(line, decimals)
        if command == "M":
            begin, line = f"M{_numbers(numbers, decimals)}", [(numbers[0], numbers[1])]
        else:
            begin, line = (
                f"{command}{_numbers(numbers, decimals)}",
                [(numbers[-2], numbers[-1]) if numbers else line[0]],
            )
    return told + begin + _line(line, decimals)


def _line(points: list[tuple[float, float]], decimals: int) -> str:
    """Straight lines from the first point, where something ended or was moved to."""
    if len(points) < 2:
        return ""
    kept = _corners(np.array(points), slack=min(_SLACK_POINTS, 10.0**-decimals))
    return "L" + " ".join(_numbers(point, decimals) for point in kept[1:].tolist())


def _corners(points: Points, *, slack: float) -> Points:
    """The corners that matter (Ramer 1972; Douglas and Peucker 1973)."""
    keep = np.zeros(len(points), dtype=np.bool_)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        begin, end = spans.pop()
        if end - begin < 2:
            continue
        away = _distances(points[begin + 1 : end], points[begin], points[end])
        farthest = int(away.argmax())
        if away[farthest] > slack:
            middle = begin + 1 + farthest
            keep[middle] = True
            spans += [(begin, middle), (middle, end)]
    return points[keep]


def _distances(points: Points, begin: Points, end: Points) -> Points:
    """How far points are from the straight between two others, not from the line through them."""
    along = end - begin
    length = float(along @ along)
    share = np.clip((points - begin) @ along / length, 0, 1) if length else np.zeros(len(points))
    off = points - begin - np.outer(share, along)
    return np.asarray(np.hypot(off[:, 0], off[:, 1]))


def _numbers(values: list[float], decimals: int) -> str:
    return " ".join(f"{round(value, decimals) + 0:g}" for value in values)
