"""`rerun`: run again what is in a results folder, and compare, or tell one replication."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.console import answer, document, say, wrapped
from sim.cli.options import AsJson, Cluster, Quiet, ResultsFolder, TraceAll, Workers
from sim.cli.progress import Progress
from sim.cli.tracing import tell_replication
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.api.rerunning import Difference, Rechecked, Rerun

MOST_TOLD = 20
"""More differences are only counted."""


def rerun(
    folder: ResultsFolder,
    check: Annotated[
        bool, typer.Option("--check", help="Compare with what is there; exit code 1 if not alike.")
    ] = False,
    sample: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, show_default=False, help="With --check: only so many, at random."
        ),
    ] = None,
    replication: Annotated[
        int | None,
        typer.Option(metavar="K", min=0, show_default=False, help="Which replication is told."),
    ] = None,
    point: Annotated[int, typer.Option(metavar="P", min=0, help="Of a study: at which point.")] = 0,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell replication K as dated sentences.")
    ] = False,
    trace_all: TraceAll = False,
    workers: Workers = 1,
    cluster: Cluster = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Run again what is in a results folder, and say whether the same comes of it.

    Everything comes from the folder: the scenario as it was run, the seed, and what each point of a
    study sets. With --check every replication, or a sample, is run again, and each of its tables is
    compared with what the folder holds, down to the last digit. With --trace one replication is
    told as dated sentences. Nothing in the folder is changed.
    """
    from sim.api.rerunning import rerun_of

    is_told = trace or trace_all
    if check == is_told:
        raise InputError("either --check, or --replication K with --trace, is needed")
    if is_told and replication is None:
        raise InputError("--trace tells one replication; say which, as --replication 0")
    if check and replication is not None:
        raise InputError("--replication goes with --trace; --check takes --sample N")
    found = rerun_of(folder)
    for note in found.notes():
        say(wrapped(f"note: {note}"))
    if is_told:
        assert replication is not None
        loaded = found.at(point, replication)
        seed = found.stored.manifest.seed
        tell_replication(
            loaded, seed=seed, number=replication, everything=trace_all, as_json=as_json
        )
        return 0
    return _check(
        found, sample=sample, workers=workers, cluster=cluster, as_json=as_json, is_quiet=quiet
    )


def _check(
    found: "Rerun",
    *,
    sample: int | None,
    workers: int,
    cluster: str | None,
    as_json: bool,
    is_quiet: bool,
) -> int:
    from sim.experiments.executors.choosing import executor_for

    manifest = found.stored.manifest
    executor = executor_for(workers, cluster=cluster)
    runs = manifest.points * manifest.replications
    progress = Progress(min(sample or runs, runs), is_quiet=is_quiet)
    try:
        rechecked = found.check(sample=sample, executor=executor, on_progress=progress)
    finally:
        progress.end()
    if as_json:
        _print_document(found, rechecked)
    else:
        _tell(rechecked, is_study=found.is_study)
    return 1 if rechecked.differences else 0


def _print_document(found: "Rerun", rechecked: "Rechecked") -> None:
    document(
        {
            "folder": str(found.stored.folder),
            "runs": rechecked.of,
            "checked": rechecked.runs,
            "differing": rechecked.differing,
            "differences": [
                {
                    "point": each.point,
                    "replication": each.replication,
                    "table": each.table,
                    "what": each.what,
                }
                for each in rechecked.differences
            ],
            "notes": list(found.notes()),
        }
    )


def _tell(rechecked: "Rechecked", *, is_study: bool) -> None:
    which = f"{rechecked.runs} of {rechecked.of} replications were"
    if rechecked.runs == rechecked.of:
        which = f"all {rechecked.of} replications were" if rechecked.of > 1 else "1 replication was"
    begun = f"{which[0].upper()}{which[1:]} run again"
    if not rechecked.differences:
        answer(wrapped(f"{begun}: the same rows, down to the last digit."))
        return
    answer(wrapped(f"{begun}; {rechecked.differing} came out differently:"))
    for each in rechecked.differences[:MOST_TOLD]:
        answer(wrapped(_told(each, is_study=is_study), hanging=4, first="  "))
    if len(rechecked.differences) > MOST_TOLD:
        more = len(rechecked.differences) - MOST_TOLD
        answer(wrapped(f"and {more} differences more; --json lists all of them", indent=2))


def _told(each: "Difference", *, is_study: bool) -> str:
    where = f"point {each.point}, " if is_study else ""
    return f"{where}replication {each.replication}: {each.table}: {each.what}"
