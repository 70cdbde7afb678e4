"""`why`: what held each clause up, in words and as a document, of a file and of a folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Calling, inside, written

QUEUED: dict[str, Any] = {
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:30", "what": ["troops"]}}},
    "troops": {"battalion": {"personnel": {"uniform": [100, 900]}, "loading_hours": 1}},
    "places": {"town": {"loading_points": 1}},
    "civilians": None,
}
"""Two convoys and one loading point: the second is late, because it waits for its turn."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Everything is run in a folder of its own, as a user would."""
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture
def case(folder: Path) -> str:
    return written(folder, QUEUED).name


def results(folder: Path) -> Path:
    return next((folder / "results").glob("*/*"))


def test_words_first_then_tables_within_80_columns(call: Calling, case: str) -> None:
    found = call("why", case, "-r", "5")
    assert found.code == 0, found.err
    assert "was late in 100 % of the runs" in found.out
    longest = "Longest held up by the wait for a loading point, in 5 of the 5 late runs"
    assert longest in " ".join(found.out.split())
    assert found.out.index("was late in") < found.out.index("Waiting")
    assert max(map(len, found.out.splitlines())) <= 80
    assert "5 replications in" in found.err


def test_a_folder_is_only_read_and_gives_the_same(
    call: Calling, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_file = call("why", case, "-r", "5")

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("nothing is simulated")

    monkeypatch.setattr("sim.experiments.replicate.simulate", fail)
    assert call("why", results(folder)).out == of_file.out


def test_the_path_of_one_replication_is_dated(call: Calling, case: str) -> None:
    found = call("why", case, "-r", "2", "--replication", "1")
    assert found.code == 0, found.err
    lines = [line for line in found.out.splitlines() if line.startswith("2020-11-10 ")]
    assert lines[0].startswith("2020-11-10 00:00  Convoy ")
    assert "loading point" in found.out
    assert max(map(len, found.out.splitlines())) <= 80


def test_the_steps_of_a_document_part_the_time(call: Calling, case: str) -> None:
    found = call("why", case, "--replication", "1", "-r", "2", "--json")
    path = json.loads(found.out)["paths"]["handover"]
    ends = [step["end_hours"] for step in path]
    assert [0, *ends[:-1]] == [step["begin_hours"] for step in path]


def test_a_document_has_shares_hours_and_floats(call: Calling, case: str) -> None:
    found = json.loads(call("why", case, "-r", "5", "--json").out)
    clause = found["clauses"][0]
    by_cause = {each["key"]: each for each in clause["causes"]}
    assert by_cause["loading-point"]["on_path"]["value"] == 1.0
    assert clause["members"][0]["key"] == "troops.battalion"
    assert found["told"]["handover"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["nowhere.yaml"], "there is no file"),
        (["FILE", "--clause", "hill"], "there is no clause 'hill'; there are handover"),
        (["FILE", "-r", "2", "--replication", "2"], "--replication 2 is not among 2"),
        (["FOLDER", "-r", "9"], "go with a scenario file"),
        (["FOLDER", "--seed", "9"], "go with a scenario file"),
        (["FOLDER", "--set", "roads.road.length_km=5"], "go with a scenario file"),
        (["FOLDER", "--replication", "7"], "there is no replication 7 here"),
        (["EMPTY"], "no results"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    call: Calling, case: str, folder: Path, typed: list[str], said: str
) -> None:
    (folder / "empty").mkdir()
    assert call("why", case, "-r", "2", "-q").code == 0
    names = {"FILE": case, "FOLDER": str(results(folder)), "EMPTY": "empty"}
    found = call("why", *(names.get(word, word) for word in typed), "-q")
    assert found.code == 2
    assert said in found.err
    assert "Traceback" not in found.err
