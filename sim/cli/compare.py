"""`compare`: what changes do, run by run under the same chance; or which policy is best."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.cli.console import answer, document, say, styled, wrapped
from sim.cli.options import AsJson, Out, Quiet, Settings, Workers
from sim.cli.progress import Progress, Waiting
from sim.errors import InputError, ModelBug, NotPrecise, RunsFailed

if TYPE_CHECKING:
    from sim.api.comparison import Comparison
    from sim.api.policies import Policy
    from sim.api.selecting import Best
    from sim.statistics.selection import Selection

RANDOM_BITS = 32
REPLICATIONS, MOST = 100, 1000


def compare(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", show_default=False, help="Scenario files; the first is the base."
        ),
    ],
    variants: Annotated[
        list[str] | None,
        typer.Option(
            "--variant",
            metavar="LABEL: PATH=VALUE; ...",
            help="The base with values changed, as 'long road: roads.pass.length_km=90'; may be "
            "repeated.",
        ),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(
            "--replications",
            "-r",
            metavar="N",
            min=1,
            help="How often to run each; with --best the most.  [default: 100; 1000]",
        ),
    ] = None,
    of: Annotated[
        list[str] | None,
        typer.Option(
            "--of",
            metavar="OUTCOME",
            help="An outcome of interest, as clauses.NAME.on_time or areas.NAME.gap_hours; may be "
            "repeated.  [default: all clauses]",
        ),
    ] = None,
    best: Annotated[
        str | None,
        typer.Option(
            "--best", metavar="OUTCOME", help="Select the scenario that is best in this outcome."
        ),
    ] = None,
    least: Annotated[
        bool, typer.Option("--least", help="With --best: less of it is better.")
    ] = False,
    most: Annotated[
        bool, typer.Option("--most", help="With --best: more of it is better.")
    ] = False,
    indifference: Annotated[
        float | None,
        typer.Option(
            metavar="D",
            help="With --best: the smallest difference worth finding, in the outcome's unit; "
            "0.05 for five in a hundred.",
        ),
    ] = None,
    confidence: Annotated[
        float | None,
        typer.Option(metavar="P", help="With --best: how sure to be of it.  [default: 0.95]"),
    ] = None,
    seed: Annotated[
        str,
        typer.Option(metavar="S", help="Seed of all chance: a whole number, or 'random'."),
    ] = "1",
    settings: Settings = None,
    workers: Workers = 1,
    out: Out = Path("results"),
    convoys: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            help="Look at single convoys in so many replications; these are run once more.",
        ),
    ] = 5,
    as_json: AsJson = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no chart.")] = False,
    quiet: Quiet = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be run, and where it would go.")
    ] = False,
) -> None:
    """Say what changes do: run scenarios under the same chance and compare them.

    Every other scenario is compared with the first, replication by replication: what chance decides
    is the same in both, so that what differs is due to the change. Whether a difference is clear is
    judged for all outcomes together. What turns from late to on time, or back, is told with the
    replications in which it does.

    With --best the scenarios are run until one is left, or N times: of those that are behind by
    more than chance explains nothing more is run. It ends with 1 if N did not suffice.

    Rows go to DIR as those of `run` do, and are never simulated twice; the comparison and its chart
    go to DIR/comparisons.
    """
    from sim.api.policies import policies, variants_of

    _refuse_mixed(
        of, best, least=least, most=most, indifference=indifference, confidence=confidence
    )
    number = _seed(seed)
    cases = policies(scenarios, variants=variants_of(variants or ()), settings=settings or ())
    try:
        if best is not None:
            assert indifference is not None
            _select(
                cases,
                outcome=best,
                prefer="most" if most else "least",
                indifference=indifference,
                confidence=0.95 if confidence is None else confidence,
                most=MOST if replications is None else replications,
                seed=number,
                out=out,
                workers=workers,
                as_json=as_json,
                is_quiet=quiet,
                is_dry=dry_run,
            )
        else:
            _compare(
                cases,
                of=of or (),
                replications=REPLICATIONS if replications is None else replications,
                seed=number,
                out=out,
                workers=workers,
                convoys=convoys,
                as_json=as_json,
                with_chart=not no_charts,
                is_quiet=quiet,
                is_dry=dry_run,
            )
    except ModelBug as bug:
        say(f"It failed in replication {bug.replication} of seed {bug.seed}.")
        raise


def _refuse_mixed(
    of: Sequence[str] | None,
    best: str | None,
    *,
    least: bool,
    most: bool,
    indifference: float | None,
    confidence: float | None,
) -> None:
    """Refuse options that say nothing together, before anything is read."""
    if best is None:
        given = {
            "--least": least,
            "--most": most,
            "--indifference": indifference is not None,
            "--confidence": confidence is not None,
        }
        for option, is_given in given.items():
            if is_given:
                raise InputError(f"{option} goes with --best OUTCOME, which selects one scenario")
        return
    if of:
        raise InputError("--of and --best exclude one another: --best looks at its outcome alone")
    if least == most:
        raise InputError(f"say whether less or more of {best} is better: --least or --most")
    if indifference is None:
        raise InputError(
            "--best needs --indifference D, the smallest difference worth finding: without one no "
            "number of runs suffices to tell equal scenarios apart"
        )


def _seed(text: str) -> int:
    if text == "random":
        return secrets.randbits(RANDOM_BITS)
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"--seed takes a whole number from 0 on, or 'random'; found '{text}'")
    return int(text)


class _Telling:
    """Says how far each scenario is; takes its line away when it is done."""

    def __init__(self, replications: int, *, is_quiet: bool) -> None:
        self._replications = replications
        self._is_quiet = is_quiet
        self._label = ""
        self._progress: Progress | None = None

    def begin(self, label: str) -> Progress:
        """The scenario that comes next."""
        self.end()
        self._label = label
        self._progress = Progress(self._replications, is_quiet=self._is_quiet)
        return self._progress

    def end(self) -> None:
        """The scenario under way, if any, is done."""
        if self._progress is None:
            return
        self._progress.end()
        if not self._is_quiet:
            before = self._replications - self._progress.done
            say(f"{self._label}: {self._progress.told(before)}")
        self._progress = None

    def stop(self) -> None:
        """Somebody stopped it."""
        if self._progress is not None:
            self._progress.end()
            say(f"{self._label}: {self._progress.stopped()}")
            self._progress = None


def _compare(
    cases: Sequence["Policy"],
    *,
    of: Sequence[str],
    replications: int,
    seed: int,
    out: Path,
    workers: int,
    convoys: int,
    as_json: bool,
    with_chart: bool,
    is_quiet: bool,
    is_dry: bool,
) -> None:
    from sim.api.comparing import asked_of, compare_policies
    from sim.api.comparison import Comparison
    from sim.api.running import check_numbers
    from sim.experiments.executors.choosing import executor_for

    check_numbers(seed=seed, replications=replications)
    executor = executor_for(workers)
    if is_dry:
        outcomes = [str(name) for name in asked_of(cases, of)]
        _plan(cases, outcomes, seed=seed, replications=replications, out=out, as_json=as_json)
        return
    telling = _Telling(replications, is_quiet=is_quiet)
    waiting: list[Waiting] = []

    def replaying(done: int, total: int) -> None:
        if not waiting:
            telling.end()
            waiting.append(Waiting("looking at convoys", is_quiet=is_quiet))
        waiting[0].redraw(f"looking at convoys, run {done} of {total} ...")

    try:
        found = compare_policies(
            cases,
            replications=replications,
            seed=seed,
            of=of,
            out=out,
            convoys=convoys,
            executor=executor,
            on_policy=telling.begin,
            on_replay=replaying,
        )
    except KeyboardInterrupt:
        telling.stop()
        raise
    finally:
        for each in waiting:
            each.end()
        with suppress(BrokenPipeError):
            telling.end()
    kept, charts = _keep(Comparison(found), out, with_chart=with_chart, is_quiet=is_quiet)
    _tell(Comparison(found), kept, charts, as_json=as_json)
    failed = {number: ran for ran in found.scenarios for number in ran.failed}
    if failed:
        told = {
            number: f"of {ran.label}; why stands in the table failures of {ran.folder}"
            for number, ran in failed.items()
        }
        raise RunsFailed(told)


def _keep(
    found: "Comparison", out: Path, *, with_chart: bool, is_quiet: bool
) -> tuple[Path, list[Path]]:
    """Keep the comparison, and its chart beside it."""
    from sim.api.comparison import folder_of_comparison

    folder = folder_of_comparison(found.compared, out)
    kept = found.save(folder)
    if not with_chart:
        return kept, []
    waiting = Waiting("drawing the chart", is_quiet=is_quiet)
    try:
        return kept, found.plot.save(folder)
    finally:
        waiting.end()


def _tell(comparison: "Comparison", kept: Path, charts: Sequence[Path], *, as_json: bool) -> None:
    from sim.analysis.comparing.telling import set_line, tell

    found = comparison.compared
    if as_json:
        charted = [str(path) for path in charts]
        document({**found.to_json(), "comparison": str(kept), "charts": charted})
        return
    for line in tell(found):
        told = set_line(line)
        answer(styled(told, "bold") if line.is_head else told)
    answer("")
    answer(styled("Results", "bold"), f"     {kept}")
    for path in charts:
        answer(f"            {path}")
    answer(styled("Rows", "bold"), f"        {found.base.folder}")
    for other in found.others:
        answer(f"            {other.folder}")


def _plan(
    cases: Sequence["Policy"],
    outcomes: Sequence[str],
    *,
    seed: int,
    replications: int,
    out: Path,
    as_json: bool,
) -> None:
    from sim.api.running import results_folder
    from sim.results.folder import replications_in

    planned = []
    for case in cases:
        folder = results_folder(case.loaded, seed=seed, out=out)
        there = min(replications_in(folder), replications)
        planned.append((case, folder, there))
    if as_json:
        document(
            {
                "replications": replications,
                "seed": seed,
                "outcomes": list(outcomes),
                "scenarios": [
                    {
                        "label": case.label,
                        "file": case.loaded.path,
                        "settings": list(case.settings),
                        "results": str(folder),
                        "replications_there": there,
                    }
                    for case, folder, there in planned
                ],
            }
        )
        return
    runs = sum(replications - there for _, _, there in planned)
    each = f"{replications} replications of each with seed {seed}"
    answer(wrapped(f"Would compare {len(cases)} scenarios, {each}; {runs:,} runs are missing."))
    for case, folder, there in planned:
        answer(f"  {case.label}")
        answer(f"      {folder}" + (f" ({there} there already)" if there else ""))
    answer("Outcomes")
    for outcome in outcomes:
        answer(f"  {outcome}")


def _select(
    cases: Sequence["Policy"],
    *,
    outcome: str,
    prefer: Literal["least", "most"],
    indifference: float,
    confidence: float,
    most: int,
    seed: int,
    out: Path,
    workers: int,
    as_json: bool,
    is_quiet: bool,
    is_dry: bool,
) -> None:
    from sim.api.selecting import best_policy, prepared
    from sim.experiments.executors.choosing import executor_for

    executor = executor_for(workers)
    if is_dry:
        prepared(
            cases,
            outcome=outcome,
            prefer=prefer,
            indifference=indifference,
            confidence=confidence,
            most=most,
            seed=seed,
        )
        _plan(cases, [outcome], seed=seed, replications=most, out=out, as_json=as_json)
        return
    waiting = Waiting("selecting", is_quiet=is_quiet)

    def looked(race: "Selection") -> None:
        waiting.redraw(f"{race.replications} replications, {len(race.alive)} still in ...")

    try:
        found = best_policy(
            cases,
            outcome=outcome,
            prefer=prefer,
            indifference=indifference,
            confidence=confidence,
            most=most,
            seed=seed,
            out=out,
            executor=executor,
            on_batch=looked,
        )
    except KeyboardInterrupt:
        waiting.end()
        say("stopped; what was run is kept, and the same command goes on")
        raise
    finally:
        waiting.end()
    _tell_best(found, as_json=as_json)
    if found.selected is None:
        raise NotPrecise(f"{most} replications did not suffice to select one")


def _tell_best(found: "Best", *, as_json: bool) -> None:
    from sim.analysis.comparing.selected import tell_selection
    from sim.analysis.comparing.telling import set_line

    if as_json:
        document(found.to_json())
        return
    for line in tell_selection(found.race, outcome=found.outcome, seed=found.seed):
        told = set_line(line)
        answer(styled(told, "bold") if line.is_head else told)
    answer("")
    answer(styled("Rows", "bold"), "        " + "\n            ".join(found.folders.values()))
