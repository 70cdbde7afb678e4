"""`run`: from a file to what came of each clause, and what it leaves on the disk."""

import json
import os
import pty
import re
import resource
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sim
from sim.cli import main
from sim.errors import ModelBug
from sim.experiments import replicate as experiments
from tests.builders import text, two_districts
from tests.cli.calling import CONTROL, Call, Calling, inside, shell, written
from tests.tables import contents

VARIED = {
    "troops": {"battalion": {"personnel": {"uniform": [100, 900]}}},
    "notices": {"order": {"at": "2020-11-10 06:00", "groups": ["townspeople"], "says": "leave"}},
}
"""Units of a size that chance decides; everybody is out on the first day."""
TABLES = {
    *("runs", "clauses", "areas", "roads", "causes", "contingents", "posts", "breaches"),
    *("paths", "floats", "series", "events"),
    *("case_places", "case_areas", "case_roads", "case_clauses"),
    *("case_contingents", "case_posts", "case_movers", "case_sources"),
}
CHARTS = {
    f"charts/{chart}.{ending}"
    for chart in ("schedule", "remaining", "queues", "network", "breaches", "why")
    for ending in ("png", "svg")
}
LONG = 60
"""Seconds after which a call that should have ended is taken to hang."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Everything is run in a folder of its own, as a user would."""
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture
def case(folder: Path) -> str:
    return written(folder, VARIED).name


def results_of(told: Call) -> Path:
    """The folder that the answer names."""
    found = re.search(r"^Results  (\S+)$", told.out, re.MULTILINE)
    assert found, told.out
    return Path(found[1])


# --- what it answers ----------------------------------------------------------------------


def test_summary_on_stdout_and_progress_on_stderr(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "8")
    assert told.code == 0
    assert told.out.startswith("One road out\n8 replications, seed 1; ")
    assert "all 8: at least 69 %" in told.out
    assert re.fullmatch(r"8 replications in [\d.]+ s, [\d.]+ a second\n", told.err)


def test_quiet_says_nothing_on_stderr(call: Calling, case: str) -> None:
    assert call("run", case, "-r", "2", "--quiet").err == ""


def test_nothing_is_wider_than_eighty_columns(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "8")
    lines = [line for line in told.out.splitlines() if not line.startswith(("Results", "Charts"))]
    assert max(map(len, lines)) <= 80


def test_json_is_one_document_that_names_the_folder(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "3", "--json")
    found = json.loads(told.out)
    assert (found["replications"], found["seed"]) == (3, 1)
    assert found["clauses"][0]["on_time"]["runs"] == 3
    assert Path(found["results"], "manifest.json").exists()
    assert all(Path(chart).exists() for chart in found["charts"])


def test_piped_output_has_no_control_codes(case: str) -> None:
    told = shell("run", case, "-r", "2", env={"TERM": "xterm-256color"})
    assert told.code == 0
    assert CONTROL not in told.out + told.err
    assert "\r" not in told.out + told.err


def test_a_terminal_gets_one_line_of_progress_and_none_of_it_stays(case: str) -> None:
    written_to_terminal = on_a_terminal("run", case, "-r", "6", "--no-charts")
    assert "\rreplication 1 of 6" in written_to_terminal
    shown = [as_shown(line) for line in written_to_terminal.replace("\r\n", "\n").split("\n")]
    assert shown[0].startswith("6 replications in")
    assert shown[1] == "One road out"


def on_a_terminal(*typed: str) -> str:
    """All that a call writes to the terminal it is called from."""
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "sim", *typed], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    found = b""
    with suppress(OSError):  # how a terminal says that nobody writes to it any more
        while piece := os.read(ours, 4096):
            found += piece
    os.close(ours)
    assert run.wait(LONG) == 0
    return re.sub("\x1b\\[[0-9]*m", "", found.decode())


def as_shown(line: str) -> str:
    """A line as it stands on the screen once all of it was written, over and over."""
    shown = ""
    for piece in line.split("\r"):
        shown = piece + shown[len(piece) :]
    return shown.rstrip()


# --- what it leaves -----------------------------------------------------------------------


def test_the_results_folder_is_complete_and_readable(call: Calling, case: str) -> None:
    found = results_of(call("run", case, "-r", "3"))
    assert found.parts[:2] == ("results", "case")
    assert {"manifest.json", "scenario.resolved.yaml", *CHARTS} <= set(contents(found))
    read = sim.read_results(found)
    assert set(read.tables) >= TABLES
    assert read.manifest.options == ("--replications", "3", "--seed", "1")
    assert read.to_dataframe("runs")["replication"].tolist() == [0, 1, 2]
    assert len(read.to_dataframe("events")) > 0


def test_the_same_command_leaves_the_same_rows(call: Calling, case: str) -> None:
    first, second = (results_of(call("run", case, "-r", "3", "-o", out)) for out in ("a", "b"))
    assert (first / "manifest.json").read_bytes() == (second / "manifest.json").read_bytes()


def test_any_number_of_workers_leaves_the_same_rows(call: Calling, case: str) -> None:
    alone = results_of(call("run", case, "-r", "6", "-o", "a", "--no-charts"))
    told = call("run", case, "-r", "6", "--workers", "2", "-o", "b", "--no-charts")
    assert told.code == 0
    assert (alone / "manifest.json").read_bytes() == (
        results_of(told) / "manifest.json"
    ).read_bytes()


@pytest.mark.parametrize("workers", ["-1", "5000"])
def test_workers_that_cannot_be_are_refused(call: Calling, case: str, workers: str) -> None:
    told = call("run", case, "--workers", workers)
    assert (told.code, told.out) == (2, "")
    assert "workers cannot be" in told.err


def test_another_seed_goes_to_another_folder(call: Calling, case: str) -> None:
    first, second = (
        results_of(call("run", case, "-r", "1", "--seed", seed, "--no-charts"))
        for seed in ("1", "2")
    )
    assert first != second


def test_a_random_seed_is_told_so_that_it_can_be_used_again(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "1", "--seed", "random", "--no-charts")
    seed = re.search(r"seed (\d+)", told.out)
    assert seed
    again = call("run", case, "-r", "1", "--seed", seed[1], "--no-charts")
    assert results_of(again) == results_of(told)


def test_a_setting_is_another_question(call: Calling, case: str) -> None:
    plain = results_of(call("run", case, "-r", "1", "--no-charts"))
    told = call("run", case, "-r", "1", "--no-charts", "--set", "roads.road.length_km=90")
    assert results_of(told) != plain
    manifest = sim.read_results(results_of(told)).manifest
    assert manifest.settings == ("roads.road.length_km=90",)
    assert manifest.options[-2:] == ("--set", "roads.road.length_km=90")


def test_a_longer_run_serves_a_shorter_one_and_says_so(call: Calling, case: str) -> None:
    found = results_of(call("run", case, "-r", "4"))
    told = call("run", case, "-r", "2")
    assert "2 replications, seed 1" in told.out
    assert "It holds 4 replications of this very question" in told.out
    assert "nothing to simulate: 2 replications were there already" in told.err
    assert len(sim.read_results(found).to_dataframe("runs")) == 4


def test_csv_is_written_beside_parquet_on_request(call: Calling, case: str) -> None:
    found = results_of(call("run", case, "-r", "2", "--csv", "--no-charts"))
    rows = pd.read_csv(found / "clauses.csv")
    assert rows["completed_hours"].tolist() == (
        sim.read_results(found).to_dataframe("clauses")["completed_hours"].tolist()
    )
    assert {path.stem for path in found.glob("*.csv")} == set(sim.read_results(found).tables)


def test_more_replications_extend_what_is_there(call: Calling, case: str) -> None:
    found = results_of(call("run", case, "-r", "2", "--no-charts"))
    before = contents(found / "runs")
    told = call("run", case, "-r", "5", "--no-charts")
    assert "3 replications (after 2 before) in" in told.err
    assert contents(found / "runs").items() >= before.items()
    assert len(sim.read_results(found).to_dataframe("runs")) == 5


def test_without_charts_none_are_drawn(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "1", "--no-charts")
    assert "Charts" not in told.out
    assert not (results_of(told) / "charts").exists()


def test_with_report_the_page_lies_beside_the_rows(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "2", "--no-charts", "--report")
    page = results_of(told) / "report.html"
    assert page.read_text(encoding="utf-8").count("<h1") == 1
    assert str(page) in told.out
    found = json.loads(call("run", case, "-r", "2", "--no-charts", "--report", "--json").out)
    assert found["report"] == str(page)


def test_without_report_it_is_said_how_to_write_one(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "1", "--no-charts")
    found = results_of(told)
    assert f"withdrawal-sim report {found}" in told.out
    assert not (found / "report.html").exists()
    document = json.loads(call("run", case, "-r", "1", "--no-charts", "--json").out)
    assert document["report"] is None


def test_a_dry_run_says_where_it_would_go_and_leaves_nothing(
    call: Calling, case: str, folder: Path
) -> None:
    told = call("run", case, "--dry-run", "-r", "7", "--seed", "3")
    assert told.code == 0
    assert f"Would run {case} 7 times with seed 3." in told.out
    assert [path.name for path in folder.iterdir()] == [case]


def test_a_dry_run_tells_what_is_there_already(call: Calling, case: str) -> None:
    found = results_of(call("run", case, "-r", "2", "--no-charts"))
    told = call("run", case, "--dry-run", "--json")
    assert json.loads(told.out)["results"] == str(found)
    assert json.loads(told.out)["replications_there"] == 2
    dry = call("run", case, "--dry-run", "-r", "5")
    assert "2 times it was run before; 3 of the runs are missing." in dry.out


# --- one replication in words -------------------------------------------------------------


def test_trace_tells_one_replication_and_stores_nothing(
    call: Calling, case: str, folder: Path
) -> None:
    told = call("run", case, "--trace", "--replication", "2")
    assert told.code == 0
    assert "replication 2 of seed 1" in told.out
    assert "\n10 Nov 2020 00:00  Unit 'battalion': " in told.out
    assert max(map(len, told.out.splitlines())) <= 80
    assert [path.name for path in folder.iterdir()] == [case]


def test_trace_tells_the_replication_that_a_run_makes(call: Calling, case: str) -> None:
    run = sim.read_results(results_of(call("run", case, "-r", "3", "--no-charts")))
    rows = run.to_dataframe("areas").set_index("replication")
    for number in (0, 2):
        told = call("run", case, "--trace", "--replication", str(number))
        assert f": {rows.loc[number, 'troops_people']} people," in told.out


def test_trace_all_tells_single_households(call: Calling, case: str) -> None:
    told, everything = call("run", case, "--trace"), call("run", case, "--trace-all")
    assert "Household 7 of" not in told.out
    assert "Household 7 of" in everything.out
    assert len(everything.out.splitlines()) > 10 * len(told.out.splitlines())


def test_trace_as_json_has_an_instant_for_every_sentence(call: Calling, case: str) -> None:
    found = json.loads(call("run", case, "--trace", "--json").out)
    assert found["replication"] == 0
    assert all(
        re.fullmatch(r"2020-1\d-\d\d \d\d:\d\d:\d\d", each["at"]) and each["text"]
        for each in found["told"]
    )


# --- what cannot be run -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("-r", "0"), "--replications"),
        (("-r", "many"), "--replications"),
        (("--seed", "one"), "whole number from 0 on, or 'random'"),
        (("--seed", "-1"), "whole number from 0 on, or 'random'"),
        (("--seed", str(2**64)), "out of range"),
        (("--seed", str(2**64), "--dry-run"), "out of range"),
        (("--seed", str(2**64), "--trace"), "out of range"),
        (("--replication", "-1"), "--replication'"),
        (("--set", "roads.rode.length_km=3"), "did you mean"),
        (("--set", "roads.road.length_km=-3"), "roads.road.length_km"),
        (("--out", "case.yaml"), "cannot be written"),
    ],
)
def test_what_makes_no_sense_is_refused_with_one_message(
    call: Calling, case: str, folder: Path, typed: tuple[str, ...], told: str
) -> None:
    found = call("run", case, *typed)
    assert (found.code, found.out) == (2, "")
    assert told in found.err
    assert "Traceback" not in found.err
    assert [path.name for path in folder.iterdir()] == [case]


def test_all_mistakes_of_a_file_are_told(call: Calling, folder: Path) -> None:
    path = written(folder, {"roads": {"road": {"length_km": -1, "to": "nowhere"}}})
    told = call("run", path.name)
    assert told.code == 2
    assert "length_km" in told.err
    assert "nowhere" in told.err


def test_a_missing_file_is_refused(call: Calling) -> None:
    assert call("run", "nothing.yaml").code == 2


def test_an_observed_file_that_is_no_table_is_refused_before_anything_runs(
    call: Calling, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "seen.csv").write_text("a,b\n1\n")
    path = written(folder, {"observed": "seen.csv"})
    monkeypatch.setattr(experiments, "simulate", None)
    told = call("run", path.name, "-r", "1")
    assert told.code == 2
    assert "seen.csv:2: 1 cells, but 2 columns" in told.err


# --- what goes wrong ----------------------------------------------------------------------


def test_a_full_disk_ends_with_the_way_out_and_nothing_left(case: str, folder: Path) -> None:
    """No file may grow past 4 kB in the child, which the system tells as it tells a full disk."""
    told = shell(
        *("run", case, "-r", "3", "--quiet"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        env={"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (told.code, told.out) == (2, "")
    assert "no space left" in told.err
    assert "--out DIR" in told.err
    assert not list(folder.rglob("manifest.json"))


def test_ctrl_c_keeps_what_was_done_and_the_same_command_goes_on(
    call: Calling, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate = experiments.simulate

    def stopped(*given: Any, replication: int, **how: Any) -> Any:
        if replication == 2:
            raise KeyboardInterrupt
        return simulate(*given, replication=replication, **how)

    monkeypatch.setattr(experiments, "simulate", stopped)
    told = call("run", case, "-r", "9")
    assert (told.code, told.out) == (130, "")
    assert "stopped after 1 of 9 replications; they are kept" in told.err
    monkeypatch.undo()
    os.chdir(folder)
    again = call("run", case, "-r", "9", "--no-charts")
    assert "8 replications (after 1 before) in" in again.err
    fresh = call("run", case, "-r", "9", "--no-charts", "--out", "other")
    manifests = [results_of(each) / "manifest.json" for each in (again, fresh)]
    assert manifests[0].read_bytes() == manifests[1].read_bytes()


def chunks_below(folder: Path) -> int:
    """How many chunks are kept in the results folders below."""
    return sum(path.read_bytes().count(b"\n") for path in folder.rglob("journal.jsonl"))


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_run_killed_in_the_middle_goes_on_where_it_stopped(
    call: Calling, case: str, folder: Path, how: signal.Signals, code: int
) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "sim", "run", case, "-r", "1000000"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = time.monotonic() + LONG
    while chunks_below(folder / "results") < 2 and time.monotonic() < limit:
        time.sleep(0.05)
    run.send_signal(how)
    _, said = run.communicate(timeout=LONG)
    assert run.returncode == code
    assert "Traceback" not in said
    assert ("they are kept" in said) == (how is signal.SIGINT)
    told = call("run", case, "-r", "1", "--no-charts")
    assert "nothing to simulate: 1 replications were there already" in told.err
    assert told.code == 0


def test_ctrl_c_in_a_terminal_reaches_all_processes_and_one_answers(case: str) -> None:
    """A terminal interrupts everybody it has started: here while the workers begin, too."""
    run = subprocess.Popen(
        [sys.executable, "-m", "sim", "run", case, "-r", "1000000", "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    limit = time.monotonic() + LONG
    while not workers_of(run.pid) and time.monotonic() < limit:
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=LONG)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert said.endswith("interrupted\n")


def workers_of(process: int) -> list[str]:
    """Its worker processes."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [child for child in listed if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]


def test_a_failed_replication_is_a_row_and_is_told_with_the_command_that_replays_it(
    call: Calling, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(folder, VARIED, name="my case.yaml")
    simulate = experiments.simulate

    def broken(*given: Any, seed: int, replication: int) -> Any:
        if replication == 3:
            raise ModelBug("a convoy is in two places", second=777)
        return simulate(*given, seed=seed, replication=replication)

    monkeypatch.setattr(experiments, "simulate", broken)
    setting = "roads.road.length_km=61"
    told = call("run", path.name, "-r", "5", "--seed", "8", "--set", setting)
    assert told.code == 1
    assert "1 replication failed; replication 3: a convoy is in two places" in told.err
    assert "5 replications, seed 8" in told.out
    failures = sim.read_results(results_of(told)).to_dataframe("failures")
    assert failures["second"].tolist() == [777]
    assert "ModelBug" in failures["traceback"][0]
    (line,) = [line for line in told.err.splitlines() if line.startswith("To see it again: ")]
    assert line.endswith(f"--set {setting}")
    again = shlex.split(line.removeprefix("To see it again: withdrawal-sim"))
    assert main(again) == 3
    monkeypatch.undo()
    os.chdir(folder)
    assert main(again) == 0


def test_logs_are_held_to_the_invariants_when_asked(
    call: Calling, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("run", case, "-r", "1", "--no-charts", "--check-logs").code == 0
    monkeypatch.setattr(experiments, "violations_of", lambda log, roster: ["somebody is lost"])
    assert call("run", case, "-r", "1", "--seed", "2", "--no-charts").code == 0
    told = call("run", case, "-r", "1", "--seed", "3", "--no-charts", "--check-logs")
    assert told.code == 1
    assert "somebody is lost" in told.err


# --- singular cases -----------------------------------------------------------------------


def test_one_replication_tells_what_happened_and_no_probability(call: Calling, case: str) -> None:
    told = call("run", case, "-r", "1", "--no-charts")
    assert "1 replication, seed 1" in told.out
    assert re.search(r"^handover +yes +yes$", told.out, re.MULTILINE)
    assert not re.search(r"\d % \(|at most|at least|90 %|80 %", told.out)
    assert "One replication shows what may happen" in told.out


def test_nothing_finished_reads_as_such(call: Calling, folder: Path) -> None:
    path = written(folder, {"roads": {"road": {"length_km": 90_000}}})
    told = call("run", path.name, "-r", "3", "--no-charts")
    assert told.code == 0
    assert "in none of 3 runs by 1 Dec 00:00" in told.out
    assert "none in 3: at most 63 %" in told.out
    assert "inside at due         troops 400, civilians 400" in told.out


def test_without_troops_there_is_no_word_of_them(call: Calling, folder: Path) -> None:
    path = written(
        folder,
        {"troops": None, "agreement": {"clauses": {"handover": {"what": ["civilians"]}}}},
    )
    told = call("run", path.name, "-r", "2", "--no-charts")
    assert told.code == 0
    assert "civilians" in told.out
    assert "troops" not in told.out
    assert "in charge" not in told.out


def test_without_an_extension_there_is_no_word_of_more_time(call: Calling, case: str) -> None:
    assert "more time" not in call("run", case, "-r", "2", "--no-charts").out


def test_a_run_over_new_year_tells_the_year(call: Calling, folder: Path) -> None:
    path = written(folder, {"end": "2021-02-01 00:00"})
    assert "15 Nov 2020 00:00" in call("run", path.name, "-r", "1", "--no-charts").out


def test_several_clauses_are_told_one_by_one_and_together(call: Calling, folder: Path) -> None:
    path = folder / "two.yaml"
    path.write_text(text(two_districts()), encoding="utf-8")
    told = call("run", path.name, "-r", "2", "--no-charts")
    assert re.search(r"^All clauses +none in 2", told.out, re.MULTILINE)
    for name in ("north-handover", "south-handover"):
        assert told.out.count(f"\n{name}") == 2
