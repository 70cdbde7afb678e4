"""What begins and ends: rows of two kinds paired to spans of time, and the waits of all movers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.events.log import COLUMNS

Ints = npt.NDArray[np.int64]
MOVER = ("subject", "number")
WAIT = (*MOVER, "at", "cause")


@dataclass(frozen=True, slots=True)
class Spans:
    """Beginnings with their ends.

    Attributes:
        begins: Positions of the beginnings among those given, in the order of their keys.
        end: The second of each end; where nothing ended it, the end of the run.
        is_open: Whether nothing ended it.
        loose_ends: How many ends have no beginning.
    """

    begins: Ints
    end: Ints
    is_open: npt.NDArray[np.bool_]
    loose_ends: int


def keys_of(columns: Sequence[str], *tables: Ints) -> list[Ints]:
    """One number for the values of several columns, ordered as they are, alike in all tables."""
    keys = [np.zeros(len(cells), dtype=np.int64) for cells in tables]
    for name in columns:
        column = COLUMNS.index(name)
        most = max((int(cells[:, column].max()) for cells in tables if len(cells)), default=0)
        # The least code is -1: nowhere, or no number.
        for position, cells in enumerate(tables):
            keys[position] = keys[position] * (most + 2) + cells[:, column] + 1
    return keys


def paired(begins: Ints, ends: Ints, columns: Sequence[str], *, end: int) -> Spans:
    """Pair each beginning with its end: of those with the same key the first with the first.

    Args:
        begins, ends: Rows of a log, in the order of their seconds.
        columns: What a beginning and its end have in common.
        end: The second at which what nothing has ended is cut off.
    """
    begin_keys, end_keys = keys_of(columns, begins, ends)
    by_begin, by_end = (np.argsort(keys, kind="stable") for keys in (begin_keys, end_keys))
    sorted_begins, sorted_ends = begin_keys[by_begin], end_keys[by_end]
    rank = np.arange(len(by_begin)) - np.searchsorted(sorted_begins, sorted_begins)
    partner = np.searchsorted(sorted_ends, sorted_begins) + rank
    is_open = partner >= np.searchsorted(sorted_ends, sorted_begins, side="right")
    seconds = np.append(ends[by_end, 0], end)
    return Spans(
        begins=by_begin,
        end=seconds[np.where(is_open, len(ends), partner)],
        is_open=is_open,
        loose_ends=len(ends) - int((~is_open).sum()),
    )


@dataclass(frozen=True, slots=True)
class Waits:
    """Every wait of every mover, in the order of subject, number, place, cause and beginning.

    Attributes:
        rows: The `wait-begin` rows.
        end: The second of each end; the end of the run where that cut it off.
        is_open: Whether the end of the run cut it off.
        loose_ends: How many `wait-end` rows have no beginning.
    """

    rows: Ints
    end: Ints
    is_open: npt.NDArray[np.bool_]
    loose_ends: int

    def __getitem__(self, column: str) -> Ints:
        return self.rows[:, COLUMNS.index(column)]

    def where(self, mask: npt.NDArray[np.bool_]) -> "Waits":
        """Those of them for which something holds."""
        return Waits(self.rows[mask], self.end[mask], self.is_open[mask], self.loose_ends)

    @property
    def begin(self) -> Ints:
        """The second of each beginning."""
        return self.rows[:, 0]

    @property
    def seconds(self) -> Ints:
        """How long each lasted."""
        return self.end - self.begin


def waits_between(begins: Ints, ends: Ints, *, end: int) -> Waits:
    """The waits told by `wait-begin` and `wait-end` rows."""
    spans = paired(begins, ends, WAIT, end=end)
    return Waits(begins[spans.begins], spans.end, spans.is_open, spans.loose_ends)
