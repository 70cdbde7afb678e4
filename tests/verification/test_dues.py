"""The interval of the earliest due holds as often as it says: exactly, and under shared chance."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom, lognorm

from sim.statistics.dues import DueCurve, DuePoint, due_curve, earliest_due, exact_interval

RUNS = 12
DUES = (24.0, 48.0, 72.0)


def point(due: float, met: int) -> DuePoint:
    return DuePoint(due, met, RUNS, 0, met / RUNS, *exact_interval(met, RUNS))


@pytest.mark.parametrize(
    ("chances", "probability", "true"),
    [
        ((0.2, 0.5, 0.9), 0.5, 48),
        ((0.49, 0.5, 0.51), 0.5, 48),
        ((0.05, 0.49, 0.95), 0.5, 72),
        ((0.7, 0.79, 0.8), 0.8, 72),
        ((0.5, 0.5, 0.5), 0.5, 24),
        ((0.49, 0.49, 0.49), 0.5, 96),
    ],
)
def test_the_earliest_due_lies_in_its_interval_as_often_as_it_says(
    chances: tuple[float, ...], probability: float, true: float
) -> None:
    """Summed over every number of runs, of twelve, that can be on time at each of three dues.

    Where no due tried reaches the probability, the true one is any later one, here 96 h.
    """
    missed = 0.0
    for met in product(range(RUNS + 1), repeat=len(DUES)):
        found = earliest_due(
            DueCurve(tuple(map(point, DUES, met)), (), confidence=0.95), probability
        )
        after = found.after_hours is not None and found.after_hours >= true
        by = found.by_hours is not None and found.by_hours < true
        if after or by:
            missed += float(np.prod(binom.pmf(met, RUNS, chances)))
    assert 0 < missed <= 0.05


def test_it_lies_there_as_often_where_dues_share_their_chance() -> None:
    """The last one is out after a lognormal time about 60 h; due every 6 h; wanted in 80 %."""
    random = np.random.default_rng(4)
    dues = np.arange(30.0, 121, 6)
    needed = lognorm.ppf(0.8, 0.3, scale=60)
    true = dues[dues >= needed][0]
    held, repeats = 0, 400
    for _ in range(repeats):
        out = random.lognormal(np.log(60), 0.3, 60)
        found = earliest_due(due_curve(dues.tolist(), [out <= due for due in dues]), 0.8)
        held += (found.after_hours or 0) < true <= (found.by_hours or np.inf)
    assert held >= binom.ppf(0.001, repeats, 0.95)


def test_with_more_runs_the_interval_closes_on_the_true_due() -> None:
    random = np.random.default_rng(5)
    dues = np.arange(30.0, 121, 6)
    out = random.lognormal(np.log(60), 0.3, 200_000)
    found = earliest_due(due_curve(dues.tolist(), [out <= due for due in dues]), 0.8)
    assert (found.after_hours, found.hours, found.by_hours) == (72, 78, 78)
