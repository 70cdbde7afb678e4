"""Series of a run as charts draw them: fans over the replications, out of as few rows at a time."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import pandas as pd

from sim.analysis.charts.spread import Fan, fan_of

TOGETHER = ("contingents", "posts", "flows")
"""Whose series are few, and drawn in one chart."""
_AT_ONCE = 10


class Columns(Protocol):
    """Reads columns of a table that is too large to be read whole."""

    def __call__(self, *columns: str) -> pd.DataFrame:
        """Those columns that are wanted and there; `*` in a name stands for anything.

        A row a replication and hour, one replication after the other; each has the same hours.
        """


class Series:
    """The fans of a run's series, each worked out once: rows are large, and are not kept.

    Every reading opens a file for each few replications, whatever it takes from them. So those of
    contingents, posts and flows are read all at once; roads and areas may have hundreds.
    """

    def __init__(self, read: Columns) -> None:
        self._read = read
        self._known: dict[str, dict[str, Fan | None]] = {}

    def fan(self, column: str) -> Fan | None:
        """The fan of one series; None where it was not recorded or is always zero."""
        kind = column.partition(".")[0]
        known = self.of_kind(kind) if kind in TOGETHER else self.fans([column])
        return known.get(column)

    def of_kind(self, kind: str) -> dict[str, Fan | None]:
        """The fans of all series of contingents, posts or flows that were recorded, by name.

        None for a series that is always zero.
        """
        if kind not in self._known:
            self._known[kind] = dict(self._fans([f"{kind}.*"]))
        return self._known[kind]

    def fans(self, columns: Sequence[str]) -> dict[str, Fan | None]:
        """The fans of some series that were recorded; None for one that is always zero."""
        return {
            name: found
            for first in range(0, len(columns), _AT_ONCE)
            for name, found in self._fans(columns[first : first + _AT_ONCE])
        }

    def _fans(self, columns: Sequence[str]) -> Iterator[tuple[str, Fan | None]]:
        rows = self._read("hour", *columns)
        if not len(rows):
            return
        hours = int(rows["hour"].max()) + 1
        for name in rows.columns.drop("hour"):
            yield str(name), fan_of(rows[name].to_numpy().reshape(-1, hours))
