"""One number a point: means where there are any, ranks where something never came."""

import numpy as np

from sim.analysis.sensitivity.response import response

NAN, NEVER = np.nan, np.inf


def test_known_runs_have_their_means() -> None:
    found = response(np.array([[1.0, 3.0], [5.0, 7.0]]))
    assert found is not None
    assert (found.means.tolist(), found.scale, found.left_out) == ([2.0, 6.0], "value", 0)


def test_where_something_never_came_runs_are_ranked_and_those_share_the_last() -> None:
    found = response(np.array([[1.0, 2.0], [NEVER, NEVER]]))
    assert found is not None
    assert (found.scale, found.never) == ("rank", 2)
    assert found.runs.tolist() == [[0.125, 0.375], [0.75, 0.75]]


def test_a_replication_not_known_at_one_point_is_left_out_at_all() -> None:
    found = response(np.array([[1.0, 2.0, NAN], [5.0, 6.0, 7.0]]))
    assert found is not None
    assert (found.means.tolist(), found.left_out, found.unknown) == ([1.5, 5.5], 1, 1)


def test_where_that_would_leave_too_little_each_point_has_its_own_mean() -> None:
    found = response(np.array([[1.0, NAN, NAN], [NAN, 6.0, 8.0]]))
    assert found is not None
    assert (found.means.tolist(), found.left_out) == ([1.0, 7.0], 0)


def test_a_point_that_knows_nothing_leaves_nothing_to_tell() -> None:
    assert response(np.array([[NAN, NAN], [1.0, 2.0]])) is None
