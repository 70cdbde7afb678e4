"""How a request for more time is answered."""

import math


def patience_days(
    *,
    uniform: float,
    none_probability: float,
    days: float,
    earlier_extensions: int,
    has_breached: bool,
    readiness_lacks_days: float,
) -> float:
    """Days the answering side is ready to wait.

    None at all with a probability; halved by each extension already given; none after a breach by
    the side that asks; never less than its own readiness lacks, since waiting then costs nothing.

    >>> patience_days(uniform=0.9, none_probability=0.35, days=10, earlier_extensions=1,
    ...     has_breached=False, readiness_lacks_days=0)
    5.0
    """
    willing = 0.0 if uniform < none_probability or has_breached else days
    for _ in range(earlier_extensions):
        willing = willing / 2
    return max(willing, readiness_lacks_days)


def granted_by_patience(asked_days: int, *, patience_days: float) -> int:
    """Whole days granted: what was asked, up to what patience allows, downwards; 0 is a refusal.

    >>> granted_by_patience(10, patience_days=7.9)
    7
    """
    return min(asked_days, math.floor(patience_days))


def granted_by_probability(asked_days: int, *, uniform: float, probability: float) -> int:
    """All the days asked for with a probability, else none.

    >>> granted_by_probability(10, uniform=0.4, probability=0.5)
    10
    """
    return asked_days if uniform < probability else 0
