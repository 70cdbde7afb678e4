"""Replications: the same roster under other chance, one after another, each told as soon as known.

A replication depends on nothing but the roster, the seed and its own number; whoever runs it,
wherever and in whatever order, gets the same one.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.engines.reference import simulate
from sim.errors import ModelBug
from sim.events.log import EventLog
from sim.outcomes.invariants import violations_of
from sim.outcomes.measure import measure
from sim.outcomes.series import Series, series
from sim.scenario.canonical import digest
from sim.scenario.roster import Roster

Progress = Callable[[int, int], None]
"""Told how many replications are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Replication:
    """What one replication left.

    Attributes:
        number: Its number.
        tables: Rows of the outcome tables.
        series: Values over time, if they were asked for.
        events_number: Length of its event log.
        log: The log itself, if it was asked for.
    """

    number: int
    tables: Mapping[str, Sequence[Mapping[str, object]]]
    series: Series | None
    events_number: int
    log: EventLog | None = None


def replicate(
    roster: Roster,
    *,
    seed: int,
    replications: int,
    first: int = 0,
    logs: Container[int] = (),
    is_checked: bool = False,
    on_progress: Progress | None = None,
) -> Iterator[Replication]:
    """Run replications one after another; nothing of one is held once the next is asked for.

    Args:
        roster: Who takes part.
        seed: Of all that chance decides.
        replications: How many.
        first: Number of the first.
        logs: Numbers of those whose event log is wanted.
        is_checked: Whether what must hold of every log is checked.
        on_progress: Told after each.

    Raises:
        ModelBug: If the program itself is at fault; tells the seed and replication to replay.
    """
    for done in range(replications):
        number = first + done
        yield run_one(
            roster, seed=seed, number=number, with_log=number in logs, is_checked=is_checked
        )
        if on_progress is not None:
            on_progress(done + 1, replications)


def run_one(
    roster: Roster,
    *,
    seed: int,
    number: int,
    with_log: bool = False,
    with_series: bool = True,
    is_checked: bool = False,
) -> Replication:
    """Run and measure one replication.

    Raises:
        ModelBug: If the program itself is at fault; tells the seed and replication to replay.
    """
    try:
        log = simulate(roster, seed=seed, replication=number)
        if is_checked:
            _check(log, roster)
        return Replication(
            number=number,
            tables=measure(log, roster, replication=number),
            series=series(log, roster) if with_series else None,
            events_number=len(log),
            log=log if with_log else None,
        )
    except MemoryError:
        raise
    except Exception as error:  # whatever goes wrong in here is our bug, to be replayed
        known = error if isinstance(error, ModelBug) else None
        raise ModelBug(
            f"{type(error).__name__}: {error}" if known is None else known.what,
            scenario_digest=digest(roster.scenario),
            seed=seed,
            replication=number,
            second=None if known is None else known.second,
        ) from error


def _check(log: EventLog, roster: Roster) -> None:
    """Hold a log to what must hold of every log."""
    found = violations_of(log, roster)
    if found:
        raise ModelBug("; ".join(found))
