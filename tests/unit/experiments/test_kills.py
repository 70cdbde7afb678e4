"""Real runs in several processes, and somebody kills the parent or the workers: the same end."""

import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Collection, Generator, Iterable
from pathlib import Path

import pytest

from sim.api.running import run_to_folder
from sim.experiments.executors.pool import Pool
from sim.experiments.jobs import Job
from sim.results.chunks import Chunk
from sim.results.folder import Stored
from tests.builders import scenario
from tests.unit.experiments.test_executors import VARIED, children

RUNS = 16
CHANCE = random.Random(4)
MOMENTS = ("before", "in the middle of", "after")
RECORDS = dict(zip(MOMENTS, CHANCE.sample(range(RUNS // 2), 3), strict=True))
"""At which line of the journal the parent is killed, by moment."""
CHUNKS = sorted(CHANCE.sample(range(2, RUNS - 4), 2))
"""After how many chunks a worker is killed."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return run(tmp_path_factory.mktemp("whole"))


def run(out: Path, executor: Pool | None = None) -> Stored:
    return run_to_folder(
        scenario(VARIED), seed=1, replications=RUNS, out=out, executor=executor
    ).stored


@pytest.mark.parametrize(("when", "records"), RECORDS.items())
def test_a_parent_that_is_killed_goes_on(
    tmp_path: Path, whole: Stored, when: str, records: int
) -> None:
    code = """
        import os, signal, sys
        from pathlib import Path
        from sim.experiments.executors.pool import Pool
        from sim.results import store
        from tests.unit.experiments.test_kills import run

        append, kept = store.append, 0
        records, when = int(sys.argv[2]), sys.argv[3]

        def deadly(folder, record):
            global kept
            kept += 1
            if kept > records:
                if when == "after":
                    append(folder, record)
                elif when == "in the middle of":
                    with (folder / "journal.jsonl").open("ab") as file:
                        file.write(record.line()[:-20])
                os.kill(os.getpid(), signal.SIGKILL)
            append(folder, record)

        store.append = deadly
        run(Path(sys.argv[1]), Pool(2))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), tmp_path, str(records), when],
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert run(tmp_path).manifest == whole.manifest


class Murderous(Pool):
    """A pool of which a worker is killed after some chunks."""

    def __init__(self, kills: Collection[int]) -> None:
        super().__init__(2)
        self._kills = kills

    def chunks(self, jobs: Iterable[Job]) -> Generator[Chunk, None, None]:
        for number, chunk in enumerate(super().chunks(jobs)):
            yield chunk
            if number in self._kills:
                for worker in children()[:1]:
                    os.kill(worker, signal.SIGKILL)


@pytest.mark.parametrize("kills", [CHUNKS, [3, 4]])
def test_workers_that_are_killed_change_nothing(
    tmp_path: Path, whole: Stored, kills: list[int]
) -> None:
    """The second of two that follow one another is alone with what the first was doing."""
    assert run(tmp_path, Murderous(kills)).manifest == whole.manifest
