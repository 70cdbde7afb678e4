"""The best of several policies is selected as often as promised, where it is known."""

import numpy as np
import pytest
from scipy.stats import binom

from sim.statistics.selection import Selection, selection

REPEATS = 500
WORTH = 1.0
NAMES = tuple("abcde")


def raced(random: np.random.Generator, *, shared: float, means: list[float]) -> Selection:
    """Five policies with normal outcomes, of which `shared` of the variance of 4 is common."""
    runs = 400
    common = random.normal(0, 2 * shared**0.5, (runs, 1))
    own = random.normal(0, 2 * (1 - shared) ** 0.5, (runs, len(means)))
    start = selection(NAMES[: len(means)], indifference=WORTH, first_stage=10)
    return start.fed((common + own + np.array(means)).tolist())


@pytest.mark.parametrize("shared", [0, 0.5, 0.9])
def test_the_best_is_selected_as_often_as_promised(shared: float) -> None:
    """The worst case: every other policy is behind by just what is worth finding.

    Of 500 races at least 95 % end with the best, by a binomial bound of one in a thousand.
    """
    random = np.random.default_rng(11)
    found = [raced(random, shared=shared, means=[1, 1, 0, 1, 1]) for _ in range(REPEATS)]
    assert all(one.best is not None for one in found)
    assert sum(one.best == "c" for one in found) >= binom.ppf(0.001, REPEATS, 0.95)


def test_with_a_single_rival_the_promise_is_kept_and_not_much_more() -> None:
    """With a single rival nothing is lost to sharing the mistake: well below 99.9 % are right."""
    random = np.random.default_rng(12)
    found = [raced(random, shared=0.5, means=[1, 0]) for _ in range(REPEATS)]
    right = sum(one.best == "b" for one in found)
    assert binom.ppf(0.001, REPEATS, 0.95) <= right < binom.ppf(0.001, REPEATS, 0.999)


def test_shared_chance_makes_the_race_shorter() -> None:
    """Differences spread ten times less in variance: the first stage alone nearly decides."""
    random = np.random.default_rng(13)
    alone, together = (
        np.mean([raced(random, shared=s, means=[1, 1, 0, 1, 1]).replications for _ in range(50)])
        for s in (0, 0.9)
    )
    assert together < alone / 3


def test_what_is_far_behind_leaves_early() -> None:
    random = np.random.default_rng(14)
    found = raced(random, shared=0.5, means=[0, 0.5, 10, 20, 30])
    assert {("c", 10), ("d", 10), ("e", 10)} <= set(found.screened)
