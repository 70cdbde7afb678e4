"""Which outcomes are compared: those that were named, or what every clause promises."""

from collections.abc import Sequence

from sim.catalogue.naming import OutcomeName, outcome_name
from sim.errors import InputError
from sim.scenario.model import Scenario
from sim.scenario.studies.outcomes import missing_subject
from sim.scenario.suggestions import suggestion

OF_RUNS = ("on_time_jointly", "on_time_as_signed_jointly")
OF_CLAUSES = ("on_time", "on_time_as_signed", "lateness_hours")
AS_SIGNED = {
    "on_time_as_signed_jointly": "on_time_jointly",
    "on_time_as_signed": "on_time",
}
"""What is the same as moved as long as no due is moved."""


def plain_interest(scenarios: Sequence[Scenario]) -> tuple[OutcomeName, ...]:
    """What is compared if nothing is named: all clauses together, then each of them.

    Args:
        scenarios: All that are compared; a clause of any of them counts.
    """
    clauses = dict.fromkeys(name for one in scenarios for name in one.agreement.clauses)
    # One clause is all clauses together.
    jointly = OF_RUNS if len(clauses) > 1 else ()
    return (
        *(OutcomeName("runs", (), column) for column in jointly),
        *(OutcomeName("clauses", (name,), column) for name in clauses for column in OF_CLAUSES),
    )


def named(texts: Sequence[str]) -> tuple[OutcomeName, ...]:
    """The outcomes that were named.

    Raises:
        InputError: If the catalogue has no such outcome, or it is a word; says which.
    """
    found: list[OutcomeName] = []
    for text in texts:
        try:
            name = outcome_name(text)
        except InputError as error:
            raise InputError(f"outcome '{text}': {error}") from None
        if name.kind == "word":
            raise InputError(f"outcome '{name}' is a word; only numbers, times and truth values")
        if name not in found:
            found.append(name)
    return tuple(found)


def is_in(name: OutcomeName, scenario: Scenario) -> bool:
    """Whether a scenario has what an outcome is about."""
    return missing_subject(name, scenario) is None


def must_be_in(name: OutcomeName, scenario: Scenario, *, label: str) -> None:
    """Refuse an outcome that was named and of which a scenario knows nothing.

    Raises:
        InputError: Says what the scenario has instead.
    """
    wrong = missing_subject(name, scenario)
    if wrong is not None:
        hint = "" if wrong.meant is None else suggestion(wrong.meant)
        raise InputError(f"outcome '{name}': {label} has {wrong.what}{hint}")
