"""The event log: rows of whole numbers in canonical order, from which everything is computed.

A row is (second, phase, kind, subject, number, at, people, vehicles, loads, value, cause), where
`number` is that of the convoy, household, platoon or lorry among its subject's. Subject and `at`
are codes into lists of names that are in the order of their paths, so that sorting by code is
sorting by path. The order in which rows were recorded decides nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.catalogue import Cause, Kind, Phase

COLUMNS = (
    "second",
    "phase",
    "kind",
    "subject",
    "number",
    "at",
    "people",
    "vehicles",
    "loads",
    "value",
    "cause",
)
NOWHERE = -1
"""Code for no place, and for no index."""
_CELLS = Struct(f"={len(COLUMNS)}q")
_pack = _CELLS.pack
_pack_two = Struct(f"={2 * len(COLUMNS)}q").pack
_WAIT_BEGIN, _WAIT_END = int(Kind.WAIT_BEGIN), int(Kind.WAIT_END)
_KEY_BITS = 62
_FEW = 1 << 19
"""Up to so many rows a log is copied to sort it: 46 megabytes."""
_PIECE = 10_000 * _CELLS.size


class Row(NamedTuple):
    """One event, with names in the place of codes."""

    second: int
    phase: Phase
    kind: Kind
    subject: str
    number: int
    at: str
    people: int
    vehicles: int
    loads: int
    value: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class EventLog:
    """All events of one replication.

    Attributes:
        cells: Whole numbers, shape (rows, 11), in canonical order, columns as COLUMNS.
        subjects: Dotted paths by subject code.
        places: Names by `at` code: `places.NAME`, `roads.NAME>PLACE` for a direction of a road.
    """

    cells: npt.NDArray[np.int64]
    subjects: tuple[str, ...]
    places: tuple[str, ...]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.cells)

    def column(self, name: str) -> npt.NDArray[np.int64]:
        """One column of codes or numbers."""
        return self.cells[:, COLUMNS.index(name)]

    def of_kind(self, *kinds: Kind) -> npt.NDArray[np.int64]:
        """The rows of some kinds, in order."""
        chosen = np.isin(self.column("kind"), [int(kind) for kind in kinds])
        return self.cells[chosen]

    def rows(self, *kinds: Kind) -> Iterator[Row]:
        """The rows with names in the place of codes; if kinds are named, only theirs."""
        cells = self.of_kind(*kinds) if kinds else self.cells
        for cell in cells.tolist():
            yield Row(
                cell[0],
                Phase(cell[1]),
                Kind(cell[2]),
                self.subjects[cell[3]],
                cell[4],
                self.places[cell[5]] if cell[5] != NOWHERE else "",
                cell[6],
                cell[7],
                cell[8],
                cell[9],
                Cause(cell[10]),
            )

    def digest(self) -> str:
        """A fingerprint of the log, names included."""
        found = blake2b(digest_size=16)
        found.update("\n".join((*self.subjects, "", *self.places)).encode())
        found.update(np.ascontiguousarray(self.cells, dtype="<i8").tobytes())
        return found.hexdigest()


class Recorder:
    """Collects the rows of a run while it goes on."""

    def __init__(self, subjects: Sequence[str], places: Sequence[str]) -> None:
        self.subjects = tuple(subjects)
        self.places = tuple(places)
        self._cells = bytearray()

    def record(
        self,
        second: int,
        phase: int,
        kind: int,
        subject: int,
        number: int = NOWHERE,
        at: int = NOWHERE,
        people: int = 0,
        vehicles: int = 0,
        loads: int = 0,
        value: int = 0,
        cause: int = 0,
    ) -> None:
        """One row, in any order."""
        self._cells += _pack(
            second, phase, kind, subject, number, at, people, vehicles, loads, value, cause
        )

    def wait(
        self,
        begin: int,
        began: int,
        end: int,
        ended: int,
        subject: int,
        number: int,
        at: int,
        people: int,
        vehicles: int,
        loads: int,
        cause: int,
    ) -> None:
        """Both rows of a wait: the second and phase of its beginning, and of its end.

        Packed together, because no row is written as often.
        """
        self._cells += _pack_two(
            begin, began, _WAIT_BEGIN, subject, number, at, people, vehicles, loads, 0, cause,
            end, ended, _WAIT_END, subject, number, at, people, vehicles, loads, 0, cause,
        )  # fmt: skip

    def _rows(self) -> npt.NDArray[np.int64]:
        return np.frombuffer(self._cells, dtype=np.int64).reshape(-1, len(COLUMNS))

    def last(self, end: int) -> int:
        """The second of the last row up to a second."""
        last = 0
        for begin in range(0, len(self._cells), _PIECE):
            # A copy of a piece: while anybody, as a profiler, holds a view, no row can be added.
            piece = np.frombuffer(self._cells[begin : begin + _PIECE], dtype=np.int64)
            seconds = piece[:: len(COLUMNS)]
            last = int(seconds.max(initial=last, where=seconds <= end))
        return last

    def log(self, end: int) -> EventLog:
        """The rows up to a second, in canonical order; a breakdown may outlast the run."""
        cells = self._rows()
        order = _canonical_order(cells)
        if len(cells) <= _FEW:
            cells = cells.take(order, axis=0)
        else:
            # Slower, but a second copy of a large log may not fit in memory.
            for column in range(len(COLUMNS)):
                cells[:, column] = cells[order, column]
        count = int(np.searchsorted(cells[:, 0], end, side="right"))
        return EventLog(cells=cells[:count], subjects=self.subjects, places=self.places)


def _canonical_order(cells: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """The order of rows by all their columns, the first first.

    As many of the first columns as one number holds make a key to sort by; only rows that are
    alike in those are compared by the rest.
    """
    if not len(cells):
        return np.zeros(0, dtype=np.intp)
    key = _leading_key(cells)
    order = np.argsort(key, kind="stable")
    key = key[order]
    is_same = key[1:] == key[:-1]
    if not is_same.any():
        return order
    is_tied = np.zeros(len(cells), dtype=np.bool_)
    is_tied[1:] = is_same
    is_tied[:-1] |= is_same
    tied = order[is_tied]
    columns = [cells[tied, column] for column in reversed(range(len(COLUMNS)))]
    order[is_tied] = tied[np.lexsort(columns)]
    return order


def _leading_key(cells: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """One number for the first columns of each row, ordered as they are."""
    seconds = cells[:, 0]
    key: npt.NDArray[np.int64] = seconds - seconds.min()
    room = int(key.max()) + 1
    for column in range(1, len(COLUMNS)):
        values = cells[:, column]
        lowest, highest = int(values.min()), int(values.max())
        room *= highest - lowest + 1
        if room.bit_length() > _KEY_BITS:
            break
        if lowest < highest:
            key *= highest - lowest + 1
            key += values
            key -= lowest
    return key
