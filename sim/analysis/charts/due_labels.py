"""Labels above lines at due instants, in rows so that no label hides another or its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from sim.analysis.charts.words import inches

SIZE = 8.0
_GAP = 0.06
_MOST_TRIED = 5
"""So many labels are tried in every order."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label above a line.

    Attributes:
        text: What it says.
        x: Where its line stands, in inches from the left edge.
        left: Where the label begins.
        row: Its row; 0 is the lowest.
        has_line: Whether its line goes up to it; not where it would go through other labels.
    """

    text: str
    x: float
    left: float
    row: int
    has_line: bool = True

    @property
    def right(self) -> float:
        """Where the label ends."""
        return self.left + inches(self.text, SIZE)


def place_labels(wanted: Sequence[tuple[float, str]], *, width: float) -> list[Label]:
    """Places for labels in as few rows as they need.

    Args:
        wanted: Where each line stands, in inches from the left edge, and its label's text.
        width: How far to the right labels may reach, in inches.
    """
    orders = permutations(sorted(wanted, reverse=True)[:_MOST_TRIED])
    rest = sorted(wanted, reverse=True)[_MOST_TRIED:]
    tried = (_placed_in_turn([*order, *rest], width) for order in orders)
    found = min((labels for labels in tried if labels), key=rows_of, default=None)
    if found is not None:
        return found
    return [
        Label(text, x, max(0.0, min(x - _GAP, width - inches(text, SIZE))), row, has_line=False)
        for row, (x, text) in enumerate(sorted(wanted, reverse=True))
    ]


def rows_of(labels: Sequence[Label]) -> int:
    """How many rows labels take."""
    return 1 + max((label.row for label in labels), default=-1)


def _placed_in_turn(wanted: Sequence[tuple[float, str]], width: float) -> list[Label] | None:
    """Each label in the lowest row that is free; None where one finds no place."""
    placed: list[Label] = []
    for x, text in wanted:
        long = inches(text, SIZE)
        lefts = (x - _GAP, x - long + _GAP, min(max(0.0, x - long / 2), width - long))
        tries = (
            Label(text, x, left, row)
            for row in range(len(wanted))
            for left in lefts
            if 0 <= left <= width - long
        )
        found = next((label for label in tries if _is_free(label, placed)), None)
        if found is None:
            return None
        placed.append(found)
    return placed


def _is_free(label: Label, placed: Sequence[Label]) -> bool:
    """Whether a label hides no other and no line that goes up to one, nor its own line another."""
    for other in placed:
        if other.row == label.row:
            if label.left < other.right + 2 * _GAP and other.left < label.right + 2 * _GAP:
                return False
        elif other.row > label.row:
            if label.left - _GAP < other.x < label.right + _GAP:
                return False
        elif other.left - _GAP < label.x < other.right + _GAP:
            return False
    return True
