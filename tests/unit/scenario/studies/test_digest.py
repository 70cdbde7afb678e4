"""A study is known by what decides its rows, and by nothing else."""

from pathlib import Path
from typing import Any

import pytest

from sim.scenario.studies.digest import study_digest
from tests.studies import LENGTH, PEOPLE, case, study

SAME = [
    {"title": "Other words?"},
    {"description": "More words."},
    {"replications": 30},
    {"outcomes": ["runs.on_time_jointly"]},
    {"keep": ["outcomes", "series"]},
    {"seed": 1},
    {"levers": {"length": {"path": LENGTH, "values": [30.0, 60.0]}}},
    {"uncertainties": {"people": {"path": PEOPLE, "range": [200, 600]}}},
]
OTHER = [
    {"seed": 2},
    {"levers": {"length": {"path": LENGTH, "values": [30, 61]}}},
    {"levers": {"length": {"path": LENGTH, "values": [60, 30]}}},
    {"levers": {"size": {"path": LENGTH, "values": [30, 60]}}},
    {"levers": {"length": {"path": "roads.road.car_speed_kmh", "values": [30, 60]}}},
    {"uncertainties": {"people": {"path": PEOPLE, "range": [200, 601]}}},
    {"uncertainties": {"people": {"path": PEOPLE, "distribution": {"pert": [200, 300, 600]}}}},
    {"uncertainties": None, "design": {"grid": {}}},
    {"design": {"grid": {"levels": 3}}},
    {"design": {"sobol": {"points": 4}}},
    {"design": {"latin-hypercube": {"points": 4}}},
]


@pytest.mark.parametrize("change", SAME, ids=str)
def test_what_decides_no_row_leaves_the_digest_as_it_is(change: dict[str, Any], tmp_path: Path):
    assert study_digest(study(tmp_path, **change)) == study_digest(study(tmp_path))


def test_what_decides_rows_changes_the_digest(tmp_path: Path):
    found = [study_digest(study(tmp_path, **change)) for change in ({}, *OTHER)]
    assert len(set(found)) == len(found)


def test_other_scenario_changes_the_digest_and_a_comment_in_it_does_not(tmp_path: Path):
    before = study_digest(study(tmp_path))
    path = tmp_path / "case.yaml"
    path.write_text("# A comment.\n" + path.read_text("utf-8"), "utf-8")
    assert study_digest(study(tmp_path)) == before
    case(tmp_path, {"roads": {"road": {"convoy_speed_kmh": 31}}})
    assert study_digest(study(tmp_path)) != before


def test_setting_for_the_whole_study_changes_the_digest(tmp_path: Path):
    other = study(tmp_path, settings=("roads.road.convoy_speed_kmh=31",))
    assert study_digest(other) != study_digest(study(tmp_path))
