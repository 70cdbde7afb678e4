"""`sim.discover`: where among the inputs of a study a condition holds."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.asked import study_asked
from sim.analysis.discovery.answer import DiscoveryAnswer
from sim.analysis.discovery.find import DENSITY, search
from sim.api.answers import (
    Answered,
    StudyLike,
    chosen,
    study_from,
)
from sim.api.running import RESULTS
from sim.api.studying import Studied, run_study
from sim.clock import Calendar
from sim.errors import InputError
from sim.experiments.conditions import Condition, condition
from sim.experiments.designs import points_of
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor
from sim.scenario.studies.outcomes import missing_subject
from sim.scenario.studies.study import Study

if TYPE_CHECKING:
    from sim.api.study_plots import DiscoveryPlots

KIND = "discovery"


class Discovery(Answered[DiscoveryAnswer]):
    """Where among the inputs of a study a condition holds.

    Attributes:
        answer: The boxes.
        folder: Where the rows of all runs are.
    """

    __slots__ = ()
    kind = KIND
    form = DiscoveryAnswer

    def to_dataframe(self) -> pd.DataFrame:
        """A row a limit of a box."""
        columns = ["box", "factor", "low", "high", "words", "unit", "quasi_p", "density"]
        rows = [
            {
                "box": number,
                "factor": limit.factor,
                "low": limit.low,
                "high": limit.high,
                "words": ", ".join(map(str, limit.words)),
                "unit": limit.unit,
                "quasi_p": limit.quasi_p,
                "density": box.density,
                "coverage": box.coverage,
                "points": box.points,
            }
            for number, box in enumerate(self.answer.boxes)
            for limit in box.limits
        ]
        return pd.DataFrame(rows, columns=[*columns, "coverage", "points"])

    @property
    def plot(self) -> "DiscoveryPlots":
        """Charts: `.plot.way()`, from everything to a small dense box."""
        from sim.api.study_plots import DiscoveryPlots

        return DiscoveryPlots(self.answer)

    def _repr_html_(self) -> str:
        head = f"{self.answer.asked.title}: {self.answer.condition}"
        told = self.to_dataframe().to_html(index=False)
        return f"<p><b>{escape(head)}</b></p>{escape(self.answer.why_not) or told}"


def condition_of(study: Study, text: str) -> Condition:
    """A condition on the outcomes of a study.

    Raises:
        InputError: If it is none, or asks for what the scenario lacks or the study does not keep.
    """
    scenario = study.scenario.scenario
    found = condition(text, Calendar(scenario.start, scenario.time_zone))
    for outcome in found.outcomes:
        missing = missing_subject(outcome, scenario)
        if missing is not None:
            names = missing.meant.allowed if missing.meant is not None else ()
            raise InputError(f"{outcome}: {missing.what}; there are {', '.join(names)}")
        if outcome.table not in study.tables:
            raise InputError(
                f"{outcome}: the study does not keep '{outcome.table}'; add it to keep in "
                f"{study.path}"
            )
    return found


def discover(
    study: StudyLike,
    when: str,
    replications: int | None = None,
    *,
    density: float = DENSITY,
    out: str | Path = RESULTS,
    settings: Sequence[str] = (),
    workers: int = 1,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Discovery:
    """Find where among the inputs of a study a condition holds: boxes, dense with such runs.

    The points are those of the study's own design; `sweep` and `discover` share their rows.

    Args:
        study: The study, or its file.
        when: The condition, as `clauses.kelbajar-handover.on_time = no`.
        replications: Runs at each point; what the study says, if nothing is said.
        density: In what share of the runs in a box the condition should hold.
        out: The folder for results.
        settings: Values of the scenario set by hand, each as `path=value`; only with a file.
        workers: How many processes do it; 0 for as many as the machine has cores.
        executor: Who does the runs instead.
        on_progress: Told how many runs are done, and of how many.

    Raises:
        InputError: If the study or the condition cannot be used, or the folder cannot be written.
        RunsFailed: If the program itself failed in every run.
    """
    loaded = study_from(study, settings)
    asked = condition_of(loaded, when)
    check_density(density)
    studied = run_study(
        points_of(loaded),
        replications=replications,
        out=Path(out),
        executor=chosen(executor, workers),
        on_progress=on_progress,
    )
    return discovered(studied, asked, density=density)


def check_density(density: float) -> None:
    """Refuse a density that cannot be.

    Raises:
        InputError: If it does not lie between 0 and 1.
    """
    if not 0 < density <= 1:
        raise InputError(f"a density lies between 0 and 1; found {density:g}")


def discovered(studied: Studied, asked: Condition, *, density: float = DENSITY) -> Discovery:
    """Where a condition holds, once the points of a study are run."""
    study, table = studied.study, studied.factors
    holds = asked.holds(studied.values)
    found = search(
        study.factors,
        {factor.name: table[factor.name].tolist() for factor in study.factors},
        holds,
        density=density,
        seed=study.seed,
    )
    known = ~np.isnan(holds)
    answer = DiscoveryAnswer(
        asked=study_asked(
            study,
            points=len(studied.points),
            replications=studied.replications,
            failed=studied.failures,
            outcomes=[*study.outcomes, *asked.outcomes],
        ),
        condition=asked.text,
        holds=int(np.nansum(holds)),
        runs=int(known.sum()),
        unknown=int((~known).sum()),
        wished=density,
        boxes=found.boxes,
        way=found.way,
        why_not=found.why_not,
    )
    return Discovery(answer, studied.stored.folder)
