"""`discover`: a condition, and the box in which it holds, in plain words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Call, Calling, inside
from tests.study_cases import ON_TIME, study_file

DISCOVER = ("discover", "study.yaml", "--no-charts", "--when")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        study_file(tmp_path, design={"latin-hypercube": {"points": 40}})
        yield tmp_path


def test_boxes_are_told_in_words_with_density_and_coverage(call: Calling) -> None:
    told = call(*DISCOVER, f"{ON_TIME} = no")
    assert told.code == 0
    assert re.search(r"holds in \d+ of 80 runs \(\d+ %\)", told.out)
    assert "departure is late  [troops.battalion.departure]" in told.out
    assert re.search(r"prepare is more than 1\.\d+ days  \[civilians\.townspeople", told.out)
    assert re.search(r"density \d+ %, coverage \d+ %, \d+ of 40 points", told.out)


def test_nothing_found_is_told_with_the_reason(call: Calling) -> None:
    told = call(*DISCOVER, "areas.district.troops_people < 0")
    assert told.code == 0
    assert "Nothing was found: the condition holds in no run." in told.out


def test_the_second_question_runs_nothing(call: Calling) -> None:
    call(*DISCOVER, f"{ON_TIME} = no")
    again = call(*DISCOVER, f"{ON_TIME} = yes")
    assert "nothing to simulate: 80 replications were there already" in again.err


def test_json_is_one_document(call: Calling) -> None:
    found = json.loads(call(*DISCOVER, f"{ON_TIME} = no", "--json").out)
    assert found["boxes"][0]["limits"][0]["words"] == ["late"]
    assert found["runs"] == 80


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("on time = no", "no table of outcomes 'on time'"),
        ("clauses.handovr.on_time = no", "no clause 'handovr'; there are handover"),
        (f"{ON_TIME} > no", "is yes or no"),
        ("areas.district.gap_hours", "has no sign such as = or <"),
    ],
)
def test_a_condition_that_cannot_be_is_one_message(
    call: Calling, folder: Path, when: str, message: str
) -> None:
    told = call(*DISCOVER, when)
    assert told.code == 2
    assert message in told.err
    assert told.err.count("\n") == 1
    assert not (folder / "results").exists()


def test_a_table_that_the_study_does_not_keep_is_told_with_the_way_out(
    call: Calling, folder: Path
) -> None:
    study_file(folder, name="few.yaml", keep=["clauses"])
    told = call("discover", "few.yaml", "--when", "areas.district.gap_hours > 3")
    assert told.code == 2
    assert "the study does not keep 'areas'; add it to keep in few.yaml" in told.err


@pytest.mark.parametrize("density", ["0", "2"])
def test_a_density_that_cannot_be_is_refused(call: Calling, density: str) -> None:
    told = call(*DISCOVER, f"{ON_TIME} = no", "--density", density)
    assert (told.code, told.err) == (2, f"error: a density lies between 0 and 1; found {density}\n")


def kept(told: Call) -> tuple[Path, dict[str, Any]]:
    """The folder that a call named, and the answer in it."""
    folder = Path(json.loads(told.out)["results"])
    return folder, json.loads((folder / "discovery.json").read_text("utf-8"))["answer"]


def charts_of(folder: Path) -> set[str]:
    place = folder / "charts"
    return {path.stem for path in place.iterdir()} if place.exists() else set()


def test_its_answer_lies_beside_that_of_the_sweep_of_the_same_runs(call: Calling) -> None:
    call("sweep", "study.yaml", "--quiet")
    told = call("discover", "study.yaml", "--when", f"{ON_TIME} = no", "--quiet")
    (folder,) = Path("results", "study").iterdir()
    assert f"Answer   {folder}/discovery.json\n" in told.out
    assert f"Charts   {folder}/charts\n         way (png and svg)\n" in told.out
    assert {path.name for path in folder.glob("*.json")} == {
        *("manifest.json", "sweep.json", "discovery.json")
    }
    assert {"way", f"heat-{ON_TIME.replace('.', '-')}"} <= charts_of(folder)


def test_another_condition_takes_the_place_of_the_first_and_says_so(call: Calling) -> None:
    first = call("discover", "study.yaml", "--when", f"{ON_TIME} = no", "--json")
    folder, answer = kept(first)
    assert (answer["condition"], charts_of(folder)) == (f"{ON_TIME} = no", {"way"})
    told = " ".join(call(*DISCOVER, f"{ON_TIME} = yes").out.split())
    assert f"in the place of an earlier one ({ON_TIME} = no, density 0.8, 2 runs" in told
    assert kept(call(*DISCOVER, f"{ON_TIME} = yes", "--json"))[1]["condition"] == f"{ON_TIME} = yes"
    assert charts_of(folder) == set()  # that of the first would tell of another condition


def test_the_same_condition_leaves_the_charts_that_are_there(call: Calling) -> None:
    folder, _ = kept(call("discover", "study.yaml", "--when", f"{ON_TIME} = no", "--json"))
    assert "in the place of" not in call(*DISCOVER, f"{ON_TIME} = no").out
    assert charts_of(folder) == {"way"}


def test_another_condition_leaves_the_charts_of_the_sweep(call: Calling) -> None:
    call("sweep", "study.yaml", "--quiet")
    (folder,) = Path("results", "study").iterdir()
    before = charts_of(folder)
    call("discover", "study.yaml", "--when", f"{ON_TIME} = no", "--quiet")
    call(*DISCOVER, f"{ON_TIME} = yes")
    assert charts_of(folder) == before
