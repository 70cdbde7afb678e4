"""Rows as tables: pandas frames whose columns have the kind and the order of the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.catalogue import Cause, Phase
from sim.catalogue import Kind as EventKind
from sim.results.columns import CASE, FAILURES, OUTCOME_KINDS, Kind, kinds_of

Row = Mapping[str, object]
Codes = npt.NDArray[np.int64]

TABLES = (*OUTCOME_KINDS, "series", FAILURES, "events", *CASE, "case_observed")
"""Every table a results folder may hold, in the order in which a reader wants them."""


class Tables(Protocol):
    """Gives a table by its name."""

    def __call__(self, name: str, *columns: str) -> pd.DataFrame:
        """A table of results.

        Args:
            name: Of the table.
            columns: Which columns to read, in the order of the table; `*` in a name stands for
                anything, and a name that the table does not have for nothing. All, if none is
                named.
        """


def chosen(all_columns: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Those columns of a table that somebody wants.

    >>> chosen(["hour", "roads.pass.queue", "areas.hill.people"], ["hour", "areas.*", "none"])
    ['hour', 'areas.hill.people']
    """
    exact = {name for name in wanted if "*" not in name}
    patterns = [name for name in wanted if "*" in name]
    return [
        name
        for name in all_columns
        if not wanted or name in exact or any(fnmatchcase(name, each) for each in patterns)
    ]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Tables of which those that are asked for whole are read only once.

    Parts of tables are read anew each time: they are parts because the whole is large.
    """

    _tables: Tables
    _whole: dict[str, pd.DataFrame] = field(default_factory=dict)

    def __call__(self, name: str, *columns: str) -> pd.DataFrame:
        """A table, or columns of it, as `Tables` has it; to be read only."""
        if columns:
            return self._tables(name, *columns)
        if name not in self._whole:
            self._whole[name] = self._tables(name)
        return self._whole[name]


def remembered(tables: Tables) -> Remembered:
    """The same tables, remembered from here on, or by whoever remembers them already."""
    return tables if isinstance(tables, Remembered) else Remembered(tables)


def frame(table: str, rows: Sequence[Row], *, columns: tuple[str, ...] = ()) -> pd.DataFrame:
    """The rows of a table as a frame.

    Args:
        table: Name of the table.
        rows: One mapping a row, with all of the table's columns; None is empty.
        columns: The columns of `case_observed`, which its file decides.

    Raises:
        ValueError: If a row has other columns than the table.
    """
    kinds = kinds_of(table, columns)
    for row in rows:
        if row.keys() != kinds.keys():
            raise ValueError(f"a row of {table} with other columns: {sorted(row)}")
    return typed({name: [row[name] for row in rows] for name in kinds}, kinds)


def typed(values: Mapping[str, Sequence[object]], kinds: Mapping[str, Kind]) -> pd.DataFrame:
    """Columns of plain values as a frame of the kinds named."""
    return pd.DataFrame({name: _column(values[name], kind) for name, kind in kinds.items()})


def _column(values: Sequence[object], kind: Kind) -> pd.Series:
    if kind == "float64":
        return pd.Series([np.nan if value is None else value for value in values], dtype=kind)
    return pd.Series(list(values), dtype=kind)


def series_frame(
    replication: int, names: Sequence[str], values: npt.NDArray[np.int32]
) -> pd.DataFrame:
    """The series of one replication: a row an hour, a column a series.

    Args:
        replication: Its number.
        names: Of the series.
        values: At every whole hour, shape (hours + 1, names).
    """
    hours = len(values)
    where = {
        "replication": np.full(hours, replication, dtype=np.int32),
        "hour": np.arange(hours, dtype=np.int32),
    }
    found = pd.DataFrame(np.asarray(values, dtype=np.int32), columns=list(names))
    return pd.concat([pd.DataFrame(where), found], axis="columns")


def event_frame(
    columns: Mapping[str, Codes], subjects: Sequence[str], places: Sequence[str]
) -> pd.DataFrame:
    """An event log with names in the place of its codes.

    Args:
        columns: The columns of the log by name.
        subjects: Names by code.
        places: Names by code; code -1, no place, is empty.
    """
    words: dict[str, Mapping[int, str | None]] = {
        "phase": {int(phase): phase.name.lower() for phase in Phase},
        "kind": {int(kind): kind.word for kind in EventKind},
        "cause": {int(cause): cause.word or None for cause in Cause},
        "subject": dict(enumerate(subjects)),
        "at": {-1: None, **dict(enumerate(places))},
    }
    return pd.DataFrame(
        {
            name: _words(columns[name], words[name])
            if name in words
            else pd.Series(columns[name], dtype=kind)
            for name, kind in kinds_of("events").items()
        }
    )


def _words(codes: Codes, words: Mapping[int, str | None]) -> pd.Series:
    return pd.Series(codes).map(words).astype("string")


def joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames of the same columns, one under the other."""
    return pd.concat(list(frames), ignore_index=True)
