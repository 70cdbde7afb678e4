"""Whether a violation happens, and what the weather of a day means."""


def happens(mark: float, *, is_covered: bool, covered_factor: float) -> bool:
    """Whether a candidate violation happens: all where nobody watches, a share under cover.

    Candidates come at the uncovered rate, each with a mark drawn before the run, so that cover
    only ever takes violations away.

    >>> happens(0.5, is_covered=True, covered_factor=0.3)
    False
    """
    return mark < (covered_factor if is_covered else 1.0)


def weather_state(severity: float, *, slow_above: float, closed_above: float) -> str:
    """What a day's severity means in a zone: fair, slow or closed.

    >>> weather_state(1.2, slow_above=1.0, closed_above=2.0)
    'slow'
    """
    if severity > closed_above:
        return "closed"
    return "slow" if severity > slow_above else "fair"
