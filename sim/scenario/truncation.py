"""How much of a distribution is left when it is cut off, so that nothing is drawn from nothing."""

import itertools
import math

from sim.scenario.amounts import Quantity
from sim.scenario.texts import LEAST_SIZE

LEAST_PROBABILITY = 1e-6
"""Less than this between low and high is taken for a mistake in them."""
_NORMAL_P90 = 1.2815515655446004


def probability_between(quantity: Quantity, low: float | None, high: float | None) -> float:
    """The least probability that an untruncated quantity lies between two values.

    Where parameters are drawn themselves, the least over the corners of their ranges.

    >>> from sim.scenario.amounts import Quantity
    >>> probability_between(Quantity("exponential", (1.0,)), 0.0, None)
    1.0
    """
    ends = [
        _ends(parameter) if isinstance(parameter, Quantity) else (parameter,)
        for parameter in quantity.parameters
    ]
    return min(
        _below(quantity.form, corner, high, at_none=1.0)
        - _below(quantity.form, corner, low, at_none=0.0)
        for corner in itertools.product(*ends)
    )


def _ends(parameter: Quantity) -> tuple[float, ...]:
    found = (parameter.least(), parameter.likely(), parameter.most())
    return tuple(end for end in found if math.isfinite(end))


def _below(
    form: str, parameters: tuple[float, ...], value: float | None, *, at_none: float
) -> float:
    if value is None:
        return at_none
    if form == "normal":
        return _normal((value - parameters[0]) / max(parameters[1], LEAST_SIZE))
    if value <= 0:
        return 0.0
    if form == "lognormal":
        sigma = math.log(parameters[1]) / _NORMAL_P90
        distance = math.log(value / max(parameters[0], LEAST_SIZE))
        return _normal(distance / sigma) if sigma > 0 else float(distance >= 0)
    scale, shape = max(parameters[0], LEAST_SIZE), (*parameters, 1.0)[1]
    return -math.expm1(-math.exp(min(700.0, shape * math.log(value / scale))))


def _normal(distance: float) -> float:
    return 0.5 * math.erfc(-distance / math.sqrt(2))
