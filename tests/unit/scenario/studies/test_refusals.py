"""What a study may not say is refused where it stands, with what is allowed."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import minimal, text
from tests.studies import LENGTH, PEOPLE, case, refusals, small, written

DUE = "agreement.clauses.handover.due"
PREPARE = "civilians.townspeople.prepare_days"


def only(found: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("lever", "at", "said"),
    [
        ({"path": "roads.rod.length_km", "values": [1]}, "path",
         "'roads.rod.length_km': unknown path; did you mean 'roads.road.length_km'?"),
        ({"path": "roads.road.length_km.low", "values": [1]}, "path",
         "this path goes below a value; set the whole roads.road.length_km"),
        ({"path": "start", "values": ["2020-11-11 00:00"]}, "path",
         "'start' is the same in all runs of a study"),
        ({"path": "places.town.name", "values": ["x"]}, "path",
         "no run depends on 'places.town.name'"),
        ({"path": ".a", "values": [1]}, "path", "is no path"),
        ({"path": [LENGTH, LENGTH], "values": [1]}, "path.1", "stands in this list twice"),
        ({"path": [LENGTH, DUE], "values": [1]}, "path",
         "one value for all of them, but they hold instants and numbers in km"),
        ({"path": [LENGTH, PEOPLE], "range": [1, 2]}, "path",
         "they hold numbers in km and numbers in people"),
        ({"path": DUE, "range": [1, 2]}, "path", "is no number; give the 'values' it may have"),
        ({"path": LENGTH}, "", "a lever needs 'values' to choose from, or a 'range' of numbers"),
        ({"path": LENGTH, "values": [1], "range": [1, 2]}, "range",
         "gives values and range; a factor varies in one way"),
        ({"path": LENGTH, "values": [40, 40.0]}, "values.1",
         "'40.0' stands in the list already, as its number 1"),
        ({"path": LENGTH, "values": [40, 60, -1]}, "values.2",
         "the scenario refuses -1 for roads.road.length_km: a number above 0 is needed here"),
        ({"path": PEOPLE, "values": [40, 60.5]}, "values.1", "a whole number of at least 0"),
        ({"path": LENGTH, "values": ["long"]}, "values.0", "a number is needed here, found 'long'"),
        ({"path": DUE, "values": ["2020-11-15"]}, "values.0", "has no hour"),
        ({"path": "troops.battalion.departure", "values": ["sprad"]}, "values.0",
         "did you mean 'spread'?"),
        ({"path": "areas.district", "values": [None]}, "values.0", "the scenario refuses null"),
        ({"path": LENGTH, "range": [2, 1]}, "range", "low must be below high, found 2 and 1"),
        ({"path": LENGTH, "range": [2, "x"]}, "range.1", "a number is needed here, found 'x'"),
        ({"path": LENGTH, "range": [2]}, "range", "a range is a list of two numbers"),
        ({"path": LENGTH, "range": [0, 2]}, "range", "a number above 0 is needed"),
        ({"path": LENGTH, "values": []}, "values", "a list of values is needed"),
        ({"path": LENGTH, "values": 3}, "values", "a list of values is needed here, found '3'"),
        ({"path": {"x": 1}, "values": [3]}, "path", "a path, or a list of paths, is needed here"),
        ({"path": [["x"]], "values": [3]}, "path.0", "text is needed here, found a list"),
        ({"path": LENGTH, "values": list(range(1, 1002))}, "values", "at most 1000 values"),
        ({"values": [3]}, "path", "needs 'path': The path of the value"),
        ({"path": LENGTH, "distribution": {"pert": [1, 2, 3]}}, "distribution", "unknown key"),
    ],
)  # fmt: skip
def test_lever_that_cannot_be_varied_is_refused(
    lever: dict[str, Any], at: str, said: str, tmp_path: Path
):
    found = refusals(tmp_path, levers={"lever": lever})
    paths = [path for _, path, what in found if said in what]
    assert set(paths) == {f"levers.lever.{at}".rstrip(".")}, found


@pytest.mark.parametrize(
    ("uncertainty", "at", "said"),
    [
        ({"path": LENGTH}, "path",
         "'roads.road.length_km' is 60 in the scenario, and certain; give a 'range' or a"),
        ({"path": DUE}, "path", "is no number; give the 'values' it may have"),
        ({"path": "roads.road.mined_km"}, "path", "the scenario has no number"),
        ({"path": PREPARE}, "path",
         "is drawn for each household; vary a parameter of it, as "
         "'civilians.townspeople.prepare_days.lognormal.median'"),
        ({"path": "roads.road.one_lane_km", "distribution": {"pert": [-1, 0, 1]}},
         "distribution.pert", "pert can leave its range"),
        ({"path": LENGTH, "distribution": {"pret": [1, 2, 3]}}, "distribution.pret",
         "did you mean 'pert'?"),
        ({"path": LENGTH, "distribution": 3}, "distribution", "3 is certain, so nothing would"),
        ({"path": LENGTH, "distribution": {"pert": [1, 2, 3], "source": "x"}},
         "distribution.source", "no source 'x'"),
        ({"path": LENGTH, "distribution": {"uniform": [{"uniform": [1, 2]}, 3]}},
         "distribution.uniform.0", "a distribution inside a distribution"),
        ({"path": LENGTH, "range": [1, 2], "distribution": {"uniform": [1, 2]}}, "distribution",
         "gives range and distribution; a factor varies in one way"),
        ({"path": "roads.road.one_lane_km", "range": [1, 100]}, "range",
         "the scenario refuses 100"),
    ],
)  # fmt: skip
def test_uncertainty_that_cannot_be_varied_is_refused(
    uncertainty: dict[str, Any], at: str, said: str, tmp_path: Path
):
    found = refusals(tmp_path, uncertainties={"doubt": uncertainty})
    paths = [path for _, path, what in found if said in what]
    assert paths == [f"uncertainties.doubt.{at}"], found


@pytest.mark.parametrize(
    ("top", "path", "said"),
    [
        ({"seed": -1}, "seed", "a whole number from 0 to"),
        ({"seed": "01"}, "seed", "a whole number from 0 to"),
        ({"replications": 0}, "replications", "a whole number from 1 to 1 000 000 is needed"),
        ({"replications": "many"}, "replications", "found 'many'"),
        ({"replications": [1]}, "replications", "found a list"),
        ({"design": {}}, "design", "found none"),
        ({"design": {"grid": {"levels": 2}, "sobol": {"points": 4}}}, "design",
         "found grid and sobol"),
        ({"design": {"grid": {}}}, "design.grid",
         "needs 'levels': into how many values people is cut"),
        ({"design": {"grid": {"levels": 2}}, "uncertainties": None}, "design.grid.levels",
         "means nothing here, because every factor lists its values"),
        ({"design": {"sobol": {}}}, "design.sobol.points", "needs 'points': How many points"),
        ({"design": {"sobol": {"points": 1}}}, "design.sobol.points", "from 2 to 1 000 000"),
        ({"design": {"lhs": {"points": 8}}}, "design.lhs", "unknown key"),
        ({"design": "grid"}, "design", "found 'grid'"),
        ({"outcomes": []}, "outcomes", "a list of outcomes is needed here, found an empty list"),
        ({"outcomes": ["clauses.handovr.on_time"]}, "outcomes.0", "did you mean 'handover'?"),
        ({"outcomes": ["clauses.handover.on_tim"]}, "outcomes.0", "did you mean 'on_time'?"),
        ({"outcomes": ["areas.x.gap_hours"]}, "outcomes.0", "no area 'x'; allowed: district"),
        ({"outcomes": ["roads.road.x.vehicles"]}, "outcomes.0", "no end of that road 'x'"),
        ({"outcomes": ["posts.x.manned_hours"]}, "outcomes.0", "no post 'x'; there is none"),
        ({"outcomes": ["runs.ended_as"]}, "outcomes.0", "'runs.ended_as' is a word"),
        ({"outcomes": ["runs.stayed_people", "runs.stayed_people"]}, "outcomes.1",
         "stands in the list already"),
        ({"keep": ["serie"]}, "keep.0", "no table 'serie'; did you mean 'series'?"),
        ({"keep": ["series"]}, "keep", "leaves out 'clauses', where outcomes of interest stand"),
        ({"keep": ["outcomes", "runs"]}, "keep.1", "'runs' is kept already"),
        ({"keep": ["series", "outcomes", "series"]}, "keep.2", "'series' is kept already"),
        ({"levers": None, "uncertainties": None}, "", "varies nothing"),
        ({"levers": {}, "uncertainties": {}}, "", "varies nothing"),
        ({"levers": [1]}, "levers", "a mapping keyed by name is needed here, found a list"),
        ({"extends": "other.yaml"}, "extends", "unknown key; allowed: "),
        ({"scenario": "cse.yaml"}, "scenario", "did you mean"),
        ({"scenario": ["case.yaml"]}, "scenario", "text is needed here, found a list"),
        ({"title": None}, "title", "needs 'title': The question, in one line."),
    ],
)  # fmt: skip
def test_top_level_that_does_not_fit_is_refused(
    top: dict[str, Any], path: str, said: str, tmp_path: Path
):
    found = refusals(tmp_path, **top)
    assert [place for _, place, what in found if said in what] == [path], found


def test_all_problems_are_told_at_once_each_at_its_place(tmp_path: Path):
    source = written(
        replications="x", levers={"a": {"path": "nowhere", "values": [1]}}, outcomes=["runs.x"]
    )
    found = refusals(tmp_path, source=source.replace("design:", "desing:"))
    assert {(at.split("\n")[0], path) for at, path, _ in found} == {
        ("x", "replications"),
        ("nowhere", "levers.a.path"),
        ("runs.x", "outcomes.0"),
        ("desing:", "desing"),
    }


def test_problems_of_the_scenario_are_told_with_those_of_the_study(tmp_path: Path):
    case(tmp_path, {"title": None, "roads": {"road": {"length_km": "far"}}})
    found = refusals(tmp_path, replications=0)
    assert {path for _, path, _ in found} == {"title", "roads.road.length_km", "replications"}
    places = {place for place, path, _ in found if path == "roads.road.length_km"}
    assert all(place.startswith(str(tmp_path / "case.yaml")) for place in places)


def test_setting_that_the_scenario_refuses_is_told_as_such(tmp_path: Path):
    found = only(refusals(tmp_path, settings=(f"{LENGTH}=-1",)))
    assert found[0] == f"--set {LENGTH}=-1"


def test_study_of_a_study_is_refused(tmp_path: Path):
    (tmp_path / "other.yaml").write_text(text(small()), "utf-8")
    at, path, what = only(refusals(tmp_path, scenario="other.yaml"))
    assert (at, path) == ("other.yaml", "scenario")
    assert what.endswith("is a study itself; name a scenario")


def test_one_name_means_one_factor(tmp_path: Path):
    found = refusals(tmp_path, uncertainties={"length": {"path": PEOPLE}})
    assert only(found)[1:] == (
        "uncertainties.length",
        "the levers have one of this name already",
    )
    found = refusals(tmp_path, uncertainties={"point": {"path": PEOPLE}})
    assert "tables have a column of this name" in only(found)[2]


@pytest.mark.parametrize("path", [LENGTH, "roads.road"])
def test_one_value_is_varied_by_one_factor(path: str, tmp_path: Path):
    factors = {"again": {"path": path, "values": [None] if path == "roads.road" else [5]}}
    found = refusals(tmp_path, uncertainties=factors, design={"grid": {}})
    told = [(path, what) for _, path, what in found if "already" in what]
    assert told == [
        ("uncertainties.again.path", f"'{path}' is varied by 'length' already, as '{LENGTH}'")
    ]


def test_two_parameters_of_one_number_are_varied_by_one_factor_only(tmp_path: Path):
    factors = {
        "median": {"path": f"{PREPARE}.lognormal.median"},
        "spread": {"path": f"{PREPARE}.lognormal.p90_over_median", "range": [1, 2]},
    }
    found = only(refusals(tmp_path, uncertainties=factors))
    assert f"is varied by 'median' already, as '{PREPARE}'" in found[2]


def test_grid_too_large_to_be_run_is_refused(tmp_path: Path):
    factors = {
        f"f{n}": {"path": path, "range": [0.1, 0.2]}
        for n, path in enumerate(
            f"roads.road.{key}"
            for key in ("car_speed_kmh", "convoy_speed_kmh", "breakdown_probability")
        )
    }
    found = only(refusals(tmp_path, uncertainties=factors, design={"grid": {"levels": 100}}))
    assert found[1:] == (
        "design.grid",
        "has 2 000 000 points, 1 000 000 is the most; take fewer levels or values, or spread "
        "points with latin-hypercube or sobol",
    )


def test_value_that_takes_away_what_an_outcome_is_about_is_refused(tmp_path: Path):
    other = {"agreement": {"clauses": {"other": minimal()["agreement"]["clauses"]["handover"]}}}
    case(tmp_path, other)
    levers = {"other": {"path": "agreement.clauses.other", "values": [None]}}
    found = refusals(
        tmp_path, levers=levers, outcomes=["clauses.other.on_time"], uncertainties=None,
        design={"grid": {}},
    )  # fmt: skip
    assert only(found)[1:] == (
        "levers.other.values.0",
        "with null there is no clause 'other' for 'clauses.other.on_time'",
    )


def test_empty_key_is_told_once(tmp_path: Path):
    source = written().replace("outcomes:\n- clauses.handover.on_time", "outcomes:")
    found = only(refusals(tmp_path, source=source))
    assert found == ("outcomes:", "outcomes", "is empty; give a value or leave the key out")


def test_list_in_the_place_of_a_study_is_refused(tmp_path: Path):
    assert "a study is a mapping of keys" in only(refusals(tmp_path, source="[1, 2]"))[2]
