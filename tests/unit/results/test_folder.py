"""Reading a results folder: one clear message for each way in which it can be wrong."""

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.results.folder import read_folder, replications_in
from sim.results.journal import JOURNAL
from sim.results.store import writing
from tests.tables import chunk, manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with writing(tmp_path / "results" / "case" / "f1", manifest(replications=0)) as store:
        store.keep(chunk(0))
        return store.complete(manifest(), {}).folder


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        read_folder(tmp_path / "nowhere")


def test_a_folder_above_the_results_says_where_they_are(folder: Path) -> None:
    with pytest.raises(InputError, match="did you mean") as caught:
        read_folder(folder.parents[1])
    assert str(folder) in str(caught.value)


def test_a_file_is_no_results_folder(folder: Path) -> None:
    with pytest.raises(InputError, match="no results folder"):
        read_folder(folder / "runs" / "000000.parquet")


def test_a_manifest_of_other_bytes(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"manifest\.json cannot be read"):
        read_folder(folder)


def test_a_table_that_nobody_wrote(folder: Path) -> None:
    with pytest.raises(InputError, match=r"no table 'claims'; it has runs, clauses"):
        read_folder(folder).table("claims")


def test_facts_that_an_earlier_version_did_not_keep(folder: Path) -> None:
    with pytest.raises(InputError, match=r"has no table 'case_movers'; the command that made it"):
        read_folder(folder).table("case_movers")


def test_a_table_that_was_removed(folder: Path) -> None:
    (folder / "runs" / "000000.parquet").unlink()
    with pytest.raises(InputError, match=r"000000\.parquet is missing; run the scenario again"):
        read_folder(folder).table("runs")


@pytest.mark.parametrize("keep", [0, 3, 100])
def test_a_table_cut_short(folder: Path, keep: int) -> None:
    path = folder / "runs" / "000000.parquet"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(InputError, match=r"table .runs. of .* cannot be read"):
        read_folder(folder).table("runs")


@pytest.mark.parametrize("line", ["{}", "nonsense", '{"chunk": 0}', "[]", "3"])
def test_a_journal_that_was_edited(folder: Path, line: str) -> None:
    (folder / JOURNAL).write_text(f"{line}\n")
    with pytest.raises(InputError, match=r"journal\.jsonl:1: the journal is damaged"):
        read_folder(folder)


def test_a_journal_that_was_removed(folder: Path) -> None:
    (folder / JOURNAL).unlink()
    with pytest.raises(InputError, match="has lost its journal"):
        read_folder(folder)


def test_the_scenario_as_run_was_removed(folder: Path) -> None:
    with pytest.raises(InputError, match=r"resolved\.yaml cannot be read"):
        read_folder(folder).resolved_text()


def test_replications_are_counted_where_there_are_results(folder: Path) -> None:
    assert replications_in(folder) == 1
    assert replications_in(folder.parent) == 0
