"""Progress: fast enough to be seen, sparse enough not to fill a file."""

import sys

import pytest

from sim.cli.progress import Progress


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
