"""How replications are cut into jobs."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.jobs import OUTCOME_TABLES, SERIES, Job, Recipe
from sim.experiments.planning import LONGEST_SECONDS, MOST_RUNS_WITH_SERIES, Plan
from sim.results.chunks import Chunk
from sim.results.spans import Span

RECIPE = Recipe(b"", seed=1, tables=OUTCOME_TABLES)


def jobs(
    missing: Sequence[Span], seconds: float, *, recipe: Recipe = RECIPE, workers: int = 1
) -> list[Job]:
    """All jobs, if every replication takes so many seconds."""
    plan = Plan(recipe, missing, workers=workers, settings=lambda point: (f"lane={point}",))
    found = []
    for job in plan:
        found.append(job)
        plan.learn(Chunk(job.spans, {}, seconds=seconds * job.runs))
    return found


@given(
    counts=st.lists(st.integers(1, 300), min_size=1, max_size=5),
    seconds=st.floats(1e-5, 100),
    workers=st.integers(1, 8),
)
def test_every_replication_is_in_one_job(counts: list[int], seconds: float, workers: int) -> None:
    missing = [Span(point, 3, count) for point, count in enumerate(counts)]
    found = [
        (span.point, number)
        for job in jobs(missing, seconds, workers=workers)
        for span in job.spans
        for number in span.numbers()
    ]
    assert found == [(span.point, number) for span in missing for number in span.numbers()]


def test_a_job_brings_the_settings_of_its_points_and_no_others() -> None:
    for job in jobs([Span(point, 0, 3) for point in range(50)], 0.01):
        assert job.settings == {span.point: (f"lane={span.point}",) for span in job.spans}


def test_slow_replications_go_one_by_one() -> None:
    assert {job.runs for job in jobs([Span(0, 0, 40)], 2 * LONGEST_SECONDS)} == {1}


def test_fast_replications_go_in_large_jobs() -> None:
    assert len(jobs([Span(0, 0, 10_000)], 0.001)) < 50


def test_series_are_not_piled_up_in_memory() -> None:
    recipe = Recipe(b"", seed=1, tables=OUTCOME_TABLES | {SERIES})
    found = jobs([Span(0, 0, 10_000)], 1e-6, recipe=recipe)
    assert max(job.runs for job in found) == MOST_RUNS_WITH_SERIES


def test_the_last_jobs_are_small_so_that_all_workers_end_together() -> None:
    sizes = [job.runs for job in jobs([Span(0, 0, 1000)], 0.05, workers=4)]
    assert sizes[-1] == 1
    assert sizes[10] > 20
