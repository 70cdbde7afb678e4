"""`sim.design`: the earliest dues that are met with a given probability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.asked import study_asked
from sim.analysis.dues.answer import DuesAnswer, Sought
from sim.analysis.dues.seek import jointly, sought
from sim.analysis.plain import plain
from sim.analysis.sweeps import Setting, grouped
from sim.api.answers import Answered, chosen
from sim.api.running import RESULTS, SEED, check_numbers
from sim.api.studying import Studied, run_study
from sim.api.sweeping import told
from sim.catalogue.naming import OutcomeName
from sim.errors import InputError
from sim.experiments.designs import Points, points_of
from sim.experiments.dues import (
    EVERY_HOURS,
    TOGETHER,
    DuePoints,
    due_points,
    dues_of,
    study_of_scenario,
)
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor
from sim.scenario.load import load_scenario
from sim.scenario.studies.load import load_study
from sim.scenario.studies.recognising import is_study

if TYPE_CHECKING:
    from sim.api.study_plots import DesignPlots

KIND = "design"
PROBABILITY = 0.9
REPLICATIONS = 50
JOINTLY = "All jointly"

Floats = npt.NDArray[np.float64]


class Design(Answered[DuesAnswer]):
    """When clauses would have to be due.

    Attributes:
        answer: Clause by clause, and all jointly.
        folder: Where the rows of all runs are.
    """

    __slots__ = ()
    kind = KIND
    form = DuesAnswer

    def to_dataframe(self) -> pd.DataFrame:
        """A row a clause and due: in how many runs it was met, and what a day more bought."""
        rows = []
        for each in self.answer.sought:
            levers = {
                name: told(setting)
                for name, setting in zip(self.answer.levers, each.settings, strict=True)
            }
            head = {"clause": each.clause or JOINTLY, "moved": each.moved, **levers}
            rows += [head | plain(due) for due in each.tried]
        return pd.DataFrame(rows)

    @property
    def plot(self) -> "DesignPlots":
        """Charts: `.plot.curves()`, the probability over the dues tried."""
        from sim.api.study_plots import DesignPlots

        return DesignPlots(self.answer)

    def _repr_html_(self) -> str:
        asked = self.answer.asked
        head = f"{asked.title}: earliest due met with {100 * self.answer.probability:g} %"
        return f"<p><b>{escape(head)}</b></p>{self.to_dataframe().to_html(index=False)}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is sought.

    Attributes:
        probability: With which clauses are to be met.
        clauses: Those whose dues are moved; all that are due at an instant, if none is named.
        from_hours, to_hours, every_hours: Which shifts of the dues are tried.
        is_alone: Whether each is moved by itself too.
        is_as_moved: Whether dues count as moved by extensions; otherwise as written.
    """

    probability: float = PROBABILITY
    clauses: tuple[str, ...] = ()
    from_hours: int | None = None
    to_hours: int | None = None
    every_hours: int = EVERY_HOURS
    is_alone: bool = False
    is_as_moved: bool = False


def points_for(
    path: str | Path,
    wish: Wish,
    *,
    seed: int | None = None,
    replications: int | None = None,
    settings: Sequence[str] = (),
) -> DuePoints:
    """The points at which dues are tried: of a scenario, or of every point of a study.

    Args:
        path: The file.
        wish: What is sought.
        seed: Of all that chance decides; of a study, what it says itself.
        replications: Runs at each due; 50 of a scenario, of a study what it says itself.
        settings: Values set by hand, each as `path=value`.

    Raises:
        InputError: If the file or the wish cannot be used.
    """
    if not 0 < wish.probability < 1:
        raise InputError(f"a probability lies between 0 and 1; found {wish.probability:g}")
    base = _base(path, seed=seed, replications=replications, settings=settings)
    dues = dues_of(
        base.study.scenario.scenario,
        clauses=wish.clauses,
        from_hours=wish.from_hours,
        to_hours=wish.to_hours,
        every_hours=wish.every_hours,
        is_alone=wish.is_alone,
    )
    return due_points(base, dues)


def _base(
    path: str | Path, *, seed: int | None, replications: int | None, settings: Sequence[str]
) -> Points:
    if is_study(path):
        if seed is not None:
            raise InputError("a study says its seed itself; leave --seed out")
        return points_of(load_study(path, settings))
    loaded = load_scenario(path, settings)
    number = REPLICATIONS if replications is None else replications
    chance = SEED if seed is None else seed
    check_numbers(seed=chance, replications=number)
    return study_of_scenario(loaded, seed=chance, replications=number, settings=settings)


def design(
    path: str | Path,
    probability: float = PROBABILITY,
    replications: int | None = None,
    *,
    wish: Wish | None = None,
    seed: int | None = None,
    out: str | Path = RESULTS,
    settings: Sequence[str] = (),
    workers: int = 1,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Design:
    """Find the earliest dues that are met with a probability, and what a longer date buys.

    People leave by their due, so that each due is tried in runs of its own.

    Args:
        path: A scenario file, or a study: then dues are tried at each of its points.
        probability: With which clauses are to be met.
        replications: Runs at each due; 50 of a scenario, of a study what it says itself.
        wish: What is sought in all detail, in the place of `probability`.
        seed: Of all that chance decides in a scenario.
        out: The folder for results.
        settings: Values set by hand, each as `path=value`.
        workers: How many processes do it; 0 for as many as the machine has cores.
        executor: Who does the runs instead.
        on_progress: Told how many runs are done, and of how many.

    Raises:
        InputError: If the file or the wish cannot be used, or the folder cannot be written.
        RunsFailed: If the program itself failed in every run.
    """
    wish = Wish(probability=probability) if wish is None else wish
    points = points_for(path, wish, seed=seed, replications=replications, settings=settings)
    studied = run_study(
        points,
        purpose=KIND,
        replications=replications,
        out=Path(out),
        executor=chosen(executor, workers),
        on_progress=on_progress,
    )
    return designed(studied, points, wish)


def designed(studied: Studied, points: DuePoints, wish: Wish) -> Design:
    """The earliest dues, once all are run."""
    study, base = points.base.study, points.base
    levers = tuple(study.levers.values())
    values = {
        lever.name: [base[number].values[lever.name] for number in range(len(base))]
        for lever in levers
    }
    column = "on_time" if wish.is_as_moved else "on_time_as_signed"
    met = {
        clause: studied.values(OutcomeName("clauses", (clause,), column))
        for clause in points.dues.clauses
    }
    found = [
        one
        for settings, members in grouped(levers, values, points=len(base))
        for one in _sought(points, met, members, settings, wish.probability)
    ]
    answer = DuesAnswer(
        asked=study_asked(
            study,
            points=len(points),
            replications=studied.replications,
            failed=studied.failures,
        ),
        probability=wish.probability,
        is_as_moved=wish.is_as_moved,
        levers=tuple(lever.name for lever in levers),
        sought=tuple(found),
    )
    return Design(answer, studied.stored.folder)


def _sought(
    points: DuePoints,
    met: Mapping[str, Floats],
    members: Sequence[int],
    settings: tuple[Setting, ...],
    probability: float,
) -> list[Sought]:
    """What is sought at one combination of levers: clause by clause, jointly, each by itself."""
    dues = points.dues
    clauses = points.study.scenario.scenario.agreement.clauses

    def one(family: str, clause: str) -> Sought:
        of = [clause] if clause else list(dues.clauses)
        runs = [
            jointly([met[name][points.numbers(family, later, members)] for name in of])
            for later in dues.later_hours
        ]
        return sought(
            dues.later_hours,
            runs,
            probability=probability,
            clause=clause,
            name=(clauses[clause].name or clause) if clause else JOINTLY,
            moved=family,
            signed=dues.clauses[clause] if clause else None,
            settings=settings,
        )

    together = [one(TOGETHER, clause) for clause in dues.clauses]
    if len(dues.clauses) > 1:
        together.append(one(TOGETHER, ""))
    return together + [one(family, family) for family in dues.families if family != TOGETHER]
