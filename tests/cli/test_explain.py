"""`explain` tells a case to a reader who does not program, and one value to whoever doubts it."""

import json
from pathlib import Path

import pytest

from sim.scenario.starter import starter_text
from tests.cli.calling import Call, Calling, inside, written


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(starter_text(), encoding="utf-8")
    return path


def unwrapped(told: Call) -> str:
    """What was told, without its line breaks."""
    return " ".join(told.out.split())


def test_story_says_who_must_leave_by_when_and_who_may_ask(call: Calling, starter: Path) -> None:
    told = call("explain", starter)
    assert (told.code, told.err) == (0, "")
    said = unwrapped(told)
    assert "Veldia must have all troops and civilians out of Hill District by 6 Sep 2030" in said
    assert "Veldia may ask Karsenia through Norlund for more time for Hill handover." in said


def test_calendar_is_in_order_under_its_days(call: Calling, starter: Path) -> None:
    lines = call("explain", starter).out.splitlines()
    days = lines[lines.index("Calendar") :]
    order = [
        "  Sunday, 1 Sep 2030",
        "    08:00  The simulation begins.",
        "    18:00  Hill Town residents are told to leave (90 % of households heed it).",
        "  Tuesday, 3 Sep 2030",
        "    14:00  Pass Road closes.",
        "    20:00  Pass Road opens again.",
        "    00:00  The simulation ends.",
    ]
    assert [days.index(line) for line in order] == sorted(days.index(line) for line in order)


def test_rules_without_a_date_are_told_by_their_event(call: Calling, starter: Path) -> None:
    said = unwrapped(call("explain", starter))
    assert "12 hours after Hill handover is fulfilled: River Town residents are told to" in said


def test_story_fits_eighty_columns(call: Calling, starter: Path) -> None:
    assert max(len(line) for line in call("explain", starter).out.splitlines()) <= 80


def test_story_as_json_has_the_same_parts(call: Calling, starter: Path) -> None:
    told = json.loads(call("explain", starter, "--json").out)
    assert told["calendar"][0] == {
        "at": "2030-09-01 08:00",
        "path": "start",
        "text": "The simulation begins.",
    }
    assert [duty["path"] for duty in told["duties"]] == [
        "agreement.clauses.hill-handover",
        "agreement.clauses.river-handover",
    ]


def test_value_is_told_with_file_line_words_source_and_confidence(
    call: Calling, tmp_path: Path
) -> None:
    number = {
        "pert": [200, 400, 800],
        "source": "survey",
        "confidence": "reported",
        "rivals": [{"value": 350, "source": "survey"}],
    }
    written(
        tmp_path,
        {
            "sources": {"survey": {"title": "Road survey", "date": "2020-06-01"}},
            "roads": {"road": {"saturation_vehicles_per_hour": number}},
        },
    )
    with inside(tmp_path):
        told = call("explain", "case.yaml", "roads.road.saturation_vehicles_per_hour")
        line = next(
            number
            for number, text in enumerate(Path("case.yaml").read_text().splitlines(), 1)
            if "saturation" in text
        )
    about = told.out.split("\n\n")[1].splitlines()
    facts = {text[:12].strip(): text[12:] for text in about}
    assert facts.pop("Set in").startswith(f"case.yaml:{line}:")
    assert facts == {
        "Value": "about 400 vehicles an hour (200 to 800)",
        "Chance": "drawn once per run",
        "Allowed": "a number above 0",
        "Source": "Road survey [survey], 2020-06-01",
        "Confidence": "reported",
        "Rival": "350 (Road survey)",
    }


def test_inherited_source_names_the_block_that_lends_it(call: Calling, tmp_path: Path) -> None:
    written(
        tmp_path,
        {"sources": {"survey": {"title": "Road survey"}}, "roads": {"road": {"source": "survey"}}},
    )
    with inside(tmp_path):
        said = unwrapped(call("explain", "case.yaml", "roads.road.length_km"))
    assert "Source Road survey [survey]; set for all of roads.road" in said


def test_extending_file_is_named_for_what_it_sets_and_the_extended_for_the_rest(
    call: Calling, tmp_path: Path
) -> None:
    written(tmp_path, name="base.yaml")
    variant = "extends: base.yaml\ntitle: Longer\nroads: {road: {length_km: 90}}\n"
    (tmp_path / "variant.yaml").write_text(variant)
    with inside(tmp_path):
        assert "variant.yaml:3:16" in call("explain", "variant.yaml", "roads.road.length_km").out
        assert "base.yaml:" in call("explain", "variant.yaml", "roads.road.car_speed_kmh").out


def test_setting_is_told_as_from_the_command_line(call: Calling, tmp_path: Path) -> None:
    written(tmp_path)
    with inside(tmp_path):
        told = call(
            "explain", "case.yaml", "roads.road.length_km", "--set", "roads.road.length_km=9"
        )
    said = unwrapped(told)
    assert "Value 9 km" in said
    assert "Set in the command line: --set roads.road.length_km=9" in said
    assert "Source the command line" in said


def test_default_says_that_nobody_set_it(call: Calling, tmp_path: Path) -> None:
    written(tmp_path)
    with inside(tmp_path):
        said = unwrapped(call("explain", "case.yaml", "roads.road.convoy_spacing_m"))
    assert "Value 100 m" in said
    assert "Set in nowhere: the file does not set it" in said
    assert "Source the program's default" in said


def test_date_is_told_like_a_number(call: Calling, starter: Path) -> None:
    said = unwrapped(call("explain", starter, "agreement.clauses.hill-handover.due"))
    assert "Value 6 Sep 2030 00:00" in said
    assert "Source Invented for this example [example], 2030-08-31" in said


def test_part_of_a_number_is_told_with_the_number(call: Calling, starter: Path) -> None:
    whole = "roads.pass.saturation_vehicles_per_hour"
    assert call("explain", starter, f"{whole}.pert.1").out == call("explain", starter, whole).out


def test_parameter_that_is_drawn_is_told_by_itself(call: Calling, starter: Path) -> None:
    path = "civilians.hill-people.prepare_days.lognormal.median"
    assert "Value       about 1.5 days (0.5 to 3)" in call("explain", starter, path).out


def test_block_lists_what_is_inside(call: Calling, starter: Path) -> None:
    told = call("explain", starter, "roads.pass")
    assert told.out.startswith("roads.pass\nA stretch between two places, driven both ways.\n")
    assert "  length_km                     45 km\n" in told.out


def test_collection_lists_its_items_by_name(call: Calling, starter: Path) -> None:
    assert "  river  River District\n" in call("explain", starter, "areas").out


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("roads.pass.lenght_km", "no 'lenght_km' under roads.pass; did you mean 'length_km'?"),
        ("raods.pass", "no 'raods' in the file; did you mean 'roads'?"),
        ("roads.pas.length_km", "no 'pas' under roads; did you mean 'pass'?"),
        ("roads.pass.length_km.valeu", "no 'valeu' under roads.pass.length_km; did you mean"),
        ("title.x", "nothing stands below title"),
        ("", "no '' in the file"),
    ],
)
def test_unknown_path_is_refused_with_what_was_meant(
    call: Calling, starter: Path, path: str, hint: str
) -> None:
    told = call("explain", starter, path)
    assert (told.code, told.out) == (2, "")
    assert hint in told.err


def test_value_as_json(call: Calling, starter: Path) -> None:
    told = json.loads(call("explain", starter, "roads.pass.length_km", "--json").out)
    assert (told["kind"], told["value"], told["unit"]) == ("number", "45", "km")
    assert (told["confidence"], told["source"]) == ("assumed", None)


def test_bad_file_is_refused(call: Calling, tmp_path: Path) -> None:
    written(tmp_path, {"title": None})
    with inside(tmp_path):
        assert call("explain", "case.yaml").code == 2
