"""Who asks for more time for which clause, and whether the answer rests on judgement alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.scenario.model import Scenario
from sim.scenario.provenance import Assumption


@dataclass(frozen=True, slots=True)
class Granting:
    """How more time for a clause is come by.

    Attributes:
        clause: Which one.
        asked_by: What people call the party that asks.
        is_assumed: Whether the answer rests on numbers, and all of them are assumed.
    """

    clause: str
    asked_by: str
    is_assumed: bool


def grantings(scenario: Scenario, numbers: Iterable[Assumption]) -> Iterator[Granting]:
    """One for each clause for which more time can be asked for.

    Args:
        scenario: Whose clauses they are.
        numbers: All that it rests on.
    """
    listed = list(numbers)
    for name, policy in scenario.agreement.extensions.items():
        start = f"agreement.extensions.{name}.grant."
        answer = [each.is_assumed for each in listed if each.path.startswith(start)]
        asked_by = scenario.parties[policy.asked_by].name
        for clause in policy.clauses:
            yield Granting(clause, asked_by, is_assumed=bool(answer) and all(answer))
