"""The numbers of a comparison in a few words: levels, differences with a sign, p-values."""

import math

from sim.analysis.comparing.compared import Difference


def level(value: float | None, found: Difference) -> str:
    """What came of an outcome in one of the two scenarios.

    >>> plain(12.345), plain(1234.0), plain(0.031), plain(-0.5)
    ('12.3', '1,234', '0.031', '-0.50')
    """
    if value is None:
        return "not known"
    if found.measure == "share":
        return f"{_percent(100 * value)} %"
    if math.isinf(value):
        return "never"
    return _with_unit(plain(value), found.unit)


def gap(found: Difference) -> str:
    """The difference with its interval: `+18 points (+9 to +27)`."""
    if found.value is None:
        return "no pair to tell from"
    share = found.measure == "share"
    scale, unit = (100.0, "points") if share else (1.0, found.unit)
    told = signed(found.value * scale)
    if math.isfinite(found.value):
        told = _with_unit(told, unit)
    if found.low == found.high == found.value and math.isinf(found.value):
        return told
    if found.low is None or found.high is None:
        return f"{told} (too few runs for an interval)" if found.pairs > 1 else told
    ends = (signed(end * scale).removeprefix("to ") for end in (found.low, found.high))
    return f"{told} ({' to '.join(ends)})"


def verdict(each: Difference) -> str:
    """Whether a difference is clear, with the p-value that allows for all of them."""
    if each.adjusted is None:
        return "one run tells no more"
    clear = "clear" if each.is_clear else "no clear difference"
    return f"{clear} ({p_text(each.adjusted)})"


def signed(value: float) -> str:
    """A difference with its sign; what is infinite came in only one of the two.

    >>> signed(3.0), signed(-0.25), signed(0.0), signed(float("-inf"))
    ('+3.0', '-0.25', '0', 'from never')
    """
    if math.isinf(value):
        return "to never" if value > 0 else "from never"
    if value == 0:
        return "0"
    return f"+{plain(value)}" if value > 0 else plain(value)


def plain(value: float) -> str:
    """A number to about three figures, with thousands apart."""
    size = abs(value)
    if size >= 100:
        return f"{value:,.0f}"
    if size >= 1:
        return f"{value:.1f}"
    if size >= 0.1:
        return f"{value:.2f}"
    return f"{value:.2g}" if size >= 0.01 else f"{value:.1g}"


def p_text(value: float) -> str:
    """A p-value to two figures; a very small one by its bound.

    >>> p_text(0.0312), p_text(0.00002), p_text(1.0)
    ('p 0.031', 'p < 0.0001', 'p 1')
    """
    return "p < 0.0001" if value < 0.0001 else f"p {value:.2g}"


def times(ratio: float) -> str:
    """How many times the runs would be needed.

    >>> times(3.44), times(57.3)
    ('3.4', '57')
    """
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _percent(percent: float) -> str:
    """Per cent to one decimal, which is left out where it is none.

    >>> _percent(12.5), _percent(40.0), _percent(99.97)
    ('12.5', '40', '99.97')
    """
    if 0 < percent < 0.1 or 99.9 < percent < 100:
        return f"{percent:.2f}"
    return f"{percent:.1f}".removesuffix(".0")


def _with_unit(told: str, unit: str) -> str:
    return f"{told} {unit}" if unit else told
