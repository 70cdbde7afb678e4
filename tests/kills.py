"""A results folder written step by step, with something that happens at a step of one's choice.

A step is what the system is asked for: opening a file to write, half of what is written, all of it,
a rename, a flush to the disk, a removal. Between any two of them a program may be killed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any
from unittest import mock

import pandas as pd

from sim.results.chunks import Chunk
from sim.results.folder import Stored
from sim.results.spans import Span
from sim.results.store import writing
from tests.tables import chunk, manifest

QUESTION = manifest(replications=0)
FACTS = {"case_areas": pd.DataFrame({"area": ["district"], "name": ["District"]}, dtype="string")}
RUNS_OF_A_CHUNK = 2
MOST_REPLICATIONS = 10
KILLED = -signal.SIGKILL

Step = Callable[[str], None]


def write(folder: Path, replications: int) -> Stored:
    """So many replications in a folder; those that are there stay. What a user types again."""
    with writing(folder, QUESTION) as store:
        store.put_text("scenario.resolved.yaml", "title: One road out\n")
        for table, rows in FACTS.items():
            store.put(table, rows)
        for span in list(store.done.missing([0], replications)):
            for piece in pieces(span):
                store.keep(made(piece.first, piece.count))
        return store.complete(QUESTION, FACTS)


@cache
def made(first: int, count: int) -> Chunk:
    """A chunk; made once, because it is the writing that is told about here."""
    return chunk(first, count)


def pieces(span: Span) -> Iterator[Span]:
    """A span, cut where every chunk ends."""
    first = span.first
    while first < span.end:
        end = min(span.end, (first // RUNS_OF_A_CHUNK + 1) * RUNS_OF_A_CHUNK)
        yield Span(span.point, first, end - first)
        first = end


class Steps:
    """Counts steps, and does something at one of them.

    Attributes:
        names: What every step was.
    """

    def __init__(self, at: int, happen: Callable[[], None]) -> None:
        self.names: list[str] = []
        self._at, self._happen = at, happen

    def __call__(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self._at:
            self._happen()


class Slow:
    """A file that is written in two steps."""

    def __init__(self, file: Any, name: str, step: Step) -> None:
        self._file, self._name, self._step = file, name, step

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self._file.write(content[:half])
        self._step(f"{self._name}: half of it is written")
        self._file.write(content[half:])
        self._step(f"{self._name}: all of it is written")
        return len(content)

    def __enter__(self) -> "Slow":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def watched(step: Step) -> Iterator[None]:
    """Every step of writing files goes through here."""
    opening, replacing, removing, flushing = Path.open, Path.replace, Path.unlink, os.fsync

    def open_(self: Path, mode: str = "r", *given: Any, **how: Any) -> Any:
        if mode.startswith("r"):
            return opening(self, mode, *given, **how)
        file = opening(self, mode, *given, **how)
        try:
            step(f"{self.name}: opened")
        except BaseException:
            file.close()
            raise
        return Slow(file, self.name, step)

    def replace(self: Path, target: Any) -> Path:
        step(f"{self.name}: before it is renamed")
        found = replacing(self, target)
        step(f"{self.name}: after it is renamed")
        return found

    def unlink(self: Path, missing_ok: bool = False) -> None:
        step(f"{self.name}: before it is removed")
        removing(self, missing_ok=missing_ok)

    def fsync(number: int) -> None:
        step("journal: before it is on the disk")
        flushing(number)
        step("journal: after it is on the disk")

    with (
        mock.patch.object(Path, "open", open_),
        mock.patch.object(Path, "replace", replace),
        mock.patch.object(Path, "unlink", unlink),
        mock.patch.object(os, "fsync", fsync),
    ):
        yield


def write_until(folder: Path, replications: int, steps: Steps) -> None:
    """Write a folder; what is to happen at one of the steps happens."""
    with watched(steps):
        write(folder, replications)


class Killer:
    """A process of its own whose children write folders until they are killed.

    It has loaded all that is needed, so that each child is there at once.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-c", "from tests.kills import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def write_until(self, folder: Path, replications: int, *, at: int) -> int:
        """Have a child write a folder until it is killed; its exit code."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{replications} {at} {folder}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """No child is wanted any more."""
        self._process.communicate(timeout=60)


def serve() -> None:
    """What the process of a `Killer` does."""
    with TemporaryDirectory() as folder:
        write(Path(folder) / "first", MOST_REPLICATIONS)
    for line in sys.stdin:
        replications, at, folder = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            _write_until_killed(Path(folder), int(replications), int(at))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _write_until_killed(folder: Path, replications: int, at: int) -> None:
    code = 1
    try:
        kill = lambda: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
        write_until(folder, replications, Steps(at, kill))
        code = 0
    finally:
        os._exit(code)
