"""A Dask cluster: workers on any number of machines, found through the scheduler's address.

Dask gives a job whose worker died to another one by itself. A job that several workers died of is
split, to find the replication that kills; all others are done. What was handed out and not yet
kept is bounded, so that neither the scheduler nor this process ever holds a whole study.
"""

import logging
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.errors import InputError, SimError
from sim.experiments.jobs import Job, lost, singles, work
from sim.results.chunks import Chunk
from sim.version import RESULTS_VERSION

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

AHEAD = 2
"""Jobs under way for each worker: one being done, one at hand, so that none waits for the other."""
CONNECT_SECONDS = 10.0
WORKERS_SECONDS = 60.0
"""How long is waited for a first worker."""
COUNT_SECONDS = 30.0
"""How often it is asked how many workers there are; a cluster grows and shrinks."""
LIBRARY = "distributed"


class Cluster:
    """Does jobs on the workers of a Dask scheduler.

    Attributes:
        workers: How many jobs they did at a time when the cluster was first asked.
    """

    def __init__(self, address: str, *, wait_seconds: float = WORKERS_SECONDS) -> None:
        """Ask a scheduler for its workers.

        Args:
            address: Of the scheduler, as `tcp://10.0.0.5:8786`.
            wait_seconds: How long to wait for a first worker.

        Raises:
            InputError: If there is no scheduler, or it has no workers.
        """
        self._address = address
        with _client(address) as client:
            self.workers = _workers(client, address, wait_seconds=wait_seconds)

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        """Do jobs and give the chunk of each as soon as it is there.

        Raises:
            SimError: If the scheduler goes away, or its workers have another version of the
                program.
        """
        with _client(self._address) as client:
            yield from _Errand(client, self._address, iter(jobs), self.workers).chunks()


class _Errand:
    """Jobs on their way through a cluster."""

    def __init__(self, client: "Client", address: str, jobs: Iterator[Job], workers: int) -> None:
        self._client, self._address = client, address
        self._jobs, self._workers = jobs, workers
        self._counted = time.monotonic()
        self._under_way: dict[Future[Chunk], Job] = {}
        self._again: list[Job] = []

    def chunks(self) -> Generator[Chunk, None, None]:
        from distributed import as_completed

        coming: as_completed = as_completed(loop=self._client.loop)
        self._hand_out(coming)
        for future in coming:
            job = self._under_way.pop(future)
            chunk = self._chunk(future, job)
            # Whoever did it may forget it now.
            future.release()
            if chunk is not None:
                yield chunk
            self._hand_out(coming)

    def _hand_out(self, coming: "as_completed") -> None:
        if time.monotonic() > self._counted + COUNT_SECONDS:
            self._workers, self._counted = _threads(self._client), time.monotonic()
        while len(self._under_way) < AHEAD * self._workers:
            job = self._again.pop() if self._again else next(self._jobs, None)
            if job is None:
                return
            try:
                # Not `pure`: the same job may be asked for twice, and is not kept in between.
                future = self._client.submit(work_of, job, RESULTS_VERSION, pure=False)
            except OSError as error:
                raise self._gone() from error
            self._under_way[future] = job
            coming.add(future)

    def _chunk(self, future: "Future[Chunk]", job: Job) -> Chunk | None:
        """What came of a job; None if it has to be done again in pieces."""
        from distributed import KilledWorker

        try:
            found: Chunk = future.result()
        except KilledWorker:
            if job.runs == 1:
                return lost(job, "the workers that ran it died; memory may have run out")
            self._again += singles(job)
            return None
        except (ImportError, AttributeError) as error:
            raise SimError(
                f"a worker of {self._address} cannot run withdrawal-sim: {error}; install this "
                "version of it on every worker"
            ) from None
        except (CancelledError, OSError) as error:
            raise self._gone() from error
        return found

    def _gone(self) -> SimError:
        return SimError(
            f"the scheduler at {self._address} has gone; what was kept stays, and the same command "
            "goes on once it is back"
        )


def work_of(job: Job, results_version: int) -> Chunk:
    """Do a job on a worker.

    Args:
        job: The job.
        results_version: The RESULTS_VERSION of whoever asks.

    Raises:
        SimError: If the worker's program would give other rows.
    """
    if results_version != RESULTS_VERSION:
        raise SimError(
            f"a worker makes results of version {RESULTS_VERSION}, this program of version "
            f"{results_version}; install the same withdrawal-sim on every worker"
        )
    return work(job)


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    """A connection to a scheduler; when it ends, what is under way is given up."""
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
    except ImportError:
        raise InputError(
            "--cluster needs the package 'distributed'; install it with "
            "python -m pip install 'withdrawal-sim[cluster]'"
        ) from None
    # What it would write meanwhile is told in one sentence, at the end.
    logging.getLogger(LIBRARY).setLevel(logging.CRITICAL)
    try:
        # A client that finds no sense in an address leaves a thread behind, which complains later.
        get_address_host_port(address)
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"no Dask scheduler answers at {address or 'an empty address'}: {why}; start one with "
            "'dask scheduler', which prints its address, as tcp://10.0.0.5:8786"
        ) from None
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_SECONDS)


def _workers(client: "Client", address: str, *, wait_seconds: float) -> int:
    try:
        client.wait_for_workers(1, timeout=wait_seconds)
    except TimeoutError:
        raise InputError(
            f"the scheduler at {address} has no workers; start some with 'dask worker {address} "
            "--nthreads 1'"
        ) from None
    return _threads(client)


def _threads(client: "Client") -> int:
    """How many jobs the workers that there are do at a time."""
    found: dict[str, int] = client.nthreads()
    return max(1, sum(found.values()))
