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


def cases_for(value: float, half_width: float, *, confidence: float = CONFIDENCE) -> int:
    """In how many cases Wilson's interval of a share is no wider than asked for.

    It takes the share to stay as it is, and so tells about how many more cases are worth having.
    Near 0 or 1 far fewer will do than near a half.

    Source: W. W. Piegorsch, Computational Statistics & Data Analysis 46 (2004), equation 7:
    Wilson's interval, solved for the number of cases.

    Args:
        value: The share.
        half_width: Half the width that the interval may have.
        confidence: Of the interval.

    Raises:
        ValueError: If the share does not lie between 0 and 1, or there is no width to reach.

    >>> cases_for(0.5, 0.05), cases_for(0.5, 0.02), cases_for(0, 0.02)
    (381, 2398, 93)
    """
    if not 0 <= value <= 1:
        raise ValueError(f"{value} is no share between 0 and 1")
    if not 0 < half_width < math.inf:
        raise ValueError(f"a half-width is more than 0, not {half_width}")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    spread, square = value * (1 - value), half_width * half_width
    root = math.hypot(spread, half_width * (1 - 2 * value))
    return max(1, math.ceil(z * z * (spread - 2 * square + root) / (2 * square) - 1e-9))
