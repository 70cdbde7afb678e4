"""`check` knows a study by its keys, tries its values, and counts its runs."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.calling import Calling, inside
from tests.studies import LENGTH, case, written


def put(folder: Path, **top: object) -> None:
    case(folder)
    (folder / "study.yaml").write_text(written(**top), "utf-8")


def test_good_study_gets_one_line_that_counts_its_runs(call: Calling, tmp_path: Path) -> None:
    put(tmp_path)
    with inside(tmp_path):
        told = call("check", "study.yaml")
    assert (told.code, told.err) == (0, "")
    assert told.out == (
        "ok study.yaml: a study of case.yaml: 1 lever, 1 uncertainty, 1 outcome; "
        "4 points of 2 replications each, 8 runs\n"
    )


def test_advice_stands_below_the_line(call: Calling, tmp_path: Path) -> None:
    put(tmp_path, design={"sobol": {"points": 5}})
    with inside(tmp_path):
        told = call("check", "study.yaml")
    assert told.code == 0
    assert "take 4 or 8" in told.out.splitlines()[1]


def test_value_that_the_scenario_refuses_is_told_at_its_place(
    call: Calling, tmp_path: Path
) -> None:
    put(tmp_path, levers={"length": {"path": LENGTH, "values": [30, -1]}})
    with inside(tmp_path):
        told = call("check", "study.yaml")
    assert (told.code, told.out) == (2, "")
    first, count = told.err.splitlines()
    assert first.startswith("study.yaml:9:7: ")
    assert ": levers.length.values.1: the scenario refuses -1 " in first
    assert count == "1 problem"


def test_setting_holds_for_the_scenario_of_a_study(call: Calling, tmp_path: Path) -> None:
    put(tmp_path)
    with inside(tmp_path):
        told = call("check", "study.yaml", "--set", "roads.road.one_lane_km=45")
    assert told.code == 2
    assert "the scenario refuses 30" in told.err


def test_json_counts_the_runs_of_a_study(call: Calling, tmp_path: Path) -> None:
    put(tmp_path)
    with inside(tmp_path):
        told = call("check", "study.yaml", "case.yaml", "--json")
    study, scenario = json.loads(told.out)["files"]
    assert (study["ok"], study["runs"], study["points"]) == (True, 8, 4)
    assert (study["scenario"], study["advice"]) == ("case.yaml", [])
    assert scenario["areas"] == 1


def test_checking_a_study_loads_no_number_cruncher(tmp_path: Path) -> None:
    put(tmp_path)
    program = (
        "import sys; from sim.cli import main; code = main(['check', sys.argv[1]]); "
        "assert not {'numpy', 'pandas', 'scipy'} & sys.modules.keys(); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "study.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
