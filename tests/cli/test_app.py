"""Finding a command: help, version, typos, and what all of it must not load."""

import importlib
import inspect
import json
import subprocess
import sys

import pytest

from sim.cli.app import COMMANDS
from sim.version import VERSION
from tests.cli.calling import Calling, shell

HEAVY = ("pandas", "scipy", "matplotlib", "simpy", "numpy", "pydantic", "yaml", "rich", "pyarrow")
OWN = tuple(name for name in COMMANDS if name != "run")


def loaded_by(*typed: str) -> set[str]:
    """The top names of the modules that a call loads."""
    code = (
        "import json, sys\n"
        "from sim.cli import main\n"
        "main(sys.argv[1:])\n"
        "print('\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *typed], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_alone_it_says_what_to_do_first(call: Calling) -> None:
    told = call()
    assert told.code == 0
    assert [
        told.out.index(f"withdrawal-sim {name} ") for name in ("new", "check", "run")
    ] == sorted(told.out.index(f"withdrawal-sim {name} ") for name in ("new", "check", "run"))


def test_version_is_the_answer(call: Calling) -> None:
    assert call("--version").out == f"withdrawal-sim {VERSION}\n"


def test_help_lists_every_command_with_its_line(call: Calling) -> None:
    told = call("--help")
    assert told.code == 0
    words = " ".join(told.out.split())
    for name, entry in COMMANDS.items():
        assert f" {name} {entry.line}" in words


@pytest.mark.parametrize("typed", [(), ("--help",), ("--version",)])
def test_finding_no_command_loads_no_library(typed: tuple[str, ...]) -> None:
    assert loaded_by(*typed).isdisjoint(HEAVY)


@pytest.mark.parametrize("name", OWN)
def test_help_of_a_command_loads_no_library(name: str) -> None:
    assert loaded_by(name, "--help").isdisjoint(HEAVY)


def test_loading_is_noticed_where_a_command_does_load() -> None:
    assert {"pydantic", "yaml"} <= loaded_by("check", "no-such-file.yaml")


def test_checking_loads_nothing_that_only_a_run_needs() -> None:
    assert loaded_by("check", "no-such-file.yaml").isdisjoint(
        {"pandas", "scipy", "matplotlib", "simpy", "numpy", "pyarrow"}
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_line_in_the_list_is_the_first_line_of_the_commands_own_help(name: str) -> None:
    command = getattr(importlib.import_module(f"sim.cli.{name}"), name)
    assert (inspect.getdoc(command) or "").splitlines()[0] == COMMANDS[name].line


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_an_example_and_fits_eighty_columns(
    call: Calling, name: str
) -> None:
    told = call(name, "--help")
    assert told.code == 0
    assert all(example in told.out for example in COMMANDS[name].examples)
    assert max(len(line) for line in told.out.splitlines()) <= 80


def test_unknown_command_is_refused_with_the_one_that_was_meant(call: Calling) -> None:
    told = call("chek", "case.yaml")
    assert (told.code, told.out) == (2, "")
    assert "Did you mean 'check'?" in told.err


def test_unknown_option_is_refused_with_the_one_that_was_meant(call: Calling) -> None:
    told = call("check", "case.yaml", "--jsn")
    assert (told.code, told.out) == (2, "")
    assert "Did you mean --json?" in told.err
    assert "withdrawal-sim check --help" in told.err


def test_missing_argument_is_refused(call: Calling) -> None:
    told = call("explain")
    assert (told.code, told.out) == (2, "")
    assert "FILE" in told.err


def test_python_m_sim_is_the_same_program() -> None:
    assert shell("--version").out == f"withdrawal-sim {VERSION}\n"
