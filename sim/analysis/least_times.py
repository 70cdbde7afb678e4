"""The least time of every clause in each replication: what its numbers allow, limit by limit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sim.clock import HOUR
from sim.feasibility import Drawn, Earliest, Kind, Ranges, Reason, Typical
from sim.feasibility import limits as limits_of
from sim.randomness.lookup import drawn_once
from sim.scenario.load import parse_resolved
from sim.scenario.roster import Roster, make_roster

MOST = 200
"""So many replications are looked at; more would tell the same and take seconds."""


@dataclass(frozen=True, slots=True)
class Limit:
    """By when a clause may be fulfilled as one limit would have it.

    Attributes:
        hours: Hours from the start, one a replication; infinite where that is after the end.
        kind: What binds in most replications.
        of: The roads, units, groups, pools or events it comes from in most, as dotted paths.
    """

    hours: tuple[float, ...]
    kind: Kind
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeastTime:
    """What holds one clause up at least.

    Attributes:
        soonest_hours: No run can be sooner, whatever is drawn and whatever anybody plans.
        at_best: No run can be sooner with what is drawn in it, whatever anybody plans.
        as_planned: The same as long as units leave when they mean to; it may be no later.
        roads, loads: Fluid estimates: everybody through the roads, all loads carried out. None
            where there is nothing to pass or to carry.
    """

    soonest_hours: float
    at_best: Limit
    as_planned: Limit
    roads: Limit | None
    loads: Limit | None

    @property
    def has_plans(self) -> bool:
        """Whether plans hold it up in any replication."""
        return self.as_planned.hours != self.at_best.hours


@dataclass(frozen=True, slots=True)
class LeastTimes:
    """The least times of all clauses.

    Attributes:
        replications: Which were looked at.
        clauses: By name.
    """

    replications: tuple[int, ...]
    clauses: dict[str, LeastTime]


def least_times_of(text: str, *, name: str, seed: int, replications: int) -> LeastTimes:
    """The least times with the numbers that the first replications of a run drew.

    Args:
        text: The resolved scenario, as a folder of results keeps it.
        name: What places in it are called.
        seed: Of the run.
        replications: How many there are; the first 200 are looked at.

    Raises:
        ScenarioError: If the text is no scenario that this version of the program can read.
    """
    roster = make_roster(parse_resolved(text, name=name).scenario)
    return least_times(roster, seed=seed, replications=range(min(MOST, replications)))


def least_times(roster: Roster, *, seed: int, replications: Sequence[int]) -> LeastTimes:
    """The least times of every clause in some replications."""
    drawn = drawn_once(roster, seed=seed, replications=replications)
    return LeastTimes(
        replications=tuple(replications),
        clauses={
            name: _least_time(roster, name, drawn) for name in roster.scenario.agreement.clauses
        },
    )


def _least_time(roster: Roster, clause: str, drawn: Sequence[dict[str, float]]) -> LeastTime:
    found = [
        limits_of(roster, clause, hard=Drawn(roster, values), typical=Typical(roster, values))
        for values in drawn
    ]
    soonest = Earliest(roster, Ranges(roster), with_plans=False).clause(clause)
    roads, loads = [each.roads for each in found], [each.loads for each in found]
    return LeastTime(
        soonest_hours=_hours(roster, soonest),
        at_best=_limit(roster, [each.at_best for each in found]),
        as_planned=_limit(roster, [each.as_planned for each in found]),
        roads=_limit(roster, roads) if _binds(roads) else None,
        loads=_limit(roster, loads) if _binds(loads) else None,
    )


def _binds(reasons: Sequence[Reason]) -> bool:
    return any(reason.kind != "nothing" for reason in reasons)


def _limit(roster: Roster, reasons: Sequence[Reason]) -> Limit:
    often = Counter((reason.kind, reason.of) for reason in reasons)
    kind, of = often.most_common(1)[0][0] if reasons else ("nothing", ())
    return Limit(tuple(_hours(roster, reason) for reason in reasons), kind, of)


def _hours(roster: Roster, reason: Reason) -> float:
    return float("inf") if reason.second > roster.end else reason.second / HOUR
