"""A file is taken for what most of its keys belong to."""

from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.load import OF_STUDIES, load_scenario
from sim.scenario.model import Scenario
from sim.scenario.shapes import shape_of
from sim.scenario.studies.blocks import StudyBlock
from sim.scenario.studies.recognising import is_study
from tests.builders import minimal, text
from tests.studies import small, written


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (written(), True),
        (written().replace("scenario:", "scenaro:"), True),
        (text({key: small()[key] for key in ("title", "levers")}), True),
        (text(minimal()), False),
        (text({"extends": "case.yaml", "title": "x"}), False),
        ("title: x", False),
        ("[1, 2]", False),
        ("levers: [", False),
        ("", False),
    ],
)
def test_file_is_recognised_by_its_keys(source: str, expected: bool, tmp_path: Path):
    path = tmp_path / "file.yaml"
    path.write_text(source, "utf-8")
    assert is_study(path) is expected


def test_missing_file_is_no_study(tmp_path: Path):
    assert not is_study(tmp_path / "none.yaml")


def test_study_in_the_place_of_a_scenario_is_told_in_one_line(tmp_path: Path):
    path = tmp_path / "study.yaml"
    path.write_text(written(), "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert str(caught.value) == (
        f"{path}:1:1: this is a study; a scenario is needed here, such as the one it names"
    )


def test_keys_by_which_a_study_is_known_belong_to_studies_only():
    assert set(shape_of(StudyBlock).fields) >= OF_STUDIES
    assert not OF_STUDIES & set(shape_of(Scenario).fields)
