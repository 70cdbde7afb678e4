"""Many questions at once: which differences are clear when all of them were looked at?"""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.statistics.shares import CONFIDENCE


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one difference stands out among all that were looked at.

    Attributes:
        p_value: Of its own test; None where there was nothing to test.
        adjusted: The p-value that allows for all the other tests; None where there was none.
        is_clear: Whether the difference is clear at the confidence asked for.
    """

    p_value: float | None
    adjusted: float | None
    is_clear: bool


def holm(
    p_values: Mapping[str, float | None], *, confidence: float = CONFIDENCE
) -> dict[str, Verdict]:
    """Judge a family of tests together: a false alarm anywhere is at most so probable.

    It holds whatever the outcomes have to do with each other, as outcomes of one run do. The
    interval of an outcome speaks for that outcome alone: it may leave out 0 where the verdict is
    not clear.

    Args:
        p_values: By the name of each outcome; None where there was nothing to test, which is not
            clear and does not count in the family.
        confidence: One less the probability of one false alarm or more.

    Returns:
        Verdicts by name, in the order given.

    Source: S. Holm, Scandinavian Journal of Statistics 6 (1979).

    Raises:
        ValueError: If a p-value does not lie between 0 and 1.

    >>> found = holm({"lachin": 0.01, "agdam": 0.04, "kelbajar": 0.03, "shusha": 0.005})
    >>> [round(verdict.adjusted, 3) for verdict in found.values()]
    [0.03, 0.06, 0.06, 0.02]
    """
    tested = {name: value for name, value in p_values.items() if value is not None}
    for name, value in tested.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name}: {value} is no p-value")
    adjusted: dict[str, float] = {}
    reached = 0.0
    for done, (name, value) in enumerate(sorted(tested.items(), key=lambda item: item[1])):
        reached = max(reached, min(1.0, value * (len(tested) - done)))
        adjusted[name] = reached
    # A p-value of exactly 0.1 is clear at 90 %, though 1 - 0.9 is a trace less in binary.
    limit = 1 - confidence + 1e-12
    return {
        name: Verdict(value, adjusted.get(name), adjusted.get(name, 2.0) <= limit)
        for name, value in p_values.items()
    }
