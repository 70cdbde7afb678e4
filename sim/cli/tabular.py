"""Rows as a table that fits the terminal: cells cut, columns left out, and both said."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from sim.cli.console import is_terminal, without_controls
from sim.cli.layout import cells as width_of
from sim.cli.layout import cut, padded

PIPE_COLUMNS = 80
LEAST = 8
"""No column is cut shorter than this."""
GAP = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed.

    Attributes:
        lines: Its lines, the head first.
        left_out: The columns for which there was no room.
    """

    lines: tuple[str, ...]
    left_out: tuple[str, ...]


def table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, most: int | None = None
) -> Table:
    """Rows as a table no wider than the terminal.

    Args:
        columns: Names of the columns.
        rows: The cells; None is empty.
        most: How wide it may be; the terminal's width if nothing is said.
    """
    room = _room() if most is None else most
    cells = [[cell(value) for value in row] for row in rows]
    is_number = [_are_numbers([row[place] for row in rows]) for place in range(len(columns))]
    longest = [max([0, *(width_of(row[place]) for row in cells)]) for place in range(len(columns))]
    widths = [max(width_of(name), long) for name, long in zip(columns, longest, strict=True)]
    # A name or a text is cut; a number never is.
    leasts = [
        min(width, max(LEAST, long if number else 0))
        for width, long, number in zip(widths, longest, is_number, strict=True)
    ]
    shown = _fitted(widths, leasts, room)
    lines = [
        GAP.join(
            _set(text, width, is_right=right)
            for text, width, right in zip(row, shown, is_number, strict=False)
        ).rstrip()
        for row in (list(columns), *cells)
    ]
    return Table(tuple(lines), tuple(columns[len(shown) :]))


def cell(value: object) -> str:
    """A value as a cell shows it.

    >>> cell(None), cell(True), cell(1234567), cell(0.1 + 0.2), cell(120.0)
    ('', 'yes', '1234567', '0.3', '120')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    return without_controls(str(value).replace("\n", " "))


def _are_numbers(values: Sequence[object]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in known
    )


def _room() -> int:
    columns = shutil.get_terminal_size((PIPE_COLUMNS, 24)).columns
    return columns if is_terminal(sys.stdout) else min(columns, PIPE_COLUMNS)


def _fitted(widths: Sequence[int], leasts: Sequence[int], room: int) -> list[int]:
    """The widths of the columns that have room, the widest cut first."""
    shown = list(widths)
    while len(shown) > 1 and _total(leasts[: len(shown)]) > room:
        shown.pop()
    for _ in range(max(_total(shown) - room, 0)):
        slack = [max(width - least, 0) for width, least in zip(shown, leasts, strict=False)]
        widest = max(range(len(shown)), key=lambda place: (slack[place] > 0, shown[place]))
        shown[widest] -= slack[widest] > 0
    return shown


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _set(text: str, width: int, *, is_right: bool) -> str:
    shown = cut(text, width)
    return " " * (width - width_of(shown)) + shown if is_right else padded(shown, width)
