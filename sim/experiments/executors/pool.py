"""Several processes on this machine, each doing one job at a time.

A worker that dies takes the job it was doing with it and nothing else: that job is done again with
nobody else about, until it is known whether it kills. When this process ends, however it ends, the
workers end too.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sim.errors import SimError
from sim.experiments.executors.workers import Worker, heard_of, workers
from sim.experiments.jobs import Job, lost, singles
from sim.results.chunks import Chunk

AHEAD = 2
"""Jobs in the hands of each worker: one being done, one at hand."""
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
            SimError: If no worker can be started, or kept alive at all.
        """
        errand = _Errand(iter(jobs))
        while not errand.is_done:
            yield from self._together(errand)
            yield from self._alone(errand.taken_suspects())

    def _together(self, errand: "_Errand") -> Generator[Chunk, None, None]:
        """Do jobs until there are no more; or until a worker dies and the others are done."""
        with workers(self.workers) as crew:
            while True:
                errand.hand_out(crew)
                busy = [worker for worker in crew if worker.jobs]
                if not busy:
                    return
                for worker in heard_of(busy):
                    chunk = worker.deliver()
                    if chunk is None:
                        errand.give_back(worker)
                    else:
                        self._has_delivered = True
                        yield chunk

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
        with workers(1) as (worker,):
            while left:
                suspect = left.pop()
                worker.hand(suspect.job)
                chunk = worker.deliver()
                if chunk is None:
                    return _Suspect(suspect.job, suspect.deaths + 1)
                self._has_delivered = True
                yield chunk
        return None


class _Errand:
    """Jobs on their way to workers, and those that workers died of.

    Attributes:
        is_done: Whether there are no more.
    """

    def __init__(self, waiting: Iterator[Job]) -> None:
        self._waiting = waiting
        self._suspects: list[Job] = []
        self.is_done = False

    def hand_out(self, crew: Iterable[Worker]) -> None:
        """Fill the hands of all, the emptier ones first; after a death nobody begins any more."""
        if self._suspects:
            return
        for hands in range(1, AHEAD + 1):
            for worker in crew:
                while len(worker.jobs) < hands:
                    job = next(self._waiting, None)
                    if job is None:
                        self.is_done = True
                        return
                    worker.hand(job)

    def give_back(self, worker: Worker) -> None:
        """Take the jobs of one that died: it was doing the first, the others wait again."""
        self._suspects.append(worker.jobs.popleft())
        if worker.jobs:
            self._waiting, self.is_done = chain(worker.jobs.copy(), self._waiting), False
            worker.jobs.clear()

    def taken_suspects(self) -> list[Job]:
        """The jobs that workers died of since last asked."""
        suspects, self._suspects = self._suspects, []
        return suspects
