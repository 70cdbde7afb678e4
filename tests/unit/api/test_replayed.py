"""The replication that a report plays: chosen, kept, read again, and never a wrong one."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.api.replayed import Source, replayed
from sim.api.results import Results, read_results
from sim.errors import InputError
from sim.results.replays import keep_log, kept_log, replay_path
from tests.builders import scenario

FEW = {"civilians": {"townspeople": {"people": {"uniform": [40, 80]}}}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = sim.run(scenario(FEW), replications=5).save(tmp_path_factory.mktemp("made")).folder
    assert folder is not None
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "results"))


def source(results: Results) -> Source:
    return Source(results._table, results.manifest, results.scenario_text(), results.folder)


def play(folder: Path, asked: str | int) -> tuple[str, list[int]]:
    """What is played, and what had to be run again."""
    again: list[int] = []
    found = replayed(source(read_results(folder)), asked, again.append)
    assert found is not None
    return found.text, again


def test_a_log_is_kept_and_read_the_next_time(folder: Path) -> None:
    first, again = play(folder, 3)
    assert again == [3]
    assert replay_path(folder, 3).is_file()
    assert play(folder, 3) == (first, [])


def test_the_log_of_the_first_replication_is_there_already(folder: Path) -> None:
    text, again = play(folder, "first")
    assert again == []
    shutil.rmtree(folder / "events")
    assert play(folder, 0) == (text, [0])


def test_a_folder_and_memory_play_the_same(folder: Path) -> None:
    results = sim.run(scenario(FEW), replications=5)
    for asked in ("median", "worst", 2):
        found = replayed(source(results), asked)
        assert found is not None
        assert found.text == play(folder, asked)[0]


def test_a_log_that_was_changed_is_made_anew(folder: Path) -> None:
    text, _ = play(folder, 3)
    path = replay_path(folder, 3)
    rows = pd.read_parquet(path)
    rows.loc[rows["people"] > 0, "people"] += 1
    rows.to_parquet(path)
    assert play(folder, 3) == (text, [3])
    assert play(folder, 3) == (text, [])


def test_the_log_of_another_replication_or_question_is_made_anew(folder: Path) -> None:
    text, _ = play(folder, 3)
    other = kept_log(folder, 3, question="none")
    assert other is None
    keep_log(folder, 3, pd.DataFrame({"second": pd.array([1], dtype="Int64")}), question="none")
    assert play(folder, 3) == (text, [3])


def test_half_a_file_is_made_anew(folder: Path) -> None:
    text, _ = play(folder, 3)
    path = replay_path(folder, 3)
    path.write_bytes(path.read_bytes()[:500])
    assert play(folder, 3) == (text, [3])


def test_a_folder_that_cannot_be_written_has_a_replay_all_the_same(folder: Path) -> None:
    replay_path(folder, 0).parent.write_text("in the way")
    assert play(folder, 3)[1] == [3]


def test_rows_that_the_program_does_not_get_again_are_refused_with_the_way_out(
    folder: Path,
) -> None:
    results = read_results(folder)
    other = replace(results.manifest, seed=2)
    found = replace(source(results), manifest=other)
    with pytest.raises(InputError, match=r"comes out otherwise .* \(--replay none\)"):
        replayed(found, 3)
    assert not replay_path(folder, 3).exists()


def test_a_scenario_that_was_changed_is_refused_with_the_way_out(folder: Path) -> None:
    path = folder / "scenario.resolved.yaml"
    text = path.read_text("utf-8")
    assert "length_km: 60" in text
    path.write_text(text.replace("length_km: 60", "length_km: 61"), "utf-8")
    with pytest.raises(InputError, match=r"was changed: .*--replay none"):
        play(folder, 3)


def test_a_scenario_that_cannot_be_read_is_refused_with_the_way_out(folder: Path) -> None:
    (folder / "scenario.resolved.yaml").write_text("title: [", "utf-8")
    with pytest.raises(InputError, match="--replay none"):
        play(folder, 3)


def test_none_plays_nothing_and_runs_nothing(folder: Path) -> None:
    assert replayed(source(read_results(folder)), "none") is None
    assert not (folder / "replays").exists()


def test_more_replications_leave_what_is_kept_as_it_was(made: Path, tmp_path: Path) -> None:
    folder = sim.run(scenario(FEW), replications=5).save(tmp_path).folder
    assert folder is not None
    text, _ = play(folder, 3)
    sim.run(scenario(FEW), replications=7).save(tmp_path)
    assert len(read_results(folder).to_dataframe("runs")) == 7
    assert play(folder, 3) == (text, [])
