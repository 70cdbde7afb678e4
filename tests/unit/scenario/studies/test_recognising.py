"""A file is taken for what most of its keys belong to."""

from pathlib import Path

import pytest

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
