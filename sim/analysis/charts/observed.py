"""What was observed of series, as the case's own table has it: values with dates."""

from collections.abc import Iterator
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
        low, high: It was no less and no more; None where nobody says how much more.
        earliest, latest: Hours from the start between which it held at some instant.
        is_scored: Whether runs are judged by it; else numbers of the case rest on it.
    """

    series: str
    low: float
    high: float | None
    earliest: float
    latest: float
    is_scored: bool


def observed_series(table: pd.DataFrame, calendar: Calendar) -> tuple[Observed, ...]:
    """All that can be set beside a series; a table without these columns has nothing."""
    if not set(_COLUMNS) <= set(table.columns):
        return ()
    return tuple(_rows(table[list(_COLUMNS)], calendar))


def _rows(table: pd.DataFrame, calendar: Calendar) -> Iterator[Observed]:
    for row in table.fillna("").to_dict("records"):
        kind, _, series = row["outcome"].partition(" ")
        if kind != "series":
            continue
        low, high = _number(row["low"]), _number(row["high"])
        earliest, latest = _hours(row["earliest"], calendar), _hours(row["latest"], calendar)
        if low is not None and earliest is not None and latest is not None:
            is_scored = row["used_for"] == "scoring"
            yield Observed(series, low, high, earliest, latest, is_scored)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _hours(text: str, calendar: Calendar) -> float | None:
    try:
        return calendar.second(datetime.strptime(text, "%Y-%m-%d %H:%M")) / HOUR
    except ValueError:
        return None
