"""What a study will take before it is run: points, runs, time and disk."""

import time
from dataclasses import dataclass
from pathlib import Path

from sim.api.running import RESULTS, check_numbers
from sim.api.studying import settings_of, study_folder
from sim.errors import InputError
from sim.experiments.designs import Points
from sim.experiments.jobs import Job, recipe, work
from sim.results.journal import Record, read_journal
from sim.results.spans import Done, Span

TRIED = (1, 2)
"""Replications in the two jobs that are timed, to tell what a run takes from what a file takes."""
RUNS_A_CHUNK = 100
"""So many runs share the files of a chunk, if nobody knows better."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a study will take.

    Attributes:
        folder: Where its rows go.
        points, replications: How many points, and runs of each.
        there: How many of these runs are there already.
        seconds_a_run: How long one takes, on one core of this machine.
        from_journal: Whether that is known from earlier runs; otherwise three were timed.
        bytes_a_run: What one takes on the disk.
        workers: How many processes would do it.
    """

    folder: Path
    points: int
    replications: int
    there: int
    seconds_a_run: float
    from_journal: bool
    bytes_a_run: float
    workers: int

    @property
    def runs(self) -> int:
        """All runs."""
        return self.points * self.replications

    @property
    def missing(self) -> int:
        """The runs that are not there yet."""
        return self.runs - self.there

    @property
    def seconds(self) -> float:
        """How long those take that are not there yet."""
        return self.missing * self.seconds_a_run / self.workers

    @property
    def bytes_on_disk(self) -> float:
        """What all take on the disk."""
        return self.runs * self.bytes_a_run


def estimate(
    points: Points,
    *,
    purpose: str,
    replications: int | None = None,
    out: Path = RESULTS,
    workers: int = 1,
) -> Estimate:
    """What the points of a study will take.

    It is known from the runs that are there already; where there are none, three are timed.

    Args:
        points: The points.
        purpose: What they are for, as `run_study` takes it.
        replications: How many of each; what the study says, if nothing is said.
        out: The folder for results.
        workers: How many processes would do it.

    Raises:
        InputError: If the number of replications cannot be.
    """
    study = points.study
    number = study.replications if replications is None else replications
    check_numbers(seed=study.seed, replications=number)
    folder = study_folder(points, purpose=purpose, out=out)
    records = _records(folder)
    done = Done(span for record in records for span in record.spans)
    missing = sum(span.count for span in done.missing(range(len(points)), number))
    seconds, size = _known(records) if records else _tried(points)
    return Estimate(
        folder=folder,
        points=len(points),
        replications=number,
        there=len(points) * number - missing,
        seconds_a_run=seconds,
        from_journal=bool(records),
        bytes_a_run=size,
        workers=workers,
    )


def _records(folder: Path) -> list[Record]:
    try:
        return read_journal(folder)
    except InputError:
        return []


def _known(records: list[Record]) -> tuple[float, float]:
    """Seconds and bytes of a run, from the runs that are there."""
    runs = sum(record.runs for record in records)
    size = sum(part.size_bytes for record in records for part in record.tables.values())
    return sum(record.seconds for record in records) / runs, size / runs


def _tried(points: Points) -> tuple[float, float]:
    """Seconds and bytes of a run, from three that are done and not kept."""
    study = points.study
    asked = recipe(study.scenario, seed=study.seed, tables=study.tables, with_points=True)
    sizes, seconds = [], 0.0
    for count in TRIED:
        began = time.perf_counter()
        chunk = work(Job(asked, (Span(0, 0, count),), {0: settings_of(points)(0)}))
        # The first job also reads the scenario, which later ones need not.
        seconds = (time.perf_counter() - began) / count
        sizes.append(sum(len(rows.content) for rows in chunk.tables.values()))
    one, two = sizes
    run = max(two - one, 1)
    return seconds, run + max(one - run, 0) / RUNS_A_CHUNK
