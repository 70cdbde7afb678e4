"""Sweeps, sensitivity, discovery and design from Python: what they answer, and how it is kept."""

import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes

import sim
from sim.api.designing import Wish
from sim.errors import InputError
from tests.study_cases import DONE, ON_TIME, study_file

LHS = {"latin-hypercube": {"points": 40}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("studies")
    study_file(made)
    study_file(made, name="spread.yaml", design=LHS)
    return made


@pytest.fixture(scope="module")
def swept(folder: Path) -> sim.Sweep:
    return sim.sweep(folder / "study.yaml", out=folder / "results")


@pytest.fixture(scope="module")
def sensed(folder: Path) -> sim.Sensitivity:
    return sim.sensitivity(folder / "study.yaml", size=4, out=folder / "results")


@pytest.fixture(scope="module")
def found(folder: Path) -> sim.Discovery:
    return sim.discover(folder / "spread.yaml", f"{ON_TIME} = no", out=folder / "results")


@pytest.fixture(scope="module")
def designed(folder: Path) -> sim.Design:
    wish = Wish(from_hours=0, to_hours=48)
    return sim.design(folder / "case.yaml", replications=4, wish=wish, out=folder / "results")


@pytest.fixture(scope="module")
def answers(swept, sensed, found, designed) -> dict[str, object]:
    return {"swept": swept, "sensed": sensed, "found": found, "designed": designed}


ALL = pytest.mark.parametrize("which", ["swept", "sensed", "found", "designed"])


def test_a_sweep_tells_each_combination_of_levers(swept: sim.Sweep) -> None:
    table = swept.to_dataframe()
    late = table[(table["outcome"] == ON_TIME) & (table["departure"] == "late")]
    assert late["length"].tolist() == [30, 60]
    assert late["value"].tolist() == [0.0, 0.0]
    assert table["points"].tolist() == [4] * 8
    assert (table["runs"] == 8).all()


def test_a_sweep_is_the_mean_of_its_rows(swept: sim.Sweep) -> None:
    rows = swept.rows("clauses").merge(swept.rows("points"), on="point")
    soon = rows[(rows["length"] == 30) & (rows["departure"] == "as-soon-as-possible")]
    told = swept.to_dataframe()
    one = told[(told["outcome"] == ON_TIME) & (told["length"] == 30)].iloc[0]
    assert one["value"] == pytest.approx(soon["on_time"].astype(float).mean())


def test_screening_finds_what_decides_and_the_length_of_the_road(sensed: sim.Sensitivity) -> None:
    table = sensed.to_dataframe().set_index(["outcome", "factor"])
    assert table.loc[(DONE, "prepare"), "mu"] > 5
    assert table.loc[(DONE, "length"), "mu"] == pytest.approx(0.5, abs=0.6)
    assert sensed.summary().asked.points == 4 * 5


def test_sobol_indices_come_with_what_is_chance(folder: Path) -> None:
    got = sim.sensitivity(folder / "study.yaml", "sobol", 8, 3, out=folder / "results")
    each = got.summary().outcomes[1]
    assert [one.factor for one in each.indices] == ["length", "departure", "prepare", "people"]
    assert each.chance is not None
    assert each.chance.replications == 3
    assert got.summary().asked.points == 8 * 6


def test_screens_of_different_sizes_do_not_share_a_folder(folder: Path) -> None:
    again = sim.sensitivity(folder / "study.yaml", size=5, out=folder / "results")
    assert again.folder != sim.sensitivity(folder / "study.yaml", size=4, out=folder / "results")


def test_a_planted_box_is_discovered_end_to_end(found: sim.Discovery) -> None:
    table = found.to_dataframe()
    assert table["factor"].tolist()[0] == "departure"
    assert table["words"].tolist()[0] == "late"
    assert table["factor"].tolist()[1] == "prepare"
    assert table["low"].tolist()[1] == pytest.approx(1.7, abs=0.15)
    assert table["density"].min() > 0.9


def test_discovering_asks_the_rows_of_a_sweep(folder: Path, found: sim.Discovery) -> None:
    assert sim.sweep(folder / "spread.yaml", out=folder / "results").folder == found.folder


def test_a_design_tells_every_due(designed: sim.Design) -> None:
    table = designed.to_dataframe()
    assert table["later_hours"].tolist() == [0, 24, 48]
    assert table["due"].tolist()[1] == "2020-11-13 00:00"


def test_a_design_of_a_study_tells_each_combination_of_levers(folder: Path) -> None:
    wish = Wish(from_hours=0, to_hours=24)
    got = sim.design(folder / "study.yaml", wish=wish, out=folder / "results")
    assert len(got.summary().sought) == 4
    assert got.summary().sought[0].tried[0].known == 4 * 2
    assert got.summary().levers == ("length", "departure")


@ALL
def test_an_answer_is_kept_as_one_file_and_reads_back(answers, which: str, tmp_path: Path) -> None:
    answer = answers[which]
    path = answer.save(tmp_path / "answer.json")
    again = type(answer).load(path)
    assert again.summary() == answer.summary()
    assert again.folder == answer.folder
    assert list(tmp_path.iterdir()) == [path]


def test_an_answer_is_kept_in_no_folder_but_that_of_its_rows(swept, tmp_path: Path) -> None:
    charts = tmp_path / "charts"
    charts.mkdir()
    (charts / "heat-2020.png").write_bytes(b"mine")
    with pytest.raises(InputError, match="is a folder; name a file in it, or the folder of its"):
        swept.save(tmp_path)
    assert (charts / "heat-2020.png").read_bytes() == b"mine"


@ALL
def test_an_answer_cannot_be_changed_and_shows_itself(answers, which: str) -> None:
    answer = answers[which]
    with pytest.raises(FrozenInstanceError):
        answer.folder = None
    assert "<table" in answer._repr_html_()


@ALL
def test_the_rows_of_an_answer_are_read_when_asked_for(answers, which: str) -> None:
    answer = answers[which]
    points = answer.rows("points")
    assert points["point"].tolist() == list(range(answer.summary().asked.points))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda content: content | {"kind": "sweep"}, "an answer of 'sweep', not of 'design'"),
        (lambda content: content | {"answer": {}}, "damaged, or of another version"),
        (lambda content: [], "no answer"),
    ],
)
def test_a_file_of_something_else_is_refused(designed, tmp_path: Path, change, message) -> None:
    path = designed.save(tmp_path / "answer.json")
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    with pytest.raises(InputError, match=message):
        sim.Design.load(path)


def test_rows_that_are_gone_are_told(swept: sim.Sweep, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        sim.Sweep(swept.answer, tmp_path / "gone").rows()


def test_every_chart_is_drawn(folder: Path, swept, sensed, found, designed) -> None:
    indexed = sim.sensitivity(folder / "study.yaml", "sobol", 8, 3, out=folder / "results")
    charts = [swept.plot.lines(), swept.plot.lines(DONE, "departure"), swept.plot.heat(DONE)]
    charts += [sensed.plot.indices(DONE), sensed.plot.indices(), sensed.plot.tornado(DONE)]
    charts += [found.plot.way(), designed.plot.curves(), indexed.plot.tornado(DONE)]
    assert all(isinstance(axes, Axes) for axes in charts)
    titles = [axes.figure.texts[0].get_text() for axes in charts]
    assert all(title.replace("\n", " ").endswith("?") for title in titles)


def test_a_chart_of_what_is_not_there_is_refused(swept: sim.Sweep) -> None:
    with pytest.raises(InputError, match="no lever 'width'; there are length, departure"):
        swept.plot.lines(lever="width")
    with pytest.raises(InputError, match="no outcome of interest 'x'"):
        swept.plot.heat("x")


def test_rows_are_the_same_with_two_workers(folder: Path, tmp_path: Path) -> None:
    wish = Wish(from_hours=0, to_hours=24)
    one = sim.design(folder / "case.yaml", replications=2, wish=wish, out=tmp_path / "one")
    two = sim.design(
        folder / "case.yaml", replications=2, wish=wish, out=tmp_path / "two", workers=2
    )
    assert one.summary() == two.summary()


@pytest.mark.parametrize("density", [0.0, 1.5, np.nan])
def test_a_density_that_cannot_be_is_refused(folder: Path, density: float) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        sim.discover(folder / "spread.yaml", f"{ON_TIME} = no", density=density)


def test_settings_do_not_go_with_a_study_that_is_loaded(folder: Path) -> None:
    study = sim.load_study(folder / "study.yaml")
    with pytest.raises(InputError, match="settings go with a file"):
        sim.sweep(study, settings=["roads.road.length_km=3"])
