"""`sim.sensitivity`: which factors of a study move its outcomes, and what share is chance."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.asked import study_asked
from sim.analysis.sensitivity.analyse import analyse
from sim.analysis.sensitivity.answer import Method, SensitivityAnswer
from sim.api.answers import (
    Answered,
    StudyLike,
    chosen,
    study_from,
)
from sim.api.running import RESULTS
from sim.api.studying import Studied, run_study
from sim.errors import InputError
from sim.experiments.designs import Points, points_at
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor
from sim.experiments.screening import LEVELS, morris_rows, sobol_rows
from sim.scenario.studies.study import Study

if TYPE_CHECKING:
    from sim.api.study_plots import SensitivityPlots

KIND = "sensitivity"
TRAJECTORIES, SAMPLES = 10, 64
METHODS: tuple[Method, ...] = ("morris", "sobol")


class Sensitivity(Answered[SensitivityAnswer]):
    """What moves the outcomes of interest of a study.

    Attributes:
        answer: Outcome by outcome, factor by factor.
        folder: Where the rows of all runs are.
    """

    __slots__ = ()
    kind = KIND
    form = SensitivityAnswer

    def to_dataframe(self) -> pd.DataFrame:
        """A row an outcome and factor: indices or effects with intervals."""
        rows = []
        for each in self.answer.outcomes:
            found = each.effects or each.indices
            for one in found:
                told = {"outcome": each.outcome.name, "factor": one.factor}
                kinds = {name: value for name, value in asdict(one).items() if name != "factor"}
                for kind, spread in kinds.items():
                    told[kind] = spread["value"]
                    told[f"{kind}_low"], told[f"{kind}_high"] = spread["low"], spread["high"]
                rows.append(told | {"scale": each.scale})
        return pd.DataFrame(rows)

    @property
    def plot(self) -> "SensitivityPlots":
        """Charts: `.plot.indices()`, `.plot.tornado()`."""
        from sim.api.study_plots import SensitivityPlots

        return SensitivityPlots(self.answer)

    def _repr_html_(self) -> str:
        asked = self.answer.asked
        head = f"{asked.title}: {asked.points} points, {asked.replications} runs each"
        return f"<p><b>{escape(head)}</b></p>{self.to_dataframe().to_html(index=False)}"


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """The points that a method asks for.

    Attributes:
        method: The method.
        size: Trajectories, or samples.
        rows: The points as numbers from 0 to 1.
        points: The points of the study.
    """

    method: Method
    size: int
    rows: npt.NDArray[np.float64]
    points: Points

    @property
    def purpose(self) -> str:
        """What the folder of their runs is known by."""
        return f"{self.method} {self.size}"


def screen(study: Study, *, method: str, size: int | None = None) -> Screen:
    """The points that a method asks for.

    Args:
        study: The study; its factors are varied, its design does not count.
        method: `morris` or `sobol`.
        size: Trajectories, or samples; 10 and 64 if nothing is said.

    Raises:
        InputError: If there is no such method, or its size cannot be.
    """
    factors = len(study.factors)
    if method == "morris":
        size = TRAJECTORIES if size is None else size
        rows = morris_rows(factors, size, seed=study.seed)
        return Screen("morris", size, rows, points_at(study, rows))
    if method == "sobol":
        size = SAMPLES if size is None else size
        rows = sobol_rows(factors, size, seed=study.seed)
        return Screen("sobol", size, rows, points_at(study, rows))
    raise InputError(f"no method '{method}'; there are {' and '.join(METHODS)}")


def sensitivity(
    study: StudyLike,
    method: str = "morris",
    size: int | None = None,
    replications: int | None = None,
    *,
    out: str | Path = RESULTS,
    settings: Sequence[str] = (),
    workers: int = 1,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Sensitivity:
    """Find out which factors of a study move its outcomes, and what share of them is chance.

    Args:
        study: The study, or its file; its factors are varied, its design does not count.
        method: `morris` screens many factors with few runs; `sobol` shares out the variance.
        size: Trajectories of Morris screening (10), or samples of Sobol' indices (64).
        replications: Runs at each point; what the study says, if nothing is said.
        out: The folder for results.
        settings: Values of the scenario set by hand, each as `path=value`; only with a file.
        workers: How many processes do it; 0 for as many as the machine has cores.
        executor: Who does the runs instead.
        on_progress: Told how many runs are done, and of how many.

    Raises:
        InputError: If the study or the method cannot be used, or the folder cannot be written.
        RunsFailed: If the program itself failed in every run.
    """
    screened = screen(study_from(study, settings), method=method, size=size)
    studied = run_study(
        screened.points,
        purpose=screened.purpose,
        replications=replications,
        out=Path(out),
        executor=chosen(executor, workers),
        on_progress=on_progress,
    )
    return sensed(studied, screened)


def sensed(studied: Studied, screened: Screen) -> Sensitivity:
    """What moves the outcomes, once the points of a method are run."""
    study = studied.study
    outcomes = tuple(
        analyse(
            name,
            tuple(factor.name for factor in study.factors),
            screened.rows,
            studied.values(name),
            method=screened.method,
            levels=LEVELS,
            listed=[not factor.is_continuous for factor in study.factors],
            seed=study.seed,
        )
        for name in study.outcomes
    )
    asked = study_asked(
        study,
        points=len(studied.points),
        replications=studied.replications,
        failed=studied.failures,
    )
    answer = SensitivityAnswer(asked, screened.method, screened.size, outcomes)
    return Sensitivity(answer, studied.stored.folder)
