"""Points of Morris screening and of Sobol' indices."""

import numpy as np
import pytest

from sim.errors import InputError
from sim.experiments.screening import morris_rows, sobol_rows


def test_each_step_of_a_trajectory_moves_one_factor_by_two_thirds() -> None:
    rows = morris_rows(3, 5, seed=1).reshape(5, 4, 3)
    steps = np.abs(np.diff(rows, axis=1))
    assert ((steps > 0).sum(axis=2) == 1).all()
    assert steps[steps > 0] == pytest.approx(2 / 3)
    assert (np.sort(np.argmax(steps, axis=2), axis=1) == [0, 1, 2]).all()


def test_sobol_points_mix_two_matrices_one_factor_at_a_time() -> None:
    rows = sobol_rows(2, 8, seed=1).reshape(8, 4, 2)
    first, second = rows[:, 0], rows[:, -1]
    assert (rows[:, 1, 0] == second[:, 0]).all()
    assert (rows[:, 1, 1] == first[:, 1]).all()
    assert (rows[:, 2, 1] == second[:, 1]).all()


@pytest.mark.parametrize("make", [lambda seed: morris_rows(4, 6, seed=seed)])
def test_the_same_seed_gives_the_same_points_and_another_gives_others(make) -> None:
    np.testing.assert_array_equal(make(3), make(3))
    assert not np.array_equal(make(3), make(4))


def test_a_seed_of_nought_is_a_seed() -> None:
    np.testing.assert_array_equal(sobol_rows(2, 8, seed=0), sobol_rows(2, 8, seed=0))


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_too_few_trajectories_are_refused(number: int) -> None:
    with pytest.raises(InputError, match="trajectories cannot be"):
        morris_rows(2, number, seed=1)


@pytest.mark.parametrize(("number", "hint"), [(60, "32 or 64"), (4, "8 or 16"), (0, "8 or 16")])
def test_samples_that_are_no_power_of_two_are_refused(number: int, hint: str) -> None:
    with pytest.raises(InputError, match=f"take {hint}"):
        sobol_rows(2, number, seed=1)
