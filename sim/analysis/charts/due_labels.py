"""Labels above lines at due instants, in rows so that no label hides another or its line."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.charts.words import inches

SIZE = 8.0
_GAP = 0.06


@dataclass(frozen=True, slots=True)
class Label:
    """A label above a line.

    Attributes:
        text: What it says.
        x: Where its line stands, in inches from the left edge.
        left: Where the label begins.
        row: Its row; 0 is the lowest.
    """

    text: str
    x: float
    left: float
    row: int

    @property
    def right(self) -> float:
        """Where the label ends."""
        return self.left + inches(self.text, SIZE)


def place_labels(wanted: Sequence[tuple[float, str]], *, width: float) -> list[Label]:
    """Rows for labels, the rightmost lowest, each right of its line if there is room.

    Args:
        wanted: Where each line stands, in inches from the left edge, and its label's text.
        width: How far to the right labels may reach, in inches.
    """
    placed: list[Label] = []
    for x, text in sorted(wanted, reverse=True):
        long = inches(text, SIZE)
        row = 0
        while True:
            lefts = (x - _GAP, x - long + _GAP, min(max(0.0, x - long / 2), width - long))
            tries = [Label(text, x, left, row) for left in lefts if 0 <= left <= width - long]
            found = next((label for label in tries if _is_free(label, placed)), None)
            if found is not None or row > len(placed):
                placed.append(found or Label(text, x, max(0.0, width - long), row))
                break
            row += 1
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
