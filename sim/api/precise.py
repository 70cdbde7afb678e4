"""Running a scenario until some outcomes are known precisely enough."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.analysis.summarise import summarise
from sim.api.running import RESULTS, Finished, run_to_folder
from sim.catalogue.naming import OutcomeName
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor
from sim.results.folder import Stored
from sim.results.values import Floats, outcome_values
from sim.scenario.load import Loaded
from sim.statistics.precision import Goal, Stopping, stopping

Wanted = Sequence[tuple[OutcomeName, Goal]]


@dataclass(frozen=True, slots=True)
class Precise:
    """A run that went on until it was precise enough, or until the most that was allowed.

    Attributes:
        finished: The run, of which the replications up to the last look are looked at.
        stopping: Why it stopped, and how far each outcome is.
    """

    finished: Finished
    stopping: Stopping


def run_until_precise(
    loaded: Loaded,
    wanted: Wanted,
    *,
    schedule: Sequence[int],
    seed: int,
    out: Path = RESULTS,
    with_csv: bool = False,
    options: Sequence[str] = (),
    is_checked: bool = False,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Precise:
    """Have replications done look by look, until every outcome is known precisely enough.

    When it stops depends on the replications alone: an interrupted run that goes on, or one in a
    folder that holds more already, stops at the same look.

    Args:
        loaded: The scenario.
        wanted: The outcomes, and how precisely each is wanted.
        schedule: The numbers of replications at which to look.
        seed: Of all that chance decides.
        out: The folder for results.
        with_csv: Whether every table is written as csv too.
        options: What was typed, for the manifest.
        is_checked: Whether what must hold of every event log is checked.
        executor: Who does them; this process, if nobody is named.
        on_progress: Told how many replications are done, and of how many until the next look.

    Raises:
        InputError: If the folder cannot be written, or the scenario has no such outcome.
        RunsFailed: If the program itself failed in every replication.
    """
    goals = [goal for _, goal in wanted]
    look: int | None = schedule[0]
    simulated = 0
    while look is not None:
        finished = run_to_folder(
            loaded,
            seed=seed,
            replications=look,
            out=out,
            with_csv=with_csv,
            options=options,
            is_checked=is_checked,
            executor=executor,
            on_progress=_from(simulated, on_progress),
        )
        simulated += look - finished.before
        found = stopping(_samples(finished.stored, wanted), goals, schedule=schedule)
        look = found.next_look
    stored = finished.stored.looked_at(found.runs)
    return Precise(
        replace(
            finished,
            summary=summarise(stored.table, stored.manifest),
            stored=stored,
            before=found.runs - min(simulated, found.runs),
        ),
        found,
    )


def _samples(stored: Stored, wanted: Wanted) -> dict[str, Floats]:
    number = stored.manifest.replications
    return {
        goal.name: outcome_values(stored.table, name, points=1, replications=number)[0]
        for name, goal in wanted
    }


def _from(simulated: int, on_progress: Progress | None) -> Progress | None:
    if on_progress is None:
        return None
    return lambda done, total: on_progress(simulated + done, simulated + total)
