"""Jobs: replications of given points as one piece of work, done the same wherever it is done.

A job and its chunk are plain data, so that both go through a pipe to another process or machine.
"""

import pickle
import time
import traceback
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from sim.errors import ModelBug
from sim.events.log import COLUMNS, EventLog
from sim.experiments.replicate import Replication, run_one
from sim.results.chunks import Chunk, Gathering
from sim.results.columns import OUTCOME_KINDS
from sim.results.spans import Span
from sim.results.tables import Row, event_frame
from sim.scenario.load import Loaded, vary
from sim.scenario.roster import Roster, make_roster

SERIES = "series"
EVENTS = "events"
ALL_TABLES = frozenset({*OUTCOME_KINDS, SERIES, EVENTS})
"""Every table that replications can leave."""
OUTCOME_TABLES = frozenset(OUTCOME_KINDS)
"""The tables with a few rows a replication."""

Settings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is run: a scenario, and what every point of it sets by hand.

    Attributes:
        scenario: The scenario, pickled.
        seed: Of all that chance decides; the same for all points.
        tables: The tables that are kept.
        with_points: Whether the rows are told apart by their point.
        is_checked: Whether what must hold of every event log is checked.
    """

    scenario: bytes
    seed: int
    tables: frozenset[str] = ALL_TABLES
    with_points: bool = False
    is_checked: bool = False


def recipe(
    loaded: Loaded,
    *,
    seed: int,
    tables: Collection[str] = ALL_TABLES,
    with_points: bool = False,
    is_checked: bool = False,
) -> Recipe:
    """What is run, as plain data."""
    content = pickle.dumps(loaded, protocol=pickle.HIGHEST_PROTOCOL)
    return Recipe(content, seed, frozenset(tables), with_points, is_checked)


@dataclass(frozen=True, slots=True)
class Job:
    """Some replications of some points.

    Attributes:
        recipe: What is run.
        spans: The replications.
        settings: What each of these points sets by hand, as `path=value`.
    """

    recipe: Recipe
    spans: tuple[Span, ...]
    settings: Mapping[int, Settings] = field(default_factory=dict)

    @property
    def runs(self) -> int:
        """How many replications it is."""
        return sum(span.count for span in self.spans)


def singles(job: Job) -> list[Job]:
    """The job, cut into jobs of one replication."""
    return [
        replace(job, spans=(Span(span.point, number, 1),))
        for span in job.spans
        for number in span.numbers()
    ]


def work(job: Job) -> Chunk:
    """Do a job.

    A replication in which the program itself fails leaves a row that tells how to see it again,
    and the others go on.
    """
    began = time.perf_counter()
    gathering = Gathering(with_points=job.recipe.with_points)
    events, first_log = 0, ""
    for span in job.spans:
        roster = _roster(job.recipe.scenario, job.settings.get(span.point, ()))
        for number in span.numbers():
            done = _run(job.recipe, roster, span.point, number, gathering)
            if done is None:
                continue
            events += done.events_number
            if done.log is not None:
                first_log = done.log.digest()
                gathering.put(EVENTS, _events(done.log))
    seconds = time.perf_counter() - began
    return gathering.chunk(job.spans, events=events, seconds=seconds, first_log=first_log)


def lost(job: Job, why: str) -> Chunk:
    """The chunk of a job that no worker survived: all its replications failed."""
    gathering = Gathering(with_points=job.recipe.with_points)
    for span in job.spans:
        for number in span.numbers():
            gathering.fail(span.point, _failure(job.recipe.seed, number, why))
    return gathering.chunk(job.spans)


def _run(
    recipe: Recipe, roster: Roster, point: int, number: int, gathering: Gathering
) -> Replication | None:
    with_log = EVENTS in recipe.tables and (point, number) == (0, 0)
    try:
        done = run_one(
            roster,
            seed=recipe.seed,
            number=number,
            with_log=with_log,
            with_series=SERIES in recipe.tables,
            is_checked=recipe.is_checked,
        )
    except ModelBug as bug:
        told = "".join(traceback.format_exception(bug))
        gathering.fail(point, _failure(recipe.seed, number, bug.what, bug.second, told))
        return None
    gathering.add(
        point, {name: rows for name, rows in done.tables.items() if name in recipe.tables}
    )
    if done.series is not None:
        gathering.add_series(point, number, done.series.names, done.series.values)
    return done


def _failure(seed: int, number: int, error: str, second: int | None = None, told: str = "") -> Row:
    return {
        "replication": number,
        "seed": str(seed),
        "second": second,
        "error": error,
        "traceback": told,
    }


def _events(log: EventLog) -> pd.DataFrame:
    columns = {name: log.column(name) for name in COLUMNS}
    return event_frame(columns, log.subjects, log.places)


@lru_cache(maxsize=4)
def _scenario(content: bytes) -> Loaded:
    found: Loaded = pickle.loads(content)
    return found


@lru_cache(maxsize=4)
def _roster(content: bytes, settings: Settings) -> Roster:
    """Who takes part in a point; kept, because its next chunk often comes to the same worker."""
    loaded = _scenario(content)
    return make_roster((vary(loaded, settings) if settings else loaded).scenario)
