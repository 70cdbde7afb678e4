"""Values of a distribution by inverting its distribution function F, on arrays.

One uniform gives one value, and a larger uniform no smaller value: the same address gives
comparable values under changed parameters (common random numbers).

Powers and logarithms are those of scipy.special, which takes element by element. NumPy's own use
vector instructions where the processor has them, and so differ in the last digit between machines.

Source: Devroye (1986), "Non-Uniform Random Variate Generation", section II.2 (the inversion
    method; truncation by mapping the uniform into [F(low), F(high)]).
"""

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]

# The 0.9 quantile of the standard normal distribution.
_NORMAL_P90 = 1.2815515655446004
# Below it too few floating point numbers lie between F(low) and F(high) to tell draws apart.
_LEAST_PROBABILITY = 1e-9
_LARGEST_BELOW_ONE = 1.0 - 2.0**-53


def invert(
    form: str,
    parameters: tuple[Any, ...],
    uniforms: NDArray[np.float64],
    *,
    low: float | None = None,
    high: float | None = None,
) -> Values:
    """The values of a distribution at the given uniforms, truncated to [low, high] if asked.

    Forms and their parameters: value (value), pert and triangular (low, likely, high), uniform
    (low, high), lognormal (median, p90_over_median), normal (mean, sd), exponential (mean),
    weibull (scale, shape), discrete (pairs of value and weight).

    Args:
        form: one of the names above.
        parameters: the form's scalars in that order; for discrete one tuple of pairs.
        uniforms: numbers strictly between 0 and 1, of any shape.
        low: no value is smaller; the rest of the distribution keeps its proportions.
        high: no value is larger.

    Returns:
        The values, in the shape of `uniforms`. They do not fall as the uniform grows, except that
        uniforms closer than about 1e-14 may give values out of order in their last digits.

    Raises:
        ValueError: an unknown form, parameters outside their range, a uniform outside (0, 1),
            or bounds that leave (next to) nothing of the distribution.
    """
    numbers = np.asarray(uniforms, dtype=np.float64)
    if not np.all((numbers > 0.0) & (numbers < 1.0)):
        raise ValueError("uniforms must lie strictly between 0 and 1")
    bottom = -math.inf if low is None else float(low)
    top = math.inf if high is None else float(high)
    if not bottom <= top:
        raise ValueError(f"low must not exceed high, found {low} and {high}")
    try:
        values = _law(form, parameters).at(numbers, bottom, top)
        _require(bool(np.all(np.isfinite(values))), "parameters that give finite values")
    except ValueError as problem:
        raise ValueError(f"{form} {parameters}: {problem}") from None
    return values


class _Law(Protocol):
    """A distribution that can be inverted within bounds."""

    def at(self, uniforms: Values, low: float, high: float) -> Values:
        """The values at the uniforms, within [low, high]."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """A distribution on finitely many values; a single one is certain."""

    pairs: Sequence[tuple[float, float]]

    def at(self, uniforms: Values, low: float, high: float) -> Values:
        """The smallest value within the bounds whose cumulative share reaches the uniform."""
        kept = sorted((value, weight) for value, weight in self.pairs if low <= value <= high)
        weights = np.array([weight for _, weight in kept], dtype=np.float64)
        if not weights.sum() > 0.0:
            raise ValueError(f"no value lies between {low} and {high}")
        cumulative = np.cumsum(weights)
        # Divided by the last sum, not by weights.sum(): the last share must be exactly 1.
        shares = cumulative / cumulative[-1]
        values = np.array([value for value, _ in kept], dtype=np.float64)
        return np.asarray(values[np.searchsorted(shares, uniforms, side="left")])


@dataclass(frozen=True, slots=True)
class _Curve:
    """A continuous distribution on [least, most]: its function F and the inverse of F."""

    least: float
    most: float
    function: Callable[[float], float]
    inverse: Callable[[Values], Values]

    def at(self, uniforms: Values, low: float, high: float) -> Values:
        """inverse(F(low) + u (F(high) - F(low))), clipped to the bounds against rounding."""
        before, until = self._share(low), self._share(high)
        if not until - before >= _LEAST_PROBABILITY:
            raise ValueError(f"almost no probability between {low} and {high}")
        if before > 0.0 or until < 1.0:
            uniforms = np.minimum(before + uniforms * (until - before), _LARGEST_BELOW_ONE)
        values = self.inverse(uniforms)
        return np.asarray(np.clip(values, max(low, self.least), min(high, self.most)))

    def _share(self, bound: float) -> float:
        """F at a bound, which may lie outside the distribution's range."""
        if bound <= self.least:
            return 0.0
        return self.function(bound) if bound < self.most else 1.0


def _value(value: float) -> _Law:
    """A certain value: F jumps from 0 to 1 at it."""
    return _Steps(((value, 1.0),))


def _pert(low: float, likely: float, high: float) -> _Law:
    """Beta-PERT: low + (high - low) B with B ~ beta(1 + 4 r, 5 - 4 r), r = (likely - low) / width.

    The mean is (low + 4 likely + high) / 6.

    Raises:
        ValueError: low, likely and high out of order.

    Source: Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7(5), 646-669; in the
        form of Vose (2008), "Risk Analysis", with weight 4.
    """
    from scipy import special

    _require(low <= likely <= high, "low <= likely <= high")
    if low == high:
        return _value(low)
    width = high - low
    rise = 1.0 + 4.0 * (likely - low) / width
    fall = 6.0 - rise

    def function(x: float) -> float:
        return float(special.betainc(rise, fall, (x - low) / width))

    def inverse(uniforms: Values) -> Values:
        return np.asarray(low + width * special.betaincinv(rise, fall, uniforms))

    return _Curve(low, high, function, inverse)


def _triangular(low: float, likely: float, high: float) -> _Law:
    """Triangle: F(x) = (x-low)² / (width (likely-low)) up to likely, then mirrored from above.

    Raises:
        ValueError: low, likely and high out of order.

    Source: Johnson, Kotz and Balakrishnan (1995), "Continuous Univariate Distributions" 2, 26.
    """
    _require(low <= likely <= high, "low <= likely <= high")
    if low == high:
        return _value(low)
    width, rise, fall = high - low, likely - low, high - likely

    def function(x: float) -> float:
        if x < likely:
            return (x - low) / width * ((x - low) / rise)
        return 1.0 - (high - x) / width * ((high - x) / fall) if fall else 1.0

    def inverse(uniforms: Values) -> Values:
        # Either side stops at likely, so that rounding cannot make them cross.
        below = np.minimum(low + width * np.sqrt(uniforms * (rise / width)), likely)
        above = np.maximum(high - width * np.sqrt((1.0 - uniforms) * (fall / width)), likely)
        return np.where(uniforms < rise / width, below, above)

    return _Curve(low, high, function, inverse)


def _uniform(low: float, high: float) -> _Law:
    """Uniform: F(x) = (x - low) / (high - low).

    Raises:
        ValueError: low above high.

    Source: Johnson, Kotz and Balakrishnan (1995), "Continuous Univariate Distributions" 2, 26.
    """
    _require(low <= high, "low <= high")
    if low == high:
        return _value(low)
    width = high - low
    return _Curve(low, high, lambda x: (x - low) / width, lambda u: low + u * width)


def _lognormal(median: float, p90_over_median: float) -> _Law:
    """Lognormal: median exp(s Z), Z standard normal, s = ln(p90_over_median) / 1.28155.

    Raises:
        ValueError: a median that is not positive, or a 0.9 quantile below the median.

    Source: Johnson, Kotz and Balakrishnan (1994), "Continuous Univariate Distributions" 1, 14.
    """
    from scipy import special

    _require(median > 0.0, "median > 0")
    _require(p90_over_median >= 1.0, "p90_over_median >= 1")
    doublings = math.log2(p90_over_median) / _NORMAL_P90
    if doublings == 0.0:
        return _value(median)

    def function(x: float) -> float:
        return float(special.ndtr((math.log2(x) - math.log2(median)) / doublings))

    def inverse(uniforms: Values) -> Values:
        return np.asarray(median * special.exp2(doublings * special.ndtri(uniforms)))

    return _Curve(0.0, math.inf, function, inverse)


def _normal(mean: float, sd: float) -> _Law:
    """Normal: mean + sd Z, Z standard normal.

    Raises:
        ValueError: a negative sd.

    Source: Johnson, Kotz and Balakrishnan (1994), "Continuous Univariate Distributions" 1, 13.
    """
    from scipy import special

    _require(sd >= 0.0, "sd >= 0")
    if sd == 0.0:
        return _value(mean)

    def inverse(uniforms: Values) -> Values:
        return np.asarray(mean + sd * special.ndtri(uniforms))

    return _Curve(-math.inf, math.inf, lambda x: float(special.ndtr((x - mean) / sd)), inverse)


def _exponential(mean: float) -> _Law:
    """Exponential: F(x) = 1 - exp(-x / mean), so x = -mean ln(1 - u).

    Raises:
        ValueError: a negative mean.

    Source: Johnson, Kotz and Balakrishnan (1994), "Continuous Univariate Distributions" 1, 19.
    """
    from scipy import special

    _require(mean >= 0.0, "mean >= 0")
    if mean == 0.0:
        return _value(0.0)

    def inverse(uniforms: Values) -> Values:
        return np.asarray(-mean * special.log1p(-uniforms))

    return _Curve(0.0, math.inf, lambda x: -math.expm1(-x / mean), inverse)


def _weibull(scale: float, shape: float) -> _Law:
    """Weibull: F(x) = 1 - exp(-(x / scale)^shape), so x = scale (-ln(1 - u))^(1 / shape).

    Raises:
        ValueError: a negative scale, or a shape that is not positive.

    Source: Weibull (1951), Journal of Applied Mechanics 18, 293-297.
    """
    from scipy import special

    _require(scale >= 0.0, "scale >= 0")
    _require(shape > 0.0, "shape > 0")
    if scale == 0.0:
        return _value(0.0)

    def power(base: Values | float, exponent: float) -> Values:
        # Python's own ** raises where the result is too large; here it is infinite.
        return np.asarray(special.exp2(special.xlogy(exponent / math.log(2.0), base)))

    def inverse(uniforms: Values) -> Values:
        return np.asarray(scale * power(-special.log1p(-uniforms), 1.0 / shape))

    return _Curve(0.0, math.inf, lambda x: -math.expm1(-float(power(x / scale, shape))), inverse)


def _discrete(pairs: Sequence[tuple[float, float]]) -> _Law:
    """Discrete: each value with a probability in proportion to its weight, ordered by value.

    Raises:
        ValueError: no pair, a negative weight, or no positive one.

    Source: Devroye (1986), section III.2 (inversion by search).
    """
    _require(len(pairs) > 0, "at least one value")
    _require(all(weight >= 0.0 for _, weight in pairs), "weights >= 0")
    _require(any(weight > 0.0 for _, weight in pairs), "a weight > 0")
    return _Steps(tuple((float(value), float(weight)) for value, weight in pairs))


def _require(is_met: bool, condition: str) -> None:
    """Refuse parameters that do not meet the condition (as nan never does).

    Raises:
        ValueError: the condition is not met.
    """
    if not is_met:
        raise ValueError(f"needs {condition}")


_FORMS: Mapping[str, tuple[Callable[..., _Law], int]] = MappingProxyType(
    {
        "value": (_value, 1),
        "pert": (_pert, 3),
        "triangular": (_triangular, 3),
        "uniform": (_uniform, 2),
        "lognormal": (_lognormal, 2),
        "normal": (_normal, 2),
        "exponential": (_exponential, 1),
        "weibull": (_weibull, 2),
        "discrete": (_discrete, 1),
    }
)


def _law(form: str, parameters: tuple[Any, ...]) -> _Law:
    """The distribution of a form with its parameters.

    Raises:
        ValueError: an unknown form, or parameters of the wrong number or outside their range.
    """
    _require(form in _FORMS, f"one of the forms {', '.join(_FORMS)}")
    build, count = _FORMS[form]
    _require(len(parameters) == count, f"{count} parameter(s)")
    numbers = itertools.chain(*parameters[0]) if form == "discrete" else parameters
    _require(all(math.isfinite(number) for number in numbers), "finite parameters")
    return build(*parameters)
