"""What the commands about studies have in common: running points, what is told around an answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.console import answer, document, say, styled, wrapped
from sim.cli.progress import Progress, duration

if TYPE_CHECKING:
    from sim.analysis.asked import StudyAsked
    from sim.api.studying import Studied
    from sim.experiments.designs import Points

SOON = 1.0
"""Less than this is told as under a second."""


def run_points(
    points: "Points",
    *,
    purpose: str,
    replications: int | None,
    out: Path,
    options: Sequence[str],
    workers: int,
    cluster: str | None,
    is_quiet: bool,
) -> "Studied":
    """Have the points of a study run, with progress on stderr."""
    from sim.api.studying import run_study
    from sim.experiments.executors.choosing import executor_for

    executor = executor_for(workers, cluster=cluster)
    number = points.study.replications if replications is None else replications
    progress = Progress(len(points) * number, is_quiet=is_quiet)
    try:
        studied = run_study(
            points,
            purpose=purpose,
            replications=replications,
            out=out,
            options=options,
            executor=executor,
            on_progress=progress,
        )
    except KeyboardInterrupt:
        progress.end()
        say(progress.stopped())
        raise
    finally:
        progress.end()
    if not is_quiet:
        say(progress.told(studied.before))
    return studied


def options_typed(replications: int | None, settings: Sequence[str], *more: str) -> tuple[str, ...]:
    """What was asked for, as it could be typed again on another machine."""
    found = list(more)
    if replications is not None:
        found += ["--replications", str(replications)]
    for setting in settings:
        found += ["--set", setting]
    return tuple(found)


def tell_plan(
    points: "Points",
    *,
    purpose: str,
    replications: int | None,
    out: Path,
    workers: int,
    as_json: bool,
    is_quiet: bool,
) -> None:
    """Say what the points would take: runs, those that are there, time and disk."""
    import os

    from sim.api.estimating import estimate
    from sim.cli.progress import Waiting
    from sim.experiments.executors.choosing import executor_for

    executor_for(workers)  # refuses what cannot be
    waiting = Waiting("timing three runs", is_quiet=is_quiet)
    try:
        found = estimate(
            points,
            purpose=purpose,
            replications=replications,
            out=out,
            workers=workers or os.cpu_count() or 1,
        )
    finally:
        waiting.end()
    study = points.study
    if as_json:
        document(
            {
                "study": study.path,
                "title": study.title,
                "purpose": purpose,
                "points": found.points,
                "replications": found.replications,
                "runs": found.runs,
                "runs_there": found.there,
                "workers": found.workers,
                "seconds": round(found.seconds, 1),
                "bytes": round(found.bytes_on_disk),
                "results": str(found.folder),
            }
        )
        return
    answer(styled(wrapped(study.title), "bold"))
    answer(f"Points   {_number(found.points)}")
    there = f", {_number(found.there)} of them there already" if found.there else ""
    answer(f"Runs     {_number(found.runs)} ({found.replications} at each point){there}")
    answer(f"Time     {_time(found.seconds, found.missing, found.workers)}")
    source = "as earlier runs took" if found.from_journal else "as three runs took that were timed"
    answer(f"         {source}")
    answer(f"Disk     about {size_text(found.bytes_on_disk)}")
    answer(f"Results  {found.folder}")


def _time(seconds: float, missing: int, workers: int) -> str:
    if not missing:
        return "none: all runs are there"
    many = "" if workers == 1 else f" with {workers} workers"
    return ("less than a second" if seconds < SOON else f"about {duration(seconds)}") + many


def size_text(size: float) -> str:
    """A size on the disk, in the unit in which it is easily read.

    >>> size_text(900), size_text(2_345_678)
    ('1 kB', '2.3 MB')
    """
    for unit, each in (("GB", 1e9), ("MB", 1e6)):
        if size >= each:
            return f"{size / each:.2g} {unit}" if size < 10 * each else f"{size / each:.0f} {unit}"
    return f"{max(1, round(size / 1e3))} kB"


def tell_head(asked: "StudyAsked", what: str) -> None:
    """Write what was asked: the title, then how many runs of what."""
    answer(styled(wrapped(asked.title), "bold"))
    points = "1 point" if asked.points == 1 else f"{_number(asked.points)} points"
    runs = "1 run" if asked.replications == 1 else f"{asked.replications} runs"
    answer(wrapped(f"{what}: {points}, {runs} each, seed {asked.seed}"))


def tell_end(note: str, folder: Path | None, further: Sequence[tuple[str, str]]) -> None:
    """Write what intervals mean, where the rows are, and how to ask them more."""
    answer("")
    answer(wrapped(note))
    if folder is None:
        return
    answer("")
    answer(styled("Results", "bold"), f"  {folder}")
    for label, command in further:
        answer(f"{label:<9}{command}")


def tell_failures(studied: "Studied") -> None:
    """Raise what some runs failed of; the answer was told of the others.

    Raises:
        SomeRunsFailed: If some did.
    """
    from sim.api.answers import failure_of

    failed = failure_of(studied)
    if failed is not None:
        raise failed


def _number(value: int) -> str:
    return f"{value:,}"
