"""Scenarios of a comparison, each run into its own results folder."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from sim.analysis.comparing.compared import Ran
from sim.analysis.comparing.differences import Values
from sim.analysis.comparing.turns import Side
from sim.api.policies import Policy
from sim.api.running import Finished, run_to_folder
from sim.catalogue.naming import OutcomeName
from sim.experiments.execute import Progress
from sim.experiments.executors.contract import Executor
from sim.results.folder import Stored
from sim.scenario.roster import make_roster


def run_policy(
    case: Policy,
    *,
    seed: int,
    replications: int,
    out: Path,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> Finished:
    """Have so many replications of one scenario in its own results folder, as `run` does."""
    options = ["--replications", str(replications), "--seed", str(seed)]
    for setting in case.settings:
        options += ["--set", setting]
    return run_to_folder(
        case.loaded,
        seed=seed,
        replications=replications,
        out=out,
        options=options,
        executor=executor,
        on_progress=on_progress,
    )


@dataclass
class Case:
    """A scenario that was run: its tables, each read once.

    Attributes:
        policy: The scenario.
        finished: Its run.
    """

    policy: Policy
    finished: Finished
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What it is called."""
        return self.policy.label

    @property
    def stored(self) -> Stored:
        """Its results folder."""
        return self.finished.stored

    @cached_property
    def side(self) -> Side:
        """What is compared of it."""
        roster = make_roster(self.policy.loaded.scenario)
        return Side(self.label, self._table, roster, self.stored.manifest.replications)

    @property
    def ran(self) -> Ran:
        """What the comparison remembers of it."""
        return Ran(
            label=self.label,
            file=self.policy.loaded.path,
            settings=self.policy.settings,
            folder=str(self.stored.folder),
            failed=tuple(sorted(self.finished.failures)),
        )

    def values(self, outcomes: Iterable[OutcomeName]) -> Values:
        """What came of each outcome, replication by replication."""
        return {name: self.side.values(name) for name in outcomes}

    def _table(self, name: str, *columns: str) -> pd.DataFrame:
        if columns:
            return self.stored.table(name, *columns)
        if name not in self._tables:
            self._tables[name] = self.stored.table(name)
        return self._tables[name]
