"""Curves over dues, averaged over points that share their chance."""

import numpy as np

from sim.statistics.clustered_dues import clustered_due_curve
from sim.statistics.dues import due_curve

DUES = [0.0, 24.0, 48.0]
NEEDED = np.array([10.0, 15.0, 20.0, 30.0, 31.0, 35.0, 44.0, 46.0, 50.0, 60.0])


def met(points: int) -> list[np.ndarray]:
    return [np.repeat([(due >= NEEDED).astype(float)], points, axis=0) for due in DUES]


def test_of_one_point_it_is_the_plain_curve() -> None:
    assert clustered_due_curve(DUES, met(1)) == due_curve(DUES, [runs[0] for runs in met(1)])


def test_points_that_are_copies_are_no_surer_than_one() -> None:
    one, many = clustered_due_curve(DUES, met(1)), clustered_due_curve(DUES, met(30))
    for alone, copied in zip(one.points, many.points, strict=True):
        assert copied.fitted == alone.fitted
        assert copied.high - copied.low >= 0.9 * (alone.high - alone.low)
    assert [gain.per_day for gain in many.gains] == [gain.per_day for gain in one.gains]


def test_what_a_day_buys_has_an_interval_from_the_replications() -> None:
    gain = clustered_due_curve(DUES, met(30)).gains[1]
    assert gain.per_day is not None
    assert gain.low < gain.per_day < gain.high
