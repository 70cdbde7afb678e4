"""`sweep`: a study as one command: what it tells before, at the end, and when something fails."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import ModelBug
from sim.experiments import replicate as experiments
from tests.cli.calling import Calling, inside
from tests.study_cases import DONE, ON_TIME, study_file


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        study_file(tmp_path)
        yield tmp_path


def results_of(out: str) -> Path:
    found = re.search(r"^Results  (\S+)$", out, re.MULTILINE)
    assert found, out
    return Path(found[1])


def test_a_table_for_each_outcome_and_a_line_for_each_combination(call: Calling) -> None:
    told = call("sweep", "study.yaml")
    assert told.code == 0
    assert told.out.startswith("Does a longer road matter?\nSweep of study.yaml: 16 points, 2 runs")
    assert re.search(
        r"^  length \(km\)  departure +share of runs \(95 %\)  runs$", told.out, re.MULTILINE
    )
    assert re.search(r"^  30 +late +0 % \(0 to \d+\) +8$", told.out, re.MULTILINE)
    assert f"\n{DONE}\n" in told.out
    assert "11 Nov" in told.out
    assert re.fullmatch(r"32 replications in [\d.]+ s, [\d.]+ a second\n", told.err)
    assert (results_of(told.out) / "manifest.json").exists()


def test_it_says_how_to_go_on(call: Calling) -> None:
    told = call("sweep", "study.yaml")
    assert f'withdrawal-sim discover study.yaml --when "{ON_TIME} = no"' in told.out
    assert "withdrawal-sim sensitivity study.yaml" in told.out
    assert f'withdrawal-sim query {results_of(told.out)} "select * from clauses"' in told.out


def test_nothing_is_wider_than_eighty_columns(call: Calling) -> None:
    out = call("sweep", "study.yaml").out
    lines = [line for line in out.splitlines() if not line.startswith(("Results", "Rows", "Where"))]
    assert max(map(len, lines)) <= 80


def test_a_dry_run_tells_points_runs_time_and_disk_and_leaves_nothing(
    call: Calling, folder: Path
) -> None:
    told = call("sweep", "study.yaml", "--dry-run")
    assert told.code == 0
    assert "Points   16\nRuns     32 (2 at each point)\n" in told.out
    assert re.search(r"^Time     (less than a second|about \d+ s)$", told.out, re.MULTILINE)
    assert re.search(r"^Disk     about \d+ kB$", told.out, re.MULTILINE)
    assert not (folder / "results").exists()


def test_a_dry_run_knows_what_is_there_already(call: Calling) -> None:
    call("sweep", "study.yaml", "-r", "1")
    told = call("sweep", "study.yaml", "--dry-run", "--json")
    found = json.loads(told.out)
    assert (found["runs"], found["runs_there"]) == (32, 16)
    assert "16 of them there already" in call("sweep", "study.yaml", "--dry-run").out
    call("sweep", "study.yaml")
    assert "none: all runs are there" in call("sweep", "study.yaml", "--dry-run").out


def test_what_is_there_is_not_run_again_and_more_extends_it(call: Calling) -> None:
    first = call("sweep", "study.yaml", "-r", "1")
    again = call("sweep", "study.yaml")
    assert "16 replications (after 16 before)" in again.err
    assert results_of(first.out) == results_of(again.out)
    assert "nothing to simulate" in call("sweep", "study.yaml").err


def test_json_is_one_document(call: Calling) -> None:
    found = json.loads(call("sweep", "study.yaml", "--json").out)
    assert [each["name"] for each in found["outcomes"]] == [ON_TIME, DONE]
    first = found["combinations"][0]
    assert first["settings"][0] == {"low": 30, "high": 30}
    assert set(first["levels"][0]) >= {"value", "low", "high", "runs", "never", "unknown"}
    assert Path(found["results"], "manifest.json").exists()


def test_a_value_set_by_hand_is_another_question(call: Calling) -> None:
    plain = call("sweep", "study.yaml", "-r", "1")
    other = call("sweep", "study.yaml", "-r", "1", "--set", "roads.road.car_speed_kmh=50")
    assert results_of(plain.out) != results_of(other.out)


def test_runs_that_fail_end_with_1_and_the_rest_is_kept_and_told(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate = experiments.simulate

    def broken(*given: Any, seed: int, replication: int) -> Any:
        if replication == 1:
            raise ModelBug("a convoy is in two places", second=777)
        return simulate(*given, seed=seed, replication=replication)

    monkeypatch.setattr(experiments, "simulate", broken)
    told = call("sweep", "study.yaml")
    assert told.code == 1
    assert "16 runs of 32 failed; point 0, replication 1: a convoy is in two places" in told.err
    assert "not known in 16 runs, which are left out" in told.out
    assert f"\n{DONE}\n" in told.out


def test_where_every_run_fails_that_is_all_there_is_to_tell(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(experiments, "simulate", None)
    told = call("sweep", "study.yaml")
    assert (told.code, told.out) == (1, "")


def test_a_scenario_is_no_study(call: Calling) -> None:
    told = call("sweep", "case.yaml")
    assert told.code == 2
    assert told.err.startswith("error: case.yaml is a scenario; a study is wanted")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["nowhere.yaml"], "there is no file"),
        (["study.yaml", "-r", "0"], "greater than or equal to 1"),
        (["study.yaml", "--workers", "-1"], "workers cannot be"),
        (["study.yaml", "--workers", "-1", "--dry-run"], "workers cannot be"),
        (["study.yaml", "--set", "roads.rod.length_km=3"], "did you mean"),
        ([], "Missing argument 'STUDY'"),
    ],
)
def test_what_cannot_be_is_one_message(call: Calling, typed: list[str], message: str) -> None:
    told = call("sweep", *typed)
    assert told.code == 2
    assert message in told.err
    assert "Traceback" not in told.err


def test_values_that_the_scenario_refuses_together_are_told_with_their_point(
    call: Calling, folder: Path
) -> None:
    levers = {
        "due": {
            "path": "agreement.clauses.handover.due",
            "values": ["2020-11-11 12:00", "2020-11-14 00:00"],
        },
        "signed": {"path": "agreement.signed", "values": ["2020-11-10 00:00", "2020-11-11 18:00"]},
    }
    study_file(folder, name="both.yaml", levers=levers, uncertainties=None, design={"grid": {}})
    told = call("sweep", "both.yaml", "--quiet")
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert "but not all together: due 2020-11-11 12:00, signed 2020-11-11 18:00" in told.err
    assert "(point 1): agreement.clauses.handover.due: due before the agreement" in told.err


def test_failures_of_further_replications_are_not_told(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate = experiments.simulate

    def broken(*given: Any, seed: int, replication: int) -> Any:
        if replication == 1:
            raise ModelBug("a convoy is in two places")
        return simulate(*given, seed=seed, replication=replication)

    monkeypatch.setattr(experiments, "simulate", broken)
    assert call("sweep", "study.yaml").code == 1
    assert call("sweep", "study.yaml", "-r", "1").code == 0


def test_without_levers_it_says_so(call: Calling, folder: Path) -> None:
    study_file(folder, name="none.yaml", levers=None)
    told = call("sweep", "none.yaml")
    assert "No lever is varied" in told.out
