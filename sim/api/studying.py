"""Having the points of a study run, their rows in one folder."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.case import case_tables
from sim.api.running import RESULTS, check_numbers, failed_in, question
from sim.catalogue.naming import OutcomeName
from sim.errors import InputError, RunsFailed, ScenarioError
from sim.experiments.designs import Points, scenario_at
from sim.experiments.execute import Progress, execute
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import Settings, recipe
from sim.results import digest
from sim.results.columns import FAILURES
from sim.results.folder import RESOLVED, Stored, folder_of
from sim.results.manifest import InputFile, Manifest, input_files
from sim.results.narrow import narrow
from sim.results.store import writing
from sim.results.values import outcome_values
from sim.scenario.roster import make_roster
from sim.scenario.studies.digest import study_digest
from sim.scenario.studies.study import Study

POINTS = "points"
"""The table of the points: a row a point, a column a factor."""
SETTINGS = "settings"
"""The table of what each point sets in the scenario: a row a path, in the order in which they are
set."""


@dataclass(frozen=True)
class Studied:
    """The points of a study, run.

    Attributes:
        study: The study.
        points: The points.
        stored: Their rows; `replications` of each are looked at.
        before: How many of the runs that were asked for had been there before.
        failures: The runs that failed.
    """

    study: Study
    points: Points
    stored: Stored
    before: int
    failures: int

    @property
    def replications(self) -> int:
        """How many replications of each point are looked at."""
        return self.stored.manifest.replications

    @cached_property
    def factors(self) -> pd.DataFrame:
        """A row a point: its number, and the value of every factor."""
        return points_table(self.points)

    def values(self, name: OutcomeName) -> npt.NDArray[np.float64]:
        """An outcome at every point and in every replication, shape (points, replications)."""
        tables = narrow(self.stored, name)
        return outcome_values(tables, name, points=len(self.points), replications=self.replications)


def run_study(
    points: Points,
    *,
    purpose: str = "sweep",
    replications: int | None = None,
    out: Path = RESULTS,
    options: Sequence[str] = (),
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Studied:
    """Have every point of a study run; what is there already is not run again.

    Args:
        points: The points.
        purpose: What they are for: `sweep` for the study's own design, or the method that asks for
            them. It is part of what the folder is known by.
        replications: How many of each; what the study says, if nothing is said.
        out: The folder for results.
        options: What was typed, for the manifest.
        executor: Who does the runs; this process, if nobody is named.
        on_progress: Told how many runs are done, and of how many.

    Raises:
        InputError: If the folder cannot be written, or the scenario refuses the values of a point
            together, though it takes each alone.
        RunsFailed: If the program itself failed in every run.
    """
    study = points.study
    number = study.replications if replications is None else replications
    check_numbers(seed=study.seed, replications=number)
    asked = study_question(points, purpose=purpose, options=options)
    table = points_table(points)
    facts = {
        **case_tables(make_roster(study.scenario.scenario), study.scenario.observed),
        POINTS: table,
        SETTINGS: settings_table(points),
    }
    with writing(folder_of(out, study.name, asked.fingerprint), asked) as store:
        store.put_text(RESOLVED, study.scenario.resolved_text())
        for name, rows in facts.items():
            store.put(name, rows)
        try:
            done = execute(
                recipe(study.scenario, seed=study.seed, tables=study.tables, with_points=True),
                store,
                executor or Serial(),
                points=range(len(points)),
                replications=number,
                settings=settings_of(points),
                on_progress=on_progress,
            )
        except ScenarioError:
            raise _refusal(points) from None
        stored = store.complete(asked, facts).looked_at(number)
    # The folder may hold failures of further replications, which nobody asked for now.
    failures = len(stored.table(FAILURES)) if FAILURES in stored.tables else 0
    if failures == len(points) * number:
        raise RunsFailed(failed_in(stored))
    return Studied(study, points, stored, len(points) * number - done, failures)


def _refusal(points: Points) -> InputError:
    """Which point the scenario refuses, and why."""
    study = points.study
    for point in points:
        try:
            scenario_at(study, point)
        except ScenarioError as error:
            values = ", ".join(f"{name} {value}" for name, value in point.values.items())
            first = error.problems[0]
            return InputError(
                f"{study.path}: the scenario takes each of these values, but not all together: "
                f"{values} (point {point.number}): {first.path}: {first.what}"
            )
    raise AssertionError("a point was refused, and none is")


def study_folder(points: Points, *, purpose: str = "sweep", out: Path = RESULTS) -> Path:
    """Where the rows of the points go."""
    asked = study_question(points, purpose=purpose)
    return folder_of(out, points.study.name, asked.fingerprint)


def study_question(
    points: Points, *, purpose: str = "sweep", options: Sequence[str] = ()
) -> Manifest:
    """The manifest of a study of which nothing is done yet."""
    study = points.study
    plain = question(study.scenario, seed=study.seed, options=options)
    # The points too: they follow from the study, but by way of a library's random numbers.
    rows = digest.digest(points_table(points))
    known = json.dumps([study_digest(study), purpose, rows, sorted(study.tables)])
    return replace(
        plain,
        scenario=study.name,
        title=study.title,
        files=tuple(dict.fromkeys((*_own_file(study), *plain.files))),
        digest=blake2b(known.encode(), digest_size=16).hexdigest(),
        points=len(points),
    )


def _own_file(study: Study) -> tuple[InputFile, ...]:
    """The study file; none for a study that was text."""
    return input_files([study.path]) if Path(study.path).is_file() else ()


def settings_of(points: Points) -> Callable[[int], Settings]:
    """What each point sets in the study's scenario."""
    common = len(points.study.settings)
    return lambda number: points[number].settings[common:]


def settings_table(points: Points) -> pd.DataFrame:
    """A row for every path that a point sets: the point, the path, and the value as it is typed."""
    settings = settings_of(points)
    rows = [
        (number, *setting.split("=", 1))
        for number in range(len(points))
        for setting in settings(number)
    ]
    table = pd.DataFrame(rows, columns=["point", "path", "value"])
    return table.astype({"point": "int32", "path": "string", "value": "string"})


def points_table(points: Points) -> pd.DataFrame:
    """A row a point: its number, and the value of every factor."""
    values = [points[number].values for number in range(len(points))]
    table = pd.DataFrame({"point": np.arange(len(points), dtype=np.int32)})
    for factor in points.study.factors:
        column = [each[factor.name] for each in values]
        table[factor.name] = pd.Series(column, dtype=_kind(column))
    return table


def _kind(values: Sequence[object]) -> str:
    if any(isinstance(value, str) for value in values):
        return "string"
    return "Int64" if all(isinstance(value, int) for value in values) else "float64"
