"""Tables of a run as they grow, replication by replication, with their digests."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.results.digest import TableDigest, by_replication
from sim.results.tables import Row, frame, joined, series_frame


class Gathering:
    """What has been measured so far, in memory until somebody takes it."""

    def __init__(self) -> None:
        self._frames: dict[str, list[pd.DataFrame]] = {}
        self._digests: dict[str, TableDigest] = {}

    def add(
        self,
        replication: int,
        tables: Mapping[str, Sequence[Row]],
        *,
        names: Sequence[str],
        values: npt.NDArray[np.int32],
    ) -> None:
        """One replication: the rows of its outcome tables, and its series by name."""
        for table, rows in tables.items():
            self._keep(table, frame(table, rows), replication)
        self._keep("series", series_frame(replication, names, values), replication)

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """A whole table at once, such as a fact of the case or an event log."""
        if rows.empty:
            self._frames.setdefault(table, []).append(rows)
            self._digests.setdefault(table, TableDigest())
        for replication, block in by_replication(rows):
            self._keep(table, block, replication)

    def _keep(self, table: str, rows: pd.DataFrame, replication: int) -> None:
        self._digests.setdefault(table, TableDigest()).add(rows, replication=replication)
        self._frames.setdefault(table, []).append(rows)

    def take(self) -> dict[str, pd.DataFrame]:
        """The tables since they were last taken, which are then somebody else's."""
        frames, self._frames = self._frames, {}
        return {table: joined(pieces) for table, pieces in frames.items()}

    def digests(self) -> dict[str, str]:
        """The digest of every table from its beginning on."""
        return {table: found.text() for table, found in self._digests.items()}
