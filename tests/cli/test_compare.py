"""`compare`: what changes do, in words and as a document, and every way to ask for it wrongly."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.cli import main
from sim.experiments import replicate as experiments
from tests.cli.calling import CONTROL, Call, Calling, inside, shell, written
from tests.tables import contents

VARIED: dict[str, Any] = {
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:30", "what": ["troops"]}}},
    "troops": {"battalion": {"personnel": {"uniform": [100, 900]}}},
    "roads": {"road": {"convoy_speed_kmh": {"uniform": [20, 40]}}},
    "civilians": None,
}
"""Two convoys, of which chance decides whether they are out by due."""
SHORTER = "shorter: roads.road.length_km=50"
SAME = "the same: roads.road.length_km=60"
LATENESS = "clauses.handover.lateness_hours"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Everything is run in a folder of its own, as a user would."""
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture
def case(folder: Path) -> str:
    return written(folder, VARIED).name


def told(call: Calling, *typed: str) -> Call:
    """A comparison of ten replications without a chart."""
    found = call("compare", *typed, "-r", "10", "--no-charts")
    assert found.code == 0, found.err
    return found


# --- what it answers ----------------------------------------------------------------------


def test_differences_on_stdout_and_progress_on_stderr(call: Calling, case: str) -> None:
    found = told(call, case, "--variant", SHORTER, "--variant", SAME)
    assert found.out.startswith("One road out\n10 replications of each, seed 1; ")
    rows = found.out.partition(LATENESS)[2].splitlines()
    assert re.fullmatch(
        r"  B  -?[\d.]+ h +-0\.\d+ h \(-0\.\d+ to -0\.\d+\) +clear \(p .*\)", rows[2]
    )
    assert re.fullmatch(r"  C  -?[\d.]+ h +the same in every run", rows[3])
    labels = re.findall(r"^(.+): 10 replications in ", found.err, re.MULTILINE)
    assert labels == ["case", "shorter", "the same"]
    kept = re.search(r"^Results +(\S+)/comparison\.json$", found.out, re.MULTILINE)
    assert kept
    assert found.out.endswith(f"\nReport   withdrawal-sim report {kept[1]}\n")


def test_no_clear_difference_is_said_in_words_after_the_effect(call: Calling, case: str) -> None:
    """Three replications cannot tell."""
    found = call("compare", case, "--variant", SHORTER, "-r", "3", "--no-charts")
    (row,) = re.findall(r"^  B .*points.*$", found.out, re.MULTILINE)
    assert re.search(r"points \(.*\) +no clear difference \(p ", row)


def test_equal_scenarios_are_told_to_be_equal(call: Calling, case: str) -> None:
    found = told(call, case, "--variant", SAME)
    assert "No run differs in any of these outcomes." in found.out
    assert " clear" not in found.out.replace("no clear", "")
    assert "no clause and no area, in any replication" in found.out


def test_what_turns_is_told_with_replications_and_how_to_follow_one(
    call: Calling, case: str
) -> None:
    found = told(call, case, "--variant", SHORTER)
    row = re.search(
        r"^  clause handover, as moved +\d+ \((\d+)[^)]*\) +0$", found.out, re.MULTILINE
    )
    assert row, found.out
    assert re.search(r"^ +troops\.battalion: \d+ to on time, 0 to late", found.out, re.MULTILINE)
    commands = re.findall(r"^  withdrawal-sim (run .*)$", found.out, re.MULTILINE)
    assert len(commands) == 2
    assert f"--replication {row[1]}" in commands[0]
    assert commands[1].endswith("--set roads.road.length_km=50")
    assert call(*commands[1].split()).code == 0


def test_files_are_compared_and_an_outcome_can_be_named(call: Calling, folder: Path) -> None:
    written(folder, VARIED)
    written(folder, {**VARIED, "roads": {"road": {"length_km": 50}}}, "other.yaml")
    found = told(call, "case.yaml", "other.yaml", "--of", LATENESS)
    assert re.findall(r"^(?:clauses|runs|areas)\.\S+$", found.out, re.MULTILINE) == [LATENESS]
    assert re.search(r"^The difference is clear\.$", found.out, re.MULTILINE)


def test_json_is_one_document_with_all_of_it(call: Calling, case: str) -> None:
    found = json.loads(told(call, case, "--variant", SHORTER, "--json").out)
    assert [one["label"] for one in found["scenarios"]] == ["case", "shorter"]
    assert {one["outcome"] for one in found["differences"]} == {
        "clauses.handover.on_time",
        LATENESS,
    }
    assert {one["level"] for one in found["turns"]} == {"clause", "area"}
    assert found["replayed"][0]["replications"]
    assert sim.Comparison.load(found["comparison"]).compared.to_json().items() <= found.items()


def test_what_never_came_is_told_as_such_in_words_and_in_json(call: Calling, case: str) -> None:
    """A road so long that nobody is out by the end."""
    typed = [case, "--set", "end=2020-11-10 06:00", "--of", LATENESS]
    typed += ["--variant", "long: roads.road.length_km=400"]
    shown = told(call, *typed).out
    assert re.search(r"^  B  never +to never +clear", shown, re.MULTILINE)
    assert "not by the end in 0 of 10 runs of A and 10 of B" in shown
    (one,) = json.loads(told(call, *typed, "--json").out)["differences"]
    assert (one["value"], one["second"], one["measure"]) == ("inf", "inf", "median")


def test_one_replication_tells_no_differences_apart(call: Calling, case: str) -> None:
    found = call("compare", case, "--variant", SHORTER, "-r", "1", "--no-charts")
    assert found.code == 0
    assert "One replication shows what may happen, not what a change does" in found.out


def test_every_line_fits_eighty_columns(call: Calling, case: str) -> None:
    found = told(call, case, "--variant", SHORTER, "--variant", SAME)
    wide = [
        line
        for line in found.out.splitlines()
        if len(line) > 80 and not line.startswith("  withdrawal-sim")
    ]
    assert wide == []
    assert CONTROL not in found.out


def test_quiet_says_nothing_on_stderr(call: Calling, case: str) -> None:
    assert told(call, case, "--variant", SAME, "--quiet").err == ""


# --- where it goes --------------------------------------------------------------------------


def test_rows_go_where_run_puts_them_and_are_not_run_again(call: Calling, case: str) -> None:
    assert (
        call("run", case, "-r", "10", "--no-charts", "--set", "roads.road.length_km=50").code == 0
    )
    found = told(call, case, "--variant", SHORTER)
    assert "shorter: nothing to simulate: 10 replications were there already" in found.err
    before = contents(Path("results"))
    again = told(call, case, "--variant", SHORTER)
    assert again.out == found.out
    assert contents(Path("results")) == before


def test_the_chart_is_drawn_beside_the_comparison(call: Calling, case: str) -> None:
    found = call("compare", case, "--variant", SHORTER, "-r", "4", "--json", "--convoys", "0")
    told = json.loads(found.out)
    drawn = [f"{name}.{ending}" for name in ("differences", "flips") for ending in ("png", "svg")]
    assert [Path(path).name for path in told["charts"]] == drawn
    assert {Path(path).parent for path in told["charts"]} == {Path(told["comparison"]).parent}
    assert all(Path(path).stat().st_size for path in told["charts"])
    assert told["convoys"] == []


def test_several_workers_give_the_same_answer(call: Calling, case: str) -> None:
    alone = told(call, case, "--variant", SHORTER, "--out", "one").out
    both = told(call, case, "--variant", SHORTER, "--out", "two", "--workers", "2").out
    assert both == alone.replace("one/", "two/")


def test_a_dry_run_says_what_is_missing_and_writes_nothing(call: Calling, case: str) -> None:
    found = call("compare", case, "--variant", SHORTER, "-r", "7", "--dry-run")
    assert found.code == 0
    assert "14 runs are missing" in found.out.replace("\n", " ")
    assert LATENESS in found.out
    assert not Path("results").exists()
    told = json.loads(call("compare", case, "--variant", SHORTER, "--dry-run", "--json").out)
    assert [one["replications_there"] for one in told["scenarios"]] == [0, 0]


def test_help_and_a_refusal_load_no_tables_and_no_charts(case: str) -> None:
    """They answer at once."""
    names = "{'pandas', 'matplotlib', 'scipy', 'pyarrow'}"
    code = f"import sys; from sim.cli import main; main(['compare', '--help']); print({names} & "
    found = shell("compare", case, "--least")
    assert found.code == 2
    done = subprocess.run(
        [sys.executable, "-c", code + "sys.modules.keys())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "set()"


# --- which is best ----------------------------------------------------------------------------


def test_the_best_is_selected_with_its_guarantee(call: Calling, case: str) -> None:
    typed = ["compare", case, "--variant", SHORTER, "--variant", "longer: roads.road.length_km=90"]
    typed += ["--best", LATENESS, "--least", "--indifference", "0.1"]
    found = call(*typed)
    assert found.code == 0
    assert "shorter is selected." in found.out
    assert "screened out after 20 replications" in found.out
    assert "at least 95 % confidence" in found.out.replace("\n", " ")
    told = json.loads(call(*typed, "--json").out)
    assert told["selected"] == "shorter"
    assert {one["label"]: one["screened_after"] for one in told["scenarios"]}["longer"] == 20


def test_a_race_that_is_not_over_promises_nothing_and_ends_with_1(call: Calling, case: str) -> None:
    typed = [case, "--variant", "alike: roads.road.convoy_speed_kmh={uniform: [16, 48]}"]
    typed += ["--best", LATENESS, "--least", "--indifference", "0.01", "-r", "30"]
    found = call("compare", *typed)
    assert found.code == 1
    assert "None is selected, and nothing is promised." in found.out
    assert "replications of each are certain to suffice" in found.out.replace("\n", " ")
    assert "30 replications did not suffice" in found.err


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "nothing to compare with"),
        (["case.yaml"], "case.yaml is named twice"),
        (["nowhere.yaml"], "there is no file 'nowhere.yaml'"),
        (["--variant", "roads.road.length_km=50"], "has no label"),
        (["--variant", "a: roads.road.length_km"], "is no path=value"),
        (["--variant", "a: roads.rod.length_km=50"], "did you mean 'roads.road.length_km'?"),
        (["--variant", "a: roads.road.length_km=-5"], "--variant 'a: roads.road.length_km=-5'"),
        (["--variant", "case: roads.road.length_km=50"], "two scenarios are called 'case'"),
        (["--variant", SAME, "--variant", SAME], "two variants are called 'the same'"),
        (["--variant", "a: start=2020-11-09 12:00"], "share their start"),
        (["--variant", "a: end=2020-12-09 12:00"], "share their end"),
        (["--variant", "a: time_zone=Asia/Baku"], "share their time_zone"),
        (["--variant", SAME, "--of", "clauses.handover.in_time"], "did you mean 'on_time'?"),
        (["--variant", SAME, "--of", "clauses.hndover.on_time"], "did you mean 'handover'?"),
        (["--variant", SAME, "--of", "runs.ended_as"], "is a word"),
        (["--variant", SAME, "-r", "0"], "greater than or equal to 1"),
        (["--variant", SAME, "--seed", "x"], "--seed takes a whole number"),
        (["--variant", SAME, "--workers", "-2"], "workers cannot be"),
        (["--variant", SAME, "--most"], "--most goes with --best"),
        (["--variant", SAME, "--confidence", "0.9"], "--confidence goes with --best"),
        (["--variant", SAME, "--best", LATENESS], "--least or --most"),
        (["--variant", SAME, "--best", LATENESS, "--least"], "--best needs --indifference"),
        (
            ["--variant", SAME, "--best", LATENESS, "--of", LATENESS],
            "--of and --best exclude one another",
        ),
        (
            ["--variant", SAME, "--best", LATENESS, "--least", "--indifference", "0"],
            "more than 0",
        ),
        (
            ["--variant", SAME, "--best", "runs.ended_as", "--least", "--indifference", "1"],
            "is a word",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_one_clear_message(
    call: Calling, case: str, typed: list[str], said: str
) -> None:
    found = call("compare", case, *typed)
    assert found.code == 2
    assert said in found.err
    assert found.out == ""
    assert "Traceback" not in found.err
    assert not Path("results").exists()


def test_replications_that_fail_make_no_pairs_and_end_with_1(
    call: Calling, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = experiments.simulate

    def failing(roster: Any, *, seed: int, replication: int) -> Any:
        if replication == 3 and roster.scenario.roads["road"].length_km.likely() == 50:
            raise RuntimeError("the bridge is out")
        return plain(roster, seed=seed, replication=replication)

    monkeypatch.setattr(experiments, "simulate", failing)
    found = call("compare", case, "--variant", SHORTER, "-r", "6", "--no-charts")
    assert found.code == 1
    assert "not known in 1 of 6 replications" in found.out
    assert "The program failed in 1 replication of shorter (3)" in found.out.replace("\n", " ")
    assert "replication 3: of shorter" in found.err


def test_ctrl_c_says_what_is_kept(
    case: str, monkeypatch: pytest.MonkeyPatch, call: Calling
) -> None:
    plain = experiments.simulate

    def stopped(roster: Any, *, seed: int, replication: int) -> Any:
        if roster.scenario.roads["road"].length_km.likely() == 50:
            raise KeyboardInterrupt
        return plain(roster, seed=seed, replication=replication)

    monkeypatch.setattr(experiments, "simulate", stopped)
    found = call("compare", case, "--variant", SHORTER, "-r", "3", "--no-charts")
    assert found.code == 130
    assert re.search(r"^case: 3 replications in ", found.err, re.MULTILINE)
    assert "shorter: stopped after 0 of 3 replications" in found.err
    monkeypatch.setattr(experiments, "simulate", plain)
    again = call("compare", case, "--variant", SHORTER, "-r", "3", "--no-charts")
    assert "case: nothing to simulate: 3 replications were there already" in again.err


def test_the_command_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert re.search(r"^  compare +\S", capsys.readouterr().out, re.MULTILINE)
