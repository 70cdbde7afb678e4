"""`run --cluster`: the same results, whoever does the runs, and in words what goes wrong."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.experiments.executors import cluster as module
from sim.results.folder import read_folder
from tests.cli.calling import Calling, inside, written
from tests.cli.test_run import VARIED, results_of
from tests.clusters import LONG, Running, cluster

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as found:
        yield found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        yield tmp_path


def test_a_cluster_leaves_the_folder_that_one_process_leaves(
    call: Calling, folder: Path, running: Running
) -> None:
    case = written(folder, VARIED).name
    ask = ("run", case, "-r", "12", "--no-charts")
    far = call(*ask, "--out", "far", "--cluster", running.address)
    assert far.code == 0, far.err
    near = call(*ask, "--out", "near")
    assert (
        read_folder(results_of(far)).manifest.tables
        == read_folder(results_of(near)).manifest.tables
    )


def test_stopped_by_ctrl_c_it_keeps_what_was_done_and_goes_on(
    call: Calling, folder: Path, running: Running
) -> None:
    case = written(folder, VARIED).name
    ask = ["run", case, "-r", "100000", "--no-charts", "--cluster", running.address]
    process = subprocess.Popen(
        [sys.executable, "-m", "sim", *ask],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = time.monotonic() + LONG
    while kept(folder) < 2 and time.monotonic() < limit:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=LONG)
    assert process.returncode == 130, out + err
    assert "they are kept, and the same command goes on" in err
    assert "Traceback" not in err
    told = call("run", case, "-r", "5", "--no-charts", "--cluster", running.address)
    assert told.code == 0
    assert read_folder(results_of(told)).looked_at(5).manifest.replications == 5


def kept(folder: Path) -> int:
    """How many chunks the results folder has; when there are two, the first has been told."""
    return sum(
        journal.read_bytes().count(b"\n") for journal in folder.glob("results/*/*/journal.jsonl")
    )


def test_nobody_answers(call: Calling, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.5)
    told = call("run", written(folder).name, "--cluster", "tcp://127.0.0.1:9")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("error: no Dask scheduler answers at tcp://127.0.0.1:9: ")
    assert len(told.err.splitlines()) == 1
    assert not (folder / "results").exists()
