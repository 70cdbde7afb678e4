"""`design`: from when on a clause can be due, from a scenario or a study."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from tests.builders import text, two_districts
from tests.cli.calling import Calling, inside
from tests.study_cases import study_file

QUICK = ("--from", "0d", "--to", "2d", "-r", "4", "--no-charts")

FEW = ("--from", "0d", "--to", "1d", "-r", "2")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        study_file(tmp_path)
        (tmp_path / "both.yaml").write_text(text(two_districts()), "utf-8")
        yield tmp_path


def test_the_earliest_due_and_what_each_date_gives(call: Calling) -> None:
    told = call("design", "case.yaml", *QUICK)
    assert told.code == 0
    assert "Earliest due, as written, met with 90 %, this due moved" in told.out
    assert re.search(r"^  13 Nov 00:00  \+1 d +\d+ % \(\d", told.out, re.MULTILINE)
    assert re.search(r"^Results  results/case/\w+$", told.out, re.MULTILINE)
    assert "12 replications in" in told.err


def test_all_together_then_each_by_itself(call: Calling) -> None:
    told = call("design", "both.yaml", *FEW, "--alone", "--no-charts")
    assert "all dues moved together" in told.out
    assert "All jointly" in told.out
    assert told.out.count("this due moved by itself") == 2
    assert "12 replications in" in told.err


def test_nothing_is_wider_than_eighty_columns(call: Calling) -> None:
    lines = call("design", "both.yaml", *QUICK).out.splitlines()
    assert max(len(line) for line in lines if not line.startswith(("Results", "Rows"))) <= 80


def test_a_study_is_told_for_each_combination_of_levers(call: Calling) -> None:
    told = call("design", "study.yaml", "--from", "0d", "--to", "1d", "--no-charts")
    assert told.code == 0
    assert "this due moved; length 30, departure late" in told.out.replace("\n", " ")


def test_json_is_one_document(call: Calling) -> None:
    found = json.loads(call("design", "case.yaml", *QUICK, "--json").out)
    assert found["probability"] == 0.9
    (one,) = found["sought"]
    assert [each["later_hours"] for each in one["tried"]] == [0, 24, 48]


def test_a_dry_run_counts_the_dues(call: Calling, folder: Path) -> None:
    told = call("design", "case.yaml", "--dry-run")
    assert "Points   17\nRuns     850 (50 at each point)\n" in told.out
    assert not (folder / "results").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--clause", "handovr"], "no clause 'handovr'; there are handover"),
        (["--to", "40d"], "40 days later lie after the end of the run"),
        (["--from", "-9d"], "the scenario refuses dues 9 days earlier"),
        (["--every", "week"], "'week' is no time; write days or hours"),
        (["--probability", "1"], "a probability lies between 0 and 1"),
        (["--seed", "-1"], "the seed -1 is out of range"),
    ],
)
def test_what_cannot_be_is_one_message(
    call: Calling, folder: Path, typed: list[str], message: str
) -> None:
    told = call("design", "case.yaml", *typed)
    assert told.code == 2
    assert message in told.err
    assert told.err.count("\n") == 1
    assert not (folder / "results").exists()


def test_a_study_keeps_its_seed(call: Calling) -> None:
    told = call("design", "study.yaml", "--seed", "3")
    assert told.err == "error: a study says its seed itself; leave --seed out\n"


def test_it_keeps_its_answer_with_curves_in_which_there_is_something(call: Calling) -> None:
    told = call("design", "both.yaml", *FEW, "--alone")
    (folder,) = Path("results", "both").iterdir()
    assert f"Answer   {folder}/design.json\n" in told.out
    drawn = {path.stem for path in (folder / "charts").glob("*.png")}
    assert drawn == {
        *("curves-together-all", "curves-together-jointly"),
        *("curves-together-north-handover", "curves-together-south-handover"),
        *("curves-north-handover-north-handover", "curves-south-handover-south-handover"),
    }


def test_another_probability_takes_the_place_of_the_first(call: Calling) -> None:
    first = json.loads(call("design", "case.yaml", *QUICK, "--json").out)
    told = call("design", "case.yaml", *QUICK, "-p", "0.5").out
    assert "(probability 0.9, dues as written, 4 runs a point)" in " ".join(told.split())
    again = sim.Design.load(first["answer"])
    assert again.answer.probability == 0.5


def test_one_due_alone_is_charted_as_a_design_not_as_a_run(call: Calling) -> None:
    one = ("--from", "0d", "--to", "0d", "-r", "2")
    found = json.loads(call("design", "case.yaml", *one, "--json").out)
    listed = json.loads(call("chart", found["results"], "--json").out)["charts"]
    assert [each["name"] for each in listed] == ["curves"]
