"""`run`: simulate a scenario, and say what came of each clause."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, document, say, styled, wrapped
from sim.cli.gathering import gathered
from sim.cli.keeping import tell_charts
from sim.cli.options import (
    AsJson,
    Doing,
    NoCharts,
    PlanOnly,
    Quiet,
    ScenarioFile,
    Seed,
    Settings,
    TraceAll,
)
from sim.cli.progress import Progress, Waiting
from sim.cli.report import page_of_run, tell_how_to_report, tell_page
from sim.cli.seeds import seed_of
from sim.cli.tracing import tell_replication
from sim.errors import ModelBug, NotPrecise, RunsFailed

if TYPE_CHECKING:
    from sim.api.precise import Wanted
    from sim.api.running import Finished
    from sim.scenario.load import Loaded
    from sim.statistics.precision import Stopping

REPLICATIONS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be simulated, and how often.

    Attributes:
        replications: How often; with precisions wanted, the most.
        seed: Of all chance, as typed.
        settings: What is set by hand, each as `path=value`.
        until_precise: How precisely outcomes are wanted, as typed.
    """

    replications: Annotated[
        int | None,
        typer.Option(
            "--replications",
            "-r",
            metavar="N",
            min=1,
            help="How often to run it; with --until-precise the most.  [default: 100; 10000]",
        ),
    ] = None
    seed: Seed = "1"
    settings: Settings = None
    until_precise: Annotated[
        list[str] | None,
        typer.Option(
            "--until-precise",
            metavar="OUTCOME=HALFWIDTH",
            help="Go on until an outcome is known so precisely, as clauses.NAME.on_time=0.03 or "
            "areas.NAME.gap_hours:p90=10%; may be repeated.",
            autocompletion=completions.precisions,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What is written beside the rows, and what is told.

    Attributes:
        as_json: Whether the answer is one JSON document.
        with_csv: Whether tables are written as csv too.
        no_charts: Whether no charts are drawn.
        with_report: Whether the page of `report` is written, too.
        trace, trace_all: Whether one replication is told instead, down to what.
        replication: Which.
        check_logs: Whether every event log is held to what must be true of it.
        quiet: Whether no progress is shown.
        dry_run: Whether only the plan is told.
    """

    as_json: AsJson = False
    with_csv: Annotated[bool, typer.Option("--csv", help="Write every table as csv too.")] = False
    no_charts: NoCharts = False
    with_report: Annotated[
        bool, typer.Option("--report", help="Write the page that report makes, too.")
    ] = False
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell one replication as sentences; store nothing.")
    ] = False
    trace_all: TraceAll = False
    replication: Annotated[
        int, typer.Option(metavar="K", min=0, help="Which replication --trace tells.")
    ] = 0
    check_logs: Annotated[
        bool, typer.Option("--check-logs", help="Hold every event log to what must be true of it.")
    ] = False
    quiet: Quiet = False
    dry_run: PlanOnly = False


@gathered
def run(scenario: ScenarioFile, *, asked: Asked, doing: Doing, telling: Telling) -> None:
    """Simulate a scenario and say what came of each clause.

    Replications differ in what chance decides, and in nothing else: the same file and seed give
    the same results, down to the last digit. The summary says how probable it is that each clause
    is fulfilled on time, when, and what held it up.

    Results go to DIR/SCENARIO/FINGERPRINT: tables (parquet), charts, the event log of replication
    0, the scenario as it was run, and a manifest. The fingerprint stands for the inputs and the
    seed. What is there is never simulated again: the same command goes on where it was interrupted,
    and more replications extend the folder.
    """
    from sim.scenario.load import load_scenario

    number = seed_of(asked.seed)
    wanted = _wanted(asked)
    loaded = load_scenario(scenario, asked.settings or ())
    try:
        if telling.dry_run:
            _plan(loaded, _most(asked, wanted), doing.out, seed=number, as_json=telling.as_json)
        elif telling.trace or telling.trace_all:
            tell_replication(
                loaded,
                seed=number,
                number=telling.replication,
                everything=telling.trace_all,
                as_json=telling.as_json,
            )
        else:
            _run(loaded, asked, doing, telling, wanted=wanted, seed=number)
    except ModelBug as bug:
        _tell_how_to_replay(scenario, asked, seed=number, replication=bug.replication)
        raise
    except RunsFailed as error:
        _tell_how_to_replay(scenario, asked, seed=number, replication=min(error.failures))
        raise


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How precisely outcomes are wanted, and when to look."""

    goals: "Wanted"
    schedule: tuple[int, ...]


def _wanted(asked: Asked) -> _Wanted | None:
    if not asked.until_precise:
        return None
    from sim.experiments.precision import goal_of, schedule_to

    goals = [goal_of(text) for text in asked.until_precise]
    return _Wanted(goals, schedule_to(asked.replications))


def _most(asked: Asked, wanted: _Wanted | None) -> int:
    """How many replications there may be."""
    if asked.replications is not None:
        return asked.replications
    return wanted.schedule[-1] if wanted else REPLICATIONS


def _run(
    loaded: "Loaded",
    asked: Asked,
    doing: Doing,
    telling: Telling,
    *,
    wanted: _Wanted | None,
    seed: int,
) -> None:
    """Simulate, draw and tell.

    Raises:
        RunsFailed: If the program itself failed in some replications.
        NotPrecise: If precision was wanted and not reached.
    """
    done = _simulate(loaded, asked, doing, telling, wanted=wanted, seed=seed)
    charts = [] if telling.no_charts else _draw(done.finished, is_quiet=telling.quiet)
    page = _page(done.finished, is_quiet=telling.quiet) if telling.with_report else None
    _tell(done, charts, page, as_json=telling.as_json)
    if done.finished.failures:
        raise RunsFailed(done.finished.failures)
    if done.stopping is not None and done.stopping.verdict != "precise":
        raise NotPrecise(done.stopping.words)


def _typed_again(asked: Asked, *, seed: int, with_csv: bool) -> tuple[str, ...]:
    """What was asked for, as it could be typed again on another machine."""
    many = asked.replications
    found = [] if many is None else ["--replications", str(many)]
    found += ["--seed", str(seed)]
    for option, values in (("--until-precise", asked.until_precise), ("--set", asked.settings)):
        for value in values or ():
            found += [option, value]
    return (*found, "--csv") if with_csv else tuple(found)


def _plan(loaded: "Loaded", replications: int, out: Path, *, seed: int, as_json: bool) -> None:
    from sim.api.running import check_numbers, results_folder
    from sim.results.folder import replications_in

    check_numbers(seed=seed, replications=replications)
    folder = results_folder(loaded, seed=seed, out=out)
    there = replications_in(folder)
    if as_json:
        document(
            {
                "scenario": loaded.path,
                "title": loaded.scenario.title,
                "replications": replications,
                "seed": seed,
                "results": str(folder),
                "replications_there": there,
            }
        )
        return
    answer(wrapped(f"Would run {loaded.path} {_times(replications)} with seed {seed}."))
    answer(wrapped(f"Results would go to {folder}"))
    if there:
        rest = max(replications - there, 0)
        before = f"{_times(there).capitalize()} it was run before"
        answer(wrapped(f"{before}; {rest} of the runs are missing."))


def _times(replications: int) -> str:
    return "once" if replications == 1 else f"{replications} times"


@dataclass(frozen=True, slots=True)
class _Done:
    """A run, and why it stopped where it did, if precision was asked for."""

    finished: "Finished"
    stopping: "Stopping | None" = None


def _simulate(
    loaded: "Loaded",
    asked: Asked,
    doing: Doing,
    telling: Telling,
    *,
    wanted: _Wanted | None,
    seed: int,
) -> _Done:
    from sim.api.precise import run_until_precise
    from sim.api.running import run_to_folder
    from sim.experiments.executors.choosing import executor_for

    most = _most(asked, wanted)
    progress = Progress(wanted.schedule[0] if wanted else most, is_quiet=telling.quiet)
    how: Any = {
        "seed": seed,
        "out": doing.out,
        "with_csv": telling.with_csv,
        "options": _typed_again(asked, seed=seed, with_csv=telling.with_csv),
        "is_checked": telling.check_logs,
        "executor": executor_for(doing.workers, cluster=doing.cluster),
        "on_progress": progress,
    }
    with progress.shown():
        if wanted:
            found = run_until_precise(loaded, wanted.goals, schedule=wanted.schedule, **how)
            done = _Done(found.finished, found.stopping)
        else:
            done = _Done(run_to_folder(loaded, replications=most, **how))
    progress.tell(done.finished.before)
    return done


def _draw(finished: "Finished", *, is_quiet: bool) -> list[Path]:
    from sim.api.plots import Plots, draw_charts

    stored = finished.stored
    waiting = Waiting("drawing charts", is_quiet=is_quiet)
    try:
        return draw_charts(
            Plots(stored.manifest, stored.table, stored.resolved_text), stored.folder
        )
    finally:
        waiting.end()


def _page(finished: "Finished", *, is_quiet: bool) -> Path:
    from sim.api.results import of_stored

    with Waiting("writing the report", is_quiet=is_quiet) as line:
        return page_of_run(of_stored(finished.stored), line=line)


def _tell(done: _Done, charts: Sequence[Path], page: Path | None, *, as_json: bool) -> None:
    from sim.cli.precision import precision_json, tell_precision
    from sim.cli.summary import tell

    finished = done.finished
    stored = finished.stored
    if as_json:
        document(
            {
                **finished.summary.to_json(),
                "precision": precision_json(done.stopping),
                "results": str(stored.folder),
                "replications_there": finished.there,
                "failed": sorted(finished.failures),
                "charts": [str(path) for path in charts],
                "report": None if page is None else str(page),
            }
        )
        return
    tell(finished.summary)
    if done.stopping is not None:
        tell_precision(done.stopping)
    answer("")
    answer(styled("Results", "bold"), f"  {stored.folder}")
    if finished.there > stored.manifest.replications:
        answer(
            wrapped(
                f"It holds {finished.there} replications of this very question; the first "
                f"{stored.manifest.replications} were looked at.",
                indent=9,
                first=" " * 9,
            )
        )
    if charts:
        tell_charts(charts)
    if page is not None:
        tell_page(page)
    else:
        tell_how_to_report(stored.folder)


def _tell_how_to_replay(
    scenario: Path, asked: Asked, *, seed: int, replication: int | None
) -> None:
    words = ["withdrawal-sim", "--debug", "run", str(scenario), "--seed", str(seed)]
    words += ["--trace", "--replication", str(replication)]
    for setting in asked.settings or ():
        words += ["--set", setting]
    say("To see it again: ", shlex.join(words))
