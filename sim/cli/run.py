"""`run`: simulate a scenario, and say what came of each clause."""

import secrets
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.console import answer, document, say, styled, wrapped
from sim.cli.options import AsJson, Out, Quiet, ScenarioFile, Settings, Workers
from sim.cli.progress import Progress, Waiting
from sim.errors import InputError, ModelBug, RunsFailed

if TYPE_CHECKING:
    from sim.api.running import Finished
    from sim.scenario.load import Loaded

RANDOM_BITS = 32
STAMP = 19
"""Columns for the instant before a sentence of a trace."""


def run(
    scenario: ScenarioFile,
    replications: Annotated[
        int, typer.Option("--replications", "-r", metavar="N", min=1, help="How often to run it.")
    ] = 100,
    seed: Annotated[
        str,
        typer.Option(metavar="S", help="Seed of all chance: a whole number, or 'random'."),
    ] = "1",
    settings: Settings = None,
    workers: Workers = 1,
    out: Out = Path("results"),
    as_json: AsJson = False,
    with_csv: Annotated[bool, typer.Option("--csv", help="Write every table as csv too.")] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell one replication as sentences; store nothing.")
    ] = False,
    trace_all: Annotated[
        bool, typer.Option("--trace-all", help="The same, down to single households.")
    ] = False,
    replication: Annotated[
        int, typer.Option(metavar="K", min=0, help="Which replication --trace tells.")
    ] = 0,
    check_logs: Annotated[
        bool, typer.Option("--check-logs", help="Hold every event log to what must be true of it.")
    ] = False,
    quiet: Quiet = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be run, and where it would go.")
    ] = False,
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

    number = _seed(seed)
    loaded = load_scenario(scenario, settings or ())
    try:
        if dry_run:
            _plan(loaded, seed=number, replications=replications, out=out, as_json=as_json)
        elif trace or trace_all:
            _trace(loaded, seed=number, number=replication, everything=trace_all, as_json=as_json)
        else:
            finished = _simulate(
                loaded,
                seed=number,
                replications=replications,
                out=out,
                with_csv=with_csv,
                options=_options(number, replications, settings or (), with_csv=with_csv),
                workers=workers,
                is_checked=check_logs,
                is_quiet=quiet,
            )
            charts = [] if no_charts else _draw(finished, is_quiet=quiet)
            _tell(finished, charts, as_json=as_json)
            if finished.failures:
                raise RunsFailed(finished.failures)
    except ModelBug as bug:
        _tell_how_to_replay(scenario, settings or (), seed=number, replication=bug.replication)
        raise
    except RunsFailed as error:
        first = min(error.failures)
        _tell_how_to_replay(scenario, settings or (), seed=number, replication=first)
        raise


def _seed(text: str) -> int:
    if text == "random":
        return secrets.randbits(RANDOM_BITS)
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"--seed takes a whole number from 0 on, or 'random'; found '{text}'")
    return int(text)


def _options(
    seed: int, replications: int, settings: Sequence[str], *, with_csv: bool
) -> tuple[str, ...]:
    """What was asked for, as it could be typed again on another machine."""
    found = ["--replications", str(replications), "--seed", str(seed)]
    for setting in settings:
        found += ["--set", setting]
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


def _trace(loaded: "Loaded", *, seed: int, number: int, everything: bool, as_json: bool) -> None:
    from sim.analysis.trace.telling import tell
    from sim.api.running import check_numbers
    from sim.clock import instant_text
    from sim.experiments.replicate import run_one
    from sim.scenario.roster import make_roster

    check_numbers(seed=seed, replications=1)
    roster = make_roster(loaded.scenario)
    log = run_one(roster, seed=seed, number=number, with_log=True).log
    assert log is not None
    told = tell(log, roster, everything=everything)
    if as_json:
        document(
            {
                "scenario": loaded.path,
                "seed": seed,
                "replication": number,
                "told": [
                    {
                        "at": f"{each.at:%Y-%m-%d %H:%M:%S}",
                        "subject": each.subject,
                        "text": each.text,
                    }
                    for each in told
                ],
            }
        )
        return
    answer(styled(loaded.scenario.title, "bold"))
    answer(f"replication {number} of seed {seed}, {loaded.scenario.time_zone} time")
    for each in told:
        stamp = f"{instant_text(each.at):<{STAMP}}"
        answer(wrapped(each.text, indent=STAMP, first=stamp))


def _simulate(
    loaded: "Loaded",
    *,
    seed: int,
    replications: int,
    out: Path,
    with_csv: bool,
    options: Sequence[str],
    workers: int,
    is_checked: bool,
    is_quiet: bool,
) -> "Finished":
    from sim.api.running import run_to_folder
    from sim.experiments.executors.choosing import executor_for

    executor = executor_for(workers)
    progress = Progress(replications, is_quiet=is_quiet)
    try:
        finished = run_to_folder(
            loaded,
            seed=seed,
            replications=replications,
            out=out,
            with_csv=with_csv,
            options=options,
            is_checked=is_checked,
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
        say(progress.told(finished.before))
    return finished


def _draw(finished: "Finished", *, is_quiet: bool) -> list[Path]:
    from sim.api.plots import Plots, draw_charts

    stored = finished.stored
    waiting = Waiting("drawing charts", is_quiet=is_quiet)
    try:
        return draw_charts(Plots(stored.manifest, stored.table), stored.folder)
    finally:
        waiting.end()


def _tell(finished: "Finished", charts: Sequence[Path], *, as_json: bool) -> None:
    from sim.cli.summary import tell

    stored = finished.stored
    if as_json:
        document(
            {
                **finished.summary.to_json(),
                "results": str(stored.folder),
                "replications_there": finished.there,
                "failed": sorted(finished.failures),
                "charts": [str(path) for path in charts],
            }
        )
        return
    tell(finished.summary)
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
        answer(f"         {', '.join(stems)} ({' and '.join(endings)})")


def _tell_how_to_replay(
    scenario: Path, settings: Sequence[str], *, seed: int, replication: int | None
) -> None:
    words = ["withdrawal-sim", "--debug", "run", str(scenario), "--seed", str(seed)]
    words += ["--trace", "--replication", str(replication)]
    for setting in settings:
        words += ["--set", setting]
    say("To see it again: ", shlex.join(words))
