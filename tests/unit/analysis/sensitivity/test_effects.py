"""Morris screening of functions whose effects are known."""

import numpy as np
import pytest

from sim.analysis.sensitivity.effects import elementary_effects, morris_effects
from sim.experiments.screening import LEVELS, morris_rows
from tests.unit.analysis.sensitivity.functions import WEIGHTS, g

NAMES = ("a", "b", "c")


def effects(function, *, listed=(False, False, False), trajectories: int = 20, seed: int = 1):
    rows = morris_rows(3, trajectories, seed=seed)
    return morris_effects(NAMES, rows, function(rows), levels=LEVELS, listed=listed, seed=seed)


def test_of_a_straight_function_it_finds_slopes_without_spread() -> None:
    first, second, third = effects(lambda rows: 3 * rows[:, 0] - rows[:, 1])
    assert (first.mu.value, second.mu.value) == pytest.approx((3.0, -1.0))
    assert (first.mu_star.value, second.mu_star.value) == pytest.approx((3.0, 1.0))
    assert first.sigma.value == pytest.approx(0, abs=1e-12)
    assert third.mu_star.value == 0
    assert (first.mu_star.low, first.mu_star.high) == pytest.approx((3.0, 3.0))


def test_factors_that_work_together_show_a_spread_within_its_interval() -> None:
    rows = morris_rows(3, 4000, seed=9)
    truth = elementary_effects(rows, rows[:, 0] * rows[:, 1], factors=3)
    held = 0
    for seed in range(20):
        first = effects(lambda rows: rows[:, 0] * rows[:, 1], trajectories=30, seed=seed)[0]
        held += first.mu_star.low <= np.abs(truth[:, 0]).mean() <= first.mu_star.high
    assert held >= 16
    assert first.sigma.value == pytest.approx(truth[:, 0].std(), rel=0.5)


def test_it_ranks_the_factors_of_the_g_function() -> None:
    rows = morris_rows(len(WEIGHTS), 100, seed=3)
    names = tuple(f"x{number}" for number in range(len(WEIGHTS)))
    found = morris_effects(
        names, rows, g(rows), levels=LEVELS, listed=[False] * len(WEIGHTS), seed=3
    )
    sizes = [each.mu_star.value for each in found]
    assert sizes == sorted(sizes, reverse=True)


def test_of_two_listed_values_the_effect_is_the_change_between_them() -> None:
    found = effects(lambda rows: 5.0 * (rows[:, 0] >= 0.5), listed=(True, False, False))
    assert found[0].mu.value == pytest.approx(5.0)
    assert (found[0].mu.low, found[0].mu.high) == pytest.approx((5.0, 5.0))
