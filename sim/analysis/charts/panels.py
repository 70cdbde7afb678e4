"""Small multiples: panels of one axis of time, each with a header of its own above it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from sim.analysis.charts.page import MARGIN, WIDTH
from sim.analysis.charts.style import INK

PANEL = 1.75
"""Height of a panel, in inches."""
NAME_SIZE = 9.5
"""Of the name above it, in points."""
OWN_SCALE = "Each panel has its own scale."
SPACE = 0.18
"""Between the panels, in inches."""
LEFT = 0.75
"""Left of each panel, for the numbers on its axis."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel stands, in inches from the upper left corner of the charts.

    Attributes:
        left, top, width, height: Of its frame, the header left out.
        is_lowest: Whether no panel stands below it, so that it carries the dates.
    """

    left: float
    top: float
    width: float
    height: float
    is_lowest: bool


def columns_for(number: int) -> int:
    """How many panels stand side by side."""
    return 1 if number <= 4 else 2 if number <= 12 else 3


def panel_width(number: int, *, right: float) -> float:
    """How wide each of so many panels is.

    Args:
        number: Of panels.
        right: Inches kept free to the right of each.
    """
    columns = columns_for(number)
    return (WIDTH - 2 * MARGIN) / columns - LEFT - right


def places(headers: Sequence[float], *, right: float) -> list[Place]:
    """Places for panels, row by row; every panel of a row begins below the row's highest header.

    Args:
        headers: Height of each panel's header.
        right: Inches kept free to the right of each.
    """
    columns = columns_for(len(headers))
    width = panel_width(len(headers), right=right)
    found: list[Place] = []
    top = 0.0
    for row in range(math.ceil(len(headers) / columns)):
        inside = range(row * columns, min((row + 1) * columns, len(headers)))
        top += max(headers[number] for number in inside)
        found += [
            Place(
                left=MARGIN + column * (WIDTH - 2 * MARGIN) / columns + LEFT,
                top=top,
                width=width,
                height=PANEL,
                is_lowest=number + columns >= len(headers),
            )
            for column, number in enumerate(inside)
        ]
        top += PANEL + SPACE
    return found


def write_above(
    axes: Axes, text: str, above: float, *, size: float, weight: str = "normal", left: float = 0
) -> None:
    """Write into a panel's header.

    Args:
        axes: The panel.
        text: What to write.
        above: Inches from the panel's upper edge to the foot of the text.
        size: Of the letters, in points.
        weight: Of the letters.
        left: Where the text begins, as a share of the panel's width.
    """
    axes.text(
        left,
        1 + above / PANEL,
        text,
        transform=axes.transAxes,
        fontsize=size,
        fontweight=weight,
        color=INK,
        ha="left",
        va="bottom",
        linespacing=1.25,
    )


def total_height(found: Sequence[Place]) -> float:
    """Height of all panels; the dates below them come on top of it."""
    return max(place.top + place.height for place in found)
