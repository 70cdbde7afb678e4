"""The program's name and nothing else: what to do first, with the files that lie here."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.cli.layout import cells
from tests.cli.calling import Calling, inside, written
from tests.study_cases import study_file


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        yield tmp_path


def results(folder: Path, name: str, *, made: int) -> None:
    """A results folder with an hour at which it was made."""
    place = folder / "results" / name / "0123456789abcdef"
    place.mkdir(parents=True)
    (place / "manifest.json").write_text("{}", "utf-8")
    os.utime(place / "manifest.json", (made, made))


def test_in_an_empty_folder_it_says_how_to_begin_and_what_comes_then(call: Calling) -> None:
    told = call().out
    steps = ("new my-case", "check my-case.yaml", "run my-case.yaml", "report FOLDER", "compare ")
    places = [told.index(f"withdrawal-sim {step}") for step in steps[:4]]
    assert places == sorted(places)
    assert "withdrawal-sim compare FILE FILE" in told
    assert "--install-completion" in told


def test_a_scenario_that_is_here_is_named(call: Calling, folder: Path) -> None:
    written(folder)
    written(folder, name="a-variant.yaml").write_text("extends: case.yaml\ntitle: B\n", "utf-8")
    told = call().out
    assert "withdrawal-sim run case.yaml" in told
    assert "withdrawal-sim compare case.yaml a-variant.yaml" in told


def test_a_study_is_named_where_there_is_one(call: Calling, folder: Path) -> None:
    (folder / "scenarios" / "studies").mkdir(parents=True)
    study_file(folder / "scenarios" / "studies")
    assert "withdrawal-sim sweep scenarios/studies/study.yaml --dry-run" in call().out


def test_the_newest_results_are_named(call: Calling, folder: Path) -> None:
    results(folder, "older", made=1_000)
    results(folder, "newer", made=2_000)
    results(folder, "oldest", made=500)
    told = call().out
    assert "withdrawal-sim report results/newer/0123456789abcdef" in told
    assert "oldest" not in told


def test_of_a_study_the_charts_of_its_answers_are_named_and_else_its_rows(
    call: Calling, folder: Path
) -> None:
    results(folder, "study", made=1_000)
    place = folder / "results" / "study" / "0123456789abcdef"
    (place / "points.parquet").touch()
    told = call().out
    assert "withdrawal-sim query results/study/0123456789abcdef 'show tables'" in told
    assert "withdrawal-sim report results" not in told  # no page tells of a study
    (place / "design.json").write_text("{}", "utf-8")
    assert "withdrawal-sim chart results/study/0123456789abcdef" in call().out


def test_names_with_spaces_can_be_copied_and_everything_fits(call: Calling, folder: Path) -> None:
    written(folder, name=f"my {'very ' * 15}long case.yaml")
    told = call().out
    assert "check 'my very very" in told.replace(" \\\n      ", " ")
    lines = [line for line in told.splitlines() if "very" not in line]
    assert max(map(cells, lines)) <= 80


def test_files_that_cannot_be_read_are_passed_over(call: Calling, folder: Path) -> None:
    (folder / "broken.yaml").write_bytes(b"\xff\xfe\x00")
    (folder / "folder.yaml").mkdir()
    (folder / "results").write_text("a file", "utf-8")
    told = call()
    assert (told.code, told.err) == (0, "")
    assert "broken" not in told.out
