"""`sources` lists what a case rests on, the least founded first."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

from tests.cli.calling import Calling, inside, written

SURVEY = {"survey": {"title": "Road survey", "url": "https://example.org/s", "date": "2020-06-01"}}


def case(folder: Path, length: Any) -> None:
    written(folder, {"sources": SURVEY, "roads": {"road": {"length_km": length}}})


def test_assumed_and_unsourced_are_counted_first(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, {"value": 60, "confidence": "assumed"})
    with inside(tmp_path):
        told = call("sources", "case.yaml")
    assert told.out.splitlines()[:4] == [
        "9 numbers and dates",
        "     1 assumed",
        "     8 unsourced: no source, and not marked as assumed",
        "     0 with a source",
    ]
    assert told.out.index("\nUnsourced (8)\n") < told.out.index("\nAssumed (1)\n")


def test_number_stands_under_its_source_with_value_and_unit(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, {"value": 60, "source": "survey", "confidence": "measured"})
    with inside(tmp_path):
        lines = call("sources", "case.yaml").out.splitlines()
    head = lines.index("Road survey [survey], 2020-06-01, https://example.org/s (1)")
    assert lines[head + 1] == "  roads.road"
    assert lines[head + 2].split() == ["length_km", "60", "km", "[measured]"]


def test_rivals_stand_below_with_their_source(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, {"value": 60, "rivals": [{"value": 55, "source": "survey"}]})
    with inside(tmp_path):
        assert "        but 55 (Road survey)\n" in call("sources", "case.yaml").out


def test_setting_is_listed_as_set_on_the_command_line(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, 60)
    with inside(tmp_path):
        told = call("sources", "case.yaml", "--set", "roads.road.length_km=70")
    assert "\nSet on the command line (1)\n  roads.road\n" in told.out
    assert " 70 km" in told.out


def test_defaults_are_listed_only_on_request(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, 60)
    with inside(tmp_path):
        assert "convoy_spacing_m" not in call("sources", "case.yaml").out
        assert "convoy_spacing_m" in call("sources", "case.yaml", "--defaults").out


def test_csv_is_one_table_and_nothing_else(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, {"value": 60, "source": "survey", "rivals": [{"value": 55, "source": "survey"}]})
    with inside(tmp_path):
        rows = list(csv.DictReader(StringIO(call("sources", "case.yaml", "--csv").out)))
    assert len(rows) == 9
    length = next(row for row in rows if row["path"] == "roads.road.length_km")
    assert length["place"].startswith("case.yaml:")
    del length["place"]
    assert length == {
        "path": "roads.road.length_km",
        "value": "60",
        "unit": "km",
        "source": "survey",
        "source_title": "Road survey",
        "source_url": "https://example.org/s",
        "source_date": "2020-06-01",
        "confidence": "",
        "rivals": "55 (survey)",
    }


def test_json_counts_and_lists(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, {"value": 60, "source": "survey"})
    with inside(tmp_path):
        told = json.loads(call("sources", "case.yaml", "--json").out)
    assert (told["numbers"], told["assumed"], told["unsourced"], told["sourced"]) == (9, 0, 8, 1)
    assert len(told["list"]) == 9


def test_two_forms_at_once_are_refused(call: Calling, tmp_path: Path) -> None:
    case(tmp_path, 60)
    with inside(tmp_path):
        assert call("sources", "case.yaml", "--csv", "--json").code == 2


def test_bad_file_is_refused(call: Calling, tmp_path: Path) -> None:
    written(tmp_path, {"title": None})
    with inside(tmp_path):
        told = call("sources", "case.yaml")
    assert (told.code, told.out) == (2, "")
