"""False alarms among many outcomes: two equal samples under different seeds."""

import numpy as np
import pytest
from scipy.stats import binom

from sim.statistics.families import holm
from sim.statistics.flips import flips
from sim.statistics.paired import PairedMedian, difference

REPEATS = 1000
RUNS = 40


def outcomes(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Twenty outcomes of the same runs: eight amounts, six instants cut off, six truths.

    They hang together through how bad each run is, and are skewed, as outcomes of a run are.
    """
    bad = random.exponential(10, size=(1, RUNS))
    hours = bad + random.exponential(5, size=(20, RUNS))
    amounts, instants, clauses = hours[:8], hours[8:14], hours[14:]
    named = {f"amount {k}": values for k, values in enumerate(amounts)}
    named |= {f"instant {k}": np.where(v > 25, np.inf, v) for k, v in enumerate(instants)}
    named |= {f"clause {k}": values < 5 + 3 * k for k, values in enumerate(clauses)}
    return named


def p_values(first: dict[str, np.ndarray], second: dict[str, np.ndarray]) -> dict[str, float]:
    return {
        name: flips(values, second[name]).p_value
        if values.dtype == bool
        else difference(values, second[name]).p_value
        for name, values in first.items()
    }


@pytest.fixture(scope="module")
def families() -> list[dict[str, float]]:
    random = np.random.default_rng(20)
    return [p_values(outcomes(random), outcomes(random)) for _ in range(REPEATS)]


def test_two_equal_samples_of_20_outcomes_seldom_differ_clearly(
    families: list[dict[str, float]],
) -> None:
    """At most 5 % of families with any false alarm, by a binomial bound of one in a thousand."""
    alarms = sum(any(one.is_clear for one in holm(family).values()) for family in families)
    assert alarms <= binom.ppf(0.999, REPEATS, 0.05)


def test_judged_one_by_one_they_would_differ_far_too_often(
    families: list[dict[str, float]],
) -> None:
    """Without the family the same samples raise false alarms in more than 15 %."""
    alarms = sum(min(family.values()) <= 0.05 for family in families)
    assert alarms > binom.ppf(0.999, REPEATS, 0.15)


def test_a_true_difference_among_twenty_is_found() -> None:
    """One clause that turns on time in all of forty runs: 20 x 2 / 2^40."""
    random = np.random.default_rng(21)
    first, second = outcomes(random), outcomes(random)
    first["clause 0"], second["clause 0"] = np.zeros(RUNS, bool), np.ones(RUNS, bool)
    assert holm(p_values(first, second))["clause 0"].is_clear


def test_some_instants_of_the_samples_never_happen() -> None:
    found = outcomes(np.random.default_rng(22))
    assert isinstance(difference(found["instant 0"], found["instant 1"]), PairedMedian)
