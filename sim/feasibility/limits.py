"""What holds a clause up at least, limit by limit, so that one sees which of them binds."""

from dataclasses import dataclass

from sim.feasibility.bounds import Earliest
from sim.feasibility.estimate import loads_carried, roads_passed
from sim.feasibility.numbers import NOTHING, Numbers, Reason
from sim.scenario.roster import Roster


@dataclass(frozen=True, slots=True)
class Limits:
    """By when a clause may be fulfilled, as each limit alone would have it.

    Attributes:
        at_best: No run can be sooner, whatever anybody plans.
        as_planned: No run can be sooner as long as units leave when they mean to. Plans look at
            due, so that another due would have other plans.
        roads: A fluid estimate: all vehicles through the roads into the exits, breakdowns included.
        loads: A fluid estimate: all loads carried out by the pool that needs longest. Loads may be
            left behind, so that a run can be sooner.
    """

    at_best: Reason
    as_planned: Reason
    roads: Reason
    loads: Reason


def limits(roster: Roster, clause: str, *, hard: Numbers, typical: Numbers) -> Limits:
    """The limits of one clause.

    Args:
        roster: Who takes part.
        clause: Its name.
        hard: Numbers for what no run can beat.
        typical: Numbers for the estimates.
    """
    must_leave = roster.scenario.agreement.clauses[clause].must == "leave"
    return Limits(
        at_best=Earliest(roster, hard, with_plans=False).clause(clause),
        as_planned=Earliest(roster, hard).clause(clause),
        roads=roads_passed(roster, clause, typical) if must_leave else NOTHING,
        loads=loads_carried(roster, clause, typical) if must_leave else NOTHING,
    )
