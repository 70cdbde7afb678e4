"""Whatever stops the program at whatever step, the same command goes on to the same end.

Every step of writing a folder is tried: by `kill -9`, by Ctrl-C, and by a disk that is full.
"""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.results.folder import Stored, read_folder
from tests.kills import KILLED, Killer, Steps, write, write_until
from tests.tables import contents

RUNS = 3
MORE = 5
STORIES = {"a new folder": 0, "a folder that is extended": RUNS}
"""How many replications are there before."""


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    found = Killer()
    yield found
    found.close()


def begun(tmp_path: Path, name: str, before: int) -> Path:
    folder = tmp_path / name
    if before:
        write(folder, before)
    return folder


def steps_of(tmp_path: Path, before: int) -> list[str]:
    """The steps of an undisturbed run."""
    steps = Steps(-1, lambda: None)
    write_until(begun(tmp_path, "steps", before), MORE, steps)
    return steps.names


def shown(folder: Path, before: int) -> None:
    """What a reader finds meanwhile: an error in words, or all that was complete before."""
    try:
        stored = read_folder(folder)
    except InputError:
        assert before == 0
    else:
        assert stored.manifest.replications in (before, MORE)
        assert stored.table("clauses")["replication"].tolist() == list(
            range(stored.manifest.replications)
        )


def assert_resumed(folder: Path, whole: Stored, what: str) -> None:
    """The same command ends where an undisturbed one does, byte for byte."""
    found = write(folder, MORE)
    assert found.manifest == whole.manifest, what
    assert contents(folder) == contents(whole.folder), what


@pytest.mark.parametrize("before", STORIES.values(), ids=STORIES)
def test_killed_at_any_step_it_goes_on(tmp_path: Path, killer: Killer, before: int) -> None:
    whole = write(tmp_path / "whole", MORE) if not before else extended(tmp_path, before)
    names = steps_of(tmp_path, before)
    assert len(names) > 20
    for at, what in enumerate(names):
        folder = begun(tmp_path, f"killed-{at}", before)
        assert killer.write_until(folder, MORE, at=at) == KILLED, what
        shown(folder, before)
        assert_resumed(folder, whole, what)


@pytest.mark.parametrize("before", STORIES.values(), ids=STORIES)
def test_killed_again_and_again_it_goes_on(tmp_path: Path, killer: Killer, before: int) -> None:
    whole = write(tmp_path / "whole", MORE) if not before else extended(tmp_path, before)
    folder = begun(tmp_path, "killed", before)
    for at in (3, 20, 7, 12, 25, 1, 18):
        assert killer.write_until(folder, MORE, at=at) in (KILLED, 0)
    assert_resumed(folder, whole, "seven times")


@pytest.mark.parametrize("before", STORIES.values(), ids=STORIES)
def test_interrupted_at_any_step_it_goes_on(tmp_path: Path, before: int) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    whole = write(tmp_path / "whole", MORE) if not before else extended(tmp_path, before)
    for at, what in enumerate(steps_of(tmp_path, before)):
        folder = begun(tmp_path, f"stopped-{at}", before)
        with pytest.raises(KeyboardInterrupt):
            write_until(folder, MORE, Steps(at, interrupt))
        assert_resumed(folder, whole, what)


@pytest.mark.parametrize("before", STORIES.values(), ids=STORIES)
def test_on_a_disk_that_is_full_at_any_step_it_says_so_and_goes_on(
    tmp_path: Path, before: int
) -> None:
    def fill() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    whole = write(tmp_path / "whole", MORE) if not before else extended(tmp_path, before)
    for at, what in enumerate(steps_of(tmp_path, before)):
        folder = begun(tmp_path, f"full-{at}", before)
        with pytest.raises(InputError, match=r"no space left .*--out DIR"):
            write_until(folder, MORE, Steps(at, fill))
        assert not list(folder.rglob("*.aside")), what
        assert_resumed(folder, whole, what)


def extended(tmp_path: Path, before: int) -> Stored:
    """A folder that was extended without being disturbed."""
    folder = tmp_path / "whole"
    write(folder, before)
    return write(folder, MORE)
