"""One job after another, in this process."""

from collections.abc import Generator, Iterable

from sim.experiments.jobs import Job, work
from sim.results.chunks import Chunk


class Serial:
    """Does jobs one after another."""

    workers = 1

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        """Do jobs and give the chunk of each."""
        for job in jobs:
            yield work(job)
