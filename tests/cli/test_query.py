"""`query`: SQL over results folders, and nothing but reading."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sim.results.folder import Stored
from sim.results.store import writing
from tests.cli.calling import Calling
from tests.tables import chunk, contents, manifest


def kept(folder: Path, count: int = 3, *, is_complete: bool = True, **question: object) -> Path:
    """A folder of so many runs in two chunks; clauses are fulfilled at hours 100.5, 101.5, ..."""
    asked = manifest(replications=0, **question)
    with writing(folder, asked) as store:
        store.keep(chunk(0))
        store.keep(chunk(1, count - 1))
        if is_complete:
            found: Stored = store.complete(asked, {})
            assert found.manifest.replications == count
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return kept(tmp_path / "results" / "case" / "f1")


def test_a_question_is_answered_as_a_table(call: Calling, folder: Path) -> None:
    told = call("query", folder, "select replication, completed_hours from clauses order by 1")
    assert told.code == 0
    assert told.err == ""
    assert told.out.splitlines() == [
        "replication  completed_hours",
        "          0            100.5",
        "          1            101.5",
        "          2            102.5",
    ]


def test_tables_are_listed(call: Calling, folder: Path) -> None:
    assert call("query", folder, "show tables").out.split() == ["name", "clauses", "runs", "series"]


def test_names_with_dots_are_quoted_as_in_sql(call: Calling, folder: Path) -> None:
    question = 'select max("areas.district.out_people") as most from series'
    assert call("query", folder, question).out.split() == ["most", "400"]


def test_json_is_one_document(call: Calling, folder: Path) -> None:
    question = "select replication, on_time, null as nothing, 'nan'::double as gone from clauses"
    found = json.loads(call("query", folder, f"{question} limit 1", "--json").out)
    assert found == {
        "columns": ["replication", "on_time", "nothing", "gone"],
        "rows": [{"replication": 0, "on_time": True, "nothing": None, "gone": None}],
    }


def test_csv_has_all_rows(call: Calling, folder: Path) -> None:
    told = call("query", folder, "select i, 'a,b' as words from range(3000) t(i)", "--csv")
    rows = list(csv.reader(io.StringIO(told.out)))
    assert rows[:2] == [["i", "words"], ["0", "a,b"]]
    assert len(rows) == 3001


def test_csv_and_json_at_once(call: Calling, folder: Path) -> None:
    told = call("query", folder, "select 1", "--csv", "--json")
    assert (told.code, told.out) == (2, "")


def test_a_long_table_says_what_it_leaves_out(call: Calling, folder: Path) -> None:
    told = call("query", folder, "select i from range(3000) t(i)")
    assert told.out.splitlines()[-1] == "and 2950 rows more; --csv prints all of them"


def test_a_wide_table_says_what_it_leaves_out(call: Calling, folder: Path) -> None:
    told = call("query", folder, "select * from clauses")
    assert max(map(len, told.out.splitlines())) <= 80
    assert "No room for the columns" in told.out


def test_no_rows(call: Calling, folder: Path) -> None:
    assert call("query", folder, "select replication from runs where false").out == (
        "replication\nno rows\n"
    )


def test_several_folders_are_told_apart(call: Calling, tmp_path: Path) -> None:
    one, two = kept(tmp_path / "one"), kept(tmp_path / "two", 2, scenario="other", digest="d2")
    question = "select scenario, folder, count(*) as runs from runs group by all order by scenario"
    found = json.loads(call("query", one, two, question, "--json").out)["rows"]
    assert found == [
        {"scenario": "case", "folder": str(one), "runs": 3},
        {"scenario": "other", "folder": str(two), "runs": 2},
    ]


def test_a_folder_above_stands_for_all_below(call: Calling, tmp_path: Path) -> None:
    kept(tmp_path / "results" / "one" / "f1")
    kept(tmp_path / "results" / "two" / "f2", digest="d2")
    told = call("query", tmp_path / "results", "select count(*) as runs from runs")
    assert told.out.split() == ["runs", "6"]


def test_what_the_journal_does_not_know_is_not_there(call: Calling, folder: Path) -> None:
    part = folder / "runs" / "000000.parquet"
    (folder / "runs" / "000007.parquet").write_bytes(part.read_bytes())
    assert call("query", folder, "select count(*) as runs from runs").out.split() == ["runs", "3"]


def test_a_run_that_goes_on_shows_what_is_there(call: Calling, tmp_path: Path) -> None:
    folder = kept(tmp_path / "f1", is_complete=False)
    told = call("query", folder, "select count(*) as runs from runs")
    assert told.out.split() == ["runs", "3"]
    assert told.err == f"{folder} is not complete; 3 runs are there so far\n"


@pytest.mark.parametrize(
    "statement",
    [
        "drop view runs",
        "create table more as select 1",
        "copy runs to 'out.csv'",
        "insert into runs values (1)",
        "attach 'other.db'",
        "set threads = 1",
        "select 1; select 2",
        "",
    ],
)
def test_nothing_but_a_question_is_answered(call: Calling, folder: Path, statement: str) -> None:
    before = contents(folder)
    told = call("query", folder, statement)
    assert told.code == 2
    assert "one question is needed" in told.err
    assert contents(folder) == before


def test_other_files_cannot_be_read(call: Calling, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n1\n")
    told = call("query", folder, f"select * from read_csv('{secret}')")
    assert told.code == 2
    assert "Cannot access file" in told.err


@pytest.mark.parametrize("question", ["selec 1", "select * from claims", "select nope from runs"])
def test_a_question_with_a_mistake_says_where_and_which_tables_there_are(
    call: Calling, folder: Path, question: str
) -> None:
    told = call("query", folder, question)
    assert (told.code, told.out) == (2, "")
    assert "LINE 1" in told.err
    assert "The tables are runs, clauses, series." in told.err
    assert "Traceback" not in told.err


def test_no_results(call: Calling, tmp_path: Path) -> None:
    assert "there is no folder" in call("query", tmp_path / "nowhere", "select 1").err
    (tmp_path / "empty").mkdir()
    assert "no results folder" in call("query", tmp_path / "empty", "select 1").err


def test_a_chunk_cut_short(call: Calling, folder: Path) -> None:
    path = folder / "clauses" / "000001.parquet"
    path.write_bytes(path.read_bytes()[:-7])
    told = call("query", folder, "select * from runs")
    assert told.code == 2
    assert "chunk 1 are missing or cut short; run the scenario again" in told.err


@pytest.mark.parametrize("damage", [0, -30])
def test_a_chunk_with_other_bytes(call: Calling, folder: Path, damage: int) -> None:
    path = folder / "clauses" / "000001.parquet"
    content = bytearray(path.read_bytes())
    content[damage:] = b"\x07" * len(content[damage:])
    path.write_bytes(content)
    told = call("query", folder, "select * from clauses")
    assert told.code == 2
    assert "000001.parquet" in told.err
    assert "run the scenario again to mend the folder" in told.err


def test_help_does_not_load_the_database() -> None:
    code = """if True:
        import sys
        from sim.cli import main
        main(["query", "--help"])
        print("duckdb" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "FOLDER..." in done.stdout
    assert done.stdout.endswith("False\n")
