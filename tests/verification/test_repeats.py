"""A thousand experiments of twelve runs each on a case whose answers are known beforehand.

From the scenario file to the interval: draws, engine, log, measuring, keeping, statistics.
"""

import numpy as np
import pytest
from scipy.stats import binom

from sim.catalogue.naming import outcome_name
from sim.clock import HOUR
from sim.experiments.execute import execute
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import recipe
from sim.results.memory import Memory
from sim.results.values import outcome_values
from sim.statistics.means import mean
from sim.statistics.quantiles import interval_ranks, quantile
from sim.statistics.shares import share
from tests.builders import scenario

REPEATS, RUNS = 1000, 12
DUE = 120
READY = (60, 180)
"""Hours within which a unit of one convoy is ready, each instant as likely as any other."""
UNLIKELY = 0.001

Sample = np.ndarray


@pytest.fixture(scope="module")
def completed() -> Sample:
    """Hours at which the one convoy was out, shape (repeats, runs)."""
    loaded = scenario(
        {
            "troops": {
                "battalion": {
                    "ready_after_hours": {"uniform": list(READY)},
                    "personnel": 20,
                    "vehicles": 2,
                    "loading_hours": 1,
                }
            },
            "civilians": None,
            "agreement": {"clauses": {"handover": {"what": ["troops"]}}},
        }
    )
    kept = Memory()
    what = recipe(loaded, seed=20201110, tables={"runs", "clauses"})
    execute(what, kept, Serial(), replications=REPEATS * RUNS)
    name = outcome_name("clauses.handover.completed_hours")
    found = outcome_values(kept.table, name, points=1, replications=REPEATS * RUNS)
    return found.reshape(REPEATS, RUNS)


def way_hours(completed: Sample) -> float:
    """What the convoy takes from ready to out: an hour's loading, 60 km at 30 km/h, two vehicles.

    1 h + 2 h + 2 x 0.1 km / 30 km/h, and some seconds of rounding; held to it by the least and the
    most of 12,000 runs, which lie within minutes of the ends.
    """
    way = 1 + 2 + 2 * 0.1 / 30
    slack = 200 / HOUR
    assert completed.min() == pytest.approx(READY[0] + way, abs=slack)
    assert completed.max() == pytest.approx(READY[1] + way, abs=slack)
    return way


def lies_within_chance(held: int, probability: float) -> bool:
    low, high = binom.interval(1 - UNLIKELY, REPEATS, probability)
    return bool(low <= held <= high)


def test_the_interval_of_a_probability_holds_it_as_often_as_enumeration_says(
    completed: Sample,
) -> None:
    """On time with (due - way - 60) / 120; how often Wilson holds that of 12 runs is a sum."""
    known = (DUE - way_hours(completed) - READY[0]) / (READY[1] - READY[0])
    counts = (completed <= DUE).sum(axis=1)
    holds = [
        found.low <= known <= found.high for found in (share(k, RUNS) for k in range(RUNS + 1))
    ]
    exact = float(np.dot(binom.pmf(np.arange(RUNS + 1), RUNS, known), holds))
    held = sum(holds[int(count)] for count in counts)
    assert lies_within_chance(held, exact)
    assert not lies_within_chance(held, exact - 0.1)


def test_the_interval_of_the_median_holds_it_as_often_as_its_ranks_say(completed: Sample) -> None:
    """Between the ranks a and b of 12 it lies if a to b - 1 of them lie below it."""
    known = sum(READY) / 2 + way_hours(completed)
    first, last = interval_ranks(RUNS, 0.5)
    assert first is not None
    assert last is not None
    exact = float(binom.cdf(last - 1, RUNS, 0.5) - binom.cdf(first - 1, RUNS, 0.5))
    found = [quantile(sample, 0.5) for sample in completed]
    assert all(one.low is not None and one.high is not None for one in found)
    held = sum(one.low <= known <= one.high for one in found)  # type: ignore[operator]
    assert exact > 0.95
    assert lies_within_chance(held, exact)


def test_the_interval_of_the_mean_holds_it_in_95_of_100(completed: Sample) -> None:
    """Of twelve values spread evenly t is off by less than a hundredth."""
    known = sum(READY) / 2 + way_hours(completed)
    found = [mean(sample) for sample in completed]
    held = sum(one is not None and one.low <= known <= one.high for one in found)  # type: ignore[operator]
    assert lies_within_chance(held, 0.95)
