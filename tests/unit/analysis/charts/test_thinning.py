"""Points are left out of a line only where nobody could see that."""

import numpy as np
import pytest

from sim.analysis.charts.thinning import seen


def test_points_on_a_straight_stretch_are_left_out_and_corners_kept():
    x = np.array([0.0, 1, 2, 2, 2, 3, 4])
    y = np.array([0.0, 0, 0, 1, 2, 2, 2])

    assert seen(x, y).tolist() == [0, 2, 4, 6]


def test_a_line_of_two_points_stays():
    assert seen(np.array([0.0, 0.0]), np.array([1.0, 1.0])).tolist() == [0, 1]


def test_a_line_that_comes_back_to_where_it_began_keeps_its_turning_point():
    assert seen(np.array([0.0, 3.0, 0.0]), np.array([0.0, 4.0, 0.0])).tolist() == [0, 1, 2]
    assert seen(np.array([0.0, 5.0, 1.0]), np.zeros(3)).tolist() == [0, 1, 2]


@pytest.mark.parametrize("tolerance", [0.006, 0.05])
def test_no_point_of_ten_thousand_is_moved_further_than_the_tolerance(tolerance):
    x = np.sort(np.random.default_rng(1).normal(5, 1, 10_000))
    y = np.linspace(0, 1.75, 10_000)

    kept = seen(x, y, tolerance=tolerance)

    assert len(kept) < 300
    assert max(_distance(one, x[kept], y[kept]) for one in zip(x, y, strict=True)) <= tolerance


def _distance(point, x, y) -> float:
    """How far a point lies from a line of stretches."""
    begin = np.column_stack([x[:-1], y[:-1]])
    along = np.column_stack([np.diff(x), np.diff(y)])
    share = ((point - begin) * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-300)
    nearest = begin + np.clip(share, 0, 1)[:, None] * along
    return float(np.hypot(*(nearest - point).T).min())
