"""What an executor is: it does jobs, in whatever order, and gives their chunks as they come."""

from collections.abc import Generator, Iterable
from typing import Protocol

from sim.experiments.jobs import Job
from sim.results.chunks import Chunk


class Executor(Protocol):
    """Does jobs.

    Attributes:
        workers: How many jobs are done at a time.
    """

    workers: int

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        """Do jobs and give the chunk of each as soon as it is there.

        Jobs are taken only when there is somebody to do them, so that there may be any number of
        them. When nobody asks for chunks any more, all work ends at once.
        """
        ...
