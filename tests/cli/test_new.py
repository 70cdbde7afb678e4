"""`new` writes a case that runs as it is, and never touches what is there."""

from itertools import pairwise
from pathlib import Path

import pytest

from sim.scenario.load import load_scenario
from sim.scenario.model import Scenario
from sim.scenario.provenance import assumptions, counts
from sim.scenario.starter import SCHEMA_NAME, schema_text, starter_text
from tests.cli.calling import Calling, inside


def test_new_case_is_written_with_the_schema_beside_it_and_passes(
    call: Calling, tmp_path: Path
) -> None:
    with inside(tmp_path):
        told = call("new", "my-case")
        assert told.code == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["my-case.yaml", SCHEMA_NAME]
        assert (tmp_path / SCHEMA_NAME).read_text("utf-8") == schema_text()
        assert "withdrawal-sim check my-case.yaml" in told.out
        assert call("check", "my-case.yaml").out.startswith("ok my-case.yaml: 2 areas, 2 clauses")


def test_editors_find_the_schema_by_the_first_line(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        call("new", "my-case")
    first = (tmp_path / "my-case.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=./{SCHEMA_NAME}"


@pytest.mark.parametrize("name", ["my-case.yaml", "my-case.yml"])
def test_name_may_have_its_ending_already(call: Calling, tmp_path: Path, name: str) -> None:
    with inside(tmp_path):
        call("new", name)
    assert (tmp_path / name).exists()


def test_file_that_is_there_is_kept_and_another_name_proposed(
    call: Calling, tmp_path: Path
) -> None:
    (tmp_path / "my-case.yaml").write_text("mine")
    with inside(tmp_path):
        told = call("new", "my-case")
    assert (told.code, told.out) == (2, "")
    assert "my-case.yaml is there already" in told.err
    assert "withdrawal-sim new my-case-2" in told.err
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_other_schema_that_is_there_is_kept_and_said_so(call: Calling, tmp_path: Path) -> None:
    (tmp_path / SCHEMA_NAME).write_text("{}")
    with inside(tmp_path):
        told = call("new", "my-case")
    assert told.code == 0
    assert "differs" in told.err
    assert (tmp_path / SCHEMA_NAME).read_text() == "{}"


def test_second_case_shares_the_schema_without_a_word(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        call("new", "one")
        told = call("new", "two")
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize("name", ["", "cases/", ".", ".."])
def test_what_is_no_name_is_refused(call: Calling, tmp_path: Path, name: str) -> None:
    with inside(tmp_path):
        told = call("new", name)
    assert told.code == 2
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_named(call: Calling, tmp_path: Path) -> None:
    with inside(tmp_path):
        told = call("new", "cases/one")
    assert told.code == 2
    assert "there is no folder cases" in told.err


def test_starter_shows_every_main_block() -> None:
    heads = {line.split(":")[0] for line in starter_text().splitlines() if line[:1].isalpha()}
    missing = set(Scenario.model_fields) - heads
    assert missing == {"observed", "source"}
    assert "\n# observed:" in starter_text()


def test_every_number_of_the_starter_is_marked_as_assumed(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(starter_text(), encoding="utf-8")
    known = counts(assumptions(load_scenario(path)))
    assert known.all == known.assumed > 50


def test_starter_has_a_comment_for_every_main_block() -> None:
    lines = starter_text().splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if line.endswith(":") and line[:1].isalpha() and not before.startswith("#")
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("right", "wrong", "place", "hint"),
    [
        ("    length_km: {value: 45", "    lenght_km: {value: 45", "roads.pass", "'length_km'"),
        ("exits: [stone-pass]", "exits: [stonepass]", "areas.hill.exits.0", "'stone-pass'"),
        ("value: 2030-09-06 00:00", "value: 2030-09-06", "hill-handover.due", "2030-09-06 00:00"),
        ("[600, 900, 1500]", "[900, 600, 1500]", "first-brigade.personnel", "low"),
    ],
)
def test_mistyped_starter_is_led_right(
    call: Calling, tmp_path: Path, right: str, wrong: str, place: str, hint: str
) -> None:
    assert starter_text().count(right) == 1
    (tmp_path / "case.yaml").write_text(starter_text().replace(right, wrong), "utf-8")
    with inside(tmp_path):
        told = call("check", "case.yaml")
    assert told.code == 2
    line = next(n for n, text in enumerate(starter_text().splitlines(), 1) if right in text)
    assert any(
        found.startswith(f"case.yaml:{line}:") and place in found and hint in found
        for found in told.err.splitlines()
    )
