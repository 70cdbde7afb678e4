"""What is compared: files and variants, each with a name, all on one calendar."""

from pathlib import Path

import pytest

from sim.api.policies import policies, variant, variants_of
from sim.errors import InputError, ScenarioError
from tests.builders import minimal, scenario, text

LONGER = "roads.road.length_km=90"


def write(folder: Path, name: str = "case.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text(minimal()), encoding="utf-8")
    return path


def test_a_variant_has_a_label_and_sets_several_values() -> None:
    assert variant(" long road :roads.pass.length_km=90 ; end=2020-12-02 00:00;") == (
        "long road",
        ("roads.pass.length_km=90", "end=2020-12-02 00:00"),
    )


@pytest.mark.parametrize(
    ("typed", "settings"),
    [
        ("a: title='x; y=z'; b.c=1", ("title='x; y=z'", "b.c=1")),
        ("a: title=King's road; b.c=1", ("title=King's road", "b.c=1")),
        ('a: b={"q;": 1}; c=[\'x;y\', "z"]', ('b={"q;": 1}', "c=['x;y', \"z\"]")),
        ("a: start=2020-11-10 06:00", ("start=2020-11-10 06:00",)),
    ],
)
def test_a_semicolon_in_quotes_parts_nothing(typed: str, settings: tuple[str, ...]) -> None:
    assert variant(typed) == ("a", settings)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (LONGER, "has no label"),
        ("agreement.signed=2021-03-01 09:00", "has no label"),
        (": roads.road.length_km=90", "has no label"),
        ("", "has no label"),
        ("long:", "sets nothing"),
        ("long: ; ;", "sets nothing"),
        ("long: roads.road.length_km=90; faster", "'faster' is no path=value"),
    ],
)
def test_what_is_no_variant_is_told_with_how_one_is_written(typed: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as refused:
        variant(typed)
    assert "'label: path=value; path=value'" in str(refused.value)


def test_two_variants_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match="two variants are called 'a'"):
        variants_of(["a: x=1", "a: x=2"])


def test_variants_are_laid_over_the_first_file_and_over_what_is_set_in_all(tmp_path: Path) -> None:
    first, second = write(tmp_path), write(tmp_path, "other.yaml")
    found = policies(
        [first, second],
        variants={"long": [LONGER]},
        settings=["troops.battalion.personnel=7"],
    )
    assert [each.label for each in found] == ["case", "other", "long"]
    assert [each.loaded.scenario.roads["road"].length_km.likely() for each in found] == [60, 60, 90]
    assert {each.loaded.scenario.troops["battalion"].personnel.likely() for each in found} == {7}
    assert found[2].settings == ("troops.battalion.personnel=7", LONGER)


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    found = policies([write(tmp_path, "old/case.yaml"), write(tmp_path, "new/case.yaml")])
    assert [Path(each.label).parent.name for each in found] == ["old", "new"]


def test_scenarios_in_memory_are_numbered() -> None:
    found = policies([scenario(), scenario({"roads": {"road": {"length_km": 90}}})])
    assert [each.label for each in found] == ["scenario.yaml", "scenario.yaml (2)"]


def test_all_mistakes_of_all_variants_are_told_at_once_with_their_places() -> None:
    with pytest.raises(ScenarioError) as refused:
        policies(
            [scenario()],
            variants={"long": ["roads.rod.length_km=90"], "odd": ["roads.road.length_km=-1"]},
        )
    places = [problem.place for problem in refused.value.problems]
    assert places == [
        "--variant 'long: roads.rod.length_km=90'",
        "--variant 'odd: roads.road.length_km=-1'",
    ]


def test_one_scenario_alone_is_refused() -> None:
    with pytest.raises(InputError, match="nothing to compare with"):
        policies([scenario()])


def test_a_file_named_twice_is_refused_however_it_is_written(tmp_path: Path) -> None:
    path = write(tmp_path)
    with pytest.raises(InputError, match="named twice"):
        policies([path, path.parent / "." / "case.yaml"])


def test_a_variant_called_as_the_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two scenarios are called 'case'"):
        policies([write(tmp_path)], variants={"case": [LONGER]})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("time_zone=Asia/Baku", "share their time_zone"),
        ("start=2020-11-09 00:00", "share their start"),
        ("end=2020-12-02 00:00", "share their end"),
    ],
)
def test_scenarios_on_other_calendars_are_refused(change: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        policies([scenario()], variants={"other": [change]})
