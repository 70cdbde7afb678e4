"""However a call ends: the right exit code, words for a user, and no traceback."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.cli.ending import ended
from sim.errors import InputError, ModelBug, Problem, ScenarioError
from tests.cli.calling import CONTROL, shell, written


def fails_with(error: BaseException) -> "object":
    def execute(_: list[str]) -> int:
        raise error

    return execute


def buffered() -> dict[str, str]:
    """The environment in which Python writes late, so that failures come when it ends."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def told(
    capsys: pytest.CaptureFixture[str], error: BaseException, *typed: str
) -> tuple[int, str, str]:
    code = ended(fails_with(error), typed)  # type: ignore[arg-type]
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_every_problem_has_a_line_and_they_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [
        Problem("a.yaml:3:5", "roads.r.length_km", "a number is needed here"),
        Problem("a.yaml:9:1", "areas", "missing"),
    ]
    assert told(capsys, ScenarioError(problems)) == (
        2,
        "",
        "a.yaml:3:5: roads.r.length_km: a number is needed here\n"
        "a.yaml:9:1: areas: missing\n"
        "2 problems\n",
    )


def test_a_single_problem_is_counted_in_the_singular(capsys: pytest.CaptureFixture[str]) -> None:
    _, _, shown = told(capsys, ScenarioError([Problem("a.yaml", "", "is empty")]))
    assert shown.endswith("\n1 problem\n")


def test_other_refusals_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, shown = told(capsys, InputError("no such thing"))
    assert (code, shown) == (2, "error: no such thing\n")


@pytest.mark.parametrize("bug", [ModelBug("a person twice", seed=7), ZeroDivisionError("oh")])
def test_our_own_bug_is_called_one_and_shows_no_traceback(
    capsys: pytest.CaptureFixture[str], bug: Exception
) -> None:
    code, _, shown = told(capsys, bug)
    assert code == 3
    assert str(bug) in shown
    assert "bug in withdrawal-sim" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("error", [InputError("no"), ZeroDivisionError("oh")])
def test_debug_shows_the_traceback_and_changes_no_code(
    capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    plain, _, _ = told(capsys, error)
    code, _, shown = told(capsys, error, "run", "--debug")
    assert code == plain
    assert "Traceback" in shown
    assert "raise error" in shown


def test_debug_is_not_passed_on_to_the_command() -> None:
    seen: list[str] = []

    def execute(typed: list[str]) -> int:
        seen.extend(typed)
        return 0

    ended(execute, ["check", "--debug", "a.yaml"])
    assert seen == ["check", "a.yaml"]


def test_interrupted_is_130(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, shown = told(capsys, KeyboardInterrupt())
    assert (code, out, shown) == (130, "", "interrupted\n")


def test_exit_code_of_a_command_is_the_exit_code() -> None:
    assert ended(lambda _: 1, []) == 1


def test_file_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "out/x.csv")
    code, _, shown = told(capsys, error)
    assert (code, shown) == (2, "error: out/x.csv: permission denied\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_full_disk_under_the_answer_is_told_without_traceback(tmp_path: Path) -> None:
    case = written(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sim", "sources", str(case)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=buffered(),
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "error: no space left on the device\n")


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_reader_that_goes_away_is_no_failure_to_be_told(tmp_path: Path) -> None:
    case = written(tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "sim", "explain", str(case)],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=buffered(),
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_ctrl_c_ends_a_real_call_without_traceback() -> None:
    code = (
        "import sys, time\n"
        "from sim.cli.ending import ended\n"
        "def wait(typed):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "sys.exit(ended(wait, []))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "interrupted\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes files")
def test_closed_output_is_nothing_to_fall_over(tmp_path: Path) -> None:
    case = written(tmp_path)
    line = f'"{sys.executable}" -m sim check "{case}" >&-'
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_piped_output_has_no_control_codes(tmp_path: Path) -> None:
    case = written(tmp_path)
    for typed in ((), ("--help",), ("explain", str(case)), ("sources", str(case)), ("chek",)):
        done = shell(*typed)
        assert CONTROL not in done.out + done.err


def test_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    case = written(tmp_path, {"title": "Red \x1b[31m"})
    done = shell("explain", str(case))
    assert CONTROL not in done.out + done.err


def test_names_in_other_scripts_survive_a_terminal_without_their_letters(tmp_path: Path) -> None:
    case = written(tmp_path, {"title": "Քելբաջար"})
    done = shell("explain", str(case), env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.code == 0
    assert done.out.startswith("\\u0554")
