"""How often something happened, and how far chance may have moved that: Wilson intervals."""

import math
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of so many cases something happened.

    Attributes:
        count, total: It happened in `count` of `total` cases.
        low, high: Wilson interval for its probability.
        confidence: How often such an interval holds the probability.
    """

    count: int
    total: int
    low: float
    high: float
    confidence: float = CONFIDENCE

    @property
    def value(self) -> float | None:
        """The share itself; None where there were no cases."""
        return self.count / self.total if self.total else None

    @property
    def is_extreme(self) -> bool:
        """Whether it happened always or never."""
        return self.total > 0 and self.count in (0, self.total)

    @property
    def bound(self) -> float | None:
        """For what never happened: it is at most so probable; for what always did: at least.

        The one-sided exact bound, such as 1.5 % for none in 200; None where it happened sometimes.

        Source: Clopper and Pearson, Biometrika 26 (1934): (1 - p)^n = 1 - confidence.
        """
        if not self.is_extreme:
            return None
        rest = math.pow(1 - self.confidence, 1 / self.total)
        return 1 - rest if self.count == 0 else rest


def share(count: int, total: int, *, confidence: float = CONFIDENCE) -> Share:
    """The share of cases in which something happened, with its Wilson interval.

    No cases say nothing: the interval is then everything from 0 to 1.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).

    Raises:
        ValueError: If there are fewer cases than times it happened, or fewer than none.

    >>> found = share(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no share")
    if total == 0:
        return Share(0, 0, 0.0, 1.0, confidence)
    low, high = wilson(count / total, total, confidence=confidence)
    return Share(count, total, low, high, confidence)


def wilson(observed: float, total: float, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's interval for a share of so many cases, which need not be a whole number.

    >>> low, high = wilson(0.5, 10)
    >>> round(low, 3), round(high, 3)
    (0.237, 0.763)
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    shrunk = 1 + z * z / total
    middle = (observed + z * z / (2 * total)) / shrunk
    half = z / shrunk * math.sqrt(observed * (1 - observed) / total + z * z / (4 * total * total))
    # At the ends rounding would leave a trace of what is exactly 0 or 1.
    return 0.0 if observed == 0 else middle - half, 1.0 if observed == 1 else middle + half
