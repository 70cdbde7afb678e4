"""A results folder is complete or not there at all."""

import errno
import os
import resource
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pandas as pd
import pytest

from sim.errors import InputError
from sim.results import store
from sim.results.digest import digest
from sim.results.folder import Stored, folder_name, read_folder
from sim.results.store import writing
from tests.tables import add_replication, contents, manifest, run


def write(folder: Path, replications: int, *, with_csv: bool = False) -> Stored:
    """A results folder of so many replications."""
    with writing(folder, with_csv=with_csv) as writer:
        for number in range(replications):
            add_replication(writer, number)
        writer.put_text("scenario.resolved.yaml", "title: x\n")
        found = manifest(replications=replications, tables=writer.digests())
        return writer.move(writer.complete(found))


def test_what_is_written_reads_back_with_kinds_and_digest(tmp_path: Path) -> None:
    write(tmp_path / "results", 3)
    stored = read_folder(tmp_path / "results")
    runs = stored.table("runs")
    assert runs["replication"].tolist() == [0, 1, 2]
    assert str(runs["on_time_jointly"].dtype) == "boolean"
    assert stored.manifest.tables == {
        table: digest(stored.table(table)) for table in ("runs", "clauses", "series")
    }


def test_chunks_make_no_difference_to_what_a_table_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = write(tmp_path / "whole", 5)
    monkeypatch.setattr(store, "CHUNK", 2)
    pieces = write(tmp_path / "pieces", 5)
    assert pieces.manifest.tables == whole.manifest.tables
    pd.testing.assert_frame_equal(pieces.table("clauses"), whole.table("clauses"))


def test_the_same_run_leaves_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", 3)
    write(tmp_path / "two", 3)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_csv_holds_the_same_rows_under_one_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "CHUNK", 2)
    stored = write(tmp_path / "results", 5, with_csv=True)
    found = pd.read_csv(stored.folder / "clauses.csv")
    assert found["completed_hours"].tolist() == [100.5, 101.5, 102.5, 103.5, 104.5]


def interrupted(folder: Path) -> None:
    """A run that somebody stops after its first replication."""
    with writing(folder) as writer:
        add_replication(writer, 0)
        raise KeyboardInterrupt


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "results")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_the_earlier_results_as_they_were(tmp_path: Path) -> None:
    write(tmp_path / "results", 1)
    before = contents(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "results")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("again", [2, 3])
def test_the_same_question_asked_again_replaces_the_folder(tmp_path: Path, again: int) -> None:
    write(tmp_path / "results", 2, with_csv=True)
    assert not write(tmp_path / "results", again).is_older
    assert [path.name for path in tmp_path.iterdir()] == ["results"]
    assert read_folder(tmp_path / "results").manifest.replications == again
    assert not (tmp_path / "results" / "runs.csv").exists()


def test_a_shorter_run_leaves_a_longer_one_in_place(tmp_path: Path) -> None:
    write(tmp_path / "results", 3)
    before = contents(tmp_path)
    found = write(tmp_path / "results", 2)
    assert found.is_older
    assert found.manifest.replications == 3
    assert contents(tmp_path) == before


def test_a_folder_without_a_manifest_is_no_longer_run(tmp_path: Path) -> None:
    write(tmp_path / "results", 3)
    (tmp_path / "results" / "manifest.json").unlink()
    assert not write(tmp_path / "results", 1).is_older


def test_a_killed_writer_leaves_nothing_that_looks_complete(tmp_path: Path) -> None:
    code = """
        import os, sys
        from pathlib import Path
        from sim.results.store import writing
        from tests.tables import add_replication, manifest
        with writing(Path(sys.argv[1]) / "results") as writer:
            for number in range(60):
                add_replication(writer, number)
            written = writer.complete(manifest(replications=60))
            os.kill(os.getpid(), 9)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), tmp_path], check=False)
    assert done.returncode == -9
    assert not (tmp_path / "results").exists()
    with pytest.raises(InputError, match="there is no folder"):
        read_folder(tmp_path / "results")


def test_what_a_killed_run_left_is_swept_away_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / ".results.0123abcd", tmp_path / ".results.4567cdef"
    for left in (old, new):
        left.mkdir()
        (left / "runs.parquet").touch()
    yesterday = time.time() - 2 * 24 * 3600
    os.utime(old / "runs.parquet", (yesterday, yesterday))
    os.utime(old, (yesterday, yesterday))
    write(tmp_path / "results", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, "results"]


def test_a_full_disk_is_told_with_the_way_out_and_leaves_nothing(tmp_path: Path) -> None:
    """No file may grow past 2 kB in the child, which the system tells as it tells a full disk."""
    code = """
        import sys
        from pathlib import Path
        from sim.errors import InputError
        from sim.results.store import writing
        from tests.tables import add_replication
        try:
            with writing(Path(sys.argv[1]) / "results") as writer:
                for number in range(500):
                    add_replication(writer, number)
        except InputError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-B", "-c", textwrap.dedent(code), tmp_path],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "no space left" in done.stdout
    assert "--out DIR" in done.stdout
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_while_the_manifest_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(InputError, match="no space left"):
            write(tmp_path / "results", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(InputError, match=r"cannot be written: .*--out DIR"),
        writing(tmp_path / "file" / "results"),
    ):
        pass


def test_a_failed_move_puts_the_earlier_results_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "results", 1)
    before = contents(tmp_path)
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if (path / "manifest.json").exists() and target.name == "results" and not refused:
            refused.append(path)
            raise OSError(errno.EACCES, "Permission denied")
        return rename(path, target)

    refused: list[Path] = []
    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(InputError, match="permission denied"):
        write(tmp_path / "results", 2)
    assert contents(tmp_path) == before


def test_a_table_added_whole_has_the_digest_of_its_replications(tmp_path: Path) -> None:
    streamed = write(tmp_path / "streamed", 3)
    with writing(tmp_path / "whole") as writer:
        writer.put("clauses", streamed.table("clauses"))
        assert writer.digests()["clauses"] == streamed.manifest.tables["clauses"]


@pytest.mark.parametrize("name", ["..", "a/b", "..\\up", "", "Лачин", "a b (2)"])
def test_a_scenario_name_never_leaves_the_results_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / folder_name(name)
    assert folder.parent == tmp_path
    assert folder.name not in ("", ".", "..")


def test_rows_keep_the_truth_value_of_the_run(tmp_path: Path) -> None:
    assert run(0)["on_time_jointly"] is True
    assert write(tmp_path / "results", 1).table("runs")["on_time_jointly"].tolist() == [True]
