"""`why`: what held each clause up, from the critical paths of all replications."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, behind, document, row, styled, wrapped
from sim.cli.gathering import gathered
from sim.cli.options import AsJson, Out, Quiet, Settings, Workers
from sim.cli.progress import Progress
from sim.cli.seeds import seed_of
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.analysis.estimates import Amounts
    from sim.analysis.why.answer import OnPath, Step, Why, WhyClause
    from sim.results.folder import Stored

REPLICATIONS = 100
STAMP = 18
LABEL, CELL = 30, 24
"""Columns for a name, and for what is told of it."""
Table = tuple[str, str, str, Sequence[tuple[str, str, str]]]
"""Headings of three columns, and the cells of each row."""


@dataclass(frozen=True, slots=True)
class Running:
    """How a scenario is run, where it is not a folder that is read.

    Attributes:
        replications: How often.
        seed: Of all chance, as typed.
        settings: What is set by hand, each as `path=value`.
    """

    replications: Annotated[
        int | None,
        typer.Option(
            "--replications",
            "-r",
            metavar="N",
            min=1,
            show_default=False,
            help="How often to run a scenario.  [default: 100]",
        ),
    ] = None
    seed: Annotated[
        str | None,
        typer.Option(
            metavar="S",
            show_default=False,
            help="Seed of all chance: a whole number, or 'random'.  [default: 1]",
            autocompletion=completions.seeds,
        ),
    ] = None
    settings: Settings = None


@gathered
def why(
    case: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER",
            show_default=False,
            help="A scenario, or results of a run.",
            autocompletion=completions.cases_and_results,
        ),
    ],
    *,
    running: Running,
    clause: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            show_default=False,
            help="Tell of this clause alone.",
            autocompletion=completions.clauses,
        ),
    ] = None,
    replication: Annotated[
        int | None,
        typer.Option(
            metavar="K",
            min=0,
            show_default=False,
            help="Tell the path of one replication as dated sentences.",
        ),
    ] = None,
    workers: Workers = 1,
    out: Out = Path("results"),
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what held each clause up: who was last, and what that rested on.

    In every replication the path of a clause is followed from its completion back to the start:
    the last mover out, the lorry it waited for, those who had to be out before. Told are the share
    of replications in which a cause, a road or a fleet lies on that path, the hours it took there,
    and the float of all others: how much later they could have been.

    A scenario is run as `run` does, into the same folder, and never twice; a folder is only read.
    """
    from sim.analysis.why.analyse import why as analysed
    from sim.analysis.why.telling import steps

    if case.is_dir():
        stored = _read(case, running)
    else:
        least = _enough(running.replications, replication)
        stored = _ran(case, running, least, workers=workers, out=out, is_quiet=quiet)
    found = analysed(stored.table, stored.manifest, clause=clause)
    if replication is None:
        _tell(found, as_json=as_json)
        return
    told = {
        each.clause: steps(stored.table, stored.manifest, each.clause, replication=replication)
        for each in found.clauses
    }
    _tell_paths(found, told, replication, as_json=as_json)


def _enough(replications: int | None, replication: int | None) -> int:
    """So many that the one asked for is among them."""
    if replications is not None and replication is not None and replication >= replications:
        raise InputError(
            f"--replication {replication} is not among {replications}: they count from 0"
        )
    return replications or max(REPLICATIONS, (replication or 0) + 1)


def _read(folder: Path, running: Running) -> "Stored":
    from sim.results.folder import read_folder

    if running.replications is not None or running.seed is not None or running.settings:
        raise InputError(
            "-r, --seed and --set go with a scenario file; a folder holds what was run before"
        )
    return read_folder(folder)


def _ran(
    path: Path, running: Running, replications: int, *, workers: int, out: Path, is_quiet: bool
) -> "Stored":
    from sim.api.running import run_to_folder
    from sim.experiments.executors.choosing import executor_for
    from sim.scenario.load import load_scenario

    loaded = load_scenario(path, running.settings or ())
    progress = Progress(replications, is_quiet=is_quiet)
    with progress.shown():
        done = run_to_folder(
            loaded,
            seed=seed_of(running.seed or "1"),
            replications=replications,
            out=out,
            executor=executor_for(workers),
            on_progress=progress,
        )
    progress.tell(done.before)
    return done.stored


# --- all replications ----------------------------------------------------------------------------


def _tell(found: "Why", *, as_json: bool) -> None:
    from sim.analysis.plain import plain
    from sim.analysis.why.telling import sentences

    if as_json:
        document(
            {
                **plain(found),
                "told": {
                    each.clause: list(sentences(each, found.replications)) for each in found.clauses
                },
            }
        )
        return
    answer(styled(wrapped(found.title), "bold"))
    answer(wrapped(_frame(found)))
    for clause in found.clauses:
        answer("")
        answer(styled(wrapped(clause.name), "bold"))
        for sentence in sentences(clause, found.replications):
            answer(wrapped(sentence, indent=2, first="  "))
        for head, first, second, rows in _tables(clause):
            if rows:
                answer("")
                answer(styled(_row(head, first, second), "bold"))
                for each in rows:
                    answer(_row(*each))
    answer("")
    answer(wrapped(LEGEND))


LEGEND = (
    "On the path: the share of replications, with its 95 % interval, in which it decided when the "
    "clause was fulfilled. Hours: the mean over the replications in which it was, 0 where it was "
    "not on the path; those of all causes add up to the mean completion. Float: how much later at "
    "most somebody could have been, the median. All of it covers chance alone."
)


def _frame(found: "Why") -> str:
    runs = "1 replication" if found.replications == 1 else f"{found.replications} replications"
    return f"{runs}, seed {found.seed}; {found.start} to {found.end}, {found.time_zone} time"


def _tables(clause: "WhyClause") -> "Iterator[Table]":
    from sim.cli.phrases import chance

    waits = [each for each in clause.causes if not each.is_work]
    work = [each for each in clause.causes if each.is_work]
    yield "Waiting", "on the path", "hours", [_cells(each) for each in waits]
    yield "Work", "on the path", "hours", [_cells(each) for each in work]
    yield "Roads", "on the path", "hours stood there", [_cells(each) for each in clause.roads]
    yield "Fleets", "on the path", "hours", [_cells(each) for each in clause.pools]
    yield (
        "Units and groups",
        "on the path",
        "float, hours",
        [(each.label, chance(each.on_path), _float(each)) for each in clause.members],
    )


def _cells(found: "OnPath") -> tuple[str, str, str]:
    from sim.cli.phrases import chance

    return found.label, chance(found.on_path), _mean(found.hours)


def _mean(found: "Amounts | None") -> str:
    if found is None:
        return "never fulfilled"
    if found.mean_low is None or found.mean_high is None:
        return f"{found.mean:.1f}"
    low = max(0.0, found.mean_low)
    return f"{found.mean:.1f} ({low:.1f} to {found.mean_high:.1f})"


def _float(found: "OnPath") -> str:
    from sim.cli.phrases import amount

    return "not known" if found.float_hours is None else amount(found.float_hours)


def _row(head: str, first: str, second: str) -> str:
    """A row of a table; a name too long for its column has a line of its own."""
    return row((head, first, second), (LABEL - 2, CELL + 2), indent=2)


# --- one replication -----------------------------------------------------------------------------


def _tell_paths(
    found: "Why", told: "dict[str, tuple[Step, ...]]", replication: int, *, as_json: bool
) -> None:
    from sim.analysis.plain import plain

    if as_json:
        document(
            {
                "title": found.title,
                "seed": found.seed,
                "replication": replication,
                "paths": {clause: plain(path) for clause, path in told.items()},
            }
        )
        return
    answer(styled(wrapped(found.title), "bold"))
    answer(wrapped(f"replication {replication} of seed {found.seed}, {found.time_zone} time"))
    for clause in found.clauses:
        answer("")
        answer(styled(wrapped(clause.name), "bold"))
        for step in told[clause.clause]:
            hours = step.end_hours - step.begin_hours
            answer(behind(step.begin, f"{step.text}, for {_length(hours)}", column=STAMP))
        if not told[clause.clause]:
            answer(wrapped("It was fulfilled from the start.", indent=2, first="  "))


def _length(hours: float) -> str:
    """How long something took.

    >>> _length(2.25), _length(0.01)
    ('2.2 h', '36 s')
    """
    if hours < 0.1:
        seconds = round(hours * 3600)
        return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
    return f"{hours:.1f} h"
