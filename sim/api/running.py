"""Running a scenario from Python: into memory, into a folder, or one replication after another."""

from collections.abc import Sequence
from pathlib import Path

from sim.analysis.case import case_tables
from sim.api.results import Results
from sim.experiments import replicate as experiments
from sim.experiments.replicate import Progress
from sim.scenario.load import Loaded
from sim.scenario.roster import make_roster

REPLICATIONS = 100
SEED = 1
MOST_REPLICATIONS = 1_000_000_000
SEEDS = 2**64
FIRST = 0
"""The replication whose event log is kept."""
OUT = Path("results")

ScenarioLike = str | Path | Loaded
"""A scenario, or the file it is in."""


def run(
    scenario: ScenarioLike,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    *,
    settings: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> Results:
    """Run a scenario so often, and hold what came of it in memory.

    The same scenario and seed give the same results, on any machine.

    Args:
        scenario: The scenario, or its file.
        replications: How often.
        seed: Of all that chance decides.
        settings: Values set by hand, each as `path=value`; only with a file.
        on_progress: Told how many replications are done, and of how many.

    Raises:
        InputError: If the scenario, the seed or the number of replications cannot be used.
    """
    loaded = _loaded(scenario, settings)
    _check(replications, seed)
    roster = make_roster(loaded.scenario)
    tables = case_tables(roster, loaded.observed)
    rows: dict[str, list[object]] = {}
    for done in experiments.replicate(
        roster, seed=seed, replications=replications, logs={FIRST}, on_progress=on_progress
    ):
        ...
    return Results(...)
