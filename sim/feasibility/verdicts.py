"""What can be said of clauses without a run."""

from dataclasses import dataclass

from sim.feasibility.bounds import Earliest, fixed_due
from sim.feasibility.estimate import estimate
from sim.feasibility.numbers import Numbers, Ranges, Reason
from sim.scenario.roster import Roster


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a clause without a run.

    Attributes:
        clause: Its name.
        due: Due as signed, if it is a fixed instant.
        bound: The latest of its lower bounds.
        estimate: A fluid estimate at likely values.
    """

    clause: str
    due: int | None
    bound: Reason
    estimate: Reason

    @property
    def is_feasible(self) -> bool:
        """Whether it can be met at all."""
        return self.due is None or self.bound.second <= self.due


def verdicts(roster: Roster) -> tuple[Verdict, ...]:
    """What can be said of every clause."""
    earliest = Earliest(roster, Ranges(roster))
    return tuple(
        Verdict(
            clause=name,
            due=fixed_due(roster, name),
            bound=earliest.clause(name),
            estimate=estimate(roster, name),
        )
        for name in roster.scenario.agreement.clauses
    )


def least_second(roster: Roster, name: str, numbers: Numbers) -> Reason:
    """The earliest second at which a clause can be fulfilled, by the numbers given."""
    return Earliest(roster, numbers).clause(name)
