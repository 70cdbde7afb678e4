"""The public door: what stands in it, and that opening it loads nothing."""

import json
import subprocess
import sys

import pytest

import sim

HEAVY = {"pandas", "numpy", "matplotlib", "scipy", "simpy", "pyarrow", "pydantic", "rich", "typer"}


def loaded_by(code: str) -> set[str]:
    """The top names of the modules that some code loads."""
    tell = "\nimport sys, json; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + tell], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_no_library() -> None:
    assert loaded_by("import sim").isdisjoint(HEAVY)


def test_loading_a_scenario_loads_no_tables_and_no_charts() -> None:
    loaded = loaded_by("import sim; sim.load_scenario")
    assert loaded.isdisjoint({"pandas", "matplotlib", "simpy", "scipy"})


def test_running_loads_no_charts() -> None:
    assert "matplotlib" not in loaded_by("import sim; sim.run")


@pytest.mark.parametrize("name", sim.__all__)
def test_everything_announced_is_there(name: str) -> None:
    assert callable(getattr(sim, name))
    assert name in dir(sim)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'compare_all'"):
        sim.compare_all  # noqa: B018
