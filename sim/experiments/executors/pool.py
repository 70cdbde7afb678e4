"""Several processes on this machine, each doing one job at a time.

A worker that dies takes its job with it and nothing else: what was under way is done again, one
job at a time, until it is known which one kills. When this process ends, however it ends, the
workers end too.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import ModuleType

from sim.errors import SimError
from sim.experiments.jobs import Job, lost, singles, work
from sim.results.chunks import Chunk

AHEAD = 2
"""Jobs under way for each worker: one being done, one at hand."""


MOST_DEATHS = 3
"""A job of one run during which so many workers died is given up: memory may not suffice for it."""


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A job during which so many workers died."""

    job: Job
    deaths: int


class Pool:
    """Does jobs in processes of their own.

    Attributes:
        workers: How many processes.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._has_delivered = False

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        """Do jobs and give the chunk of each as soon as it is there.

        Raises:
            SimError: If no worker can be kept alive at all.
        """
        waiting = iter(jobs)
        suspects: list[Job] | None = []
        while suspects is not None:
            yield from self._alone(suspects)
            suspects = yield from self._together(waiting)

    def _together(self, waiting: Iterator[Job]) -> Generator[Chunk, None, list[Job] | None]:
        """Do jobs until there are no more, or until a worker dies.

        Returns:
            None once there are no more; the jobs that were under way when a worker died.
        """
        under_way: dict[Future[Chunk], Job] = {}
        suspects: list[Job] = []
        with _workers(self.workers) as pool:
            while not suspects:
                self._hand_out(pool, waiting, under_way, suspects)
                if not under_way:
                    break
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    job = under_way.pop(future)
                    chunk = _chunk(future)
                    if chunk is None:
                        suspects.append(job)
                    else:
                        self._has_delivered = True
                        yield chunk
            for future, job in under_way.items():
                chunk = _chunk(future)
                if chunk is None:
                    suspects.append(job)
                else:
                    yield chunk
        return suspects or None

    def _hand_out(
        self,
        pool: ProcessPoolExecutor,
        waiting: Iterator[Job],
        under_way: dict[Future[Chunk], Job],
        suspects: list[Job],
    ) -> None:
        while len(under_way) < AHEAD * self.workers:
            job = next(waiting, None)
            if job is None:
                return
            try:
                under_way[_submit(pool, job)] = job
            except BrokenProcessPool:
                suspects.append(job)
                return

    def _alone(self, suspects: Sequence[Job]) -> Generator[Chunk, None, None]:
        """Do jobs one at a time; what kills its worker again and again is split, then given up."""
        left = [_Suspect(job, deaths=1) for job in reversed(suspects)]
        while left:
            killer = yield from self._until_one_kills(left)
            if killer is None:
                return
            if not self._has_delivered:
                raise SimError(
                    "the worker processes die as soon as they work; go on with --workers 1, or "
                    "see whether memory runs out"
                )
            if killer.job.runs > 1:
                left += [_Suspect(job, killer.deaths) for job in reversed(singles(killer.job))]
            elif killer.deaths < MOST_DEATHS:
                left.append(killer)
            else:
                why = f"{MOST_DEATHS} processes that ran it were killed; memory may have run out"
                yield lost(killer.job, why)

    def _until_one_kills(self, left: list[_Suspect]) -> Generator[Chunk, None, _Suspect | None]:
        """Do jobs with nobody else about, from the last on; gives the one that killed its worker.

        Args:
            left: The jobs; those that are done, and the one that killed, are taken out.
        """
        with _workers(1) as pool:
            while left:
                suspect = left.pop()
                chunk = _done(pool, suspect.job)
                if chunk is None:
                    return _Suspect(suspect.job, suspect.deaths + 1)
                self._has_delivered = True
                yield chunk
        return None


def _done(pool: ProcessPoolExecutor, job: Job) -> Chunk | None:
    """What comes of a job; None if its worker dies, or died while it had nothing to do."""
    try:
        return _submit(pool, job).result()
    except BrokenProcessPool:
        return None


def _chunk(future: Future[Chunk]) -> Chunk | None:
    """What came of a job; None if its worker died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


@contextmanager
def _workers(number: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with this one, and at once when nobody waits for them any more."""
    spawn = multiprocessing.get_context("spawn")
    reader, writer = spawn.Pipe(duplex=False)
    pool = ProcessPoolExecutor(number, mp_context=spawn, initializer=_begin, initargs=(reader,))
    try:
        yield pool
    except BaseException:
        writer.close()  # the workers leave whatever they are doing
        raise
    finally:
        # A worker that ends by itself must not be told to end meanwhile.
        pool.shutdown(wait=True, cancel_futures=True)
        writer.close()
        reader.close()


def _begin(alive: Connection) -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and watches whether it lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()


def _end_with(alive: Connection) -> None:
    try:
        alive.recv()
    except (EOFError, OSError):
        os._exit(0)


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future[Chunk]:
    # A worker begins by running the caller's script once more, unless there is none: a script
    # without a main guard would start itself without end.
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return pool.submit(work, job)
    finally:
        sys.modules["__main__"] = script
