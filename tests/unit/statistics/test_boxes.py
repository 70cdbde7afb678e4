"""Boxes: what lies in them, and which limits are more than chance."""

import math

import numpy as np
import pytest

from sim.statistics.boxes import Cases, box, cases

GRID = [[float(a), float(b)] for a in range(10) for b in range(10)]


def grid(interest: list[float]) -> Cases:
    """Breakdowns from 0 to 9 and loads from 0 to 9, each with each."""
    return cases(["breakdowns", "loads"], GRID, interest)


def corner() -> Cases:
    """Of interest where breakdowns are 6 or more and loads 3 or fewer: 16 of 100."""
    return grid([a >= 6 and b <= 3 for a, b in GRID])


def test_coverage_density_and_support() -> None:
    """Breakdowns from 5 and loads up to 3: 5 x 4 points, of which 4 x 4 are of interest."""
    found = box(corner(), {"breakdowns": (5, None), "loads": (None, 3)})
    assert (found.coverage, found.density, found.support) == (1, 0.8, 0.2)
    assert [(limit.name, limit.low, limit.high) for limit in found.limits] == [
        ("breakdowns", 5, None),
        ("loads", None, 3),
    ]


def test_points_on_a_limit_lie_inside() -> None:
    assert box(corner(), {"loads": (3, 3)}).points == 10


def test_what_has_no_limit_on_either_side_is_not_limited() -> None:
    assert box(corner(), {"loads": (None, None)}).limits == ()


def test_everything_covers_all_cases_thinly() -> None:
    found = box(corner(), {})
    assert (found.coverage, found.density, found.support, found.bounds) == (1, 0.16, 1, {})


def test_an_empty_box_covers_nothing() -> None:
    found = box(corner(), {"loads": (4, 3)})
    assert (found.points, found.coverage, found.density) == (0, 0, 0)


def test_a_share_of_runs_counts_as_that_share_of_a_case() -> None:
    """Ten runs a point, one row each or one row with their share: the same box."""
    shares = [(a + b) / 18 for a, b in GRID]
    rounded = [round(10 * one) / 10 for one in shares]
    runs = [k < round(10 * one) for one in shares for k in range(10)]
    bounds = {"loads": (5.0, None)}
    by_share = box(grid(rounded), bounds)
    by_run = box(
        cases(["breakdowns", "loads"], [point for point in GRID for _ in range(10)], runs), bounds
    )
    assert by_share.density == pytest.approx(by_run.density)
    assert by_share.coverage == pytest.approx(by_run.coverage)


def test_quasi_p_is_the_binomial_tail_without_that_limit() -> None:
    """Without its limit on loads the box has 50 points, 16 of interest: 20 at a rate of 0.32."""
    found = box(corner(), {"breakdowns": (5, None), "loads": (None, 3)})
    tail = sum(math.comb(20, k) * 0.32**k * 0.68 ** (20 - k) for k in range(16, 21))
    assert found.limits[1].quasi_p == pytest.approx(tail)


def test_a_limit_that_makes_no_difference_has_a_large_quasi_p() -> None:
    """Half the loads of an interest that depends on breakdowns alone: 20 of 25 at a rate of 0.8."""
    among = grid([a >= 6 for a, b in GRID])
    found = box(among, {"breakdowns": (5, None), "loads": (None, 4)})
    by_name = {limit.name: limit.quasi_p for limit in found.limits}
    assert by_name["breakdowns"] < 0.001
    assert by_name["loads"] > 0.5


def test_a_box_without_interest_proves_nothing() -> None:
    assert box(corner(), {"loads": (5, None)}).limits[0].quasi_p == 1


def test_a_limit_within_what_is_all_of_interest_explains_nothing() -> None:
    among = grid([b <= 3 for a, b in GRID])
    assert box(among, {"loads": (None, 3), "breakdowns": (3, None)}).limits[0].quasi_p == 1


def test_a_limit_on_what_is_no_input_is_refused() -> None:
    with pytest.raises(ValueError, match="weather is no input: there are breakdowns, loads"):
        box(corner(), {"weather": (0, 1)})


@pytest.mark.parametrize(
    ("names", "points", "interest", "said"),
    [
        (["a"], [[1.0], [2.0]], [1], "do not fit"),
        (["a", "b"], [[1.0], [2.0]], [1, 0], "do not fit"),
        (["a"], [1.0, 2.0], [1, 0], "do not fit"),
        (["a", "a"], [[1.0, 2.0]] * 2, [1, 0], "same name"),
        (["a", "b"], [[1.0, math.nan]] * 2, [1, 0], "b is not a number"),
        (["a"], [[1.0], [2.0]], [1, 1.5], "share of runs"),
        (["a"], [[1.0], [2.0]], [1, math.nan], "share of runs"),
        (["a"], [[1.0], [2.0]], [0, 0], "none of 2 cases"),
        (["a"], [[1.0], [2.0]], [1, 1], "each of 2 cases"),
    ],
)
def test_cases_that_cannot_be_told_apart_are_refused(
    names: list[str], points: list[object], interest: list[float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        cases(names, np.array(points), interest)
