"""Series of a run as charts read them: a few columns at a time, in as few goes as that allows."""

from collections.abc import Mapping

import pandas as pd

from sim.analysis.charts.spread import Columns
from sim.results.tables import chosen

TOGETHER = ("contingents", "posts", "flows")
"""Whose series are few, and drawn in one chart."""


class Series:
    """Reads columns of the series, and those of contingents, posts and flows all at once.

    Every reading opens a file for each few replications, whatever it takes from them. What was
    read at once is kept until others are; roads and areas may have hundreds of columns.
    """

    def __init__(self, read: Columns) -> None:
        self._read = read
        self._kept: Mapping[str, pd.DataFrame] = {}

    def __call__(self, *columns: str) -> pd.DataFrame:
        """Those columns that are there; `*` in a name stands for anything."""
        kinds = {name.partition(".")[0] for name in columns if "." in name}
        kind = kinds.pop() if len(kinds) == 1 else ""
        if kind not in TOGETHER:
            return self._read(*columns)
        if kind not in self._kept:
            self._kept = {kind: self._read("hour", f"{kind}.*")}
        rows = self._kept[kind]
        return rows[chosen(rows.columns, columns)]
