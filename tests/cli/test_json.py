"""`--json`: one document on stdout, whatever comes of the call."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.cli import console
from sim.cli.app import COMMANDS
from sim.errors import ModelBug
from sim.experiments import replicate
from tests.cli.calling import Calling, inside
from tests.study_cases import study_file

MISSING = {
    "new": ("no/folder/x",),
    "rerun": ("nowhere", "--check"),
    "query": ("nowhere", "show tables"),
    "discover": ("nowhere.yaml", "--when", "clauses.handover.on_time = no"),
}
"""How a command is called on what is not there; others with one file."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        study_file(tmp_path)
        yield tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_knows_json_and_tells_in_it_what_is_refused(call: Calling, name: str) -> None:
    told = call(name, *MISSING.get(name, ("nowhere.yaml",)), "--json")
    found = json.loads(told.out)
    assert told.code == 2
    if name != "check":  # tells the problems of each of its files
        assert found["error"]["exit_code"] == 2
        assert "nowhere" in found["error"]["what"] or "no/folder" in found["error"]["what"]
    assert told.err or name == "check"


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (("run",), "Missing argument 'FILE'"),
        (("run", "case.yaml", "--jsno"), "Did you mean --json"),
        (("rnu", "case.yaml"), "Did you mean 'run'"),
        (("run", "case.yaml", "-r", "0"), "greater than or equal to 1"),
        (("run", "case.yaml", "--seed", "x"), "--seed takes a whole number"),
    ],
)
def test_what_was_typed_wrong_is_told_as_a_document_too(
    call: Calling, typed: tuple[str, ...], what: str
) -> None:
    told = call(*typed, "--json")
    assert told.code == 2
    assert what in json.loads(told.out)["error"]["what"]
    assert what in told.err


def test_problems_of_a_file_come_one_by_one_with_their_place(call: Calling, folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("length_km: 60", "length_km: -60"), "utf-8")
    found = json.loads(call("run", "case.yaml", "--json").out)["error"]["problems"]
    assert [each["path"] for each in found] == ["roads.road.length_km"]
    assert found[0]["place"].startswith("case.yaml:")


def test_a_bug_of_ours_and_an_interruption_are_told(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    for raised, code in ((ModelBug("two places at once"), 3), (KeyboardInterrupt(), 130)):

        def broken(*_: Any, is_raised: BaseException = raised, **__: Any) -> Any:
            raise is_raised

        monkeypatch.setattr("sim.scenario.load.load_scenario", broken)
        told = call("explain", "case.yaml", "--json")
        assert told.code == code
        assert json.loads(told.out)["error"]["exit_code"] == code


def test_after_an_answer_there_is_no_second_document(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate = replicate.simulate

    def broken(*given: Any, seed: int, replication: int) -> Any:
        if replication == 1:
            raise ModelBug("a convoy is in two places")
        return simulate(*given, seed=seed, replication=replication)

    monkeypatch.setattr(replicate, "simulate", broken)
    told = call("run", "case.yaml", "-r", "3", "--no-charts", "--json")
    assert told.code == 1
    assert json.loads(told.out)["failed"] == [1]
    assert "error" in told.err


def test_numbers_that_are_none_are_null(capsys: pytest.CaptureFixture[str]) -> None:
    console.document({"a": [float("nan"), 1.5], "b": (float("inf"), None)})
    assert json.loads(capsys.readouterr().out) == {"a": [None, 1.5], "b": [None, None]}


def test_a_new_case_is_told_with_its_schema(call: Calling) -> None:
    told = json.loads(call("new", "mine", "--json").out)
    assert told == {"scenario": "mine.yaml", "schema": "scenario.schema.json"}
    assert Path("mine.yaml").exists()


def test_without_json_stdout_stays_empty_where_something_is_refused(call: Calling) -> None:
    assert call("run", "nowhere.yaml").out == ""
