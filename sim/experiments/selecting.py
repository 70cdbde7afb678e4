"""Select the best of several policies: run more replications of those still in, batch by batch."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sim.statistics.selection import Selection

Floats = npt.NDArray[np.float64]
Runs = Callable[[Sequence[str], int], Mapping[str, Floats]]
"""Has so many replications of the policies named run; gives the outcome of each, by policy."""

LEAST_BATCH = 10
GROWTH = 0.2
"""A batch is so large a share of what was run before: few looks, and few runs too many."""
MOST = 1000
"""So many replications of a policy are run at most, if nobody says otherwise."""


def select(
    race: Selection,
    runs: Runs,
    *,
    most: int = MOST,
    on_batch: Callable[[Selection], None] | None = None,
) -> Selection:
    """Go on with a selection until one policy is left, or so many replications are run.

    Args:
        race: The selection, before its first replication or on its way.
        runs: Runs more replications of the policies that are still in.
        most: How many replications of each at most.
        on_batch: Told how far it is after each batch.

    Returns:
        The selection as far as it came; its `best` is None where `most` did not suffice.

    Raises:
        ValueError: If an outcome has no finite value.
    """
    while race.best is None and race.replications < most:
        wanted = min(most, next_look(race))
        race = race.fed(_rows(race, runs(race.alive, wanted), wanted))
        if on_batch is not None:
            on_batch(race)
    return race


def next_look(race: Selection) -> int:
    """After how many replications to look again.

    Before a first stage is over nobody leaves; after the race's longest possible length it is over.
    """
    if race.replications < race.first_stage:
        return race.first_stage
    longest = race.most_replications or race.replications
    batch = max(LEAST_BATCH, int(GROWTH * race.replications))
    return max(race.replications + 1, min(race.replications + batch, longest))


def _rows(race: Selection, found: Mapping[str, Floats], wanted: int) -> Floats:
    """A row a replication not yet used, a column a policy; those that left have no value."""
    rows = np.full((wanted - race.replications, len(race.names)), np.nan)
    for column, name in enumerate(race.names):
        if name in found:
            rows[:, column] = found[name][race.replications : wanted]
    return rows
