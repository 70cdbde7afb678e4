"""`run`: simulate a scenario, and say what came of each clause."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, document, say, styled, wrapped
from sim.cli.options import (
    AsJson,
    Cluster,
    Out,
    PlanOnly,
    Quiet,
    ScenarioFile,
    Seed,
    Settings,
    TraceAll,
    Workers,
)
from sim.cli.progress import Progress, Waiting
from sim.cli.seeds import seed_of
from sim.cli.tracing import tell_replication
from sim.errors import ModelBug, NotPrecise, RunsFailed

if TYPE_CHECKING:
    from sim.api.precise import Wanted
    from sim.api.running import Finished
    from sim.scenario.load import Loaded
    from sim.statistics.precision import Stopping


def run(
    scenario: ScenarioFile,
    replications: Annotated[
        int | None,
        typer.Option(
            "--replications",
            "-r",
            metavar="N",
            min=1,
            help="How often to run it; with --until-precise the most.  [default: 100; 10000]",
        ),
    ] = None,
    seed: Seed = "1",
    settings: Settings = None,
    until_precise: Annotated[
        list[str] | None,
        typer.Option(
            "--until-precise",
            metavar="OUTCOME=HALFWIDTH",
            help="Go on until an outcome is known so precisely, as clauses.NAME.on_time=0.03 or "
            "areas.NAME.gap_hours:p90=10%; may be repeated.",
            autocompletion=completions.precisions,
        ),
    ] = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    out: Out = Path("results"),
    as_json: AsJson = False,
    with_csv: Annotated[bool, typer.Option("--csv", help="Write every table as csv too.")] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell one replication as sentences; store nothing.")
    ] = False,
    trace_all: TraceAll = False,
    replication: Annotated[
        int, typer.Option(metavar="K", min=0, help="Which replication --trace tells.")
    ] = 0,
    check_logs: Annotated[
        bool, typer.Option("--check-logs", help="Hold every event log to what must be true of it.")
    ] = False,
    quiet: Quiet = False,
    dry_run: PlanOnly = False,
) -> None:
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

    number = seed_of(seed)
    wanted = _wanted(until_precise or (), replications)
    most = (wanted.schedule[-1] if wanted else 100) if replications is None else replications
    loaded = load_scenario(scenario, settings or ())
    try:
        if dry_run:
            _plan(loaded, seed=number, replications=most, out=out, as_json=as_json)
        elif trace or trace_all:
            tell_replication(
                loaded, seed=number, number=replication, everything=trace_all, as_json=as_json
            )
        else:
            done = _simulate(
                loaded,
                wanted=wanted,
                seed=number,
                replications=most,
                out=out,
                with_csv=with_csv,
                options=_options(number, replications, until_precise, settings, with_csv=with_csv),
                workers=workers,
                cluster=cluster,
                is_checked=check_logs,
                is_quiet=quiet,
            )
            charts = [] if no_charts else _draw(done.finished, is_quiet=quiet)
            _tell(done, charts, as_json=as_json)
            if done.finished.failures:
                raise RunsFailed(done.finished.failures)
            if done.stopping is not None and done.stopping.verdict != "precise":
                raise NotPrecise(done.stopping.words)
    except ModelBug as bug:
        _tell_how_to_replay(scenario, settings or (), seed=number, replication=bug.replication)
        raise
    except RunsFailed as error:
        first = min(error.failures)
        _tell_how_to_replay(scenario, settings or (), seed=number, replication=first)
        raise


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How precisely outcomes are wanted, and when to look."""

    goals: "Wanted"
    schedule: tuple[int, ...]


def _wanted(texts: Sequence[str], most: int | None) -> _Wanted | None:
    if not texts:
        return None
    from sim.experiments.precision import goal_of, schedule_to

    return _Wanted([goal_of(text) for text in texts], schedule_to(most))


def _options(
    seed: int,
    replications: int | None,
    precise: Sequence[str] | None,
    settings: Sequence[str] | None,
    *,
    with_csv: bool,
) -> tuple[str, ...]:
    """What was asked for, as it could be typed again on another machine."""
    found = [] if replications is None else ["--replications", str(replications)]
    found += ["--seed", str(seed)]
    for option, values in (("--until-precise", precise), ("--set", settings)):
        for value in values or ():
            found += [option, value]
    return (*found, "--csv") if with_csv else tuple(found)


def _plan(loaded: "Loaded", *, seed: int, replications: int, out: Path, as_json: bool) -> None:
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
    answer(f"Would run {loaded.path} {_times(replications)} with seed {seed}.")
    answer(f"Results would go to {folder}")
    if there:
        rest = max(replications - there, 0)
        answer(f"{_times(there).capitalize()} it was run before; {rest} of the runs are missing.")


def _times(replications: int) -> str:
    return "once" if replications == 1 else f"{replications} times"


@dataclass(frozen=True, slots=True)
class _Done:
    """A run, and why it stopped where it did, if precision was asked for."""

    finished: "Finished"
    stopping: "Stopping | None" = None


def _simulate(
    loaded: "Loaded",
    *,
    wanted: _Wanted | None,
    seed: int,
    replications: int,
    out: Path,
    with_csv: bool,
    options: Sequence[str],
    workers: int,
    cluster: str | None,
    is_checked: bool,
    is_quiet: bool,
) -> _Done:
    from sim.api.precise import run_until_precise
    from sim.api.running import run_to_folder
    from sim.experiments.executors.choosing import executor_for

    executor = executor_for(workers, cluster=cluster)
    progress = Progress(wanted.schedule[0] if wanted else replications, is_quiet=is_quiet)
    how: Any = {
        "seed": seed,
        "out": out,
        "with_csv": with_csv,
        "options": options,
        "is_checked": is_checked,
        "executor": executor,
        "on_progress": progress,
    }
    try:
        if wanted:
            found = run_until_precise(loaded, wanted.goals, schedule=wanted.schedule, **how)
            done = _Done(found.finished, found.stopping)
        else:
            done = _Done(run_to_folder(loaded, replications=replications, **how))
    except KeyboardInterrupt:
        progress.end()
        say(progress.stopped())
        raise
    finally:
        progress.end()
    if not is_quiet:
        say(progress.told(done.finished.before))
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


def _tell(done: _Done, charts: Sequence[Path], *, as_json: bool) -> None:
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
        endings = sorted({path.suffix[1:] for path in charts})
        stems = list(dict.fromkeys(path.stem for path in charts))
        answer(styled("Charts", "bold"), f"   {charts[0].parent}")
        named = f"{', '.join(stems)} ({' and '.join(endings)})"
        answer(wrapped(named, indent=9, first=" " * 9))


def _tell_how_to_replay(
    scenario: Path, settings: Sequence[str], *, seed: int, replication: int | None
) -> None:
    words = ["withdrawal-sim", "--debug", "run", str(scenario), "--seed", str(seed)]
    words += ["--trace", "--replication", str(replication)]
    for setting in settings:
        words += ["--set", setting]
    say("To see it again: ", shlex.join(words))
