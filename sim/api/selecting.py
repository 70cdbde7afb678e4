"""Selecting the best of several scenarios from Python, with a stated guarantee."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from sim.api.cases import run_policy
from sim.api.comparing import OnPolicy, asked_of
from sim.api.policies import Policy, policies
from sim.api.running import (
    RESULTS,
    SEED,
    ScenarioLike,
    check_numbers,
    results_folder,
)
from sim.catalogue.naming import OutcomeName
from sim.errors import InputError
from sim.experiments.execute import Progress
from sim.experiments.executors.choosing import executor_for
from sim.experiments.executors.contract import Executor
from sim.experiments.selecting import MOST, Floats, select
from sim.results.values import outcome_values
from sim.statistics.selection import FIRST_STAGE, Selection, selection
from sim.statistics.shares import CONFIDENCE

Prefer = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Best:
    """Which of several scenarios was selected, and what that promises.

    Attributes:
        outcome: What they were judged by.
        race: How far the selection came: who was screened out when, means, who is left.
        most: How many replications of each were allowed.
        seed: Of all that chance decides.
        folders: Where the rows of each are.
    """

    outcome: str
    race: Selection
    most: int
    seed: int
    folders: Mapping[str, str]

    @property
    def selected(self) -> str | None:
        """The scenario selected; None where the replications allowed did not suffice."""
        return self.race.best

    def to_dataframe(self) -> pd.DataFrame:
        """A row a scenario: its mean, how many replications it was in, whether it is selected."""
        left = dict(self.race.screened)
        means = self.race.means
        return pd.DataFrame(
            [
                {
                    "scenario": name,
                    "mean": means.get(name),
                    "replications": left.get(name, self.race.replications),
                    "screened_after": left.get(name),
                    "is_selected": name == self.race.best,
                }
                for name in self.race.names
            ]
        ).astype({"screened_after": "Int64"})

    def to_json(self) -> dict[str, Any]:
        """The selection as plain data."""
        left = dict(self.race.screened)
        return {
            "outcome": self.outcome,
            "prefer": self.race.prefer,
            "indifference": self.race.indifference,
            "confidence": self.race.confidence,
            "seed": self.seed,
            "selected": self.race.best,
            "guarantee": self.race.guarantee if self.race.best is not None else None,
            "replications": self.race.replications,
            "replications_allowed": self.most,
            "replications_at_most_needed": self.race.most_replications,
            "scenarios": [
                {
                    "label": name,
                    "mean": self.race.means.get(name),
                    "replications": left.get(name, self.race.replications),
                    "screened_after": left.get(name),
                    "results": self.folders[name],
                }
                for name in self.race.names
            ],
        }


def select_best(
    *scenarios: ScenarioLike,
    outcome: str,
    prefer: Prefer,
    indifference: float,
    confidence: float = CONFIDENCE,
    most: int = MOST,
    seed: int = SEED,
    variants: Mapping[str, Sequence[str]] | None = None,
    settings: Sequence[str] = (),
    workers: int = 1,
    out: str | Path = RESULTS,
    on_progress: Progress | None = None,
) -> Best:
    """Select the scenario with the least, or the most, of an outcome on average.

    By the procedure KN (S.-H. Kim and B. L. Nelson, 2001); its `race.guarantee` says in words what
    it promises. Scenarios share their chance; one that is behind by more than chance explains is
    run no more.

    Args:
        scenarios: The scenarios or their files.
        outcome: Name of the outcome; a truth value is judged by how often it is so.
        prefer: Whether less or more of it is better.
        indifference: The smallest difference worth finding, in its unit; of a truth value the
            difference of probabilities, such as 0.05.
        confidence: How often the best is to be selected.
        most: How many replications of each at most.
        seed: Of all that chance decides.
        variants: Further scenarios: by label, what each sets in the first one as `path=value`.
        settings: What is set in all of them; only with files.
        workers: How many processes run them; 0 for as many as the machine has cores.
        out: The folder for results.
        on_progress: Told how many replications of a scenario are done, and of how many.

    Raises:
        InputError: If what was asked for makes no sense, or the outcome did not come about in some
            replication, so that it has no mean.
    """
    cases = policies(scenarios, variants=variants, settings=settings)
    return best_policy(
        cases,
        outcome=outcome,
        prefer=prefer,
        indifference=indifference,
        confidence=confidence,
        most=most,
        seed=seed,
        out=Path(out),
        executor=executor_for(workers),
        on_policy=lambda _: on_progress,
    )


def best_policy(
    cases: Sequence[Policy],
    *,
    outcome: str,
    prefer: Prefer,
    indifference: float,
    confidence: float = CONFIDENCE,
    most: int = MOST,
    seed: int = SEED,
    out: Path = RESULTS,
    executor: Executor | None = None,
    on_policy: OnPolicy = lambda _: None,
    on_batch: Callable[[Selection], None] | None = None,
) -> Best:
    """Select among scenarios, running each into its folder batch by batch.

    Args:
        cases: The scenarios.
        outcome, prefer, indifference, confidence, most, seed, out: As of `select_best`.
        executor: Who does the runs; this process, if nobody is named.
        on_policy: Told which scenario is about to be run.
        on_batch: Told how far the selection is.

    Raises:
        InputError: As of `select_best`.
    """
    race, name = prepared(
        cases,
        outcome=outcome,
        prefer=prefer,
        indifference=indifference,
        confidence=confidence,
        most=most,
        seed=seed,
    )
    by_label = {case.label: case for case in cases}

    def runs(labels: Sequence[str], replications: int) -> dict[str, Floats]:
        found = {}
        for label in labels:
            done = run_policy(
                by_label[label],
                seed=seed,
                replications=replications,
                out=out,
                executor=executor,
                on_progress=on_policy(label),
            )
            values = outcome_values(done.stored.table, name, points=1, replications=replications)
            found[label] = values.reshape(replications)
        return found

    try:
        race = select(race, runs, most=most, on_batch=on_batch)
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None
    folders = {
        label: str(results_folder(case.loaded, seed=seed, out=out))
        for label, case in by_label.items()
    }
    return Best(str(name), race, most, seed, folders)


def prepared(
    cases: Sequence[Policy],
    *,
    outcome: str,
    prefer: Prefer,
    indifference: float,
    confidence: float,
    most: int,
    seed: int,
) -> tuple[Selection, OutcomeName]:
    """The race before anything is run, once everything asked for is found to make sense.

    Raises:
        InputError: If it does not.
    """
    check_numbers(seed=seed, replications=most)
    (name,) = asked_of(cases, [outcome])
    if name.kind == "truth" and indifference >= 1:
        raise InputError(
            f"{name} is true or not: a difference of its probability lies below 1, as 0.05 for "
            f"five in a hundred; it is not {indifference:g}"
        )
    try:
        race = selection(
            [case.label for case in cases],
            indifference=indifference,
            prefer=prefer,
            confidence=confidence,
            first_stage=_first_stage(name, indifference, confidence),
        )
    except ValueError as error:
        raise InputError(str(error)) from None
    if most < race.first_stage:
        raise InputError(
            f"this selection takes at least {race.first_stage} replications of each, from which it "
            f"learns how far they spread; {most} do not suffice"
        )
    return race, name


def _first_stage(name: OutcomeName, indifference: float, confidence: float) -> int:
    """Replications from which spread is learnt.

    Truth values that never differ have no spread at all. Two whose probabilities are as far apart
    as is worth finding differ in at least that share of replications; there are so many of these
    that one which differs is seen among them with the confidence asked for.
    """
    if name.kind != "truth" or not (0 < indifference < 1 and 0 < confidence < 1):
        return FIRST_STAGE
    needed = math.ceil(math.log(1 - confidence) / math.log(1 - indifference))
    return max(FIRST_STAGE, needed)
