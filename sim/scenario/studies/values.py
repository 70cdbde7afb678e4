"""Values of continuous factors as they are put into scenarios."""

from sim.clock import whole_number
from sim.scenario.amounts import NAMED, Quantity
from sim.scenario.studies.study import Target
from sim.scenario.texts import LEAST_SIZE

DIGITS = 6
"""Significant digits of a value: few enough to be read, and for all machines to agree on them."""


def value_of(exact: float, target: Target) -> int | float:
    """The value a place of the scenario gets where a factor's distribution has an exact one.

    Args:
        exact: A value of the distribution.
        target: The place; its distribution bounds the value.
    """
    if target.is_whole:
        return whole_number(exact)
    value = float(f"{exact:.{DIGITS}g}")
    if abs(value) < LEAST_SIZE:
        value = 0.0
    low, high = ends_of(target.law) if target.law is not None else (None, None)
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value


def ends_of(law: Quantity) -> tuple[float | None, float | None]:
    """The lowest and the highest value of a distribution; None where it reaches none."""
    if law.form in NAMED:
        return law.low, law.high
    return law.least(), law.most()


def text_of_value(value: int | float) -> str:
    """A value as a scenario writes it.

    >>> text_of_value(40), text_of_value(0.25)
    ('40', '0.25')
    """
    return repr(value)
