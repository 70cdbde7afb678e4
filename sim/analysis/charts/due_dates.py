"""When a clause falls due over the replications: as signed, and as moved where it was."""

from dataclasses import dataclass

import pandas as pd

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class DueDates:
    """The due instants of one clause.

    Attributes:
        clause: Whose.
        rows: Its rows of the outcome table `clauses`, one a replication.
        signed: As signed; None where it never fell due in any replication.
        moved: As moved last, over the replications in which it was moved; None where in none.
    """

    clause: ClauseFacts
    rows: pd.DataFrame
    signed: Spread | None
    moved: Spread | None

    @property
    def moved_number(self) -> int:
        """In how many replications due was moved."""
        return 0 if self.moved is None else len(self.moved.values)


def due_dates(data: ChartData, clause: ClauseFacts) -> DueDates:
    """The due instants of a clause; replications in which it never fell due do not count."""
    rows = data.of("clauses", "clause", clause.name)
    signed, moved = rows["due_as_signed_hours"], rows["due_hours"]
    is_moved = moved > signed
    return DueDates(
        clause=clause,
        rows=rows,
        signed=spread(signed.dropna()),
        moved=spread(moved[is_moved]),
    )


def clauses_of(data: ChartData, area: str) -> list[ClauseFacts]:
    """The clauses by which an area must be left."""
    return [clause for clause in data.clauses if area in clause.areas]
