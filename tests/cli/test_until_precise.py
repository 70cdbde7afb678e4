"""`run --until-precise`: as many replications as it takes, and why so many."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from tests.builders import changed, minimal
from tests.builders import text as yaml
from tests.cli.calling import Calling, inside

LATE_OFTEN = {
    "troops": {"battalion": {"ready_after_hours": {"uniform": [60, 180]}}},
    "civilians": None,
    "agreement": {"clauses": {"handover": {"what": ["troops"]}}},
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture
def case(folder: Path) -> str:
    path = folder / "case.yaml"
    path.write_text(yaml(changed(minimal(), LATE_OFTEN)), encoding="utf-8")
    return path.name


def test_it_goes_on_until_the_share_is_known(call: Calling, case: str) -> None:
    told = call("run", case, "--until-precise", "clauses.handover.on_time=0.1", "--no-charts")
    assert told.code == 0
    assert "by sequential stopping" in told.out
    found = json.loads(
        call(
            *("run", case, "--until-precise", "clauses.handover.on_time=0.1", "--no-charts"),
            "--json",
        ).out
    )
    precision = found["precision"]
    assert precision["verdict"] == "precise"
    assert precision["goals"][0]["half_width"] <= 0.1
    assert precision["replications"] == found["replications"] > 50
    assert precision["decided_by"] == ["clauses.handover.on_time"]


def test_it_stops_at_the_same_look_where_more_is_there_already(call: Calling, case: str) -> None:
    goal = ("--until-precise", "clauses.handover.on_time=0.12", "--no-charts", "--json")
    fresh = json.loads(call("run", case, *goal, "--out", "fresh").out)
    call("run", case, "-r", "300", "--no-charts")
    again = json.loads(call("run", case, *goal).out)
    assert again["replications"] == fresh["replications"] < 300
    assert again["replications_there"] == 300


def test_the_most_is_kept_and_said(call: Calling, case: str) -> None:
    told = call(
        *("run", case, "-r", "60", "--no-charts"),
        *("--until-precise", "clauses.handover.on_time=0.01"),
    )
    assert told.code == 1
    assert "60 replications, seed 1" in told.out
    assert "not yet precise enough: clauses.handover.on_time" in told.err
    assert "that would take about" in told.out


def test_several_outcomes_and_which_of_them_decided(call: Calling, case: str) -> None:
    told = call(
        *("run", case, "--no-charts", "--json"),
        *("--until-precise", "clauses.handover.on_time=0.12"),
        *("--until-precise", "areas.district.last_out_hours=50%"),
    )
    precision = json.loads(told.out)["precision"]
    assert [goal["is_met"] for goal in precision["goals"]] == [True, True]
    assert precision["decided_by"] == ["clauses.handover.on_time"]


def test_what_has_no_mean_is_refused_after_the_first_look(call: Calling, folder: Path) -> None:
    path = folder / "never.yaml"
    path.write_text(yaml(changed(minimal(), {"roads": {"road": {"length_km": 90_000}}})))
    told = call(
        *("run", path.name, "--no-charts"),
        *("--until-precise", "clauses.handover.completed_hours:mean=1"),
    )
    assert told.code == 1
    assert "ask for a quantile" in told.err
    kept = next((folder / "results").rglob("manifest.json")).parent
    assert sim.read_results(kept).manifest.replications == 50


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("clauses.handover.on_time", "OUTCOME=HALFWIDTH"),
        ("=3", "OUTCOME=HALFWIDTH"),
        ("clauses.handover.on_tim=0.1", "did you mean 'on_time'"),
        ("clauses.handover.on_time=0", "a number above 0"),
        ("clauses.handover.on_time=-1", "a number above 0"),
        ("clauses.handover.on_time=nan", "a number above 0"),
        ("clauses.handover.on_time=much", "a number above 0"),
        ("clauses.handover.on_time:mean=1", "its share is estimated"),
        ("areas.district.gap_hours:p0=1", ":p1 to :p99"),
        ("areas.district.gap_hours:middle=1", ":p1 to :p99"),
        ("runs.ended_as=1", "is a word"),
    ],
)
def test_what_makes_no_sense_is_refused(
    call: Calling, case: str, folder: Path, goal: str, told: str
) -> None:
    found = call("run", case, "--until-precise", goal)
    assert (found.code, found.out) == (2, "")
    assert told in found.err
    assert [path.name for path in folder.iterdir()] == [case]


def test_a_subject_that_the_case_lacks_is_refused(call: Calling, case: str) -> None:
    found = call("run", case, "--until-precise", "areas.distrikt.gap_hours=1", "--no-charts")
    assert found.code == 2
    assert "did you mean 'district'" in found.err


def test_too_few_replications_for_a_first_look(call: Calling, case: str) -> None:
    found = call("run", case, "-r", "20", "--until-precise", "clauses.handover.on_time=0.1")
    assert found.code == 2
    assert "the first look is taken at 50" in found.err
