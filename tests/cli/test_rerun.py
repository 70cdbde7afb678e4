"""`rerun`: the same rows come out of the folder alone, and what differs is named."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.api.running import run_to_folder
from sim.api.studying import run_study
from sim.experiments import replicate as replicating
from sim.experiments.designs import points_of
from sim.results.folder import read_folder
from sim.results.parquet import decode, encode
from sim.scenario.load import load_scenario
from tests.cli.calling import Calling, inside, written
from tests.cli.test_run import VARIED
from tests.studies import study


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture
def folder(here: Path) -> Path:
    loaded = load_scenario(written(here, VARIED).name, ["roads.road.length_km=33"])
    return run_to_folder(loaded, seed=7, replications=4).stored.folder


@pytest.fixture
def studied(here: Path) -> Path:
    asked = study(here, uncertainties={"people": {"path": "civilians.townspeople.people"}})
    return run_study(points_of(asked)).stored.folder


def change(folder: Path, table: str, how: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Change the rows of a table behind the program's back."""
    path = folder / table / "000000.parquet"
    path.write_bytes(encode(how(decode([path]))))


def test_the_same_rows_come_again(call: Calling, folder: Path) -> None:
    told = call("rerun", folder, "--check")
    assert (told.code, told.err) == (0, "")
    assert told.out == "All 4 replications were run again: the same rows, down to the last digit.\n"


def test_a_study_brings_what_its_points_set(call: Calling, studied: Path) -> None:
    told = call("rerun", studied, "--check", "-w", "2", "--quiet")
    assert told.out == "All 8 replications were run again: the same rows, down to the last digit.\n"
    assert told.code == 0
    rows = read_folder(studied).table("settings")
    assert list(rows.columns) == ["point", "path", "value"]
    assert rows["point"].tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert rows["value"].tolist()[:4:2] == ["30", "30"]


def test_a_sample_is_the_same_every_time(call: Calling, folder: Path) -> None:
    told = call("rerun", folder, "--check", "--sample", "2", "--json")
    found = json.loads(told.out)
    assert (found["runs"], found["checked"], found["differences"]) == (4, 2, [])
    assert call("rerun", folder, "--check", "--sample", "2", "--json").out == told.out


def test_what_differs_is_named(call: Calling, folder: Path) -> None:
    def later(rows: pd.DataFrame) -> pd.DataFrame:
        rows.loc[rows["replication"] == 0, "completed_hours"] = 7.25
        return rows

    change(folder, "clauses", later)
    told = call("rerun", folder, "--check")
    assert told.code == 1
    assert told.out.startswith("All 4 replications were run again; 1 came out differently:\n")
    words = " ".join(told.out.split())
    assert "replication 0: clauses: completed_hours in row 0: 7.25 then, " in words


def test_the_point_of_a_study_is_named(call: Calling, studied: Path) -> None:
    change(studied, "clauses", lambda rows: rows.assign(requests_number=9).astype(rows.dtypes))
    found = json.loads(call("rerun", studied, "--check", "--json").out)
    assert found["differing"] >= 1
    assert {each["table"] for each in found["differences"]} == {"clauses"}
    assert found["differences"][0]["point"] == 0


def test_a_row_too_few_is_named(call: Calling, folder: Path) -> None:
    change(folder, "areas", lambda rows: rows.iloc[1:])
    told = call("rerun", folder, "--check")
    assert "replication 0: areas: 0 rows then, 1 row now" in told.out


def test_a_run_that_fails_now_is_a_difference(
    call: Calling, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate = replicating.simulate

    def broken(*given: object, replication: int, **how: object) -> object:
        if replication == 2:
            raise KeyError("kelbajar")
        return simulate(*given, replication=replication, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(replicating, "simulate", broken)
    told = call("rerun", folder, "--check")
    assert told.code == 1
    assert "1 came out differently" in told.out
    assert "replication 2: failures: it failed, and not then: KeyError: 'kelbajar'" in told.out


def test_another_version_is_told(call: Calling, folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = read_folder(folder).manifest
    older = replace(manifest, results_version=1, libraries={**manifest.libraries, "numpy": "1.0.0"})
    path.write_text(older.text(), encoding="utf-8")
    told = call("rerun", folder, "--check")
    assert told.code == 0
    assert "the rows are of results version 1, this program makes version" in told.err
    assert "made with numpy 1.0.0, now " in told.err


def test_the_file_with_what_was_observed_is_not_needed(call: Calling, here: Path) -> None:
    (here / "seen.csv").write_text("kind,name,what,at,source\n", encoding="utf-8")
    case = written(here, {"observed": "seen.csv"})
    folder = run_to_folder(load_scenario(case), seed=1, replications=1).stored.folder
    (here / "seen.csv").unlink()
    assert call("rerun", folder, "--check").code == 0


def test_one_replication_is_told(call: Calling, folder: Path) -> None:
    told = call("rerun", folder, "--replication", "3", "--trace")
    same = call(
        *("run", "case.yaml", "--set", "roads.road.length_km=33", "--seed", "7"),
        *("--trace", "--replication", "3"),
    )
    assert told.code == 0
    assert told.out == same.out
    assert "replication 3 of seed 7" in told.out


def test_one_replication_of_a_point_is_told(call: Calling, studied: Path) -> None:
    short, long = (
        call("rerun", studied, "--replication", "1", "--point", point, "--trace").out
        for point in ("0", "2")
    )
    assert short != long


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ((), "either --check, or --replication K with --trace"),
        (("--check", "--trace"), "either --check, or --replication K with --trace"),
        (("--trace",), "say which, as --replication 0"),
        (("--check", "--replication", "1"), "--check takes --sample N"),
        (("--replication", "4", "--trace"), "there is no replication 4; "),
        (("--replication", "0", "--point", "1", "--trace"), "holds a run, which has no points"),
        (("--check", "--sample", "0"), "Invalid value for '--sample'"),
    ],
)
def test_what_cannot_be_asked(
    call: Calling, folder: Path, typed: tuple[str, ...], what: str
) -> None:
    told = call("rerun", folder, *typed)
    assert (told.code, told.out) == (2, "")
    assert what in told.err


def test_a_scenario_that_was_changed(call: Calling, folder: Path) -> None:
    path = folder / "scenario.resolved.yaml"
    path.write_text(path.read_text("utf-8").replace("400", "401"), "utf-8")
    told = call("rerun", folder, "--check")
    assert told.code == 2
    assert "resolved.yaml was changed: it is not the scenario of these results" in told.err


def test_a_scenario_that_cannot_be_read(call: Calling, folder: Path) -> None:
    (folder / "scenario.resolved.yaml").write_text("- no\n- scenario\n", encoding="utf-8")
    told = call("rerun", folder, "--check")
    assert told.code == 2
    assert "scenario.resolved.yaml:1:1: this is no scenario" in told.err


def test_a_table_that_is_damaged(call: Calling, folder: Path) -> None:
    path = folder / "runs" / "000000.parquet"
    path.write_bytes(path.read_bytes()[:50])
    told = call("rerun", folder, "--check")
    assert told.code == 2
    assert "cannot be read" in told.err
    assert "run the scenario again to mend the folder" in told.err


def test_no_results(call: Calling, here: Path) -> None:
    assert "there is no folder" in call("rerun", "nowhere", "--check").err
