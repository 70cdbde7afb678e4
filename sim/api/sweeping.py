"""`sim.sweep`: every point of a study's design, and what came of each combination of levers."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.asked import outcome_asked, study_asked
from sim.analysis.sweeps import Setting, SweepAnswer, combinations
from sim.api.answers import (
    Answered,
    StudyLike,
    chosen,
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


class Sweep(Answered[SweepAnswer]):
    """What came of a study.

    Attributes:
        answer: By levers, averaged over uncertainties.
        folder: Where the rows of all runs are.
    """

    __slots__ = ()
    kind = KIND
    form = SweepAnswer

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

    @property
    def plot(self) -> "SweepPlots":
        """Charts: `.plot.lines()`, `.plot.heat()`."""
        from sim.api.study_plots import SweepPlots

        return SweepPlots(self.answer)

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
