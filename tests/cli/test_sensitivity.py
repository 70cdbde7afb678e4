"""`sensitivity`: what moves the outcomes of a study, by screening or by shares of variance."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from tests.cli.calling import Calling, inside
from tests.study_cases import DONE, ON_TIME, study_file


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        study_file(tmp_path)
        yield tmp_path


MORRIS = ("sensitivity", "study.yaml", "--trajectories", "4", "--no-charts")
SOBOL = ("sensitivity", "study.yaml", "--method", "sobol", "--samples", "8", "--no-charts")


def test_screening_tells_effects_halves_and_chance(call: Calling) -> None:
    told = call(*MORRIS)
    assert told.code == 0
    assert "Morris screening of study.yaml, 4 trajectories: 20 points, 2 runs each" in told.out
    assert re.search(r"factor +mu\* \(95 %\) +sigma \(95 %\)", told.out)
    assert "Chance is" in told.out
    assert re.search(r"^  prepare +[\d.]+ h \([\d.]+ to [\d.]+\)", told.out, re.MULTILINE)
    assert re.search(r"^  length +.*0\.\d+ h \(", told.out, re.MULTILINE)


def test_indices_are_told_with_intervals(call: Calling) -> None:
    told = call(*SOBOL)
    assert told.code == 0
    assert "Sobol' indices of study.yaml, 8 samples: 48 points, 2 runs each" in told.out
    assert re.search(r"^  prepare +-?\d\.\d\d \(-?\d\.\d\d to -?\d\.\d\d\)", told.out, re.MULTILINE)


@pytest.mark.parametrize("typed", [MORRIS, SOBOL])
def test_nothing_is_wider_than_eighty_columns(call: Calling, typed: tuple[str, ...]) -> None:
    lines = call(*typed).out.splitlines()
    assert max(len(line) for line in lines if not line.startswith(("Results", "Rows"))) <= 80


def test_what_never_came_in_some_run_is_looked_at_by_rank_and_told(
    call: Calling, folder: Path
) -> None:
    # The run ends before some are out.
    told = call(*MORRIS, "--set", "end=2020-11-12 02:00")
    assert told.code == 0
    assert re.search(r"It never came in \d+ of 40 runs, so that it has no mean", told.out)


def test_an_outcome_that_does_not_vary_is_told_so(call: Calling, folder: Path) -> None:
    study_file(folder, name="same.yaml", outcomes=["areas.district.troops_people"])
    told = call("sensitivity", "same.yaml", "--trajectories", "4", "--no-charts")
    assert "Nothing to tell of factors: it is the same at all points." in told.out


def test_json_is_one_document(call: Calling) -> None:
    found = json.loads(call(*SOBOL, "--json").out)
    assert (found["method"], found["size"]) == ("sobol", 8)
    assert [each["outcome"]["name"] for each in found["outcomes"]] == [ON_TIME, DONE]
    index = found["outcomes"][1]["indices"][0]
    assert set(index["total"]) == {"value", "low", "high"}


def test_a_dry_run_counts_the_points_of_the_method(call: Calling) -> None:
    assert "Points   20\n" in call(*MORRIS, "--dry-run").out
    assert "Points   48\n" in call(*SOBOL, "--dry-run").out


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--method", "guess"], "no method 'guess'; there are morris and sobol"),
        (["--method", "sobol", "--samples", "60"], "take 32 or 64"),
        (["--trajectories", "1"], "1 trajectories cannot be"),
        (["--samples", "64"], "--samples goes with --method sobol"),
        (["--method", "sobol", "--trajectories", "9"], "--trajectories goes with --method morris"),
    ],
)
def test_what_cannot_be_is_one_message(call: Calling, typed: list[str], message: str) -> None:
    told = call("sensitivity", "study.yaml", *typed)
    assert told.code == 2
    assert message in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(("typed", "method"), [(MORRIS, "morris"), (SOBOL, "sobol")])
def test_it_keeps_its_answer_with_a_pair_of_charts_an_outcome(
    call: Calling, typed: tuple[str, ...], method: str
) -> None:
    told = call(*typed[:-1])
    assert "         2 indices, 2 tornado (png and svg)\n" in told.out
    (folder,) = Path("results", "study").iterdir()
    assert sim.Sensitivity.load(folder / "sensitivity.json").answer.method == method
    listed = json.loads(call("chart", folder, "--json").out)["charts"]
    drawn = {path.stem for path in (folder / "charts").iterdir()}
    assert {each["name"] for each in listed} == drawn


def test_each_method_keeps_its_answer_in_the_folder_of_its_own_runs(call: Calling) -> None:
    folders = {json.loads(call(*typed, "--json").out)["answer"] for typed in (MORRIS, SOBOL)}
    assert len(folders) == 2
    assert all(Path(file).is_file() for file in folders)


def test_nothing_to_tell_of_factors_is_a_chart_that_says_so(call: Calling, folder: Path) -> None:
    study_file(folder, name="same.yaml", outcomes=["areas.district.troops_people"])
    told = call("sensitivity", "same.yaml", "--trajectories", "4")
    assert told.code == 0
    assert "indices, 1 tornado" in told.out
