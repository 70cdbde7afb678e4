"""`check` refuses what a run would refuse, and counts what is in a good file."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.calling import Calling, inside, written

# Four convoys, half an hour apart, drive 60 km at 30 km/h: the last can be out at 03:30.
TOO_SOON = {"agreement": {"clauses": {"handover": {"due": "2020-11-10 03:00"}}}}


def test_good_file_gets_one_line_that_counts_what_is_in_it(call: Calling, tmp_path: Path) -> None:
    written(tmp_path)
    with inside(tmp_path):
        told = call("check", "case.yaml")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == (
        "ok case.yaml: 1 area, 1 clause, 1 unit, 1 group, 1 road, 9 numbers "
        "(0 assumed, 9 unsourced)"
    )


def test_each_clause_gets_a_line_from_when_on_it_can_be_met(call: Calling, tmp_path: Path) -> None:
    written(tmp_path)
    with inside(tmp_path):
        told = call("check", "case.yaml", "--strict")
    assert told.code == 0
    (line,) = told.out.splitlines()[1:]
    assert line.startswith(
        "agreement.clauses.handover: can be met from 10 Nov 2020 03:30 "
        "(due 15 Nov 2020 00:00): troops.battalion "
    )
    assert "; fluid estimate 10 Nov 2020 " in line


def test_clause_that_cannot_be_met_is_a_finding_and_no_mistake(
    call: Calling, tmp_path: Path
) -> None:
    written(tmp_path, TOO_SOON)
    with inside(tmp_path):
        told = call("check", "case.yaml")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[1].startswith(
        "agreement.clauses.handover: cannot be met before 10 Nov 2020 03:30 "
        "(due 10 Nov 2020 03:00): troops.battalion "
    )


def test_strict_ends_with_one_where_a_clause_cannot_be_met(call: Calling, tmp_path: Path) -> None:
    written(tmp_path, name="easy.yaml")
    written(tmp_path, TOO_SOON)
    written(tmp_path, {"title": None}, name="bad.yaml")
    with inside(tmp_path):
        assert call("check", "easy.yaml", "--strict").code == 0
        assert call("check", "easy.yaml", "case.yaml", "--strict").code == 1
        assert call("check", "case.yaml", "--strict", "--json").code == 1
        assert call("check", "case.yaml", "bad.yaml", "--strict").code == 2


def test_estimate_after_due_is_told_of_a_clause_that_can_be_met(
    call: Calling, tmp_path: Path
) -> None:
    slow = {"roads": {"road": {"convoy_speed_kmh": {"uniform": [20, 50]}}}}
    written(tmp_path, {**TOO_SOON, **slow})
    with inside(tmp_path):
        told = call("check", "case.yaml", "--strict")
    assert told.code == 0
    assert "can be met from 10 Nov 2020 02:42 (due 10 Nov 2020 03:00)" in told.out
    assert "fluid estimate 10 Nov 2020 03:12, after due" in told.out


def test_json_has_bound_and_estimate_of_each_clause(call: Calling, tmp_path: Path) -> None:
    written(tmp_path, TOO_SOON)
    with inside(tmp_path):
        told = call("check", "case.yaml", "--json")
    (line,) = json.loads(told.out)["files"][0]["feasibility"]
    assert (line["clause"], line["feasible"]) == ("handover", False)
    assert line["due"] == {"local": "2020-11-10 03:00", "hours": 3}
    assert (line["bound"]["local"], line["bound"]["hours"]) == ("2020-11-10 03:30", 3.5)
    assert "troops.battalion" in line["bound"]["because"]
    assert line["estimate"]["hours"] >= 3.5


def test_looking_whether_clauses_can_be_met_loads_no_number_cruncher(tmp_path: Path) -> None:
    path = written(tmp_path)
    program = (
        "import sys; from sim.cli import main; code = main(['check', sys.argv[1]]); "
        "assert not {'numpy', 'pandas', 'scipy'} & sys.modules.keys(); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_bad_file_is_refused_with_every_mistake_at_its_place(call: Calling, tmp_path: Path) -> None:
    path = written(tmp_path)
    lines = path.read_text("utf-8").replace("length_km: 60", "lenght_km: 60")
    path.write_text(lines.replace("personnel: 400", "personnel: many"), "utf-8")
    with inside(tmp_path):
        told = call("check", "case.yaml")
    assert (told.code, told.out) == (2, "")
    *problems, count = told.err.splitlines()
    assert count == f"{len(problems)} problems"
    assert any("lenght_km" in line and "did you mean 'length_km'?" in line for line in problems)
    assert all(line.startswith("case.yaml:") for line in problems)


def test_good_files_are_still_told_beside_a_bad_one(call: Calling, tmp_path: Path) -> None:
    written(tmp_path, name="good.yaml")
    written(tmp_path, {"title": None}, name="bad.yaml")
    with inside(tmp_path):
        told = call("check", "bad.yaml", "good.yaml")
    assert told.code == 2
    assert told.out.startswith("ok good.yaml: ")
    assert "bad.yaml" in told.err


def test_missing_file_and_directory_are_refused(call: Calling, tmp_path: Path) -> None:
    for name in ("none.yaml", str(tmp_path)):
        with inside(tmp_path):
            told = call("check", name)
        assert (told.code, told.out) == (2, "")
        assert name in told.err


def test_setting_is_checked_with_the_file(call: Calling, tmp_path: Path) -> None:
    written(tmp_path)
    with inside(tmp_path):
        assert call("check", "case.yaml", "--set", "roads.road.length_km=70").code == 0
        told = call("check", "case.yaml", "--set", "roads.road.length_km=-1")
    assert told.code == 2
    assert "--set roads.road.length_km=-1" in told.err


def test_json_is_one_document_with_good_and_bad_files(call: Calling, tmp_path: Path) -> None:
    written(tmp_path, name="good.yaml")
    written(tmp_path, {"title": None}, name="bad.yaml")
    with inside(tmp_path):
        told = call("check", "good.yaml", "bad.yaml", "--json")
    assert (told.code, told.err) == (2, "")
    good, bad = json.loads(told.out)["files"]
    assert (good["ok"], good["areas"], good["unsourced"]) == (True, 1, 9)
    assert (bad["ok"], bad["problems"][0]["path"]) == (False, "title")
