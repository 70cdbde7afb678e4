"""How `compare --best` runs scenarios until one is left, and tells which."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.cli.comparing import plan, tell_files, write
from sim.cli.console import document, say
from sim.cli.progress import Waiting
from sim.errors import NotPrecise

if TYPE_CHECKING:
    from sim.api.policies import Policy
    from sim.api.selecting import Best
    from sim.experiments.executors.contract import Executor
    from sim.statistics.selection import Selection


def select_one(
    cases: Sequence["Policy"],
    *,
    outcome: str,
    prefer: Literal["least", "most"],
    indifference: float,
    confidence: float,
    most: int,
    seed: int,
    out: Path,
    executor: "Executor",
    as_json: bool,
    is_quiet: bool,
    is_dry: bool,
) -> None:
    """Select one of several scenarios, and tell which.

    Raises:
        NotPrecise: If so many replications did not suffice.
    """
    from sim.api.selecting import best_policy, prepared

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
        plan(cases, [outcome], seed=seed, replications=most, out=out, as_json=as_json)
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

    if as_json:
        document(found.to_json())
        return
    write(tell_selection(found.race, outcome=found.outcome, seed=found.seed))
    tell_files("Rows", found.folders.values())
