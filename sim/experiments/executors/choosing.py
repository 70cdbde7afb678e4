"""The executor for a number of workers, or for a cluster."""

import os

from sim.errors import InputError
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.serial import Serial

MOST_WORKERS = 1024


def executor_for(workers: int, *, cluster: str | None = None) -> Executor:
    """One that does so many jobs at a time on this machine, or as many as a cluster can.

    Args:
        workers: How many; 0 for as many as the machine has cores.
        cluster: Address of a Dask scheduler, whose workers do all jobs instead.

    Raises:
        InputError: If there cannot be so many, or the cluster cannot be reached.
    """
    if not 0 <= workers <= MOST_WORKERS:
        raise InputError(
            f"{workers} workers cannot be; name a number from 1 to {MOST_WORKERS}, or 0 for as "
            "many as this machine has cores"
        )
    # Libraries that one who works alone does not need are loaded only here.
    if cluster is not None:
        if workers != 1:
            raise InputError("--workers are processes of this machine; leave it out with --cluster")
        from sim.experiments.executors.cluster import Cluster

        return Cluster(cluster)
    number = workers or os.cpu_count() or 1
    if number == 1:
        return Serial()
    from sim.experiments.executors.pool import Pool

    return Pool(number)
