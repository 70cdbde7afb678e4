"""Files that are missing or cannot be read, and files that extend others."""

from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.load import load_scenario
from tests.builders import changed, minimal, text, two_districts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is also where the user is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(path: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return [str(problem) for problem in caught.value.problems]


def write(name: str, written: str | dict) -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(written if isinstance(written, str) else text(written), encoding="utf-8")
    return name


def test_a_missing_file_is_refused_with_the_one_beside_it_that_may_be_meant(folder: Path):
    write("cases/kelbajar.yaml", minimal())
    assert refused("cases/kelbajr.yaml") == [
        "cases/kelbajr.yaml: there is no file 'cases/kelbajr.yaml'; did you mean "
        "'cases/kelbajar.yaml'?"
    ]
    assert refused("nowhere/x.yaml") == ["nowhere/x.yaml: there is no file 'nowhere/x.yaml'"]


def test_a_directory_is_refused(folder: Path):
    assert refused(".") == [".: '.' is a directory; name a file in it"]


def test_what_is_no_ordinary_file_is_refused(folder: Path):
    assert refused("/dev/null") == ["/dev/null: '/dev/null' is not an ordinary file"]


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(folder: Path, name: str):
    [found] = refused(name)
    assert "cannot be read: " in found


def test_a_file_that_may_not_be_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    write("a.yaml", minimal())

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refused("a.yaml") == ["a.yaml: 'a.yaml' cannot be read: Permission denied"]


def test_places_name_the_file_as_the_user_did(folder: Path):
    write("cases/a.yaml", changed(minimal(), {"title": None}))
    assert refused("cases/../cases/a.yaml") == [
        "cases/../cases/a.yaml:1:1: title: needs 'title': What the case is called."
    ]


def test_an_extending_file_changes_what_it_names_and_keeps_the_rest(folder: Path):
    write("cases/base.yaml", two_districts())
    changes = {
        "extends": "base.yaml",
        "title": "Changed",
        "roads": {"road": {"length_km": {"pert": [50, 60, 90]}}},
    }
    loaded = load_scenario(write("cases/variant.yaml", changes))
    assert loaded.scenario.title == "Changed"
    assert loaded.scenario.roads["road"].length_km.form == "pert"
    assert loaded.scenario.roads["road"].car_speed_kmh.value == 60
    assert set(loaded.scenario.areas) == {"north", "south"}


def test_places_survive_extending(folder: Path):
    write("base.yaml", minimal())
    changes = {"extends": "base.yaml", "roads": {"road": {"length_km": 70}}}
    document = load_scenario(write("variant.yaml", changes)).document
    assert document.node_at(["roads", "road", "length_km"]).place == "variant.yaml:4:16"
    assert document.node_at(["roads", "road", "length_km"]).file == "variant.yaml"
    assert document.node_at(["roads", "road", "car_speed_kmh"]).place == "base.yaml:24:20"


def test_a_problem_is_placed_in_the_file_that_set_the_value(folder: Path):
    write("base.yaml", changed(minimal(), {"roads": {"road": {"convoy_speed_kmh": 0}}}))
    changes = {"extends": "base.yaml", "roads": {"road": {"length_km": 0}}}
    places = [found.split(": ")[0] for found in refused(write("variant.yaml", changes))]
    assert places == ["base.yaml:25:23", "variant.yaml:4:16"]


@pytest.mark.parametrize(
    ("path", "base", "over"),
    [
        (
            ("roads", "road", "length_km"),
            {"pert": [1, 2, 3], "confidence": "assumed"},
            {"value": 5},
        ),
        (
            ("agreement", "clauses", "handover", "due"),
            {"value": "2020-11-15 00:00", "confidence": "reported"},
            {"event": "signed", "after_hours": 120},
        ),
        (
            ("agreement", "clauses", "handover", "who"),
            {"area": "district"},
            {"names": ["troops.battalion", "civilians.townspeople"]},
        ),
        (("agreement", "clauses", "handover", "measure"), {"share": 0.5}, {"number": 100}),
        (
            ("agreement", "clauses", "handover", "what"),
            ["troops", "civilians"],
            ["civilians", "troops"],
        ),
        (("roads", "road", "open_to", "bus"), {"opens": "2020-11-11 00:00"}, "never"),
    ],
)
def test_quantities_choices_and_lists_are_replaced_whole(
    folder: Path, path: tuple[str, ...], base: object, over: object
):
    def at(value: object) -> dict:
        for key in reversed(path):
            value = {key: value}
        return value

    write("base.yaml", changed(minimal(), at(base)))
    loaded = load_scenario(write("variant.yaml", {"extends": "base.yaml", **at(over)}))
    node = loaded.document.node_at(path)
    assert node.file == "variant.yaml"
    assert node.plain() == _as_text(over)


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    return [_as_text(inner) for inner in value] if isinstance(value, list) else str(value)


def test_an_empty_value_deletes(folder: Path):
    write(
        "base.yaml",
        changed(minimal(), {"night": {"begins": "18:00", "ends": "06:00", "binds": ["bus"]}}),
    )
    loaded = load_scenario(
        write("variant.yaml", "extends: base.yaml\nnight: null\ntroops: {battalion: }\n")
    )
    assert loaded.scenario.night is None
    assert not loaded.scenario.troops


def test_deleting_what_is_not_there_is_refused(folder: Path):
    write("base.yaml", minimal())
    assert refused(write("variant.yaml", "extends: base.yaml\ntroops: {batallion: null}\n")) == [
        "variant.yaml:2:10: troops.batallion: is empty; give a value or leave the key out (an "
        "empty value deletes what an extended file set, and nothing is set here)"
    ]


def test_deleting_what_is_needed_is_refused_where_it_is_deleted(folder: Path):
    write("base.yaml", minimal())
    assert refused(write("variant.yaml", "extends: base.yaml\nroads: {road: {length_km: }}\n")) == [
        "variant.yaml:2:16: roads.road.length_km: needs 'length_km': Length along the road."
    ]


def test_what_two_files_put_together_is_checked_for_meaning(folder: Path):
    write("base.yaml", minimal())
    changes = {"extends": "base.yaml", "end": "2020-11-12 00:00"}
    assert refused(write("variant.yaml", changes)) == [
        "base.yaml:44:12: agreement.clauses.handover.due: due after the end of the run, "
        "12 Nov 2020 00:00; move 'end'"
    ]


def test_extending_a_missing_file_is_refused(folder: Path):
    write("cases/base.yaml", minimal())
    assert refused(write("cases/a.yaml", {"extends": "bas.yaml"})) == [
        "cases/a.yaml:1:10: extends: there is no file 'cases/bas.yaml'; did you mean "
        "'cases/base.yaml'?"
    ]


def test_extending_itself_is_refused(folder: Path):
    Path("sub").mkdir()
    for name in ("a.yaml", "./sub/../a.yaml"):
        assert refused(write("a.yaml", {"extends": name})) == [
            "a.yaml:1:10: extends: a file cannot extend itself"
        ]


def test_extending_in_a_circle_is_refused(folder: Path):
    write("b.yaml", {**minimal(), "extends": "a.yaml"})
    assert refused(write("a.yaml", {"extends": "b.yaml"})) == [
        "a.yaml:1:10: extends: 'b.yaml' extends this file in turn, in a circle"
    ]


def test_extending_over_two_levels_is_refused(folder: Path):
    write("c.yaml", minimal())
    write("b.yaml", {"extends": "c.yaml"})
    [found, *_] = refused(write("a.yaml", {"extends": "b.yaml"}))
    assert found == (
        "a.yaml:1:10: extends: 'b.yaml' itself extends another file; one level is allowed, so "
        "extend that one"
    )


@pytest.mark.parametrize("value", ["[b.yaml]", "{file: b.yaml}", "null", ""])
def test_extending_something_that_is_no_file_name_is_refused(folder: Path, value: str):
    [found, *_] = refused(write("a.yaml", f"extends: {value}\n"))
    assert found.startswith("a.yaml:1:")
    assert "extends: the name of one other file is needed here, found" in found


def test_what_is_wrong_with_the_extended_files_form_is_told_too(folder: Path):
    write("base.yaml", text(minimal()).replace("length_km: 60", "length_km: &x 60"))
    assert refused(write("a.yaml", {"extends": "base.yaml"})) == [
        "base.yaml:23:16: roads.road.length_km: an anchor (&x) may not be used; write the value "
        "again where it is needed"
    ]


def test_an_extended_file_that_is_empty_or_a_list_is_refused(folder: Path):
    write("empty.yaml", "")
    write("list.yaml", "- a\n")
    assert "empty.yaml: is empty" in refused(write("a.yaml", {"extends": "empty.yaml"}))[0]
    assert refused(write("a.yaml", {"extends": "list.yaml"}))[0] == (
        "a.yaml:1:10: extends: 'list.yaml' holds no mapping of keys"
    )


def test_an_unknown_key_may_be_meant_for_extends(folder: Path):
    [found, *_] = refused(write("a.yaml", {"extend": "base.yaml"}))
    assert found == "a.yaml:1:1: extend: unknown key; did you mean 'extends'?"


def test_a_file_of_observed_values_must_be_there(folder: Path):
    path = write("cases/a.yaml", {**minimal(), "observed": "seen.csv"})
    [found] = refused(path)
    assert found.endswith("there is no file 'cases/seen.csv'; it is looked for beside this one")
    write("cases/seen.csv", "what,value\n")
    assert load_scenario(path).observed == Path("cases/seen.csv")
