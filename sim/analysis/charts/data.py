"""What charts are drawn from: the case's names and dates, outcome tables and series."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial

import pandas as pd

from sim.analysis.charts.series import Series
from sim.analysis.charts.words import HARD_SPACE, shown
from sim.analysis.least_times import LeastTimes, least_times_of
from sim.analysis.observed import (
    Observed,
    ObservedOutcome,
    observed_outcomes,
    observed_series,
    of_outcome,
)
from sim.analysis.summarise import calendar_of
from sim.analysis.why.names import Labels
from sim.clock import HOUR, Calendar
from sim.results.manifest import Manifest
from sim.results.tables import Tables, remembered

OBSERVED = "case_observed"
OUTCOMES = (
    "runs",
    "clauses",
    "areas",
    "roads",
    "contingents",
    "posts",
    "breaches",
    "paths",
    "floats",
)
"""The outcome tables that charts look at."""
_YEAR = 360 * 24


class Lazily(Mapping[str, pd.DataFrame]):
    """Tables by their names, each read when it is looked at."""

    def __init__(self, names: Sequence[str], tables: Tables) -> None:
        self._names = names
        self._tables = tables

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        return self._tables(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFacts:
    """A clause as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        party: What people call the side that must do it.
        areas: Names of the areas that must be left; empty for what concerns no area.
        may_move: Whether more time may be granted for it.
    """

    name: str
    label: str
    party: str
    areas: tuple[str, ...] = ()
    may_move: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """A place as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        area: Name of the area it belongs to; None for a place outside all.
        latitude, longitude: In degrees, north and east; None where nobody says.
    """

    name: str
    label: str
    area: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadFacts:
    """A road as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        ends: What people call the places at its ends, by name.
        likely_length_km: Its most likely length; None where nobody says.
    """

    name: str
    label: str
    ends: Mapping[str, str]
    likely_length_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContingentFacts:
    """A contingent of peacekeepers as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        authorised_people: Its strength as authorised; None where nobody says.
    """

    name: str
    label: str
    authorised_people: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """A post of the peacekeepers' plan as charts know it.

    Attributes:
        name: Its name in the scenario.
        label: What people call it.
        contingent: Name of the contingent whose it is.
        is_temporary: Whether it is counted apart.
    """

    name: str
    label: str
    contingent: str
    is_temporary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """All that the charts of one case are drawn from.

    Attributes:
        title: What the case is called.
        calendar: Turns hours of the run into local dates of the scenario's zone.
        end_hours: Hours from the start to the last instant of a run.
        areas: Labels of the areas by name, in the order they are drawn.
        clauses, roads: In the order of the scenario.
        tables: Outcome tables by kind, as the catalogue's OUTCOMES names them.
        series: Fans of the series, by the names of the catalogue's SERIES.
        places: In the order of the scenario.
        contingents: Peacekeepers, in the order of the scenario.
        posts: Theirs, in the order of their plan.
        movers: Labels of units, groups and pools of vehicles that have one, by dotted path.
        observed: What was observed of series.
        observed_outcomes: What was observed of single outcomes.
        least_times: Works out the least time of every clause; None where no scenario is at hand.
    """

    title: str
    calendar: Calendar
    end_hours: float
    areas: Mapping[str, str]
    clauses: tuple[ClauseFacts, ...]
    roads: tuple[RoadFacts, ...]
    tables: Mapping[str, pd.DataFrame]
    series: Series
    places: tuple[PlaceFacts, ...] = ()
    contingents: tuple[ContingentFacts, ...] = ()
    posts: tuple[PostFacts, ...] = ()
    movers: Mapping[str, str] = field(default_factory=dict)
    observed: tuple[Observed, ...] = ()
    observed_outcomes: tuple[ObservedOutcome, ...] = ()
    least_times: Callable[[], LeastTimes] | None = None

    @property
    def replications_number(self) -> int:
        """How many runs there are."""
        return len(self.tables["runs"])

    @property
    def labels(self) -> Labels:
        """What people call whatever lies on a path."""
        return Labels(
            {road.name: road.label for road in self.roads},
            {place.name: place.label for place in self.places},
            {clause.name: clause.label for clause in self.clauses},
            self.movers,
        )

    def of(self, table: str, key: str, name: str) -> pd.DataFrame:
        """The rows of an outcome table for one area, clause or road."""
        whole = self.tables[table]
        return whole[whole[key] == name]

    def observed_of(self, series: str) -> tuple[Observed, ...]:
        """What was observed of one series."""
        return tuple(each for each in self.observed if each.series == series)

    def observed_cells(self, table: str, thing: str, *columns: str) -> tuple[ObservedOutcome, ...]:
        """What was observed of one clause, area or direction of a road, by the column."""
        return of_outcome(self.observed_outcomes, table, thing, *columns)

    def instant(self, hours: float) -> str:
        """An hour of the run as a chart writes it: `15 Nov 00:00`, with hard spaces.

        The year is written where runs are so long that a date may come twice.
        """
        day, month, year, hour = self.calendar.text(round(hours * HOUR)).split()
        years = [year] if self.end_hours > _YEAR else []
        return HARD_SPACE.join((day, month, *years, hour))


def chart_data(
    tables: Tables, manifest: Manifest, *, resolved: Callable[[], str] | None = None
) -> ChartData:
    """What charts need of a run: its outcome tables and series, and the facts of its case.

    A label in letters that the charts' font lacks gives way to the name.

    Args:
        tables: Gives a table by its name.
        manifest: What the run was.
        resolved: Gives the resolved scenario, from which least times are worked out if a chart
            asks for them.
    """
    tables = remembered(tables)
    calendar = calendar_of(manifest)
    end = datetime.strptime(manifest.end, "%Y-%m-%d %H:%M")
    observed = tables(OBSERVED) if OBSERVED in manifest.tables else pd.DataFrame()
    return ChartData(
        title=shown(manifest.title, manifest.scenario),
        calendar=calendar,
        end_hours=calendar.second(end) / HOUR,
        areas=_labels(tables("case_areas"), "area"),
        clauses=_clauses(tables("case_clauses")),
        roads=_roads(tables("case_roads"), _labels(tables("case_places"), "place")),
        tables=Lazily(OUTCOMES, tables),
        series=Series(partial(tables, "series")),
        places=_places(tables("case_places")),
        contingents=_contingents(tables("case_contingents")),
        posts=_posts(tables("case_posts")) if "case_posts" in manifest.tables else (),
        movers=_movers(tables("case_movers")) if "case_movers" in manifest.tables else {},
        observed=observed_series(observed, calendar),
        observed_outcomes=observed_outcomes(observed, calendar),
        least_times=None if resolved is None else cache(partial(_least_times, resolved, manifest)),
    )


def _least_times(resolved: Callable[[], str], manifest: Manifest) -> LeastTimes:
    return least_times_of(
        resolved(),
        name=manifest.scenario,
        seed=manifest.seed,
        replications=manifest.replications,
    )


def _labels(facts: pd.DataFrame, key: str) -> dict[str, str]:
    return {name: shown(label, name) for name, label in zip(facts[key], facts["name"], strict=True)}


def _movers(facts: pd.DataFrame) -> dict[str, str]:
    """Those whose label can be shown; the others are called by what they are, and their key."""
    return {path: label for path, label in _labels(facts, "mover").items() if label != path}


def _clauses(facts: pd.DataFrame) -> tuple[ClauseFacts, ...]:
    return tuple(
        ClauseFacts(
            name=fact["clause"],
            label=shown(fact["name"], fact["clause"]),
            party=shown(fact["party"], ""),
            areas=() if pd.isna(fact["areas"]) else tuple(fact["areas"].split()),
            may_move=bool(fact["may_move"]),
        )
        for fact in facts.to_dict("records")
    )


def _places(facts: pd.DataFrame) -> tuple[PlaceFacts, ...]:
    return tuple(
        PlaceFacts(
            name=fact["place"],
            label=shown(fact["name"], fact["place"]),
            area=None if pd.isna(fact["area"]) else fact["area"],
            latitude=_known(fact["latitude"]),
            longitude=_known(fact["longitude"]),
        )
        for fact in facts.to_dict("records")
    )


def _posts(facts: pd.DataFrame) -> tuple[PostFacts, ...]:
    return tuple(
        PostFacts(
            name=fact["post"],
            label=shown(fact["name"], fact["post"]),
            contingent=fact["contingent"],
            is_temporary=bool(fact["is_temporary"]),
        )
        for fact in facts.to_dict("records")
    )


def _known(value: float | None) -> float | None:
    """A number of a table, whose empty cells are NA or NaN."""
    return None if value is None or pd.isna(value) else float(value)


def _contingents(facts: pd.DataFrame) -> tuple[ContingentFacts, ...]:
    return tuple(
        ContingentFacts(
            name=fact["contingent"],
            label=shown(fact["name"], fact["contingent"]),
            authorised_people=_known(fact["authorised_people"]),
        )
        for fact in facts.to_dict("records")
    )


def _roads(facts: pd.DataFrame, places: Mapping[str, str]) -> tuple[RoadFacts, ...]:
    return tuple(
        RoadFacts(
            name=fact["road"],
            label=shown(fact["name"], fact["road"]),
            ends={place: places[place] for place in (fact["to"], fact["from"])},
            likely_length_km=_known(fact["likely_length_km"]),
        )
        for fact in facts.to_dict("records")
    )
