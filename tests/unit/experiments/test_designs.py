"""Designs turn a study into points: so many, within ranges, the same every time."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.experiments.designs import TAIL, Points, points_at, points_of, scenario_at, unit_rows
from sim.scenario.load import load_scenario
from sim.scenario.studies.study import Sample, Study
from tests.studies import LENGTH, PEOPLE, study

BREAKDOWNS = "roads.road.breakdown_probability"
MEDIAN = "civilians.townspeople.prepare_days.lognormal.median"
LEVERS = {
    "length": {"path": LENGTH, "values": [30, 60, 90]},
    "measure": {"path": "troops.battalion.departure", "values": ["spread", "late"]},
}
UNCERTAINTIES = {
    "people": {"path": PEOPLE},
    "breakdowns": {"path": BREAKDOWNS},
    "speed": {"path": "roads.road.car_speed_kmh", "range": [30, 60]},
    "ready": {
        "path": "troops.battalion.ready_after_hours",
        "distribution": {"lognormal": {"median": 5, "p90": 10}},
    },
}


def of(design: dict[str, Any], folder: Path, **top: Any) -> Study:
    top = {"levers": LEVERS, "uncertainties": UNCERTAINTIES, **top}
    return study(folder, design=design, **top)


def rows(points: Points) -> list[tuple[object, ...]]:
    return [tuple(point.values.values()) for point in points]


def test_grid_has_every_value_with_every_other(tmp_path: Path):
    points = points_of(study(tmp_path))
    assert rows(points) == [(30.0, 300), (30.0, 500), (60.0, 300), (60.0, 500)]
    assert [point.number for point in points] == [0, 1, 2, 3]


def test_point_tells_the_settings_that_make_it(tmp_path: Path):
    made = study(tmp_path, settings=("roads.road.car_speed_kmh=50",))
    point = points_of(made)[2]
    assert dict(point.values) == {"length": 60.0, "people": 300}
    assert point.settings == ("roads.road.car_speed_kmh=50", f"{LENGTH}=60", f"{PEOPLE}=300")


def test_settings_of_a_point_make_the_same_scenario_from_its_file(tmp_path: Path):
    made = of({"sobol": {"points": 4}}, tmp_path, settings=("roads.road.convoy_speed_kmh=20",))
    for point in points_of(made):
        loaded = load_scenario(made.scenario.path, point.settings)
        assert loaded.digest == scenario_at(made, point).digest
        scenario = loaded.scenario
        assert scenario.roads["road"].length_km.value == point.values["length"]
        assert scenario.civilians["townspeople"].people.value == point.values["people"]
        assert scenario.troops["battalion"].departure == point.values["measure"]
        assert scenario.roads["road"].convoy_speed_kmh.value == 20


def test_point_whose_values_do_not_go_together_is_told_by_its_number(tmp_path: Path):
    levers = {
        "length": {"path": LENGTH, "values": [30, 60]},
        "one-lane": {"path": "roads.road.one_lane_km", "values": [10, 45]},
    }
    made = study(tmp_path, levers=levers, uncertainties=None,
                 design={"grid": {}})  # fmt: skip
    refused = points_of(made)[1]
    with pytest.raises(ScenarioError) as caught:
        scenario_at(made, refused)
    assert str(caught.value).startswith(
        f"{made.path}: point 1 (length 30.0, one-lane 45.0): roads.road.one_lane_km: "
    )


def test_grid_levels_are_the_middles_of_equally_probable_parts(tmp_path: Path):
    factor = {"speed": {"path": "roads.road.car_speed_kmh", "range": [0.5, 1.5]}}
    made = study(tmp_path, levers=None, uncertainties=factor, design={"grid": {"levels": 4}})
    assert rows(points_of(made)) == [(0.625,), (0.875,), (1.125,), (1.375,)]


def test_grid_has_whole_numbers_that_coincide_once(tmp_path: Path):
    factor = {"people": {"path": PEOPLE, "range": [10, 13]}}
    made = study(tmp_path, levers=None, uncertainties=factor, design={"grid": {"levels": 50}})
    points = points_of(made)
    assert rows(points) == [(10,), (11,), (12,), (13,)]
    assert [point.number for point in points] == [0, 1, 2, 3]


def test_grid_has_each_value_of_a_discrete_distribution_once(tmp_path: Path):
    law = {"discrete": [[5, 0.3], [15, 0.7]]}
    factor = {"speed": {"path": "roads.road.car_speed_kmh", "distribution": law}}
    made = study(tmp_path, levers=None, uncertainties=factor, design={"grid": {"levels": 10}})
    assert rows(points_of(made)) == [(5.0,), (15.0,)]


def test_paths_of_one_uncertainty_are_high_together_each_in_its_own_distribution(tmp_path: Path):
    factor = {"both": {"path": [BREAKDOWNS, MEDIAN]}}
    made = study(tmp_path, levers=None, uncertainties=factor, design={"grid": {"levels": 1}})
    (point,) = points_of(made)
    assert len(point.settings) == 2
    assert point.settings[0] == f"{BREAKDOWNS}={point.values['both']}"
    assert point.settings[1].startswith("civilians.townspeople.prepare_days={lognormal: {median: 2")
    ends = points_at(made, np.array([[0.0], [1.0]]))
    assert [point.settings[0] for point in ends] == [f"{BREAKDOWNS}=0.001", f"{BREAKDOWNS}=0.01"]
    assert ["median: 1.0" in ends[0].settings[1], "median: 3.0" in ends[1].settings[1]] == [
        True
    ] * 2


def test_ends_of_the_unit_cube_are_ends_of_ranges_and_first_and_last_of_lists(tmp_path: Path):
    made = of({"sobol": {"points": 4}}, tmp_path)
    low, high = points_at(made, np.array([[0.0] * 6, [1.0] * 6]))
    assert list(low.values.values())[:5] == [30.0, "spread", 200, 0.001, 30.0]
    assert list(high.values.values())[:5] == [90.0, "late", 600, 0.01, 60.0]


def test_distribution_without_end_is_varied_up_to_its_last_thousandth(tmp_path: Path):
    made = study(tmp_path, levers=None, design={"sobol": {"points": 2}},
                 uncertainties={"ready": UNCERTAINTIES["ready"]})  # fmt: skip
    matrix = np.array([[1.0], [1.0 - TAIL], [0.99], [0.01], [TAIL], [0.0]])
    found = [point.values["ready"] for point in points_at(made, matrix)]
    assert found[0] == found[1] > found[2] > found[3] > found[4] == found[5] > 0


def test_listed_values_have_equal_parts_of_the_unit_interval(tmp_path: Path):
    made = study(tmp_path, levers={"length": LEVERS["length"]}, uncertainties=None,
                 design={"sobol": {"points": 2}})  # fmt: skip
    points = points_at(made, np.array([[0.0], [0.33], [0.34], [0.66], [0.67], [1.0]]))
    assert [row[0] for row in rows(points)] == [30, 30, 60, 60, 90, 90]


@pytest.mark.parametrize("matrix", [[[0.5]], [[0.5, 1.01]], [[0.5, -0.01]], [0.5, 0.5]])
def test_matrix_that_is_no_design_is_refused(matrix: list[Any], tmp_path: Path):
    with pytest.raises(ValueError, match="needed"):
        points_at(study(tmp_path), np.array(matrix))


def test_other_seed_gives_other_points_and_the_same_one_the_same(tmp_path: Path):
    for kind in ("latin-hypercube", "sobol"):
        design = {kind: {"points": 16}}
        first, again, other = (rows(points_of(of(design, tmp_path, seed=n))) for n in (1, 1, 2))
        assert first == again
        assert first != other


def test_points_can_be_counted_sliced_and_counted_back_from_the_end(tmp_path: Path):
    points = points_of(study(tmp_path))
    assert len(points) == 4
    assert points[-1].number == 3
    assert [point.number for point in points[1:3]] == [1, 2]
    with pytest.raises(IndexError):
        points[4]


def test_designs_are_those_that_are_written_down_here(tmp_path: Path):
    made = study(tmp_path, levers=None, design={"latin-hypercube": {"points": 4}},
                 uncertainties={"speed": UNCERTAINTIES["speed"]})  # fmt: skip
    hypercube = [row[0] for row in rows(points_of(made))]
    sobol = unit_rows(made, Sample("sobol", 4))[:, 0].tolist()
    assert hypercube == PINNED_HYPERCUBE
    assert sobol == pytest.approx(PINNED_SOBOL, abs=1e-12)


PINNED_HYPERCUBE = [32.2572, 43.6925, 55.1616, 50.0985]
PINNED_SOBOL = [0.28616916202008724, 0.9046126157045364, 0.5259327422827482, 0.15804050117731094]

checked = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
SAMPLES = st.builds(
    lambda kind, points: {kind: {"points": points}},
    st.sampled_from(["latin-hypercube", "sobol"]),
    st.integers(2, 70),
)


@checked
@given(design=SAMPLES, seed=st.integers(0, 2**63 - 1))
def test_sample_has_its_number_of_points_all_within_their_ranges(design: dict, seed: int):
    with tempfile.TemporaryDirectory() as folder:
        made = of(design, Path(folder), seed=seed)
    points = points_of(made)
    (wanted,) = (inner["points"] for inner in design.values())
    assert len(points) == wanted
    for point in points:
        values = point.values
        assert list(values) == [factor.name for factor in made.factors]
        assert values["length"] in (30, 60, 90)
        assert values["measure"] in ("spread", "late")
        assert isinstance(values["people"], int)
        assert 200 <= values["people"] <= 600
        assert 0.001 <= values["breakdowns"] <= 0.01
        assert 30 <= values["speed"] <= 60
        assert values["ready"] > 0
    assert rows(points_of(made)) == rows(points)


@checked
@given(points=st.integers(2, 60), seed=st.integers(0, 2**63 - 1))
def test_latin_hypercube_has_one_point_in_each_part_of_each_factor(points: int, seed: int):
    with tempfile.TemporaryDirectory() as folder:
        made = of({"latin-hypercube": {"points": points}}, Path(folder), seed=seed)
    found = unit_rows(made, Sample("latin-hypercube", points))
    parts = np.sort(np.floor(found * points), axis=0)
    assert (parts == np.arange(points)[:, None]).all()


@checked
@given(power=st.integers(1, 6), seed=st.integers(0, 2**63 - 1))
def test_sobol_points_of_a_power_of_two_have_one_in_each_part_of_each_factor(power: int, seed: int):
    with tempfile.TemporaryDirectory() as folder:
        made = of({"sobol": {"points": 2**power}}, Path(folder), seed=seed)
    found = unit_rows(made, Sample("sobol", 2**power))
    parts = np.sort(np.floor(found * 2**power), axis=0)
    assert (parts == np.arange(2**power)[:, None]).all()


@checked
@given(levels=st.integers(1, 12))
def test_grid_has_the_product_of_its_levels_each_combination_once(levels: int):
    with tempfile.TemporaryDirectory() as folder:
        made = of({"grid": {"levels": levels}}, Path(folder), uncertainties={
            "people": UNCERTAINTIES["people"], "speed": UNCERTAINTIES["speed"]})  # fmt: skip
    found = rows(points_of(made))
    assert len(found) == len(set(found)) == 3 * 2 * levels * levels


@checked
@given(share=st.floats(0, 1), other=st.floats(0, 1))
def test_larger_share_gives_no_smaller_value(share: float, other: float):
    low, high = sorted((share, other))
    with tempfile.TemporaryDirectory() as folder:
        made = of({"sobol": {"points": 2}}, Path(folder), levers=None)
    first, second = rows(points_at(made, np.array([[low] * 4, [high] * 4])))
    assert all(one <= two for one, two in zip(first, second, strict=True))
