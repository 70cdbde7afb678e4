"""Which convoys and households turn: read off the event logs of one replication run once more."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sim.analysis.comparing.compared import ConvoyTurn, Turn
from sim.catalogue import Kind
from sim.clock import HOUR
from sim.events.log import EventLog
from sim.scenario.roster import Roster

SHOWN = 10
"""So many numbers of convoys are named."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fleet:
    """The convoys of a unit, or the households of a group, in one replication.

    Attributes:
        seen: Their numbers.
        on_time: Those who did all that clauses ask of them by due as moved.
        is_whole: Whether all who leave are out, so that a number not seen does not exist.
    """

    seen: frozenset[int]
    on_time: frozenset[int]
    is_whole: bool


def fleets(log: EventLog, roster: Roster, clauses: Iterable[Row]) -> dict[str, Fleet]:
    """Every unit and group of which a clause asks something that fell due.

    Args:
        log: Of one replication.
        roster: Who takes part.
        clauses: The rows of the outcome table `clauses` of that replication.
    """
    due = {str(row["clause"]): row["due_hours"] for row in clauses}
    seconds = {name: float(str(hours)) * HOUR for name, hours in due.items() if _is_known(hours)}
    last, inside = _read(log)
    found = {}
    for path, base in roster.bases.items():
        musts = {name: roster.scenario.agreement.clauses[name].must for name in base.clauses}
        bounds = [
            (Kind.OUT if must == "leave" else Kind.ARRIVE, seconds[name])
            for name, must in musts.items()
            if name in seconds
        ]
        if bounds:
            movers = last.get(path, {})
            # Hours are fractions of which a trace may be lost; instants are whole seconds.
            on_time = frozenset(
                number
                for number, when in movers.items()
                if all(when.get(kind, math.inf) <= round(second) for kind, second in bounds)
            )
            found[path] = Fleet(frozenset(movers), on_time, inside.get(path, 0) == 0)
    return found


def _is_known(hours: object) -> bool:
    return hours is not None and not math.isnan(float(str(hours)))


def _read(log: EventLog) -> tuple[dict[str, dict[int, dict[Kind, int]]], dict[str, int]]:
    """The last second at which each mover came out or arrived, and how many people are inside."""
    last: dict[str, dict[int, dict[Kind, int]]] = {}
    inside: dict[str, int] = {}
    for row in log.rows():
        if row.kind is Kind.PRESENT:
            inside[row.subject] = inside.get(row.subject, 0) + row.people
        elif row.kind is Kind.STAYS:
            inside[row.subject] = inside.get(row.subject, 0) - row.people
        elif row.kind in (Kind.OUT, Kind.ARRIVE) and row.number >= 0:
            last.setdefault(row.subject, {}).setdefault(row.number, {})[row.kind] = row.second
            if row.kind is Kind.OUT:
                inside[row.subject] = inside.get(row.subject, 0) - row.people
    return last, inside


def convoy_turns(
    first: Mapping[str, Fleet], second: Mapping[str, Fleet], *, scenario: str, replication: int
) -> tuple[ConvoyTurn, ...]:
    """What turned in one replication; of units and groups that both scenarios have.

    A convoy that is seen in one scenario only is late in the other if somebody is still inside
    there; otherwise there is no such convoy.
    """
    return tuple(
        _turned(path, first[path], second[path], scenario=scenario, replication=replication)
        for path in first
        if path in second
    )


def _turned(
    path: str, first: Fleet, second: Fleet, *, scenario: str, replication: int
) -> ConvoyTurn:
    was = first.seen | (frozenset() if first.is_whole else second.seen)
    now = second.seen | (frozenset() if second.is_whole else first.seen)
    both = was & now
    better = sorted(both & second.on_time - first.on_time)
    worse = sorted(both & first.on_time - second.on_time)
    return ConvoyTurn(
        scenario=scenario,
        path=path,
        replication=replication,
        to_on_time=len(better),
        to_late=len(worse),
        first_to_on_time=tuple(better[:SHOWN]),
        first_to_late=tuple(worse[:SHOWN]),
        compared=len(both),
        only_first=len(was - now),
        only_second=len(now - was),
    )


def worth_replaying(
    found: Sequence[Turn], *, number: int, replications: int, failed: Iterable[int] = ()
) -> tuple[int, ...]:
    """The replications in which to look for convoys: where most turned, then the first ones.

    Args:
        found: What turned between two scenarios.
        number: How many to choose.
        replications: How many there are.
        failed: Those that cannot be run.
    """
    count = dict.fromkeys(range(replications), 0)
    for each in found:
        for replication in (*each.to_on_time, *each.to_late):
            count[replication] += 1
    left = [replication for replication in count if replication not in set(failed)]
    return tuple(sorted(sorted(left, key=lambda one: -count[one])[:number]))
