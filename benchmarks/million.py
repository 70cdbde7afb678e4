"""How much memory a sweep of a million runs takes in the program that hands out and keeps.

The runs themselves are made up: who does a job invents its rows at once and says that each run took
a second, as the main case's do. All else is real: the plan, the folder with its journal and its
parquet files, going on after an interruption half way, and the manifest at the end. What counts is
how far the memory of the process rises; reading the rows afterwards is another matter.

65,000 points of 15 replications make 975,000 runs in some 16,000 chunks; a few minutes, most of
them spent in writing 50,000 files. `--points 2000` is a look. Exits with 1 where the whole process
ever holds more than 500 MB. Prints one JSON document with --json.
"""

import argparse
import json
import sys
import time
import tracemalloc
from collections.abc import Generator, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from memory import most_bytes

from sim.experiments.execute import execute
from sim.experiments.jobs import OUTCOME_TABLES, Job, Recipe
from sim.results.chunks import Chunk, Gathering
from sim.results.folder import Stored
from sim.results.manifest import Manifest
from sim.results.store import writing

MOST_MB = 500
A_RUN_SECONDS = 1.0
CLAUSES = ("first", "second", "third", "fourth")
MB = 1e6


class Invented:
    """Does jobs by inventing their rows.

    Attributes:
        workers: How many are said to work.
    """

    workers = 8

    def __init__(self, most_runs: float = float("inf")) -> None:
        self._most_runs = most_runs

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        """Invent the chunk of each job, until somebody interrupts."""
        runs = 0
        for job in jobs:
            yield invented(job)
            runs += job.runs
            if runs >= self._most_runs:
                raise KeyboardInterrupt


def invented(job: Job) -> Chunk:
    """Rows of a run and of four clauses for every replication, and nothing else."""
    points = np.concatenate([np.full(span.count, span.point, np.int32) for span in job.spans])
    numbers = np.concatenate([np.arange(span.first, span.end) for span in job.spans])
    keys = pd.DataFrame({"point": points, "replication": numbers})
    gathering = Gathering(with_points=True)
    gathering.put("runs", keys.assign(on_time_jointly=(points + numbers) % 3 == 0).astype(KINDS))
    clauses = keys.loc[keys.index.repeat(len(CLAUSES))].reset_index(drop=True)
    clauses["clause"] = np.tile(CLAUSES, len(keys))
    clauses["completed_hours"] = 100.0 + clauses["replication"] % 7
    kinds = {"clause": "string", "replication": "Int64"}
    gathering.put("clauses", clauses.astype(kinds))
    return gathering.chunk(job.spans, events=6000 * job.runs, seconds=A_RUN_SECONDS * job.runs)


KINDS = {"replication": "Int64", "on_time_jointly": "boolean"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=65_000)
    parser.add_argument("--replications", "-r", type=int, default=15)
    parser.add_argument("--traced", action="store_true", help="count what Python allocates, too")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    found = million(points=asked.points, replications=asked.replications, is_traced=asked.traced)
    print(json.dumps(found, indent=2) if asked.json else _text(found))
    sys.exit(0 if found["most_mb"] < MOST_MB else 1)


def million(*, points: int, replications: int, is_traced: bool = False) -> dict[str, float]:
    """A sweep that is interrupted half way and goes on; the memory it took."""
    before = most_bytes() / MB
    if is_traced:
        tracemalloc.start()
    began = time.perf_counter()
    with TemporaryDirectory() as folder:
        _sweep(Path(folder), points, replications, Invented(points * replications / 2))
        stored = _sweep(Path(folder), points, replications, Invented())
        assert stored is not None
        assert stored.manifest.replications == replications
        chunks = len(stored.records)
    return {
        "runs": points * replications,
        "chunks": chunks,
        "seconds": time.perf_counter() - began,
        "before_mb": before,
        "most_mb": most_bytes() / MB,
        "traced_mb": tracemalloc.get_traced_memory()[1] / MB if is_traced else float("nan"),
    }


def _sweep(folder: Path, points: int, replications: int, executor: Invented) -> Stored | None:
    asked = question(points)
    recipe = Recipe(b"", seed=1, tables=OUTCOME_TABLES, with_points=True)
    with writing(folder / "results", asked) as store:
        try:
            execute(
                recipe,
                store,
                executor,
                points=range(points),
                replications=replications,
                settings=lambda point: (f"roads.pass.length_km={point}",),
            )
        except KeyboardInterrupt:
            return None
        return store.complete(asked, {})


def question(points: int) -> Manifest:
    """The manifest of the sweep."""
    return Manifest(
        scenario="invented",
        title="A sweep of invented runs",
        time_zone="UTC",
        start="2020-11-10 00:00",
        end="2020-12-01 00:00",
        files=(),
        settings=(),
        digest="",
        seed=1,
        replications=0,
        options=(),
        tables={},
        first_log="",
        points=points,
    )


def _text(found: dict[str, float]) -> str:
    rise = found["most_mb"] - found["before_mb"]
    return "\n".join(
        [
            f"{found['runs']:,} invented runs in {found['chunks']:,} chunks",
            f"{found['most_mb']:9.0f} MB at most, {rise:.0f} MB of it for the sweep "
            f"(bound: {MOST_MB} MB)",
            f"{found['seconds']:9.1f} s to plan, write and keep, interrupted half way",
        ]
    )


if __name__ == "__main__":
    main()
