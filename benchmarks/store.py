"""What keeping results costs, and how well two workers share the main case.

One process first: some replications of the main case into a folder, as `run` does it. Told is which
share of the runs' own time goes into making chunks, writing them, the journal and the manifest, by
the processor's time, which other work on the machine does not count into.
Then the same replications by two processes, and with --cluster by one and two workers of a Dask
cluster on this machine, in jobs of two replications as everywhere here. Parallel efficiency is runs
a second by two workers over twice those by one. What is timed begins with the first chunk, when
all workers are there. Of a cluster it is told, too, which share of the time its workers did not
simulate: scheduling, carrying and packing.

From the pace of two workers follow the times of 4 variants of 30 replications and of a study of 257
points of 15; --full really runs both. Other work on the machine takes its part of these figures:
use it when the machine is quiet. Prints one JSON document with --json.
"""

import argparse
import json
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from sim.api.running import question, run_to_folder
from sim.api.studying import run_study
from sim.experiments.designs import points_at, unit_rows
from sim.experiments.execute import execute
from sim.experiments.executors.contract import Executor
from sim.experiments.executors.pool import Pool
from sim.experiments.executors.serial import Serial
from sim.experiments.jobs import Job, Recipe, recipe, work
from sim.results.chunks import Chunk, Gathering
from sim.results.spans import Done, Span
from sim.results.store import Store, writing
from sim.scenario.load import Loaded, load_scenario
from sim.scenario.studies.load import load_study
from sim.scenario.studies.study import Sample

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SCENARIO = SCENARIOS / "nagorno-karabakh-2020.yaml"
STUDY = SCENARIOS / "studies" / "nk-2020-what-matters.yaml"
RUNS_OF_A_JOB = 2
VARIANTS, REPLICATIONS = 4, 30
POINTS, RUNS_AT_A_POINT = 257, 15
WORKERS = 2


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", "-r", type=int, default=20)
    parser.add_argument("--kept", type=int, default=100, help="replications that are kept")
    parser.add_argument("--scenario", type=Path, default=SCENARIO)
    parser.add_argument("--cluster", action="store_true", help="measure a Dask cluster, too")
    parser.add_argument("--full", action="store_true", help="really run the variants and the study")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    loaded = load_scenario(asked.scenario)
    found = benchmark(loaded, replications=max(2, asked.replications), kept=max(1, asked.kept))
    if asked.cluster:
        found["cluster"] = clusters(loaded, replications=max(2, asked.replications))
    if asked.full:
        found["really"] = full()
    print(json.dumps(found, indent=2) if asked.json else _text(found))


def benchmark(loaded: Loaded, *, replications: int, kept: int) -> dict:
    """The share that keeping takes, and the pace of one and of two workers."""
    keep = keeping(loaded, replications=kept)
    what = recipe(loaded, seed=1)
    paces = {name: [] for name in ("one", "two")}
    # By turns, so that what else the machine does takes its part of both.
    for _ in range(2):
        paces["one"].append(pace(Serial(), what, replications=replications)["runs_per_second"])
        paces["two"].append(pace(Pool(WORKERS), what, replications=replications)["runs_per_second"])
    one, two = (sum(each) / len(each) for each in paces.values())
    return {
        "replications": replications,
        "keeping": keep | {"replications": kept},
        "runs_per_second": {"one": one, "two": two},
        "efficiency": two / (WORKERS * one),
        "estimated_seconds": {
            "variants": VARIANTS * REPLICATIONS / two,
            "study": POINTS * RUNS_AT_A_POINT / two,
        },
    }


@dataclass
class Packing:
    """Does jobs one after another, and takes the time of what is not simulating."""

    workers: int = 1
    runs_seconds: float = 0.0
    packing_seconds: float = 0.0

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        """Do jobs."""
        whole = Gathering.chunk

        def timed(gathering: Gathering, *given: Any, **how: Any) -> Chunk:
            began = time.process_time()
            chunk = whole(gathering, *given, **how)
            self.packing_seconds += time.process_time() - began
            return chunk

        with mock.patch.object(Gathering, "chunk", timed):
            for job in jobs:
                before, began = self.packing_seconds, time.process_time()
                chunk = work(job)
                packing = self.packing_seconds - before
                own = time.process_time() - began - packing
                self.runs_seconds += own
                # So that chunks are as long as they would be on a quiet machine.
                yield replace(chunk, seconds=own)


@dataclass
class Keeping:
    """Keeps chunks, and takes the time."""

    store: Store
    seconds: float = 0.0
    done: Done = field(init=False)

    def __post_init__(self) -> None:
        self.done = self.store.done

    def keep(self, chunk: Chunk) -> None:
        """Keep a chunk."""
        began = time.process_time()
        self.store.keep(chunk)
        self.seconds += time.process_time() - began


def keeping(loaded: Loaded, *, replications: int) -> dict[str, float]:
    """Seconds of the runs themselves, and of all that keeps them."""
    asked = question(loaded, seed=1)
    executor = Packing()
    work(Job(recipe(loaded, seed=1), (Span(0, replications, 1),)))  # what is loaded on first use
    with TemporaryDirectory() as folder:
        began = time.process_time()
        with writing(Path(folder) / "results", asked) as store:
            opening = time.process_time() - began
            keeper = Keeping(store)
            execute(recipe(loaded, seed=1), keeper, executor, replications=replications)
            began = time.process_time()
            store.complete(asked, {})
            closing = time.process_time() - began
            chunks = len(store.records)
    overhead = executor.packing_seconds + keeper.seconds + opening + closing
    return {
        "chunks": chunks,
        "runs_seconds": executor.runs_seconds,
        "packing_seconds": executor.packing_seconds,
        "writing_seconds": keeper.seconds,
        "opening_and_closing_seconds": opening + closing,
        "share": overhead / executor.runs_seconds,
    }


def pace(executor: Executor, what: Recipe, *, replications: int) -> dict[str, float]:
    """Runs a second from the first chunk on, and the share of that time nobody simulated."""
    began, runs, own = 0.0, 0, 0.0
    chunks = executor.chunks(_jobs(what, replications + RUNS_OF_A_JOB * executor.workers))
    for number, chunk in enumerate(chunks):
        if number >= executor.workers:
            runs += chunk.runs
            own += chunk.seconds
        if number == executor.workers - 1:
            began = time.perf_counter()
    seconds = time.perf_counter() - began
    return {
        "runs_per_second": runs / seconds,
        "not_simulating": 1 - own / (seconds * executor.workers),
    }


def _jobs(what: Recipe, replications: int) -> Iterator[Job]:
    for first in range(0, replications, RUNS_OF_A_JOB):
        yield Job(what, (Span(0, first, RUNS_OF_A_JOB),))


def clusters(loaded: Loaded, *, replications: int) -> dict[str, dict[str, float]]:
    """The pace of one and of two workers of a cluster on this machine."""
    what = recipe(loaded, seed=1)
    paces: dict[int, list[dict[str, float]]] = {1: [], WORKERS: []}
    for workers in (1, WORKERS) * 2:  # by turns, as above
        with _cluster(workers) as executor:
            paces[workers].append(pace(executor, what, replications=replications))
    found = {
        str(workers): {name: fmean(one[name] for one in several) for name in several[0]}
        for workers, several in paces.items()
    }
    one, two = (found[str(workers)]["runs_per_second"] for workers in (1, WORKERS))
    return found | {"efficiency": {"two": two / (WORKERS * one)}}


@contextmanager
def _cluster(workers: int) -> Iterator[Executor]:
    from distributed import LocalCluster

    from sim.experiments.executors.cluster import Cluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as here:
        here.wait_for_workers(workers)
        yield Cluster(here.scheduler_address)


def full() -> dict[str, float]:
    """Seconds of the variants and of the study, really run."""
    found = {}
    with TemporaryDirectory() as folder:
        out = Path(folder)
        began = time.perf_counter()
        for length in range(VARIANTS):
            setting = f"roads.kelbajar-sotk.saturation_vehicles_per_hour={300 + 100 * length}"
            run_to_folder(
                load_scenario(SCENARIO, [setting]),
                seed=1,
                replications=REPLICATIONS,
                out=out,
                executor=Pool(WORKERS),
            )
        found["variants"] = time.perf_counter() - began
        study = load_study(STUDY)
        points = points_at(study, unit_rows(study, Sample(kind="latin-hypercube", points=POINTS)))
        began = time.perf_counter()
        run_study(points, replications=RUNS_AT_A_POINT, out=out, executor=Pool(WORKERS))
        found["study"] = time.perf_counter() - began
    return found


def _text(found: dict) -> str:
    kept, paces, times = found["keeping"], found["runs_per_second"], found["estimated_seconds"]
    lines = [
        f"{kept['replications']} replications of the main case kept in {kept['chunks']} chunks",
        f"{100 * kept['share']:9.1f} % of the runs' own time goes into keeping them "
        f"({1000 * kept['packing_seconds']:.0f} ms packing, "
        f"{1000 * kept['writing_seconds']:.0f} ms writing; bound: 3 %)",
        f"{paces['one']:9.2f} replications a second by one process, {paces['two']:.2f} by two",
        f"{found['efficiency']:9.2f} parallel efficiency of two processes (wanted: 0.9)",
        f"{times['variants'] / 60:9.1f} min  {VARIANTS} variants x {REPLICATIONS} replications, "
        "two processes (estimated)",
        f"{times['study'] / 60:9.1f} min  {POINTS} points x {RUNS_AT_A_POINT} replications, "
        "two processes (estimated)",
    ]
    if "really" in found:
        really = found["really"]
        lines.append(f"{really['variants'] / 60:9.1f} min  the variants, really run")
        lines.append(f"{really['study'] / 60:9.1f} min  the study, really run")
    if "cluster" in found:
        lines += _of_cluster(found["cluster"])
    return "\n".join(lines)


def _of_cluster(found: dict) -> Iterator[str]:
    one, two = (found[str(workers)] for workers in (1, WORKERS))
    yield (
        f"{one['runs_per_second']:9.2f} replications a second by one worker of a cluster, "
        f"{two['runs_per_second']:.2f} by two"
    )
    # Of two workers the second is in the middle of a job when the first chunk comes.
    yield f"{100 * one['not_simulating']:9.1f} % of the one worker's time is not simulating"
    yield f"{found['efficiency']['two']:9.2f} parallel efficiency of two workers of a cluster"


if __name__ == "__main__":
    main()
