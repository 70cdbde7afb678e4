"""Which way factors work, from pairs of points that differ in one of them alone."""

import numpy as np
import pytest

from sim.analysis.sensitivity.shifts import shifts
from sim.experiments.screening import sobol_rows

NAMES = ("up", "down", "nothing")


def test_a_factor_that_does_nothing_moves_nothing_however_few_points_there_are() -> None:
    for seed in range(10):
        rows = sobol_rows(3, 16, seed=seed)
        found = shifts(NAMES, rows, 8.0 * (rows[:, 0] >= 0.5) - rows[:, 1])
        assert found[2].change is not None
        assert (found[2].change.value, found[2].change.low, found[2].change.high) == (0, 0, 0)


def test_the_change_between_halves_is_found_with_its_sign() -> None:
    rows = sobol_rows(3, 256, seed=1)
    up, down, _ = shifts(NAMES, rows, 8.0 * (rows[:, 0] >= 0.5) - rows[:, 1])
    assert up.change is not None
    assert down.change is not None
    assert up.change.value == pytest.approx(8.0)
    assert down.change.low < -0.5 < down.change.high


def test_too_few_pairs_tell_nothing() -> None:
    rows = np.tile([[0.1, 0.1, 0.1]], (40, 1))
    assert [one.change for one in shifts(NAMES, rows, np.arange(40.0))] == [None] * 3
