"""One outcome of every replication as plain numbers, the way statistics want them."""

from collections.abc import Callable
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.catalogue.naming import OutcomeName, key_columns
from sim.errors import InputError

Floats = npt.NDArray[np.float64]
Rows = Callable[[str], pd.DataFrame]


def outcome_values(tables: Rows, name: OutcomeName, *, points: int, replications: int) -> Floats:
    """An outcome at every point and in every replication, shape (points, replications).

    A truth value is 1 or 0. NaN is what is not known, as in a replication that failed; infinity an
    instant or a delay of what never happened, which is later than everything.

    Args:
        tables: Gives a table by its name.
        name: The outcome.
        points: How many points there are; 1 for a run.
        replications: How many replications of each.

    Raises:
        InputError: If the results have no such table or subject, or the outcome is a word.
    """
    if name.kind == "word":
        raise InputError(f"{name} is a word; only numbers and truth values can be compared")
    found = np.full((points, replications), np.nan)
    if name.kind == "time":
        ran = tables("runs")
        found[_point(ran), ran["replication"].to_numpy(dtype=np.int64)] = np.inf
    rows = _of(tables(name.table), name)
    values = rows[name.column].astype("float64").to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(values)
    where = rows["replication"].to_numpy(dtype=np.int64)
    found[_point(rows)[known], where[known]] = values[known]
    return found


def _point(rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    if "point" not in rows.columns:
        return np.zeros(len(rows), dtype=np.int64)
    return rows["point"].to_numpy(dtype=np.int64)


def _of(table: pd.DataFrame, name: OutcomeName) -> pd.DataFrame:
    """The rows of a table that are about the subject of an outcome."""
    rows = table
    for column, key in zip(key_columns(name.table), name.keys, strict=True):
        rows = rows[rows[column] == key]
    if rows.empty and name.keys and name.table != "causes":
        known = {".".join(map(str, keys)) for keys in table[list(key_columns(name.table))].values}
        asked = ".".join(name.keys)
        near = get_close_matches(asked, sorted(known), n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(known))}"
        raise InputError(f"{name}: there is nothing called '{asked}' in {name.table}; {hint}")
    return rows
