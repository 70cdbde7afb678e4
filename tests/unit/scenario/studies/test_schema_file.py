"""The schema that editors use for studies says what the program accepts."""

from pathlib import Path

import pytest

from sim.scenario.studies.schema import SCHEMA_FILE, json_schema, json_schema_text
from tests.studies import LENGTH, written
from tests.unit.scenario import test_schema_file as scenarios

EVERYTHING = Path(__file__).with_name("everything.yaml")


@pytest.fixture(autouse=True)
def _studies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "SCHEMA", json_schema())


def fits(text: str) -> bool:
    return scenarios.fits(scenarios.as_an_editor_reads(text), json_schema())


def test_the_schema_checked_in_is_fresh():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == json_schema_text(), (
        "run: python -m sim.scenario.studies.schema"
    )


def test_file_with_every_key_fits_it():
    assert fits(EVERYTHING.read_text("utf-8"))


def test_small_file_fits_it():
    assert fits(written())


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"replications": 0},
        {"seed": -1},
        {"design": {"lhs": {"points": 3}}},
        {"levers": {"length": {"values": [1]}}},
        {"levers": {"length": {"path": LENGTH, "values": [1], "range": [1, 2]}}},
        {"levers": {"length": {"path": LENGTH, "distribution": {"pert": [1, 2, 3]}}}},
        {"uncertainties": {"x": {"path": LENGTH, "distribution": {"pert": [1, 2]}}}},
        {"outcomes": []},
        {"keep": ["everything"]},
    ],
)
def test_what_does_not_fit_the_model_does_not_fit_it(changes: dict):
    assert not fits(written(**changes))


def test_every_key_has_a_sentence_in_it():
    for name, block in json_schema()["definitions"].items():
        if "properties" in block and "Block" in name:
            assert block["description"], name
            for key, inner in block["properties"].items():
                assert inner["description"], (name, key)
