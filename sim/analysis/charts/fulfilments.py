"""By when clauses were fulfilled over the replications, and how often that was in time.

What never happened ranks as later than everything. Being in time is told from what each replication
says of it: where a date is not the same in all of them, no instant of a curve tells that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.due_dates import due_dates
from sim.analysis.charts.spread import Numbers, Spread
from sim.analysis.estimates import Chance, chance
from sim.analysis.observed import ObservedOutcome
from sim.statistics.quantiles import ranked
from sim.statistics.shares import Share, share

Dates = Literal["signed", "moved"]
ALL = "all"
"""What all clauses together are called in a picture."""
_FEW = 0.01
"""So small a share of replications may say nothing without being told as an open range."""


@dataclass(frozen=True, slots=True)
class Curve:
    """In how many replications something is fulfilled by an instant.

    Attributes:
        hours: Where the curve rises, hours from the start.
        counts: Fulfilled by then.
    """

    hours: Numbers
    counts: Numbers

    def count_by(self, hours: float) -> int:
        """In how many it is fulfilled by an instant, that instant included."""
        before = int(np.searchsorted(self.hours, hours, side="right"))
        return int(self.counts[before - 1]) if before else 0

    def corners(self, begin: float, end: float) -> tuple[Numbers, Numbers]:
        """The curve as a line of level and upright stretches: hours, and counts."""
        shown = self.hours <= end
        hours = np.concatenate([[begin], np.repeat(self.hours[shown], 2), [end]])
        return hours, np.repeat(np.concatenate([[0.0], self.counts[shown]]), 2)


@dataclass(frozen=True, slots=True)
class InTime:
    """In what share of the replications something was fulfilled by its date.

    Attributes:
        by: The dates that count: as signed, or as moved.
        found: The share of those that tell.
        due: Those dates, as far as they can be drawn; None where clauses have different ones.
        hours: Where the curve tells this share; None where it nowhere does, for the date is not
            the same in all replications, or they do not all tell.
    """

    by: Dates
    found: Chance
    due: Spread | None
    hours: float | None

    @property
    def total(self) -> int:
        """How many replications there are."""
        return self.found.runs + self.found.unknown

    @property
    def is_open(self) -> bool:
        """Whether so many do not tell that it matters."""
        return self.found.unknown > _FEW * self.total

    @property
    def least(self) -> Share:
        """The share if all that do not tell were late.

        Those that do tell are no sample of all: what is granted long is not known by the end.
        """
        return share(self.found.count, self.total)

    @property
    def most(self) -> Share:
        """The share if all that do not tell were in time."""
        return share(self.found.count + self.found.unknown, self.total)


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """When one clause was fulfilled, or all of them.

    Attributes:
        name, label: Of the clause.
        when: The instants, infinite where it never was.
        in_time: How often by its date as signed and, where that was moved, as moved.
        moved: In how many replications its date was moved.
        observed: When it was seen to be fulfilled.
    """

    name: str
    label: str
    when: Spread
    in_time: tuple[InTime, ...]
    moved: int = 0
    observed: tuple[ObservedOutcome, ...] = ()

    @property
    def total(self) -> int:
        """How many replications there are."""
        return len(self.when.values)


def curve_of(when: Spread) -> Curve:
    """The curve of an instant; empty where it never came."""
    hours, counts = np.unique(when.came, return_counts=True)
    return Curve(hours, np.cumsum(counts).astype(np.float64))


def fulfilment_of(data: ChartData, clause: ClauseFacts) -> Fulfilment:
    """When a clause was fulfilled."""
    dues = due_dates(data, clause)
    rows = dues.rows
    when = _spread(rows["completed_hours"])
    signed, moved = rows["due_as_signed_hours"], rows["due_hours"]
    found = [_in_time(when, "signed", [signed], rows["on_time_as_signed"], dues.signed)]
    if dues.moved_number:
        found.append(_in_time(when, "moved", [moved], rows["on_time"], dues.moved))
    return Fulfilment(
        name=clause.name,
        label=clause.label,
        when=when,
        in_time=tuple(found),
        moved=dues.moved_number,
        observed=data.observed_cells("clauses", clause.name, "completed_hours"),
    )


def fulfilment_of_all(data: ChartData) -> Fulfilment:
    """When the last clause of each replication was fulfilled, and whether each was by its date."""
    rows, runs = data.tables["clauses"], data.tables["runs"]
    when = _spread(rows["completed_hours"].fillna(np.inf).groupby(rows["replication"]).max())
    signed, moved = (
        [rows.loc[rows["clause"] == clause.name, column] for clause in data.clauses]
        for column in ("due_as_signed_hours", "due_hours")
    )
    is_moved = rows["due_hours"] > rows["due_as_signed_hours"]
    found = [_in_time(when, "signed", signed, runs["on_time_as_signed_jointly"])]
    if is_moved.any():
        found.append(_in_time(when, "moved", moved, runs["on_time_jointly"]))
    return Fulfilment(
        name=ALL,
        label="All clauses",
        when=when,
        in_time=tuple(found),
        moved=int(is_moved.groupby(rows["replication"]).any().sum()),
    )


def _spread(hours: "pd.Series[float]") -> Spread:
    return Spread(ranked(hours.to_numpy(dtype=np.float64, na_value=np.nan)))


def _in_time(
    when: Spread,
    by: Dates,
    dues: "Sequence[pd.Series[float]]",
    answers: "pd.Series[bool]",
    drawn: Spread | None = None,
) -> InTime:
    found = chance(answers)
    instants = np.unique(np.concatenate([due.to_numpy(dtype=np.float64) for due in dues]))
    due = drawn
    hours = None
    if len(instants) == 1 and math.isfinite(only := float(instants[0])):
        due = drawn or Spread(instants)
        is_point = not found.unknown and curve_of(when).count_by(only) == found.count
        hours = only if is_point else None
    return InTime(by, found, due, hours)
