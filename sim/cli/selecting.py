"""How `compare --best` runs scenarios until one is left, and tells which."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.cli.comparing import plan, tell_files, write
from sim.cli.console import document, say
from sim.cli.progress import Line, duration, rate
from sim.errors import NotPrecise

if TYPE_CHECKING:
    from sim.api.policies import Policy
    from sim.api.selecting import Best
    from sim.experiments.executors.contract import Executor
    from sim.statistics.selection import Selection


class Running(Line):
    """Says how far a selection is, how fast, and how long it will take at most.

    Args:
        most: Replications of each scenario, at most.
        alive: How many scenarios there are.
        is_quiet: Whether nothing is said.
        clock: Seconds.
    """

    def __init__(
        self,
        most: int,
        alive: int,
        *,
        is_quiet: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(is_quiet=is_quiet)
        self._most, self._alive = most, alive
        self._replications = self._runs = 0
        self._clock, self._began = clock, clock()
        self.redraw("selecting ...")

    def looked(self, race: "Selection") -> None:
        """A batch was run."""
        self._runs += (race.replications - self._replications) * self._alive
        self._replications, self._alive = race.replications, len(race.alive)
        self.redraw(self.words())

    def words(self) -> str:
        """How far it is, in words."""
        spent = max(self._clock() - self._began, 1e-9)
        missing = (self._most - self._replications) * self._alive
        left = duration(spent / max(self._runs, 1) * missing)
        return (
            f"{self._replications} replications, {self._alive} still in, "
            f"{rate(self._runs, spent)}, at most {left} left"
        )


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
    waiting = Running(most, len(cases), is_quiet=is_quiet)
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
            on_batch=waiting.looked,
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
