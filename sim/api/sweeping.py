"""`sim.sweep`: every point of a study's design, and what came of each combination of levers."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.asked import outcome_asked, study_asked
from sim.analysis.sweeps import Setting, SweepAnswer, combinations
from sim.api.answers import (
    StudyLike,
    chosen,
    load_answer,
    rows_in,
    save_answer,
    study_from,
)
from sim.api.running import RESULTS
from sim.api.studying import Studied, run_study
from sim.experiments.designs import points_of
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor

if TYPE_CHECKING:
    from sim.api.study_plots import SweepPlots

KIND = "sweep"


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What came of a study.

    Attributes:
        answer: By levers, averaged over uncertainties.
        folder: Where the rows of all runs are.
    """

    answer: SweepAnswer
    folder: Path | None

    def summary(self) -> SweepAnswer:
        """What came of every combination of levers, averaged over the uncertainties."""
        return self.answer

    def to_dataframe(self) -> pd.DataFrame:
        """A row an outcome and combination: levers, estimate, interval, runs."""
        rows = []
        for number, outcome in enumerate(self.answer.outcomes):
            for each in self.answer.combinations:
                levers = {
                    name: told(setting)
                    for name, setting in zip(self.answer.levers, each.settings, strict=True)
                }
                found = each.levels[number]
                rows.append(
                    {
                        "outcome": outcome.name,
                        **levers,
                        "points": each.points,
                        "value": found.value,
                        "low": found.low,
                        "high": found.high,
                        "runs": found.runs,
                        "never": found.never,
                        "unknown": found.unknown,
                    }
                )
        return pd.DataFrame(rows)

    def rows(self, table: str = "points") -> pd.DataFrame:
        """One table of all runs, read from the folder: `points`, `clauses`, `areas`, ...

        Raises:
            InputError: If there is no such table, or the folder is gone.
        """
        return rows_in(self.folder, self.answer.asked.replications).table(table)

    @property
    def plot(self) -> "SweepPlots":
        """Charts: `.plot.lines()`, `.plot.heat()`."""
        from sim.api.study_plots import SweepPlots

        return SweepPlots(self.answer)

    def save(self, path: str | Path) -> Path:
        """Keep the answer as one file; the rows stay in their folder.

        Raises:
            InputError: If it cannot be written.
        """
        return save_answer(KIND, self.answer, self.folder, path)

    @classmethod
    def load(cls, path: str | Path) -> "Sweep":
        """An answer from its file.

        Raises:
            InputError: If the file holds none.
        """
        return cls(*load_answer(KIND, SweepAnswer, path))

    def _repr_html_(self) -> str:
        asked = self.answer.asked
        head = f"{asked.title}: {asked.points} points, {asked.replications} runs each"
        return f"<p><b>{escape(head)}</b></p>{self.to_dataframe().to_html(index=False)}"


def told(setting: Setting) -> object:
    """What a lever is in a combination: its value, or its part of a range."""
    return f"{setting.low} to {setting.high}" if setting.is_part else setting.low


def sweep(
    study: StudyLike,
    replications: int | None = None,
    *,
    out: str | Path = RESULTS,
    settings: Sequence[str] = (),
    workers: int = 1,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Sweep:
    """Have every point of a study's design run, and tell what came of each combination of levers.

    The rows go to a folder; what is there already is not run again.

    Args:
        study: The study, or its file.
        replications: Runs at each point; what the study says, if nothing is said.
        out: The folder for results.
        settings: Values of the scenario set by hand, each as `path=value`; only with a file.
        workers: How many processes do it; 0 for as many as the machine has cores.
        executor: Who does the runs instead.
        on_progress: Told how many runs are done, and of how many.

    Raises:
        InputError: If the study cannot be run, or the folder cannot be written.
        RunsFailed: If the program itself failed in every run.
    """
    studied = run_study(
        points_of(study_from(study, settings)),
        purpose=KIND,
        replications=replications,
        out=Path(out),
        executor=chosen(executor, workers),
        on_progress=on_progress,
    )
    return swept(studied)


def swept(studied: Studied) -> Sweep:
    """What came of a study whose points are run."""
    study, table = studied.study, studied.factors
    levers = tuple(study.levers.values())
    found = combinations(
        levers,
        {lever.name: table[lever.name].tolist() for lever in levers},
        [(name.kind, studied.values(name)) for name in study.outcomes],
        points=len(studied.points),
    )
    asked = study_asked(
        study,
        points=len(studied.points),
        replications=studied.replications,
        failed=studied.failures,
    )
    outcomes = tuple(outcome_asked(name) for name in study.outcomes)
    answer = SweepAnswer(asked, outcomes, tuple(lever.name for lever in levers), found)
    return Sweep(answer, studied.stored.folder)
