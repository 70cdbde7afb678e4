"""A cluster gives the rows that one process gives, whoever dies meanwhile."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker

from sim.errors import InputError, SimError
from sim.experiments.execute import execute
from sim.experiments.executors import cluster as module
from sim.experiments.executors.choosing import executor_for
from sim.experiments.executors.cluster import Cluster, work_of
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import Job, Recipe, recipe
from sim.results.memory import Memory
from sim.results.spans import Span
from sim.version import RESULTS_VERSION
from tests.builders import scenario
from tests.clusters import Running, cluster

VARIED: dict[str, Any] = {"troops": {"battalion": {"personnel": {"uniform": [100, 900]}}}}
RUNS = 40


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as found:
        yield found


@pytest.fixture(scope="module")
def varied() -> Recipe:
    return recipe(scenario(VARIED), seed=1)


@pytest.fixture(scope="module")
def digests(varied: Recipe) -> dict[str, str]:
    memory = Memory()
    execute(varied, memory, Serial(), replications=RUNS)
    return memory.digests()


def jobs(varied: Recipe) -> list[Job]:
    return [Job(varied, (Span(0, number, 1),)) for number in range(RUNS)]


def test_a_cluster_gives_the_rows_that_one_process_gives(
    running: Running, varied: Recipe, digests: dict[str, str]
) -> None:
    memory = Memory()
    executor = executor_for(1, cluster=running.address)
    assert executor.workers == 2
    execute(varied, memory, executor, replications=RUNS)
    assert memory.digests() == digests


def test_jobs_are_taken_only_when_there_is_somebody_to_do_them(
    running: Running, varied: Recipe
) -> None:
    taken = 0

    def without_end() -> Iterator[Job]:
        nonlocal taken
        for taken in range(10**6):
            yield Job(varied, (Span(0, taken, 1),))

    chunks = Cluster(running.address).chunks(without_end())
    for _ in range(5):
        next(chunks)
    chunks.close()
    assert taken <= 5 + 2 * module.AHEAD


def test_an_executor_may_be_asked_again(running: Running, varied: Recipe) -> None:
    executor = Cluster(running.address)
    for _ in range(2):
        assert len(list(executor.chunks(jobs(varied)[:3]))) == 3


def test_workers_of_another_version_are_refused(varied: Recipe) -> None:
    with pytest.raises(SimError, match="install the same withdrawal-sim on every worker"):
        work_of(jobs(varied)[0], RESULTS_VERSION + 1)


def test_nobody_answers_at_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.5)
    with pytest.raises(InputError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9")


@pytest.mark.parametrize("address", ["nonsense://x", "127.0.0.1", ""])
def test_an_address_that_is_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.5)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        Cluster(address)


def test_the_extra_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'withdrawal-sim\[cluster\]'"):
        Cluster("tcp://127.0.0.1:8786")


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    with (
        cluster(tmp_path, workers=0) as running,
        pytest.raises(InputError, match="has no workers; start some with 'dask worker"),
    ):
        Cluster(running.address, wait_seconds=0.5)


class Died:
    """What came of a job of which every worker died."""

    def result(self) -> Any:
        raise KilledWorker("task", last_worker=None, allowed_failures=3)


def test_a_job_that_kills_every_worker_is_split_and_then_given_up(varied: Recipe) -> None:
    errand = module._Errand(None, "tcp://here", iter(()), 1)
    three = Job(varied, (Span(0, 4, 3),))
    assert errand._chunk(Died(), three) is None
    assert [job.spans for job in errand._again] == [(Span(0, n, 1),) for n in (4, 5, 6)]
    chunk = errand._chunk(Died(), errand._again[0])
    assert chunk is not None
    assert (chunk.failed, chunk.spans) == (1, (Span(0, 4, 1),))


def test_workers_of_this_machine_and_of_a_cluster_at_once() -> None:
    with pytest.raises(InputError, match="leave it out with --cluster"):
        executor_for(2, cluster="tcp://127.0.0.1:8786")


def test_a_worker_that_is_killed_changes_nothing(
    tmp_path: Path, varied: Recipe, digests: dict[str, str]
) -> None:
    with cluster(tmp_path, workers=2) as running:
        memory = Memory()
        for number, chunk in enumerate(Cluster(running.address).chunks(jobs(varied))):
            memory.keep(chunk)
            if number == 5:
                running.kill_worker(0)
        assert memory.digests() == digests


def test_a_scheduler_that_goes_away_is_told(tmp_path: Path, varied: Recipe) -> None:
    with cluster(tmp_path, workers=1) as running:
        chunks = Cluster(running.address).chunks(iter(jobs(varied) * 100))
        next(chunks)
        running.scheduler.kill()
        with pytest.raises(SimError, match=r"has gone; .* the same command goes on"):
            list(chunks)
