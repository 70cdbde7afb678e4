"""A real Dask scheduler and workers on this machine, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

LONG = 60
"""Seconds after which something that should have happened is taken not to happen."""


@dataclass(frozen=True)
class Running:
    """A scheduler with its workers.

    Attributes:
        address: Of the scheduler.
        scheduler: Its process.
        workers: Their processes.
    """

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: Sequence[subprocess.Popen[bytes]]

    def kill_worker(self, number: int) -> None:
        """kill -9."""
        self.workers[number].kill()
        self.workers[number].wait(LONG)


@contextmanager
def cluster(folder: Path, *, workers: int) -> Iterator[Running]:
    """A scheduler with so many workers on loopback; all end with the block."""
    with ExitStack() as stack:
        found = folder / "scheduler.json"
        scheduler = stack.enter_context(
            _process("dask_scheduler", folder, "--port", "0", "--scheduler-file", str(found))
        )
        address = _address(found)
        started = [
            stack.enter_context(
                _process("dask_worker", folder, address, "--nthreads", "1", "--no-nanny")
            )
            for _ in range(workers)
        ]
        with Client(address, timeout=LONG, set_as_default=False) as client:
            if workers:
                client.wait_for_workers(workers, timeout=LONG)
        yield Running(address, scheduler, started)


@contextmanager
def _process(module: str, folder: Path, *typed: str) -> Iterator[subprocess.Popen[bytes]]:
    line = [sys.executable, "-m", f"distributed.cli.{module}", *typed]
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    with (folder / f"{module}.log").open("ab") as log:
        process = subprocess.Popen(
            [*line, *here],
            stdout=log,
            stderr=log,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LONG)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    limit = time.monotonic() + LONG
    while time.monotonic() < limit:
        if file.exists() and file.stat().st_size:
            address: str = json.loads(file.read_text())["address"]
            return address
        time.sleep(0.05)
    raise TimeoutError("the scheduler did not begin")
