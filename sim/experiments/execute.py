"""Having every replication of an experiment done that is not done yet."""

from collections.abc import Callable, Collection
from contextlib import closing
from typing import Protocol

from sim.experiments.executors.contract import Executor
from sim.experiments.jobs import Recipe, Settings
from sim.experiments.planning import Plan
from sim.results.chunks import Chunk
from sim.results.spans import Done

Progress = Callable[[int, int], None]
"""Told how many replications are done, and of how many."""


class Keeper(Protocol):
    """Who keeps chunks.

    Attributes:
        done: The replications that are kept.
    """

    done: Done

    def keep(self, chunk: Chunk) -> None:
        """Keep a chunk."""
        ...


def no_settings(_: int) -> Settings:
    """What the one point of a run sets by hand."""
    return ()


def execute(
    recipe: Recipe,
    keeper: Keeper,
    executor: Executor,
    *,
    replications: int,
    points: Collection[int] = (0,),
    settings: Callable[[int], Settings] = no_settings,
    on_progress: Progress | None = None,
) -> int:
    """Have so many replications of every point done and kept.

    Args:
        recipe: What is run.
        keeper: Keeps the chunks, and knows what is done already.
        executor: Does the jobs.
        replications: How many of every point.
        points: Their numbers.
        settings: What a point sets by hand, as `path=value`.
        on_progress: Told after each chunk.

    Returns:
        How many replications were done now.
    """
    missing = keeper.done.missing(points, replications)
    plan = Plan(recipe, missing, workers=executor.workers, settings=settings)
    done = 0
    with closing(executor.chunks(plan)) as chunks:
        for chunk in chunks:
            keeper.keep(chunk)
            plan.learn(chunk)
            done += chunk.runs
            if on_progress is not None:
                on_progress(done, plan.runs)
    return done
