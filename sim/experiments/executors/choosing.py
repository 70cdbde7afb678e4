"""The executor for a number of workers."""

import os

from sim.errors import InputError
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.serial import Serial

MOST_WORKERS = 1024


def executor_for(workers: int) -> Executor:
    """One that does so many jobs at a time on this machine.

    Args:
        workers: How many; 0 for as many as the machine has cores.

    Raises:
        InputError: If there cannot be so many.
    """
    if not 0 <= workers <= MOST_WORKERS:
        raise InputError(
            f"{workers} workers cannot be; name a number from 1 to {MOST_WORKERS}, or 0 for as "
            "many as this machine has cores"
        )
    number = workers or os.cpu_count() or 1
    if number == 1:
        return Serial()
    # Starting processes takes libraries that one who works alone does not need.
    from sim.experiments.executors.pool import Pool

    return Pool(number)
