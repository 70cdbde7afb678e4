"""What charts are drawn from: the case's names and dates, outcome tables and series."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sim.analysis.charts.words import HARD_SPACE, shown
from sim.clock import HOUR, Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFacts:
    """A clause as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        party: What people call the side that must do it.
        areas: Names of the areas that must be left; empty for what concerns no area.
    """

    name: str
    label: str
    party: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadFacts:
    """A road as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        ends: Its two ends: the name and the label of each place.
    """

    name: str
    label: str
    ends: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """All that the charts of one case are drawn from.

    Attributes:
        title: What the case is called.
        calendar: Turns hours of the run into local dates of the scenario's zone.
        end_hours: Hours from the start to the last instant of a run.
        areas: Labels of the areas by name, in the order they are drawn.
        clauses, roads: By name, in order.
        tables: Outcome tables by kind, as the catalogue's OUTCOMES names them.
        series: One row a replication and hour, columns as the catalogue's SERIES names them.
    """

    title: str
    calendar: Calendar
    end_hours: float
    areas: Mapping[str, str]
    clauses: Mapping[str, ClauseFacts]
    roads: Mapping[str, RoadFacts]
    tables: Mapping[str, pd.DataFrame]
    series: pd.DataFrame

    @property
    def replications_number(self) -> int:
        """How many runs there are."""
        return len(self.tables["runs"])

    def of(self, table: str, key: str, name: str) -> pd.DataFrame:
        """The rows of an outcome table for one area, clause or road."""
        whole = self.tables[table]
        return whole[whole[key] == name]

    def instant(self, hours: float) -> str:
        """An hour of the run as a chart writes it: `15 Nov 00:00`, with hard spaces."""
        day, month, _, hour = self.calendar.text(round(hours * HOUR)).split()
        return HARD_SPACE.join((day, month, hour))


def chart_data(
    tables: Mapping[str, pd.DataFrame],
    series: pd.DataFrame,
    *,
    title: str,
    start: datetime,
    zone: str,
    end_hours: float,
    areas: Mapping[str, str],
    clauses: Iterable[ClauseFacts],
    roads: Iterable[RoadFacts],
) -> ChartData:
    """Facts, tables and series as charts take them.

    A label in letters that the charts' font lacks gives way to the name.

    Args:
        tables: `runs`, `clauses`, `areas` and `roads`, as the catalogue's OUTCOMES names them.
        series: One row a replication and hour, columns as the catalogue's SERIES names them.
        title: What the case is called.
        start: The run's first instant, local.
        zone: Name of the time zone.
        end_hours: Hours from there to the last instant of a run.
        areas: Labels by name.
        clauses: The clauses, in order.
        roads: The roads, in order.
    """
    return ChartData(
        title=shown(title, ""),
        calendar=Calendar(start=start, zone=zone),
        end_hours=end_hours,
        areas={name: shown(label, name) for name, label in areas.items()},
        clauses={clause.name: _clause(clause) for clause in clauses},
        roads={road.name: _road(road) for road in roads},
        tables=tables,
        series=series,
    )


def _clause(clause: ClauseFacts) -> ClauseFacts:
    return ClauseFacts(
        name=clause.name,
        label=shown(clause.label, clause.name),
        party=shown(clause.party, ""),
        areas=clause.areas,
    )


def _road(road: RoadFacts) -> RoadFacts:
    (here, here_label), (there, there_label) = road.ends
    return RoadFacts(
        name=road.name,
        label=shown(road.label, road.name),
        ends=((here, shown(here_label, here)), (there, shown(there_label, there))),
    )
