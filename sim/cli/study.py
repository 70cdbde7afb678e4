"""What the commands about studies have in common: running points, what is told around an answer."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.cli.console import answer, behind, command, document, styled, wrapped
from sim.cli.keeping import Left, keep_answer, tell_left
from sim.cli.layout import padded
from sim.cli.options import StudyOptions
from sim.cli.progress import Progress, Waiting, duration

if TYPE_CHECKING:
    from sim.analysis.asked import StudyAsked
    from sim.api.answers import Answered
    from sim.api.estimating import Estimate
    from sim.api.studying import Studied
    from sim.experiments.designs import Points
    from sim.scenario.studies.study import Study

FURTHER = 9
"""Columns for what a further command is about."""
SOON = 1.0
"""Less than this is told as under a second."""


def studied_points(
    points: "Points", purpose: str, options: StudyOptions, *, typed: Sequence[str] = ()
) -> "Studied | None":
    """Have the points of a study run, with progress on stderr; or only tell what that would take.

    Args:
        points: What is run.
        purpose: What their folder is called by.
        options: How.
        typed: What else was asked for on the command line.

    Returns:
        The runs; None if only the plan was asked for.
    """
    if options.dry_run:
        _tell_plan(points, purpose, options)
        return None
    return _run(points, purpose, options, (*typed, *_typed_again(options)))


def _run(points: "Points", purpose: str, options: StudyOptions, typed: Sequence[str]) -> "Studied":
    from sim.api.studying import run_study
    from sim.experiments.executors.choosing import executor_for

    executor = executor_for(options.workers, cluster=options.cluster)
    replications = options.replications
    number = points.study.replications if replications is None else replications
    progress = Progress(len(points) * number, is_quiet=options.quiet)
    with progress.shown():
        studied = run_study(
            points,
            purpose=purpose,
            replications=replications,
            out=options.out,
            options=typed,
            executor=executor,
            on_progress=progress,
        )
    progress.tell(studied.before)
    return studied


def _typed_again(options: StudyOptions) -> Iterator[str]:
    """What was asked for, as it could be typed again on another machine."""
    if options.replications is not None:
        yield from ("--replications", str(options.replications))
    for setting in options.set_by_hand:
        yield from ("--set", setting)


def _tell_plan(points: "Points", purpose: str, options: StudyOptions) -> None:
    """Say what the points would take: runs, those that are there, time and disk."""
    from sim.api.estimating import estimate
    from sim.experiments.executors.choosing import executor_for

    executor_for(options.workers)  # refuses what cannot be
    waiting = Waiting("timing three runs", is_quiet=options.quiet)
    try:
        found = estimate(
            points,
            purpose=purpose,
            replications=options.replications,
            out=options.out,
            workers=options.workers or os.cpu_count() or 1,
        )
    finally:
        waiting.end()
    if options.as_json:
        document(_plan_tree(points.study, purpose, found))
        return
    answer(styled(wrapped(points.study.title), "bold"))
    there = f", {_number(found.there)} of them there already" if found.there else ""
    source = "as earlier runs took" if found.from_journal else "as three runs took that were timed"
    for label, told in (
        ("Points", _number(found.points)),
        ("Runs", f"{_number(found.runs)} ({found.replications} at each point){there}"),
        ("Time", _time(found.seconds, found.missing, found.workers)),
        ("", source),
        ("Disk", f"about {size_text(found.bytes_on_disk)}"),
        ("Results", str(found.folder)),
    ):
        answer(behind(label, told, column=FURTHER))


def _plan_tree(study: "Study", purpose: str, found: "Estimate") -> dict[str, object]:
    return {
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


def tell_end(note: str, left: Left, further: Sequence[tuple[str, str]]) -> None:
    """Write what intervals mean, what was left where, and how to ask the rows more."""
    answer("")
    answer(wrapped(note))
    tell_left(left)
    for label, typed in further:
        answer(padded(label, FURTHER), command(typed, indent=FURTHER).lstrip(" "))


def tell_studied(
    studied: "Studied",
    found: "Answered[Any]",
    options: StudyOptions,
    tell: Callable[[Left], None],
) -> None:
    """Keep an answer, and write it or print it as one document; then raise what went wrong.

    Args:
        studied: The runs.
        found: The answer.
        options: How it is told.
        tell: Writes it in words, given what it left in its folder.

    Raises:
        InputError: If it or its charts could not be kept; it was told all the same.
        SomeRunsFailed: If some did; the answer was told of the others.
    """
    from sim.api.answers import failure_of

    left = keep_answer(
        found,
        studied.stored.folder,
        with_charts=not options.no_charts,
        is_quiet=options.quiet,
    )
    if options.as_json:
        document(_answer_tree(found, left))
    else:
        tell(left)
    failed = left.refused or failure_of(studied)
    if failed is not None:
        raise failed


def _answer_tree(found: "Answered[Any]", left: Left) -> dict[str, object]:
    """An answer as a program reads it, and what it left where."""
    from sim.analysis.plain import plain

    return {
        **plain(found.answer, later=None),
        "results": str(left.folder),
        "answer": None if left.file is None else str(left.file),
        "charts": [str(path) for path in left.charts],
    }


def _number(value: int) -> str:
    return f"{value:,}"
