"""Every command the README shows works: all are run, in order, in a copy of the repository.

Where running a command as it stands would install something, take long, or start these tests
within themselves, something smaller stands in for it; `stand_in` says what, and the output of
this test lists what was run. A command that fits none of its cases fails the test.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPLICATIONS = 5
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELLS = {"sh", "console", "bash", "shell", "zsh"}
ENVIRONMENT = Path(sys.prefix)

ONLY_SHOWN = {"test", "lock", "bench"}
PLAIN_PROGRAMS = {"withdrawal-sim", "python", "ls", "cat", "head"}


def commands(markdown: str) -> list[str]:
    """Commands of all shell blocks; in a console block only the lines after a prompt."""
    found = []
    for language, block in FENCE.findall(markdown):
        if language not in SHELLS:
            continue
        lines = block.replace("\\\n", " ").splitlines()
        if language == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        found += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return found


def stand_in(command: str) -> str:
    """What is run instead of a command; empty if the copy already is what it would make."""
    words = shlex.split(command, comments=True)
    words[0] = words[0].removeprefix(".venv/bin/")
    match words:
        case ["git", "clone", *_] | ["cd", "withdrawal-sim"]:
            return ""
        case ["." | "source", ".venv/bin/activate"] | ["python" | "python3", "-m", "venv", ".venv"]:
            return ""
        case ["pip", "install", *rest] | ["python", "-m", "pip", "install", *rest]:
            options = "--dry-run --quiet --no-deps --no-build-isolation"
            return f"python -m pip install {options} {shlex.join(rest)}"
        case ["make", target] if target in ONLY_SHOWN:
            return f"make -n {target}"
        case ["make", *rest]:
            # Old stamps count as fresh: the environment of this test is already installed.
            stamps = " ".join(f"-o {ENVIRONMENT}/{name}.stamp" for name in ("run", "test"))
            settings = f"VENV={ENVIRONMENT} REPLICATIONS={REPLICATIONS}"
            return f"make {stamps} {shlex.join(rest)} {settings}"
        case [program, *_] if program in PLAIN_PROGRAMS:
            fewer = re.sub(r"(-r|--replications)[ =]\d+", rf"\1 {REPLICATIONS}", command)
            return fewer.replace(".venv/bin/", "")
    pytest.fail(f"README.md shows a command this test does not know how to run: {command}")


@pytest.fixture(scope="module")
def readme(root):
    return commands((root / "README.md").read_text(encoding="utf-8"))


@pytest.fixture
def copy(root, repository_files, tmp_path):
    """A copy of the files as they stand, times included, so that nothing looks out of date."""
    for path in repository_files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / path, tmp_path / path)
    return tmp_path


def test_every_command_of_the_readme_works(readme, copy):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS"}
    } | {
        "PATH": f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(copy),
        "MPLBACKEND": "Agg",
    }
    for command in readme:
        instead = stand_in(command)
        print(f"{command}    ->  {instead or 'nothing to do in a copy'}")
        result = subprocess.run(
            ["sh", "-c", instead],
            cwd=copy,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"


def test_the_readme_shows_how_to_run_and_how_to_test(readme):
    assert {"make run", "make test"} <= set(readme)


def test_the_gate_runs_the_test_command_of_the_readme(root, readme):
    gate = (root / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert gate[-1] == "make test"
    assert gate[-1] in readme
    assert os.access(root / ".ci/run", os.X_OK)


def test_commands_are_found_in_shell_blocks_only():
    fence = "`" * 3
    text = (
        f"{fence}sh\n# why\nmake run\nwithdrawal-sim run \\\n  x.yaml\n{fence}\n"
        f"{fence}console\n$ make test\nall good\n{fence}\n"
        f"{fence}python\nimport sim\n{fence}\n"
    )
    assert commands(text) == ["make run", "withdrawal-sim run    x.yaml", "make test"]


def test_an_unknown_command_is_not_run():
    with pytest.raises(pytest.fail.Exception, match="does not know"):
        stand_in("rm -rf results")
