"""`compare`: what changes do, run by run under the same chance; or which policy is best."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.console import say
from sim.cli.options import AsJson, Cluster, Out, Quiet, Settings, Workers
from sim.cli.seeds import seed_of
from sim.errors import InputError, ModelBug

REPLICATIONS, MOST = 100, 1000
CONFIDENCE = 0.95


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
    cluster: Cluster = None,
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
    from sim.api.comparing import asked_of
    from sim.api.policies import policies, variants_of
    from sim.api.running import check_numbers
    from sim.cli.comparing import compare_all, plan, tell_comparison
    from sim.cli.selecting import select_one
    from sim.experiments.executors.choosing import executor_for

    _refuse_mixed(
        of, best, least=least, most=most, indifference=indifference, confidence=confidence
    )
    number = seed_of(seed)
    cases = policies(scenarios, variants=variants_of(variants or ()), settings=settings or ())
    try:
        if best is not None and indifference is not None:
            select_one(
                cases,
                outcome=best,
                prefer="most" if most else "least",
                indifference=indifference,
                confidence=CONFIDENCE if confidence is None else confidence,
                most=replications or MOST,
                seed=number,
                out=out,
                executor=executor_for(workers, cluster=None if dry_run else cluster),
                as_json=as_json,
                is_quiet=quiet,
                is_dry=dry_run,
            )
            return
        runs = replications or REPLICATIONS
        if dry_run:
            check_numbers(seed=number, replications=runs)
            executor_for(workers)  # refuses what cannot be
            outcomes = [str(name) for name in asked_of(cases, of or ())]
            plan(cases, outcomes, seed=number, replications=runs, out=out, as_json=as_json)
            return
        found = compare_all(
            cases,
            of=of or (),
            replications=runs,
            seed=number,
            out=out,
            executor=executor_for(workers, cluster=cluster),
            convoys=convoys,
            is_quiet=quiet,
        )
        tell_comparison(found, out, with_chart=not no_charts, as_json=as_json, is_quiet=quiet)
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
