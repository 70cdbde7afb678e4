"""Replications: the same roster under other chance, one after another, each told as soon as known.

A replication depends on nothing but the roster, the seed and its own number; whoever runs it,
wherever and in whatever order, gets the same one.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.engines.reference import simulate
from sim.errors import ModelBug
from sim.events.log import EventLog
from sim.outcomes.invariants import check_invariants
from sim.outcomes.measure import measure
from sim.outcomes.series import Series, series
from sim.scenario.roster import Roster

Progress = Callable[[int, int], None]
"""Told how many replications are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Replication:
    """What one replication left.

    Attributes:
        number: Its number.
        tables: Rows of the outcome tables.
        series: Values over time.
        events_number: Length of its event log.
        log: The log itself, if it was asked for.
    """

    number: int
    tables: Mapping[str, Sequence[Mapping[str, object]]]
    series: Series
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
        yield one(
            roster, seed=seed, number=number, with_log=number in logs, is_checked=is_checked
        )
        if on_progress is not None:
            on_progress(done + 1, replications)


def one(
    roster: Roster, *, seed: int, number: int, with_log: bool = False, is_checked: bool = False
) -> Replication:
    """Run and measure one replication.

    Raises:
        ModelBug: If the program itself is at fault.
    """
    try:
        log = simulate(roster, seed=seed, replication=number)
        if is_checked:
            check_invariants(log, roster)
        return Replication(
            number=number,
            tables=measure(log, roster, replication=number),
            series=series(log, roster),
            events_number=len(log),
            log=log if with_log else None,
        )
    except ModelBug as bug:
        raise ModelBug(
            bug.what, seed=seed, replication=number, second=bug.second, scenario_digest=_digest(roster)
        ) from bug
    except Exception as error:
        # Whatever else goes wrong in here is our bug too; without its address nobody can replay it.
        what = f"{type(error).__name__}: {error}"
        raise ModelBug(what, seed=seed, replication=number, scenario_digest=_digest(roster)) from error
