"""Progress: fast enough to be seen, sparse enough not to fill a file."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sim.cli import progress as shown
from sim.cli.progress import Progress
from sim.cli.selecting import Running
from tests.cli.calling import Calling, inside
from tests.study_cases import study_file

LONG = {
    "run": ("case.yaml", "-r", "6", "--no-charts"),
    "why": ("case.yaml", "-r", "6"),
    "compare": ("case.yaml", "--variant", "b: roads.road.length_km=90", "-r", "6", "--no-charts"),
    "sweep": ("study.yaml",),
    "sensitivity": ("study.yaml", "--trajectories", "4"),
    "discover": ("study.yaml", "--when", "clauses.handover.on_time = no"),
    "design": ("case.yaml", "--from", "0d", "--to", "2d", "-r", "2"),
}
SPEED = re.compile(r"\d+ of \d+ replications, [\d.]+ a (second|minute), .* left")


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def advance(progress: Progress, watch: Watch, *, total: int, seconds_each: float) -> None:
    for done in range(1, total + 1):
        watch.now += seconds_each
        progress(done, total)


def test_time_left_follows_the_speed_so_far(watch: Watch) -> None:
    progress = Progress(100, clock=watch)
    watch.now += 20
    progress.done = 25
    assert progress.words(watch.now) == "25 of 100 replications, 1.2 a second, 1 min 0 s left"


def test_a_file_gets_a_line_now_and_then(watch: Watch, capsys: pytest.CaptureFixture[str]) -> None:
    advance(Progress(100, clock=watch), watch, total=100, seconds_each=1)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 6
    assert lines[0] == "15 of 100 replications, 1 a second, 1 min 25 s left"


def test_a_short_run_fills_no_file(watch: Watch, capsys: pytest.CaptureFixture[str]) -> None:
    advance(Progress(100, clock=watch), watch, total=100, seconds_each=0.1)
    assert capsys.readouterr().err == ""


def test_quiet_is_quiet_however_long_it_takes(
    watch: Watch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress(100, is_quiet=True, clock=watch)
    advance(progress, watch, total=100, seconds_each=60)
    progress.end()
    assert capsys.readouterr().err == ""


def test_a_terminal_is_not_written_to_more_than_five_times_a_second(
    watch: Watch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress(1000, clock=watch)
    advance(progress, watch, total=1000, seconds_each=0.01)
    progress.end()
    written = capsys.readouterr().err
    assert 40 <= written.count("\r") <= 54
    assert "\n" not in written


def test_the_end_tells_the_speed_of_all(watch: Watch) -> None:
    progress = Progress(100, clock=watch)
    watch.now += 200
    progress.done = 100
    assert progress.told() == "100 replications in 3 min 20 s, 0.5 a second"


# --- in every command that takes long ------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with inside(tmp_path):
        study_file(tmp_path)
        yield tmp_path


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody watches, and every change is drawn."""
    monkeypatch.setattr(shown, "is_terminal", lambda stream: True)
    monkeypatch.setattr(shown, "REDRAW_SECONDS", 0.0)


@pytest.mark.usefixtures("folder", "terminal")
@pytest.mark.parametrize("name", LONG)
def test_speed_and_time_left_are_shown_and_taken_away(call: Calling, name: str) -> None:
    told = call(name, *LONG[name])
    assert told.code == 0
    assert SPEED.search(told.err), told.err
    assert told.err.rpartition("\r")[2].count(" left") == 0


@pytest.mark.usefixtures("folder", "terminal")
@pytest.mark.parametrize("name", LONG)
def test_quiet_shows_nothing(call: Calling, name: str) -> None:
    assert call(name, *LONG[name], "--quiet").err == ""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", LONG)
def test_without_a_terminal_nothing_is_drawn_over(call: Calling, name: str) -> None:
    told = call(name, *LONG[name])
    assert "\r" not in told.err
    assert " left" not in told.err


@pytest.mark.usefixtures("terminal")
def test_running_again_and_writing_a_page_say_how_far_they_are(call: Calling, folder: Path) -> None:
    call("run", "case.yaml", "-r", "4", "--no-charts", "--quiet")
    ran = next((folder / "results" / "case").iterdir())
    assert SPEED.search(call("rerun", ran, "--check").err)
    assert "writing the report ..." in call("report", ran).err
    assert call("rerun", ran, "--check", "--quiet").err == ""
    assert call("report", ran, "--quiet").err == ""


def test_a_selection_says_how_fast_it_is_and_how_long_at_most(watch: Watch) -> None:
    line = Running(100, 3, is_quiet=True, clock=watch)
    watch.now += 30
    race: Any = SimpleNamespace(replications=20, alive=("a", "b"))
    line.looked(race)
    assert line.words() == "20 replications, 2 still in, 2 a second, at most 1 min 20 s left"
