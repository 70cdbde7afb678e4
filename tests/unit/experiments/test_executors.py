"""Whoever does the jobs, the same chunks come of them; and nobody is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.experiments import replicate as replicating
from sim.experiments.execute import execute
from sim.experiments.executors.choosing import executor_for
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.pool import Pool
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import Job, Recipe, recipe, work
from sim.results.memory import Memory
from sim.results.spans import Span
from tests.builders import scenario

VARIED: dict[str, Any] = {"troops": {"battalion": {"personnel": {"uniform": [100, 900]}}}}


@pytest.fixture(scope="module")
def varied() -> Recipe:
    return recipe(scenario(VARIED), seed=1)


def done(varied: Recipe, executor: Executor, *, replications: int = 12) -> Memory:
    memory = Memory()
    execute(varied, memory, executor, replications=replications)
    return memory


def test_a_pool_gives_the_rows_that_one_process_gives(varied: Recipe) -> None:
    assert done(varied, Pool(2)).digests() == done(varied, Serial()).digests()


def test_a_job_brings_what_its_point_sets() -> None:
    points = recipe(scenario(VARIED), seed=1, with_points=True)
    setting = ("troops.battalion.personnel=77",)
    found = work(Job(points, (Span(0, 0, 1), Span(1, 0, 1)), {1: setting}))
    memory = Memory()
    memory.keep(found)
    areas = memory.table("areas").set_index("point")
    assert areas.loc[1, "troops_people"] == 77
    assert areas.loc[0, "troops_people"] != 77


def test_only_the_tables_asked_for_are_kept() -> None:
    few = recipe(scenario(VARIED), seed=1, tables={"runs"})
    assert set(work(Job(few, (Span(0, 0, 2),))).tables) == {"runs"}


def test_what_failed_is_a_row_and_the_others_go_on(
    varied: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate = replicating.simulate

    def broken(*given: Any, replication: int, **how: Any) -> Any:
        if replication == 1:
            raise KeyError("kelbajar")
        return simulate(*given, replication=replication, **how)

    monkeypatch.setattr(replicating, "simulate", broken)
    memory = done(varied, Serial(), replications=3)
    assert memory.table("runs")["replication"].tolist() == [0, 2]
    failures = memory.table("failures")
    assert failures["replication"].tolist() == [1]
    assert failures["error"].tolist() == ["KeyError: 'kelbajar'"]
    assert "Traceback" in failures["traceback"][0]


class Killing:
    """Jobs during which somebody kills a worker."""

    def __init__(self, jobs: list[Job], *, at: int) -> None:
        self.jobs, self.at = jobs, at

    def __iter__(self) -> Iterator[Job]:
        for number, job in enumerate(self.jobs):
            if number == self.at:
                os.kill(children()[0], signal.SIGKILL)
            yield job


def children() -> list[int]:
    """The processes this one has started, apart from the tracker of Python itself."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [
        int(child) for child in listed if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()
    ]


@pytest.mark.parametrize("at", [4, 7, 11])
def test_a_worker_that_is_killed_changes_nothing(varied: Recipe, at: int) -> None:
    jobs = [Job(varied, (Span(0, number, 1),)) for number in range(12)]
    memory = Memory()
    for chunk in Pool(2).chunks(Killing(jobs, at=at)):
        memory.keep(chunk)
    assert memory.digests() == done(varied, Serial()).digests()


def test_no_worker_is_left_when_nobody_asks_for_more(varied: Recipe) -> None:
    before = set(children())
    chunks = Pool(2).chunks(Job(varied, (Span(0, number, 1),)) for number in range(10**6))
    next(chunks)
    assert set(children()) > before
    chunks.close()
    assert set(children()) == before


def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    code = """
        import sys, time
        from pathlib import Path
        from sim.experiments.executors.pool import Pool
        from sim.experiments.jobs import Job, recipe
        from sim.results.spans import Span
        from tests.builders import scenario
        from tests.unit.experiments.test_executors import children
        found = recipe(scenario(), seed=1)
        for _ in Pool(2).chunks(Job(found, (Span(0, number, 1),)) for number in range(10**6)):
            print(*children(), flush=True)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    workers = [int(worker) for worker in parent.stdout.readline().split()]
    assert workers
    parent.kill()
    parent.communicate(timeout=60)
    limit = time.monotonic() + 30
    while any(map(is_alive, workers)) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def test_a_script_without_a_main_guard_does_not_start_itself(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sim\n"
        "from tests.builders import scenario\n"
        "print(len(sim.run(scenario(), replications=4, workers=2).to_dataframe('runs')))\n"
    )
    found = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (found.stdout, found.stderr) == ("4\n", "")


@pytest.mark.parametrize("workers", [-1, 1025])
def test_workers_that_cannot_be(workers: int) -> None:
    with pytest.raises(InputError, match="workers cannot be"):
        executor_for(workers)


def test_as_many_workers_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert executor_for(0).workers == 3
    assert isinstance(executor_for(1), Serial)
