"""Comparing from Python: shared chance, known effects, what turns, and a result that lasts."""

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sim
from sim.api.comparing import compare
from sim.api.running import run_to_folder
from sim.errors import InputError
from sim.results.folder import read_folder
from tests.builders import changed, minimal, scenario, text
from tests.tables import contents

VARIED: dict[str, Any] = {
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:30", "what": ["troops"]}}},
    "troops": {"battalion": {"personnel": {"uniform": [100, 900]}}},
    "roads": {"road": {"convoy_speed_kmh": {"uniform": [20, 40]}}},
    "civilians": None,
}
"""Two convoys on the road before a due that chance decides whether they meet."""
FASTER = ["roads.road.length_km=50"]
SAME = ["roads.road.length_km=60"]
CLAUSES = {
    "agreement": {
        "clauses": {
            **minimal()["agreement"]["clauses"],
            "further": {**minimal()["agreement"]["clauses"]["handover"], "name": "Further"},
        }
    }
}
ON_TIME, LATENESS = "clauses.handover.on_time", "clauses.handover.lateness_hours"


def write(folder: Path, changes: dict[str, Any], name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(text(changed(minimal(), changes)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compared")


@pytest.fixture(scope="module")
def found(folder: Path) -> sim.Comparison:
    return compare(
        write(folder, VARIED),
        replications=20,
        variants={"shorter": FASTER, "same": SAME},
        out=folder / "results",
    )


def difference(found: sim.Comparison, outcome: str, scenario: str) -> "pd.Series[Any]":
    rows = found.to_dataframe()
    (row,) = rows[(rows["outcome"] == outcome) & (rows["scenario"] == scenario)].index
    return rows.loc[row]


def test_a_known_effect_has_the_right_sign_and_is_clear(found: sim.Comparison) -> None:
    """Ten km less at 20 to 40 km/h: a quarter to half an hour earlier, in every run."""
    told = difference(found, LATENESS, "shorter")
    assert -0.5 <= told["low"] <= told["value"] <= told["high"] <= -0.25
    assert (told["fell"], told["is_clear"]) == (20, True)


def test_equal_scenarios_do_not_differ_at_all_under_shared_chance(found: sim.Comparison) -> None:
    rows = found.to_dataframe()
    same = rows[rows["scenario"] == "same"]
    assert (same["tied"] == 20).all()
    assert (same["value"] == 0).all()
    assert not same["is_clear"].any()
    turned = found.to_dataframe("turns")
    assert not turned.loc[turned["scenario"] == "same", ["to_on_time", "to_late"]].any(axis=None)


def test_what_pairing_bought_is_told(found: sim.Comparison) -> None:
    """Travel times vary with a speed that both share: the differences hardly vary."""
    assert difference(found, LATENESS, "shorter")["variance_ratio"] > 5


def test_a_shorter_road_turns_the_clause_and_its_convoys_to_on_time(found: sim.Comparison) -> None:
    turned = found.to_dataframe("turns")
    clause = turned[(turned["scenario"] == "shorter") & (turned["level"] == "clause")].iloc[0]
    assert clause["to_on_time"] > 0
    assert clause["to_late"] == 0
    convoys = found.to_dataframe("convoys")
    mine = convoys[convoys["scenario"] == "shorter"]
    assert len(mine) == 5
    assert set(mine["path"]) == {"troops.battalion"}
    # The last convoy turns whenever its clause does.
    for row in mine.itertuples():
        if row.replication in clause["to_on_time_in"]:
            assert 1 in row.first_to_on_time


def test_the_replications_named_are_those_that_turn(found: sim.Comparison) -> None:
    turned = found.to_dataframe("turns")
    clause = turned[(turned["scenario"] == "shorter") & (turned["level"] == "clause")].iloc[0]
    first, second = (
        sim.read_results(found.folders[label]).to_dataframe("clauses").set_index("replication")
        for label in ("case", "shorter")
    )
    turns = ~first["on_time"] & second["on_time"]
    assert clause["to_on_time_in"] == list(turns.index[turns])


def test_every_scenario_has_the_folder_that_run_gives_it(
    found: sim.Comparison, folder: Path
) -> None:
    loaded = sim.load_scenario(folder / "case.yaml", FASTER)
    run = run_to_folder(loaded, seed=1, replications=20, out=folder / "results")
    assert run.stored.folder == found.folders["shorter"]
    assert run.before == 20


def test_nothing_is_run_twice_and_the_same_question_has_the_same_answer(
    found: sim.Comparison, folder: Path
) -> None:
    rows = {
        label: {name: file for name, file in contents(place).items() if "parquet" in name}
        for label, place in found.folders.items()
    }
    counted: list[int] = []
    again = compare(
        folder / "case.yaml",
        replications=20,
        variants={"shorter": FASTER, "same": SAME},
        out=folder / "results",
        on_progress=lambda done, _: counted.append(done),
    )
    assert again == found
    assert counted == []
    assert rows == {
        label: {name: file for name, file in contents(place).items() if "parquet" in name}
        for label, place in found.folders.items()
    }


def test_more_replications_extend_the_folders(tmp_path: Path) -> None:
    case = write(tmp_path, VARIED)
    compare(case, replications=3, variants={"same": SAME}, out=tmp_path, convoys=0)
    more = compare(case, replications=5, variants={"same": SAME}, out=tmp_path, convoys=0)
    assert {read_folder(place).manifest.replications for place in more.folders.values()} == {5}
    fewer = compare(case, replications=4, variants={"same": SAME}, out=tmp_path, convoys=0)
    assert set(fewer.to_dataframe()["pairs"]) == {4}


def test_due_as_signed_is_left_out_where_no_due_moves(found: sim.Comparison) -> None:
    assert found.compared.outcomes == (ON_TIME, LATENESS)
    assert "left out" in found.compared.notes[0]


def test_a_variant_that_changes_nothing_is_told(tmp_path: Path) -> None:
    found = compare(
        write(tmp_path, VARIED),
        replications=2,
        variants={"idle": ["agreement.extensions={}"], "same": SAME},
        out=tmp_path,
        convoys=0,
    )
    told = [note for note in found.compared.notes if "changes nothing" in note]
    assert told == ["idle is the very scenario case: it changes nothing."]


def test_an_outcome_that_one_scenario_has_not_is_told_and_no_error(tmp_path: Path) -> None:
    found = compare(
        write(tmp_path, {}),
        write(tmp_path, CLAUSES, "two.yaml"),
        replications=2,
        out=tmp_path,
        convoys=0,
    )
    assert "clauses.further.on_time" not in found.compared.outcomes
    assert {each.outcome: each.scenarios for each in found.compared.absent} == {
        f"clauses.further.{column}": ("case",)
        for column in ("on_time", "on_time_as_signed", "lateness_hours")
    }
    assert "clauses.further.on_time is not compared: case has no such thing." in found.summary()


def test_the_same_outcome_named_is_an_error_before_anything_is_run(tmp_path: Path) -> None:
    cases = write(tmp_path, {}), write(tmp_path, CLAUSES, "two.yaml")
    with pytest.raises(InputError, match="case has no clause 'further'"):
        compare(*cases, of=["clauses.further.on_time"], out=tmp_path / "results")
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"of": ["clauses.handover.ontime"]}, "did you mean 'on_time'"),
        ({"of": ["runs.ended_as"]}, "is a word"),
        ({"replications": 0}, "0 replications"),
        ({"seed": -1}, "out of range"),
        ({"workers": -1}, "workers cannot be"),
        ({"convoys": -1}, "-1 replications"),
    ],
)
def test_what_cannot_be_is_refused(asked: dict[str, Any], told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        compare(scenario(), variants={"same": SAME}, out=tmp_path, **asked)


def test_it_is_saved_and_loaded_as_it_was(found: sim.Comparison, tmp_path: Path) -> None:
    assert sim.Comparison.load(found.save(tmp_path)) == found
    assert sim.Comparison.load(tmp_path) == found
    assert sim.Comparison.load(found.save(tmp_path / "deep" / "mine.json")) == found


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "no saved comparison"),
        ("[1]", "no saved comparison"),
        ('{"format": 99}', "another version"),
        ('{"format": 1, "title": "x"}', "damaged"),
        ('{"format": 1, "turns": [{"odd": 1}]}', "damaged"),
    ],
)
def test_a_file_that_is_no_comparison_is_refused(written: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "comparison.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        sim.Comparison.load(path)
    with pytest.raises(InputError, match="there is no file"):
        sim.Comparison.load(tmp_path / "nowhere")


def test_nothing_of_it_can_be_changed(found: sim.Comparison) -> None:
    with pytest.raises(FrozenInstanceError):
        found.compared = None  # type: ignore[assignment, misc]
    table = found.to_dataframe()
    table["value"] = 0.0
    assert (found.to_dataframe()["value"] != 0).any()


def test_a_table_that_is_not_there_is_refused(found: sim.Comparison) -> None:
    with pytest.raises(InputError, match="differences, turns, convoys"):
        found.to_dataframe("runs")


def test_a_notebook_shows_effects_before_p_values(found: sim.Comparison) -> None:
    shown = found._repr_html_()
    assert "the same in every run" in shown
    assert shown.index(" points") < shown.index("(p ")
