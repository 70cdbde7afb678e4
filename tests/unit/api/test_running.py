"""Running from Python: the same rows in memory and in a folder, and nothing shared in between."""

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

import sim
from sim.api.plots import draw_charts
from sim.api.running import run_to_folder
from sim.errors import InputError, ScenarioError
from sim.results.digest import digest
from tests.builders import changed, minimal, scenario, text

VARIED = {"troops": {"battalion": {"personnel": {"uniform": [100, 900]}}}}


@pytest.fixture(scope="module")
def results() -> sim.Results:
    return sim.run(scenario(VARIED), replications=3)


def write(folder: Path, changes: dict[str, Any] | None = None) -> Path:
    path = folder / "case.yaml"
    path.write_text(text(changed(minimal(), changes or VARIED)), encoding="utf-8")
    return path


def test_a_folder_holds_the_rows_that_memory_holds(results: sim.Results, tmp_path: Path) -> None:
    done = run_to_folder(scenario(VARIED), seed=1, replications=3, out=tmp_path)
    assert done.stored.manifest.tables == results.manifest.tables
    assert done.stored.manifest.first_log == results.manifest.first_log
    for table in results.tables:
        pd.testing.assert_frame_equal(done.stored.table(table), results.to_dataframe(table))
    assert done.summary == results.summary()


def test_every_digest_is_that_of_its_table(results: sim.Results) -> None:
    assert {
        table: digest(results.to_dataframe(table)) for table in results.tables
    } == results.manifest.tables


def test_the_same_question_has_the_same_answer(results: sim.Results) -> None:
    assert sim.run(scenario(VARIED), replications=3).manifest == results.manifest


def test_another_seed_has_another_answer(results: sim.Results) -> None:
    other = sim.run(scenario(VARIED), replications=3, seed=2)
    assert other.manifest.first_log != results.manifest.first_log
    assert other.manifest.fingerprint != results.manifest.fingerprint


def test_more_replications_begin_with_the_same_rows(results: sim.Results) -> None:
    more = sim.run(scenario(VARIED), replications=5).to_dataframe("clauses")
    first = more[more["replication"] < 3].reset_index(drop=True)
    pd.testing.assert_frame_equal(first, results.to_dataframe("clauses"))


def test_a_file_a_text_and_a_loaded_scenario_are_the_same(
    results: sim.Results, tmp_path: Path
) -> None:
    path = write(tmp_path)
    for given in (path, str(path), sim.load_scenario(path)):
        assert sim.run(given, replications=3).manifest.tables == results.manifest.tables


def test_settings_are_laid_over_the_file_and_told(tmp_path: Path) -> None:
    found = sim.run(write(tmp_path), 1, settings=["troops.battalion.personnel=77"])
    assert found.to_dataframe("areas")["troops_people"].tolist() == [77]
    assert found.manifest.settings == ("troops.battalion.personnel=77",)
    assert "77" in found.scenario_text()


def test_settings_for_a_loaded_scenario_are_refused() -> None:
    with pytest.raises(InputError, match="settings go with a file"):
        sim.run(scenario(), 1, settings=["end=2020-12-02 00:00"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"replications": 0}, "0 replications"),
        ({"replications": -3}, "-3 replications"),
        ({"replications": 1, "seed": -1}, "out of range"),
        ({"replications": 1, "seed": 2**64}, "out of range"),
    ],
)
def test_numbers_that_cannot_be_are_refused(asked: dict[str, int], told: str) -> None:
    with pytest.raises(InputError, match=told):
        sim.run(scenario(), **asked)  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(ScenarioError, match="there is no file"):
        sim.run("nowhere.yaml")


def test_replications_come_one_by_one(results: sim.Results) -> None:
    found = sim.replicate(scenario(VARIED), replications=10**9)
    first = next(iter(found))
    rows = results.to_dataframe("runs").to_dict("records")
    assert first.number == 0
    assert first.tables["runs"][0]["ended_hours"] == rows[0]["ended_hours"]


def test_replications_are_run_once_when_all_are_looked_at(
    results: sim.Results, tmp_path: Path
) -> None:
    found = sim.replicate(scenario(VARIED), 3)
    assert len(found) == 3
    assert found.summary() == results.summary()
    assert found.results is found.results
    pd.testing.assert_frame_equal(found.to_dataframe("runs"), results.to_dataframe("runs"))
    kept = found.save(tmp_path).folder
    assert kept is not None
    assert sim.Results.load(kept).manifest == results.manifest


def test_a_table_is_ones_own_copy(results: sim.Results) -> None:
    mine = results.to_dataframe("runs")
    mine["ended_as"] = "changed"
    assert "changed" not in set(results.to_dataframe("runs")["ended_as"])


def test_results_cannot_be_changed(results: sim.Results) -> None:
    with pytest.raises(FrozenInstanceError):
        results.folder = Path()  # type: ignore[misc]


def test_a_table_that_is_not_there_is_refused_with_those_that_are(results: sim.Results) -> None:
    with pytest.raises(InputError, match=r"no table 'claims'; there are runs, clauses"):
        results.to_dataframe("claims")


def test_saved_results_read_back(results: sim.Results, tmp_path: Path) -> None:
    kept = results.save(tmp_path)
    assert kept.folder == tmp_path / "scenario" / results.manifest.fingerprint
    again = sim.read_results(kept.folder)
    assert again.manifest == results.manifest
    assert again.summary() == results.summary()
    assert again.scenario_text() == results.scenario_text()


def test_the_scenario_as_run_gives_the_same_results_again(
    results: sim.Results, tmp_path: Path
) -> None:
    path = tmp_path / "again.yaml"
    path.write_text(results.scenario_text(), encoding="utf-8")
    assert sim.run(path, replications=3).manifest.tables == results.manifest.tables


def test_no_absolute_path_gets_into_the_manifest(tmp_path: Path) -> None:
    done = run_to_folder(
        sim.load_scenario(write(tmp_path)), seed=1, replications=1, out=tmp_path / "results"
    )
    assert str(tmp_path) not in (done.stored.folder / "manifest.json").read_text()
    assert [found.file for found in done.stored.manifest.files] == ["case.yaml"]


def test_a_notebook_shows_a_table_and_escapes_what_a_file_says(tmp_path: Path) -> None:
    found = sim.run(write(tmp_path, {"title": "<b>bold</b>"}), 2)._repr_html_()
    assert "<table" in found
    assert "<b>bold</b>" not in found


def test_every_chart_can_be_drawn_from_memory(results: sim.Results) -> None:
    plot = results.plot
    for single in (plot.schedule, plot.network, plot.breaches):
        assert isinstance(single(), Axes)
    for several in (plot.remaining, plot.queues, plot.peacekeepers, plot.posts, plot.arrivals):
        assert all(isinstance(axes, Axes) for axes in several())


def test_charts_that_cannot_be_written_are_told_and_leave_nothing(
    results: sim.Results, tmp_path: Path
) -> None:
    folder = tmp_path / "file"
    folder.touch()
    with pytest.raises(InputError, match=r"charts cannot be written to .*--no-charts"):
        draw_charts(results.plot, folder)
    assert folder.read_bytes() == b""


def test_charts_are_drawn_in_place_of_earlier_ones(results: sim.Results, tmp_path: Path) -> None:
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts" / "old.png").touch()
    drawn = draw_charts(results.plot, tmp_path)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "charts"]
    assert sorted(drawn) == sorted((tmp_path / "charts").iterdir())


def test_results_say_why_a_clause_was_fulfilled_when_it_was() -> None:
    clause = sim.run(scenario(), replications=2).why("handover").clauses[0]
    assert clause.fulfilled.count == 2
    assert {each.key for each in clause.causes} >= {"driving"}
