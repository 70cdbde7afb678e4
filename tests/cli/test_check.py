"""`check` refuses what a run would refuse, and counts what is in a good file."""

import json
from pathlib import Path

from tests.cli.calling import Calling, inside, written


def test_good_file_gets_one_line_that_counts_what_is_in_it(call: Calling, tmp_path: Path) -> None:
    written(tmp_path)
    with inside(tmp_path):
        told = call("check", "case.yaml")
    assert (told.code, told.err) == (0, "")
    assert told.out == (
        "ok case.yaml: 1 area, 1 clause, 1 unit, 1 group, 1 road, 9 numbers "
        "(0 assumed, 9 unsourced)\n"
    )


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
