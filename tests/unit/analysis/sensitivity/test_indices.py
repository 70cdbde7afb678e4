"""Sobol' indices of functions whose indices are known."""

import numpy as np
import pytest

from sim.analysis.sensitivity.indices import sobol_indices
from sim.experiments.screening import sobol_rows
from tests.unit.analysis.sensitivity.functions import (
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    g,
    g_indices,
    ishigami,
)

CASES = [
    (ishigami, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, 1024, 0.06),
    (g, *g_indices(), 1024, 0.06),
]


@pytest.mark.parametrize(("function", "first", "total", "samples", "near"), CASES)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_indices_are_those_of_the_function(function, first, total, samples, near, seed) -> None:
    names = tuple(f"x{number}" for number in range(len(first)))
    found = sobol_indices(names, function(sobol_rows(len(first), samples, seed=seed)), seed=seed)
    assert found is not None
    for each, true_first, true_total in zip(found, first, total, strict=True):
        assert each.first.value == pytest.approx(true_first, abs=near)
        assert each.total.value == pytest.approx(true_total, abs=near)


def test_intervals_hold_the_indices_about_as_often_as_they_say() -> None:
    names = ("x0", "x1", "x2")
    held = total = 0
    for seed in range(40):
        found = sobol_indices(names, ishigami(sobol_rows(3, 256, seed=seed)), seed=seed)
        assert found is not None
        for each, *truth in zip(found, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, strict=True):
            for index, true in zip((each.first, each.total), truth, strict=True):
                held += index.low <= true <= index.high
                total += 1
    assert held / total >= 0.9


def test_the_same_seed_gives_the_same_intervals() -> None:
    values = ishigami(sobol_rows(3, 64, seed=0))
    names = ("x0", "x1", "x2")
    assert sobol_indices(names, values, seed=0) == sobol_indices(names, values, seed=0)


def test_an_outcome_that_varies_nowhere_in_the_first_points_has_none() -> None:
    rows = sobol_rows(2, 8, seed=1)
    values = np.zeros(len(rows))
    values[1::4] = 1.0
    assert sobol_indices(("a", "b"), values, seed=1) is None
