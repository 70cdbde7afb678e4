"""What was observed, as the case's own table has it: values with dates, and instants."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sim.clock import HOUR, Calendar

_COLUMNS = ("outcome", "low", "high", "earliest", "latest", "used_for")


@dataclass(frozen=True, slots=True)
class Observed:
    """One value that was observed of a series.

    Attributes:
        series: As the catalogue's SERIES names it.
        low, high: It was no less and no more; None where nobody says how much less or more, never
            both.
        earliest, latest: Hours from the start between which it held at some instant.
        is_scored: Whether runs are judged by it; else numbers of the case rest on it.
    """

    series: str
    low: float | None
    high: float | None
    earliest: float
    latest: float
    is_scored: bool

    @property
    def value(self) -> float:
        """Where its mark stands: in the middle, or at the one bound that is known."""
        return _middle(self.low, self.high)

    @property
    def hours(self) -> float:
        """When its mark stands."""
        return (self.earliest + self.latest) / 2


@dataclass(frozen=True, slots=True)
class ObservedOutcome:
    """One cell of an outcome table, as it was observed.

    Attributes:
        table, thing, column: Of the outcome; the thing is a clause, an area, a road's direction.
        low, high: It was no less and no more, in the unit of the column; None where nobody says,
            never both.
        earliest, latest: Hours from the start between which it was seen; None where nobody says.
        is_scored: Whether runs are judged by it; else numbers of the case rest on it.
    """

    table: str
    thing: str
    column: str
    low: float | None
    high: float | None
    earliest: float | None
    latest: float | None
    is_scored: bool

    @property
    def value(self) -> float:
        """Where its mark stands: in the middle, or at the one bound that is known."""
        return _middle(self.low, self.high)


def _middle(low: float | None, high: float | None) -> float:
    known = [bound for bound in (low, high) if bound is not None]
    return sum(known) / len(known)


def observed_series(table: pd.DataFrame, calendar: Calendar) -> tuple[Observed, ...]:
    """All that can be set beside a series; a table without these columns has nothing."""
    return tuple(
        Observed(name, low, high, earliest, latest, is_scored)
        for kind, name, low, high, earliest, latest, is_scored in _rows(table, calendar)
        if kind == "series" and earliest is not None and latest is not None
    )


def observed_outcomes(table: pd.DataFrame, calendar: Calendar) -> tuple[ObservedOutcome, ...]:
    """All that can be set beside a cell of an outcome table, likewise."""
    found = []
    for kind, name, low, high, earliest, latest, is_scored in _rows(table, calendar):
        whose, _, column = name.rpartition(".")
        outcome_table, _, thing = whose.partition(".")
        if kind == "outcome" and thing:
            found.append(
                ObservedOutcome(
                    outcome_table, thing, column, low, high, earliest, latest, is_scored
                )
            )
    return tuple(found)


_Row = tuple[str, str, float | None, float | None, float | None, float | None, bool]


def _rows(table: pd.DataFrame, calendar: Calendar) -> Iterator[_Row]:
    """The rows with a bound at least; one that cannot be read says nothing."""
    if not set(_COLUMNS) <= set(table.columns):
        return
    for row in table[list(_COLUMNS)].fillna("").to_dict("records"):
        kind, _, name = row["outcome"].partition(" ")
        try:
            low, high = _number(row["low"]), _number(row["high"])
            earliest, latest = (_hours(row[key], calendar) for key in ("earliest", "latest"))
        except ValueError:
            continue
        if low is not None or high is not None:
            yield kind, name, low, high, earliest, latest, row["used_for"] == "scoring"


def _number(text: str) -> float | None:
    """A bound; None where it is left blank.

    Raises:
        ValueError: If it is no number.
    """
    if not text:
        return None
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _hours(text: str, calendar: Calendar) -> float | None:
    return calendar.second(datetime.strptime(text, "%Y-%m-%d %H:%M")) / HOUR if text else None


def of_outcome(
    observed: Iterable[ObservedOutcome], table: str, thing: str, *columns: str
) -> tuple[ObservedOutcome, ...]:
    """What was observed of one thing in some columns of a table."""
    return tuple(
        each
        for each in observed
        if (each.table, each.thing) == (table, thing) and each.column in columns
    )
