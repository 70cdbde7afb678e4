"""What may be better done is said without being refused."""

from pathlib import Path

from sim.scenario.studies.design import advice
from sim.scenario.studies.study import most_points
from tests.studies import LENGTH, study


def test_sobol_points_that_are_no_power_of_two_are_advised_against(tmp_path: Path):
    (told,) = advice(study(tmp_path, design={"sobol": {"points": 12}}))
    assert told.endswith("take 8 or 16")
    assert advice(study(tmp_path, design={"sobol": {"points": 16}})) == ()
    assert advice(study(tmp_path, design={"latin-hypercube": {"points": 12}})) == ()


def test_more_values_than_points_are_advised_against(tmp_path: Path):
    levers = {"length": {"path": LENGTH, "values": [30, 40, 50]}}
    (told,) = advice(study(tmp_path, levers=levers, design={"latin-hypercube": {"points": 2}}))
    assert told == "length: 3 values, but 2 points; some values will not be run"


def test_points_are_counted_without_making_them(tmp_path: Path):
    for design, number in (({"grid": {"levels": 3}}, 6), ({"sobol": {"points": 5}}, 5)):
        made = study(tmp_path, design=design)
        assert most_points(made.design, made.factors) == number
