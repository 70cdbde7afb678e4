"""A results folder keeps every chunk it was given, whatever stops the program."""

import errno
import resource
import subprocess
import sys
import textwrap
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from sim.errors import InputError
from sim.results import store as module
from sim.results.digest import digest
from sim.results.folder import Stored, folder_name, read_folder
from sim.results.journal import JOURNAL
from sim.results.store import writing
from tests.tables import chunk, contents, manifest, run

QUESTION = manifest(replications=0)


def write(folder: Path, *chunks: tuple[int, int]) -> Stored:
    """A results folder with chunks of so many replications from so many on."""
    with writing(folder, QUESTION) as store:
        for first, count in chunks:
            store.keep(chunk(first, count))
        return store.complete(QUESTION, {})


def test_what_is_written_reads_back_with_kinds_and_digest(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 3))
    stored = read_folder(tmp_path / "results")
    runs = stored.table("runs")
    assert runs["replication"].tolist() == [0, 1, 2]
    assert str(runs["on_time_jointly"].dtype) == "boolean"
    assert stored.manifest.tables == {
        table: digest(stored.table(table)) for table in ("runs", "clauses", "series")
    }


def test_columns_by_name_are_those_of_the_whole_table(tmp_path: Path) -> None:
    stored = write(tmp_path / "results", (2, 2), (0, 2))
    series = stored.table("series")
    named = str(series.columns[-1])
    begin = f"{named[:3]}*"
    assert_frame_equal(stored.table("series", "hour", named), series[["hour", named]])
    assert begin[:-1] in named
    assert named in stored.table("series", begin)
    assert list(stored.table("series", "none", "replication")) == ["replication"]
    assert stored.looked_at(1).table("series", "replication")["replication"].unique() == [0]


def test_only_the_columns_asked_for_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = write(tmp_path / "results", (0, 2))
    read: list[str] = []
    whole = pq.ParquetFile.read
    monkeypatch.setattr(
        pq.ParquetFile,
        "read",
        lambda file, columns, **how: read.extend(columns) or whole(file, columns, **how),
    )
    stored.table("series", "hour")
    assert read == ["replication", "hour"]


def test_neither_chunks_nor_their_order_make_a_difference(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole", (0, 5))
    pieces = write(tmp_path / "pieces", (3, 2), (0, 1), (1, 2))
    assert pieces.manifest == whole.manifest
    for table in whole.tables:
        pd.testing.assert_frame_equal(pieces.table(table), whole.table(table))


def test_the_same_chunks_leave_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", (0, 3))
    write(tmp_path / "two", (0, 3))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_more_replications_extend_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 2))
    before = contents(tmp_path / "results" / "runs")
    more = write(tmp_path / "results", (2, 3))
    assert more.manifest == write(tmp_path / "once", (0, 5)).manifest
    assert contents(tmp_path / "results" / "runs").items() >= before.items()


def test_fewer_replications_than_there_are_can_be_looked_at(tmp_path: Path) -> None:
    few = write(tmp_path / "results", (0, 2), (2, 3)).looked_at(3)
    assert few.table("runs")["replication"].tolist() == [0, 1, 2]
    assert few.manifest.replications == 3


def test_after_a_gap_nothing_counts(tmp_path: Path) -> None:
    stored = write(tmp_path / "results", (0, 2), (3, 2))
    assert stored.manifest.replications == 2
    assert stored.table("runs")["replication"].tolist() == [0, 1]
    assert stored.manifest.tables == write(tmp_path / "short", (0, 2)).manifest.tables


def test_csv_holds_the_same_rows_under_one_head(tmp_path: Path) -> None:
    with writing(tmp_path / "results", QUESTION) as store:
        for first in (2, 0):
            store.keep(chunk(first, 2))
        store.put_csv(store.complete(QUESTION, {}))
    found = pd.read_csv(tmp_path / "results" / "clauses.csv")
    assert found["completed_hours"].tolist() == [100.5, 101.5, 102.5, 103.5]


def stopped(folder: Path, *chunks: tuple[int, int]) -> None:
    """A run that somebody stops after these chunks."""
    with writing(folder, QUESTION) as store:
        for first, count in chunks:
            store.keep(chunk(first, count))
        raise KeyboardInterrupt


def test_stopped_before_anything_was_kept_it_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "results" / "case" / "f1")
    assert list(tmp_path.iterdir()) == []


def test_stopped_in_the_middle_it_keeps_what_was_done(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "results", (0, 2), (5, 1))
    with pytest.raises(InputError, match="interrupted before it was complete"):
        read_folder(tmp_path / "results")
    with writing(tmp_path / "results", QUESTION) as store:
        missing = list(store.done.missing([0], 6))
        assert [(span.first, span.count) for span in missing] == [(2, 3)]
        store.keep(chunk(2, 3))
        assert store.complete(QUESTION, {}).manifest == write(tmp_path / "a", (0, 6)).manifest


def test_stopped_while_it_was_extended_it_shows_what_was_complete(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 2))
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "results", (3, 2))
    assert read_folder(tmp_path / "results").table("runs")["replication"].tolist() == [0, 1]


@pytest.mark.parametrize(
    "left",
    ["runs/000001.parquet", "runs/.000001.parquet.aside", ".x.aside", ".journal.jsonl.aside"],
)
def test_what_a_killed_program_left_is_swept_away(tmp_path: Path, left: str) -> None:
    write(tmp_path / "results", (0, 2))
    (tmp_path / "results" / left).write_bytes(b"half")
    write(tmp_path / "results", (2, 1))
    assert read_folder(tmp_path / "results").table("runs")["replication"].tolist() == [0, 1, 2]
    assert not [path for path in contents(tmp_path) if path.endswith(".aside")]


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_half_a_line_in_the_journal_is_a_chunk_to_be_done_again(tmp_path: Path, cut: int) -> None:
    write(tmp_path / "results", (0, 2), (2, 1))
    journal = tmp_path / "results" / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-cut])
    with writing(tmp_path / "results", QUESTION) as store:
        assert [span.first for span in store.done.missing([0], 3)] == [2]
        store.keep(chunk(2))
        found = store.complete(QUESTION, {})
    assert found.manifest == write(tmp_path / "once", (0, 3)).manifest


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"PAR1")])
def test_a_chunk_with_a_damaged_file_is_done_again(tmp_path: Path, harm: Any) -> None:
    write(tmp_path / "results", (0, 2), (2, 1))
    harm(tmp_path / "results" / "clauses" / "000001.parquet")
    with writing(tmp_path / "results", QUESTION) as store:
        assert [span.first for span in store.done.missing([0], 3)] == [2]


def test_another_question_is_never_mixed_in(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 1))
    with (
        pytest.raises(InputError, match="answer to another question"),
        writing(tmp_path / "results", manifest(seed=2)),
    ):
        pass


def test_an_edited_manifest_stops_the_writer(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 1))
    path = tmp_path / "results" / "manifest.json"
    path.write_text(path.read_text().replace('"seed": 1', '"seed": 3'))
    before = contents(tmp_path)
    with (
        pytest.raises(InputError, match="was changed"),
        writing(tmp_path / "results", QUESTION),
    ):
        pass
    assert contents(tmp_path) == before


def test_a_second_writer_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with writing(tmp_path / "results", QUESTION) as store:
        store.keep(chunk(0))
        before = contents(tmp_path)
        code = """
            import sys
            from pathlib import Path
            from sim.errors import InputError
            from sim.results.store import writing
            from tests.tables import manifest
            try:
                with writing(Path(sys.argv[1]), manifest(replications=0)):
                    pass
            except InputError as error:
                print(error)
        """
        told = child(code, tmp_path / "results")
        assert "another program is writing" in told
        assert contents(tmp_path) == before


def test_of_two_that_start_at_once_the_second_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find no folder; the first one makes it and has kept nothing yet."""
    folder = tmp_path / "results"
    make = Path.mkdir
    with ExitStack() as first:

        def overtaken(path: Path, *given: Any, **how: Any) -> None:
            monkeypatch.setattr(Path, "mkdir", make)
            first.enter_context(writing(folder, QUESTION))
            make(path, *given, **how)

        monkeypatch.setattr(Path, "mkdir", overtaken)
        with pytest.raises(InputError, match="another program"), writing(folder, QUESTION):
            pass
        assert (folder / "manifest.json").exists()


def test_a_journal_without_a_manifest_is_not_thrown_away(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 2))
    (tmp_path / "results" / "manifest.json").unlink()
    before = contents(tmp_path)
    with (
        pytest.raises(InputError, match=r"has lost its manifest\.json; put it back, or move"),
        writing(tmp_path / "results", QUESTION),
    ):
        pass
    assert contents(tmp_path) == before


def test_files_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "results", (0, 2))
    own = [tmp_path / "results" / name for name in ("mine/000009.parquet", "runs/mine.parquet")]
    for path in own:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    write(tmp_path / "results", (2, 1))
    assert all(path.exists() for path in own)


def child(code: str, folder: Path, *, most_bytes: int = -1) -> str:
    """What a process of its own prints."""
    limit = (most_bytes, most_bytes)
    done = subprocess.run(
        [sys.executable, "-B", "-c", textwrap.dedent(code), folder],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(("first", "count"), [(0, 0), (0, 2)])
def test_a_full_disk_is_told_with_the_way_out_and_loses_nothing(
    tmp_path: Path, first: int, count: int
) -> None:
    """No file may grow past 9 kB in the child, which the system tells as it tells a full disk."""
    if count:
        write(tmp_path / "results", (first, count))
    code = """
        import sys
        from pathlib import Path
        from sim.errors import InputError
        from sim.results.store import writing
        from tests.tables import chunk, manifest
        try:
            with writing(Path(sys.argv[1]), manifest(replications=0)) as store:
                store.keep(chunk(10, 5000))
        except InputError as error:
            print(error)
    """
    told = child(code, tmp_path / "results", most_bytes=9000)
    assert "no space left" in told
    assert "--out DIR" in told
    if count:
        assert "2 replications are kept" in told
        assert read_folder(tmp_path / "results").table("runs")["replication"].tolist() == [0, 1]
        assert write(tmp_path / "results", (2, 1)).manifest.replications == 3
    else:
        assert "nothing of it was kept" in told
        assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_in_the_middle_of_the_journal_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "results", (0, 2))
    before = (tmp_path / "results" / JOURNAL).read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("sim.results.journal.os.fsync", full)
        with pytest.raises(InputError, match="no space left"):
            write(tmp_path / "results", (2, 1))
    assert (tmp_path / "results" / JOURNAL).read_bytes() == before
    assert write(tmp_path / "results", (2, 1)).manifest.replications == 3


def test_a_place_that_cannot_be_written_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(InputError, match=r"cannot be written: .*--out DIR"),
        writing(tmp_path / "file" / "results", QUESTION),
    ):
        pass


def test_a_writer_that_is_refused_does_not_lock_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(module, "write_whole", refused)
        with pytest.raises(InputError, match="permission denied"):
            write(tmp_path / "results", (0, 1))
    assert write(tmp_path / "results", (0, 1)).manifest.replications == 1


@pytest.mark.parametrize("name", ["..", "a/b", "..\\up", "", "Лачин", "a b (2)"])
def test_a_scenario_name_never_leaves_the_results_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / folder_name(name)
    assert folder.parent == tmp_path
    assert folder.name not in ("", ".", "..")


def test_rows_keep_the_truth_value_of_the_run(tmp_path: Path) -> None:
    assert run(0)["on_time_jointly"] is True
    assert write(tmp_path / "results", (0, 1)).table("runs")["on_time_jointly"].tolist() == [True]
