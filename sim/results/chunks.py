"""Chunks: what some replications left, as files that can be kept without looking into them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.results import digest
from sim.results.columns import FAILURES
from sim.results.parquet import encode
from sim.results.spans import Span
from sim.results.tables import Row, frame, joined, series_frame

POINT = "point"
"""The column that tells the points of a study apart; a run has none."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table: a parquet file, how many rows are in it, and their digest."""

    content: bytes
    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """What some replications left, ready to be kept: whoever made it, wherever.

    Attributes:
        spans: The replications.
        tables: Their rows, by table.
        failed: How many of the replications failed.
        events: Length of all their event logs.
        seconds: How long they took.
        first_log: Digest of the event log of replication 0 of point 0, if that is in it.
    """

    spans: tuple[Span, ...]
    tables: Mapping[str, Rows]
    failed: int = 0
    events: int = 0
    seconds: float = 0.0
    first_log: str = ""

    @property
    def runs(self) -> int:
        """How many replications are in it."""
        return sum(span.count for span in self.spans)


@dataclass(slots=True)
class Gathering:
    """The rows of replications, one after another, until they are made a chunk.

    Attributes:
        with_points: Whether the rows are told apart by their point.
    """

    with_points: bool = False
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _points: dict[str, list[int]] = field(default_factory=dict)
    _series: list[pd.DataFrame] = field(default_factory=list)
    _whole: dict[str, pd.DataFrame] = field(default_factory=dict)

    def add(self, point: int, tables: Mapping[str, Sequence[Row]]) -> None:
        """The rows of one replication."""
        for table, rows in tables.items():
            self._rows.setdefault(table, []).extend(rows)
            self._points.setdefault(table, []).extend([point] * len(rows))

    def add_series(
        self, point: int, replication: int, names: Sequence[str], values: npt.NDArray[np.int32]
    ) -> None:
        """The series of one replication, by name; shape (hours + 1, names)."""
        self._series.append(self._told_apart(series_frame(replication, names, values), point))

    def fail(self, point: int, failure: Row) -> None:
        """A replication that failed leaves this row and no other."""
        self.add(point, {FAILURES: [failure]})

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """A table that is not told apart by replications, such as an event log."""
        self._whole[table] = rows

    def chunk(
        self, spans: Sequence[Span], *, events: int = 0, seconds: float = 0.0, first_log: str = ""
    ) -> Chunk:
        """All that was gathered, as a chunk of these replications."""
        tables = {
            table: self._told_apart(frame(table, rows), self._points[table])
            for table, rows in self._rows.items()
        }
        if self._series:
            tables["series"] = joined(self._series)
        return Chunk(
            spans=tuple(spans),
            tables={table: packed(rows) for table, rows in (tables | self._whole).items()},
            failed=len(self._rows.get(FAILURES, ())),
            events=events,
            seconds=seconds,
            first_log=first_log,
        )

    def _told_apart(self, rows: pd.DataFrame, point: int | Sequence[int]) -> pd.DataFrame:
        if self.with_points:
            rows.insert(0, POINT, np.asarray(point, dtype=np.int32))
        return rows


def packed(rows: pd.DataFrame) -> Rows:
    """A table as a chunk holds it."""
    return Rows(encode(rows), len(rows), digest.text(digest.number(rows)))


def chunk_of(
    table: Callable[[str], pd.DataFrame],
    names: Iterable[str],
    spans: Sequence[Span],
    *,
    first_log: str = "",
) -> Chunk:
    """Some replications of one point, taken out of whole tables.

    Args:
        table: Gives a table by its name.
        names: Of the tables.
        spans: The replications.
        first_log: Digest of the event log of replication 0.
    """
    numbers = [number for span in spans for number in span.numbers()]
    tables = {}
    for name in names:
        rows = table(name)
        if "replication" in rows.columns:
            tables[name] = packed(rows[rows["replication"].isin(numbers)])
        elif 0 in numbers:
            tables[name] = packed(rows)
    return Chunk(tuple(spans), tables, first_log=first_log if 0 in numbers else "")
