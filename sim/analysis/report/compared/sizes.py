"""How large a difference is, in words: how much less or more, earlier or later."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from sim.analysis.comparing.compared import Difference
from sim.analysis.comparing.figures import plain
from sim.analysis.phrases import percent, tied


@dataclass(frozen=True, slots=True)
class Scale:
    """How differences of one sort of outcome are said.

    Attributes:
        number: A size without its sign and unit.
        unit: Stands behind it; may be empty.
        down, up: What a difference below and above zero is.
    """

    number: Callable[[float], str]
    unit: str
    down: str = "less"
    up: str = "more"

    def size(self, value: float) -> str:
        """A difference.

        >>> POINTS.size(-0.13).replace("\N{NO-BREAK SPACE}", " "), POINTS.size(0.0)
        ('13 points less', 'none')
        """
        if value == 0:
            return "none"
        return tied(" ".join(filter(None, (self._bare(value), self.unit, self._way(value)))))

    def span(self, low: float, high: float) -> str:
        """Between what a difference lies, from the end that is nearer to none.

        >>> [POINTS.span(*ends).replace("\N{NO-BREAK SPACE}", " ")
        ...  for ends in ((-0.19, -0.07), (0.07, 0.19), (-0.19, 0.03), (0.0, 0.4))]
        ['7 to 19 less', '7 to 19 more', '19 less to 3 more', '0 to 40 more']
        """
        near, far = sorted((low, high), key=abs)
        if low < 0 < high:
            return tied(f"{self._bare(low)} {self.down} to {self._bare(high)} {self.up}")
        ends = dict.fromkeys((self._bare(near), self._bare(far)))
        return tied(f"{' to '.join(ends)} {self._way(far)}")

    def _bare(self, value: float) -> str:
        return self.number(abs(value)) if value else "0"

    def _way(self, value: float) -> str:
        return self.down if value < 0 else self.up


POINTS = Scale(percent, "points")
"""Of shares of replications."""
HOURS_LATE = Scale(plain, "h", down="earlier", up="later")
"""Of how late something is."""


def judged(each: Difference, scale: Scale, *, many: int) -> str:
    """A difference at the end of a sentence: how large, between what, and whether it is clear.

    What is not clear is never told as if it were: first it is said, then what the runs leave open.

    Args:
        each: The difference, of which the size is known and finite.
        scale: How it is said.
        many: How many differences the comparison judges together.
    """
    assert each.value is not None
    size = scale.size(each.value)
    if each.is_same:
        return ": the same in every run."
    if each.adjusted is None:
        return f": {size} in this one run, which tells no more."
    if each.low is None or each.high is None:
        return f". {_unclear(many)}: {size}, and too few runs for an interval."
    span = scale.span(each.low, each.high)
    if each.is_clear:
        return f": {size} ({span}), clear."
    if each.low <= 0 <= each.high:
        return f". No clear difference: {size}, but anything from {span} fits the runs."
    return f". {_unclear(many)}: {size} ({span} if it were looked at alone)."


def _unclear(many: int) -> str:
    return f"Not clear among {many} differences" if many > 1 else "No clear difference"


def is_plain(each: Difference) -> bool:
    """Whether a difference has a size: something that never came has none."""
    ends = (each.first, each.second, each.value, each.low, each.high)
    return each.value is not None and all(end is None or math.isfinite(end) for end in ends)
