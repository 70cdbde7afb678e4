"""What share of the variance is chance: known parts of known size."""

import numpy as np
import pytest

from sim.analysis.sensitivity.chance import chance_share

POINTS, REPLICATIONS = 60, 12


def runs(seed: int, *, by_point: float, by_chance: float, both: float) -> np.ndarray:
    """Runs whose variance is made of three parts."""
    chance = np.random.default_rng(seed)
    return (
        np.sqrt(by_point) * chance.normal(size=(POINTS, 1))
        + np.sqrt(by_chance) * chance.normal(size=(1, REPLICATIONS))
        + np.sqrt(both) * chance.normal(size=(POINTS, REPLICATIONS))
    )


def test_a_model_without_chance_has_none() -> None:
    found = chance_share(np.repeat([[1.0], [2.0], [4.0]], 5, axis=1))
    assert found is not None
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_where_points_make_no_difference_all_is_chance() -> None:
    found = chance_share(np.repeat([[0.0, 1.0, 5.0, 2.0]], 30, axis=0))
    assert found is not None
    assert found.value == found.shared == 1.0


def test_the_parts_are_found_on_average() -> None:
    found = [chance_share(runs(seed, by_point=5, by_chance=2, both=3)) for seed in range(100)]
    assert np.mean([each.value for each in found if each]) == pytest.approx(0.5, abs=0.03)
    assert np.mean([each.shared for each in found if each]) == pytest.approx(0.19, abs=0.03)


def test_the_interval_holds_the_share_about_as_often_as_it_says() -> None:
    held = 0
    for seed in range(100):
        found = chance_share(runs(seed, by_point=5, by_chance=2, both=3))
        assert found is not None
        held += found.low <= 0.5 <= found.high
    assert held >= 88


def test_one_replication_says_nothing_and_two_have_no_interval() -> None:
    assert chance_share(np.array([[1.0], [2.0]])) is None
    found = chance_share(np.array([[1.0, 2.0], [2.0, 2.0], [0.0, 3.0]]))
    assert found is not None
    assert found.low is None


def test_a_replication_not_known_at_a_point_is_left_out() -> None:
    values = runs(1, by_point=5, by_chance=2, both=3)
    holed = values.copy()
    holed[7, 3] = np.nan
    assert chance_share(holed) == chance_share(np.delete(values, 3, axis=1))
