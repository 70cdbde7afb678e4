"""A worker at its line: whatever happens at one end, the other is never left waiting."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import wait
from typing import Any

import pytest

from sim.errors import InputError, SimError
from sim.experiments.executors import workers as module
from sim.experiments.executors.workers import Worker, heard_of, workers
from sim.experiments.jobs import Job, recipe
from sim.results.chunks import Chunk
from sim.results.spans import Span
from tests.builders import scenario
from tests.unit.experiments.test_executors import children

LARGE = 10_000_000
"""Bytes that no line takes up at once."""
JOB = Job(recipe(scenario(), seed=1), (Span(0, 0, 1),))


def enormous(job: Job) -> Any:
    return b"\0" * LARGE


def impossible(job: Job) -> Chunk:
    raise InputError("troops cannot be negative")


class Unspeakable(Exception):
    """One that cannot be made anew from what is written of it."""

    def __init__(self, some: int, of: int) -> None:
        super().__init__(f"{some} of {of}")


def unspeakable(job: Job) -> Chunk:
    raise Unspeakable(3, 4)


def dying(job: Job) -> Chunk:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def slow(job: Job) -> Chunk:
    time.sleep(1000)
    raise AssertionError


@pytest.fixture
def started() -> Iterator[list[Worker]]:
    found: list[Worker] = []
    yield found
    for worker in found:
        worker.end()


def begun(started: list[Worker], does: module.Work) -> Worker:
    started.append(Worker(does))
    return started[-1]


def test_killed_in_the_middle_of_a_chunk(started: list[Worker]) -> None:
    worker = begun(started, enormous)
    worker.hand(JOB)
    assert wait([worker.line], timeout=60) == [worker.line]
    (process,) = children()
    os.kill(process, signal.SIGKILL)
    assert worker.deliver() is None
    assert list(worker.jobs) == [JOB]


def test_both_ends_may_write_at_once(started: list[Worker]) -> None:
    worker = begun(started, enormous)
    job = replace(JOB, recipe=replace(JOB.recipe, scenario=b"\0" * LARGE))
    for _ in range(3):
        worker.hand(job)
    assert [len(worker.deliver() or ()) for _ in range(3)] == [LARGE] * 3  # type: ignore[arg-type]
    assert not worker.jobs


def test_what_a_job_raised_is_raised_where_it_was_handed_out(started: list[Worker]) -> None:
    worker = begun(started, impossible)
    worker.hand(JOB)
    with pytest.raises(InputError, match="troops cannot be negative"):
        worker.deliver()
    assert not worker.jobs


def test_handing_jobs_to_the_dead_is_seen_when_they_should_deliver(started: list[Worker]) -> None:
    worker = begun(started, dying)
    worker.hand(JOB)
    assert heard_of([worker]) == [worker]
    for _ in range(3):
        worker.hand(JOB)
    assert worker.deliver() is None
    assert len(worker.jobs) == 4


def test_what_a_job_raised_tells_where(started: list[Worker]) -> None:
    worker = begun(started, impossible)
    worker.hand(JOB)
    with pytest.raises(InputError) as raised:
        worker.deliver()
    assert "in impossible" in "".join(raised.value.__notes__)


def test_of_an_error_that_cannot_travel_the_words_do(started: list[Worker]) -> None:
    worker = begun(started, unspeakable)
    worker.hand(JOB)
    with pytest.raises(SimError, match="Unspeakable: 3 of 4"):
        worker.deliver()


def test_a_ctrl_c_while_a_worker_begins_leaves_nobody_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a terminal sends it: it is held back, and then raised where the worker is made."""
    before, start = set(children()), module._SPAWN.Process.start

    def interrupted(process: Any) -> None:
        start(process)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(module._SPAWN.Process, "start", interrupted)
    with pytest.raises(KeyboardInterrupt) as kept, workers(2):
        raise AssertionError
    assert kept.value is not None
    assert set(children()) == before


def test_heard_of_is_who_died_not_who_works(started: list[Worker]) -> None:
    busy, dead = begun(started, slow), begun(started, dying)
    for worker in (busy, dead):
        worker.hand(JOB)
    assert heard_of([busy, dead]) == [dead]


def test_ended_at_once_whatever_it_does() -> None:
    before = set(children())
    worker = Worker(slow)
    worker.hand(JOB)
    worker.end()
    assert set(children()) == before


def test_a_machine_that_gives_no_more_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    before, given = set(children()), iter(range(2))

    def start(does: module.Work = slow) -> Worker:
        if next(given, None) is None:
            raise OSError(11, "Resource temporarily unavailable")
        return Worker(does)

    monkeypatch.setattr(module, "Worker", start)
    with (
        pytest.raises(SimError, match="only 2 of 3 worker processes could be started: Resource"),
        workers(3),
    ):
        raise AssertionError
    assert set(children()) == before


def test_the_line_ends_with_its_worker_when_others_began_later(started: list[Worker]) -> None:
    """A later worker must not hold the end of an earlier one's line."""
    first = begun(started, dying)
    begun(started, slow).hand(JOB)
    first.hand(JOB)
    assert first.deliver() is None
