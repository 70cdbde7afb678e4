"""`sweep`: a study as one command: what it tells before, at the end, and when something fails."""

import errno
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.errors import ModelBug
from sim.experiments import replicate as experiments
from tests.cli.calling import Calling, inside
from tests.study_cases import DONE, ON_TIME, study_file

SWEEP = ("sweep", "study.yaml", "--no-charts")


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
    told = call(*SWEEP)
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
    told = call(*SWEEP)
    assert f'withdrawal-sim discover study.yaml --when "{ON_TIME} = no"' in told.out
    assert "withdrawal-sim sensitivity study.yaml" in told.out
    assert f'withdrawal-sim query {results_of(told.out)} "select * from clauses"' in told.out


def test_nothing_is_wider_than_eighty_columns(call: Calling) -> None:
    out = call(*SWEEP).out
    lines = [line for line in out.splitlines() if not line.startswith(("Results", "Rows", "Where"))]
    assert max(map(len, lines)) <= 80


def test_a_dry_run_tells_points_runs_time_and_disk_and_leaves_nothing(
    call: Calling, folder: Path
) -> None:
    told = call(*SWEEP, "--dry-run")
    assert told.code == 0
    assert "Points   16\nRuns     32 (2 at each point)\n" in told.out
    assert re.search(r"^Time     (less than a second|about \d+ s)$", told.out, re.MULTILINE)
    assert re.search(r"^Disk     about \d+ kB$", told.out, re.MULTILINE)
    assert not (folder / "results").exists()


def test_a_dry_run_knows_what_is_there_already(call: Calling) -> None:
    call(*SWEEP, "-r", "1")
    told = call(*SWEEP, "--dry-run", "--json")
    found = json.loads(told.out)
    assert (found["runs"], found["runs_there"]) == (32, 16)
    assert "16 of them there already" in call(*SWEEP, "--dry-run").out
    call(*SWEEP)
    assert "none: all runs are there" in call(*SWEEP, "--dry-run").out


def test_what_is_there_is_not_run_again_and_more_extends_it(call: Calling) -> None:
    first = call(*SWEEP, "-r", "1")
    again = call(*SWEEP)
    assert "16 replications (after 16 before)" in again.err
    assert results_of(first.out) == results_of(again.out)
    assert "nothing to simulate" in call(*SWEEP).err


def test_json_is_one_document(call: Calling) -> None:
    found = json.loads(call(*SWEEP, "--json").out)
    assert [each["name"] for each in found["outcomes"]] == [ON_TIME, DONE]
    first = found["combinations"][0]
    assert first["settings"][0] == {"low": 30, "high": 30}
    assert set(first["levels"][0]) >= {"value", "low", "high", "runs", "never", "unknown"}
    assert Path(found["results"], "manifest.json").exists()


def test_a_value_set_by_hand_is_another_question(call: Calling) -> None:
    plain = call(*SWEEP, "-r", "1")
    other = call(*SWEEP, "-r", "1", "--set", "roads.road.car_speed_kmh=50")
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
    told = call(*SWEEP)
    assert told.code == 1
    assert "16 runs of 32 failed; point 0, replication 1: a convoy is in two places" in told.err
    assert "not known in 16 runs, which are left out" in told.out
    assert f"\n{DONE}\n" in told.out


def test_where_every_run_fails_that_is_all_there_is_to_tell(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(experiments, "simulate", None)
    told = call(*SWEEP)
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
    assert call(*SWEEP).code == 1
    assert call(*SWEEP, "-r", "1").code == 0


def test_without_levers_it_says_so(call: Calling, folder: Path) -> None:
    study_file(folder, name="none.yaml", levers=None)
    told = call("sweep", "none.yaml", "--no-charts")
    assert "No lever is varied" in told.out


# --- what it leaves -------------------------------------------------------------------------------


def test_it_keeps_its_answer_and_draws_its_charts_and_says_where(call: Calling) -> None:
    out = call("sweep", "study.yaml").out
    folder = results_of(out)
    assert sim.Sweep.load(folder / "sweep.json").answer.asked.replications == 2
    assert f"Answer   {folder}/sweep.json\nCharts   {folder}/charts\n" in out
    assert "         4 lines, 2 heat (png and svg)\n" in out
    drawn = sorted(path.suffix for path in (folder / "charts").iterdir())
    assert drawn == [".png"] * 6 + [".svg"] * 6
    assert not list(folder.glob(".charts*"))


def test_what_it_keeps_is_what_json_tells(call: Calling) -> None:
    told = json.loads(call(*SWEEP, "--json").out)
    assert told["answer"] == f"{told['results']}/sweep.json"
    assert told["charts"] == []
    kept = json.loads(Path(told["answer"]).read_text("utf-8"))
    assert kept["answer"]["combinations"] == told["combinations"]
    drawn = json.loads(call("sweep", "study.yaml", "--json").out)["charts"]
    assert len(drawn) == 12
    assert all(Path(path).stat().st_size > 1000 for path in drawn)


def test_the_answer_and_its_rows_are_found_where_they_were_moved(
    call: Calling, folder: Path
) -> None:
    ran = results_of(call(*SWEEP).out)
    ran.rename(folder / "elsewhere")
    moved = sim.Sweep.load("elsewhere/sweep.json")
    assert len(moved.rows("points")) == 16


def test_other_outcomes_take_the_place_of_those_before_with_their_charts(
    call: Calling, folder: Path
) -> None:
    ran = results_of(call("sweep", "study.yaml").out)
    study_file(folder, outcomes=[DONE])
    told = call("sweep", "study.yaml")
    assert results_of(told.out) == ran
    assert f"({ON_TIME}, {DONE}, 2 runs a point)" in " ".join(told.out.split())
    assert not [path.name for path in (ran / "charts").iterdir() if "on_time" in path.name]
    assert len(list((ran / "charts").iterdir())) == 6


def test_of_very_many_charts_the_first_are_drawn_and_the_rest_told(
    call: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.api.answer_charts.MOST_CHARTS", 1)
    told = " ".join(call("sweep", "study.yaml").out.split())
    assert "lines-clauses-handover-on_time-length (png and svg)" in told
    assert "5 more were not drawn; withdrawal-sim chart results/study/" in told


@pytest.mark.parametrize("in_the_way", ["sweep.json", "charts"])
def test_what_cannot_be_kept_is_one_message_behind_the_answer(
    call: Calling, in_the_way: str
) -> None:
    ran = results_of(call(*SWEEP).out)
    if in_the_way == "charts":
        (ran / "charts").write_text("a file", "utf-8")
    else:
        (ran / "sweep.json").unlink()
        (ran / "sweep.json" / "inside").mkdir(parents=True)
    told = call("sweep", "study.yaml", "--quiet")
    assert told.code == 2
    assert f"\n{DONE}\n" in told.out
    assert re.fullmatch(rf"error: .* {ran}/{in_the_way}: .*\n", told.err)
    assert ("Answer" in told.out) == (in_the_way == "charts")
    assert not list(ran.glob(".*.aside"))
    assert not list(ran.glob(".charts*"))


def test_a_full_disk_leaves_the_answer_before_with_its_charts(
    call: Calling, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = results_of(call("sweep", "study.yaml").out)
    before = {path.name: path.read_bytes() for path in (ran / "charts").iterdir()}
    kept = (ran / "sweep.json").read_bytes()
    study_file(folder, outcomes=[DONE])

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sim.api.keeping.write_whole", full)
    told = call("sweep", "study.yaml", "--quiet", "--json")
    assert told.code == 2
    assert json.loads(told.out)["answer"] is None
    assert "no space left on device" in told.err
    assert (ran / "sweep.json").read_bytes() == kept
    assert {path.name: path.read_bytes() for path in (ran / "charts").iterdir()} == before


def test_an_answer_that_nobody_can_read_any_more_is_replaced(call: Calling) -> None:
    ran = results_of(call(*SWEEP).out)
    (ran / "sweep.json").write_text("{", "utf-8")
    assert call(*SWEEP).code == 0
    assert sim.Sweep.load(ran / "sweep.json").answer.asked.points == 16


def test_what_it_keeps_disturbs_neither_more_runs_nor_their_check(call: Calling) -> None:
    ran = results_of(call("sweep", "study.yaml", "-r", "1").out)
    assert "(after 16 before)" in call(*SWEEP).err
    assert call("rerun", ran, "--check", "--sample", "2", "--quiet").code == 0
    assert "16" in call("query", ran, "select count(*) from points").out


def test_a_study_without_levers_draws_nothing(call: Calling, folder: Path) -> None:
    study_file(folder, name="none.yaml", levers=None)
    told = call("sweep", "none.yaml", "--json")
    assert json.loads(told.out)["charts"] == []
    ran = json.loads(told.out)["results"]
    assert not Path(ran, "charts").exists()
    refused = call("chart", ran)
    assert refused.code == 2
    assert "nothing to draw" in refused.err
    assert "lines: the study has no lever" in refused.err
