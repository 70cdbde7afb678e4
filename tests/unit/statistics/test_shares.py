"""Wilson intervals: against published values, and their exact coverage by enumeration."""

import math

import pytest

from sim.statistics.shares import cases_for, share, wilson


def coverage(total: int, probability: float) -> float:
    """How often the interval holds the probability: a sum over everything that can happen."""
    return sum(
        math.comb(total, count) * probability**count * (1 - probability) ** (total - count)
        for count in range(total + 1)
        if share(count, total).low <= probability <= share(count, total).high
    )


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_interval_is_the_one_published(count: int, total: int, low: float, high: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    found = share(count, total)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_coverage_of_ten_tosses_is_exactly_that_of_two_to_eight_heads() -> None:
    assert coverage(10, 0.5) == pytest.approx(1 - 2 * (1 + 10) / 2**10)


@pytest.mark.parametrize("total", [5, 20, 100])
def test_coverage_is_95_percent_on_average_over_all_probabilities(total: int) -> None:
    grid = [(step + 0.5) / 200 for step in range(200)]
    mean = sum(coverage(total, probability) for probability in grid) / len(grid)
    assert mean == pytest.approx(0.95, abs=0.01)


def test_more_confidence_asks_for_a_wider_interval() -> None:
    narrow, wide = share(30, 100, confidence=0.8), share(30, 100, confidence=0.99)
    assert wide.low < narrow.low < 0.3 < narrow.high < wide.high


def test_never_and_always_touch_the_ends_exactly() -> None:
    assert share(0, 7).low == 0.0
    assert share(7, 7).high == 1.0


def test_none_in_two_hundred_is_at_most_one_and_a_half_percent() -> None:
    bound = share(0, 200).bound
    assert bound == pytest.approx(0.015, abs=0.0002)
    assert (1 - bound) ** 200 == pytest.approx(0.05)


def test_all_of_two_hundred_is_at_least_what_none_leaves() -> None:
    assert share(200, 200).bound == pytest.approx(1 - share(0, 200).bound)


def test_what_happened_sometimes_has_no_such_bound() -> None:
    assert share(1, 200).bound is None


def test_no_cases_say_nothing() -> None:
    nothing = share(0, 0)
    assert (nothing.value, nothing.low, nothing.high, nothing.bound) == (None, 0.0, 1.0, None)


@pytest.mark.parametrize(("count", "total"), [(3, 2), (-1, 5), (0, -1)])
def test_what_is_no_share_is_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(count, total)


@pytest.mark.parametrize("value", [0, 0.01, 0.1, 0.35, 0.5, 0.9, 1])
@pytest.mark.parametrize("half_width", [0.1, 0.05, 0.02, 0.005])
def test_so_many_cases_reach_the_width_and_one_fewer_does_not(value, half_width):
    def half(total: int) -> float:
        low, high = wilson(value, total)
        return (high - low) / 2

    needed = cases_for(value, half_width)

    assert half(needed) <= half_width < half(needed - 1)


def test_a_width_that_any_case_has_takes_one():
    assert cases_for(0.5, 0.6) == 1


@pytest.mark.parametrize(("value", "half_width"), [(1.1, 0.1), (-0.1, 0.1), (0.5, 0), (0.5, -1)])
def test_cases_for_no_share_or_no_width_are_refused(value, half_width):
    with pytest.raises(ValueError, match=r"between 0 and 1|more than 0"):
        cases_for(value, half_width)
