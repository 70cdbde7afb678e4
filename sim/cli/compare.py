"""`compare`: what changes do, run by run under the same chance; or which policy is best."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import say
from sim.cli.gathering import gathered
from sim.cli.options import (
    AsJson,
    Doing,
    NoCharts,
    OutcomesOfInterest,
    PlanOnly,
    Quiet,
    Seed,
    Settings,
)
from sim.cli.seeds import seed_of
from sim.errors import InputError, ModelBug

if TYPE_CHECKING:
    from sim.api.policies import Policy

REPLICATIONS, MOST = 100, 1000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class BestOptions:
    """How one scenario is selected, where that is asked for.

    Attributes:
        best: The outcome in which it is to be best; None if none is selected.
        least, most: Whether less or more of it is better.
        indifference: The smallest difference worth finding, in the outcome's unit.
        confidence: How sure to be of it.
    """

    best: Annotated[
        str | None,
        typer.Option(
            "--best",
            metavar="OUTCOME",
            help="Select the scenario that is best in this outcome.",
            autocompletion=completions.outcomes,
        ),
    ] = None
    least: Annotated[bool, typer.Option("--least", help="With --best: less of it is better.")] = (
        False
    )
    most: Annotated[bool, typer.Option("--most", help="With --best: more of it is better.")] = False
    indifference: Annotated[
        float | None,
        typer.Option(
            metavar="D",
            help="With --best: the smallest difference worth finding, in the outcome's unit; "
            "0.05 for five in a hundred.",
        ),
    ] = None
    confidence: Annotated[
        float | None,
        typer.Option(metavar="P", help="With --best: how sure to be of it.  [default: 0.95]"),
    ] = None


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is looked at beside the differences, and how all of it is told.

    Attributes:
        convoys: In how many replications single convoys are looked at.
        as_json: Whether the answer is one JSON document.
        no_charts: Whether no chart is drawn.
        quiet: Whether no progress is shown.
        dry_run: Whether only the plan is told.
    """

    convoys: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            help="Look at single convoys in so many replications; these are run once more.",
        ),
    ] = 5
    as_json: AsJson = False
    no_charts: NoCharts = False
    quiet: Quiet = False
    dry_run: PlanOnly = False


@gathered
def compare(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="Scenario files; the first is the base.",
            autocompletion=completions.scenario_files,
        ),
    ],
    *,
    variants: Annotated[
        list[str] | None,
        typer.Option(
            "--variant",
            metavar="LABEL: PATH=VALUE; ...",
            help="The base with values changed, as 'long road: roads.pass.length_km=90'; may be "
            "repeated.",
            autocompletion=completions.variants,
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
    of: OutcomesOfInterest = None,
    selection: BestOptions,
    seed: Seed = "1",
    settings: Settings = None,
    doing: Doing,
    telling: Telling,
) -> None:
    """Say what changes do: run scenarios under the same chance and compare them.

    Every other scenario is compared with the first, replication by replication: what chance decides
    is the same in both, so that what differs is due to the change. Whether a difference is clear is
    judged for all outcomes together. What turns from late to on time, or back, is told with the
    replications in which it does.

    With --best the scenarios are run until one is left, or N times: of those that are behind by
    more than chance explains nothing more is run. It ends with 1 if N did not suffice.

    Rows go to DIR as those of `run` do, and are never simulated twice; the comparison and its
    charts go to DIR/comparisons.
    """
    from sim.api.policies import policies, variants_of

    _refuse_mixed(selection, of or ())
    number = seed_of(seed)
    cases = policies(scenarios, variants=variants_of(variants or ()), settings=settings or ())
    try:
        if selection.best is not None:
            _select(cases, selection, doing, telling, most=replications or MOST, seed=number)
        else:
            runs = replications or REPLICATIONS
            _compare(cases, of or (), doing, telling, replications=runs, seed=number)
    except ModelBug as bug:
        say(f"It failed in replication {bug.replication} of seed {bug.seed}.")
        raise


def _select(
    cases: Sequence["Policy"],
    selection: BestOptions,
    doing: Doing,
    telling: Telling,
    *,
    most: int,
    seed: int,
) -> None:
    from sim.cli.selecting import select_one
    from sim.experiments.executors.choosing import executor_for

    assert selection.best is not None
    assert selection.indifference is not None
    cluster = None if telling.dry_run else doing.cluster
    select_one(
        cases,
        outcome=selection.best,
        prefer="most" if selection.most else "least",
        indifference=selection.indifference,
        confidence=CONFIDENCE if selection.confidence is None else selection.confidence,
        most=most,
        seed=seed,
        out=doing.out,
        executor=executor_for(doing.workers, cluster=cluster),
        as_json=telling.as_json,
        is_quiet=telling.quiet,
        is_dry=telling.dry_run,
    )


def _compare(
    cases: Sequence["Policy"],
    of: Sequence[str],
    doing: Doing,
    telling: Telling,
    *,
    replications: int,
    seed: int,
) -> None:
    from sim.api.comparing import asked_of
    from sim.api.running import check_numbers
    from sim.cli.comparing import compare_all, plan, tell_comparison
    from sim.experiments.executors.choosing import executor_for

    out, as_json = doing.out, telling.as_json
    if telling.dry_run:
        check_numbers(seed=seed, replications=replications)
        executor_for(doing.workers)  # refuses what cannot be
        outcomes = [str(name) for name in asked_of(cases, of)]
        plan(cases, outcomes, seed=seed, replications=replications, out=out, as_json=as_json)
        return
    found = compare_all(
        cases,
        of=of,
        replications=replications,
        seed=seed,
        out=out,
        executor=executor_for(doing.workers, cluster=doing.cluster),
        convoys=telling.convoys,
        is_quiet=telling.quiet,
    )
    with_chart = not telling.no_charts
    tell_comparison(found, out, with_chart=with_chart, as_json=as_json, is_quiet=telling.quiet)


def _refuse_mixed(selection: BestOptions, of: Sequence[str]) -> None:
    """Refuse options that say nothing together, before anything is read."""
    best = selection.best
    if best is None:
        given = {
            "--least": selection.least,
            "--most": selection.most,
            "--indifference": selection.indifference is not None,
            "--confidence": selection.confidence is not None,
        }
        for option, is_given in given.items():
            if is_given:
                raise InputError(f"{option} goes with --best OUTCOME, which selects one scenario")
        return
    if of:
        raise InputError("--of and --best exclude one another: --best looks at its outcome alone")
    if selection.least == selection.most:
        raise InputError(f"say whether less or more of {best} is better: --least or --most")
    if selection.indifference is None:
        raise InputError(
            "--best needs --indifference D, the smallest difference worth finding: without one no "
            "number of runs suffices to tell equal scenarios apart"
        )
