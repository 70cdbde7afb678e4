"""Replications that are run when somebody looks at them: one by one, or all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.summary import Summary
from sim.api.results import Results
from sim.api.running import REPLICATIONS, SEED, ScenarioLike, check_numbers, loaded_from, run
from sim.experiments import replicate as experiments
from sim.experiments.replicate import Replication
from sim.scenario.load import Loaded
from sim.scenario.roster import make_roster

if TYPE_CHECKING:
    from sim.api.plots import Plots


@dataclass(frozen=True)
class Replications:
    """A scenario to be run so often with one seed.

    Going through it runs one replication after another and keeps none. Whatever looks at all of
    them (`results`, `summary`, `to_dataframe`, `plot`, `save`) runs them once and keeps their rows.

    Attributes:
        scenario: What is run.
        replications: How often.
        seed: Of all that chance decides.
        workers: How many processes do it when all are run; 0 for as many as there are cores.
    """

    scenario: Loaded
    replications: int
    seed: int
    workers: int

    def __len__(self) -> int:
        """How many there are."""
        return self.replications

    def __iter__(self) -> Iterator[Replication]:
        """One after another; nothing of one is held once the next is asked for."""
        roster = make_roster(self.scenario.scenario)
        return experiments.replicate(roster, seed=self.seed, replications=self.replications)

    @cached_property
    def results(self) -> Results:
        """All of them, run and held in memory."""
        return run(self.scenario, self.replications, self.seed, workers=self.workers)

    def summary(self) -> Summary:
        """What came of each clause, with how sure that is."""
        return self.results.summary()

    def to_dataframe(self, table: str = "clauses") -> pd.DataFrame:
        """One table, as a copy of one's own."""
        return self.results.to_dataframe(table)

    @property
    def plot(self) -> "Plots":
        """The charts of all of them."""
        return self.results.plot

    def save(self, out: str | Path = "results", *, csv: bool = False) -> Results:
        """Keep the results under a folder, as `<out>/<scenario>/<fingerprint>`."""
        return self.results.save(out, csv=csv)

    def _repr_html_(self) -> str:
        return self.results._repr_html_()


def replicate(
    scenario: ScenarioLike,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    *,
    settings: Sequence[str] = (),
    workers: int = 1,
) -> Replications:
    """A scenario to be run so often; nothing runs before somebody looks.

    Args:
        scenario: The scenario, or its file.
        replications: How often.
        seed: Of all that chance decides.
        settings: Values set by hand, each as `path=value`; only with a file.
        workers: How many processes do it when all are run at once.

    Raises:
        InputError: If the scenario, the seed or the number of replications cannot be used.
    """
    loaded = loaded_from(scenario, settings)
    check_numbers(seed=seed, replications=replications)
    return Replications(loaded, replications, seed, workers)
