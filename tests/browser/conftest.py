import os
from pathlib import Path

import pytest

import sim
from tests.browser.driving import installed

ROOT = Path(__file__).parents[2]
CASE = ROOT / "scenarios" / "nagorno-karabakh-2020.yaml"
REQUIRED = "WITHDRAWAL_SIM_BROWSER"
"""Set where the absence of a browser is a fault."""


@pytest.fixture(scope="session")
def browser() -> str:
    found = installed()
    if found is None and os.environ.get(REQUIRED):
        pytest.fail("no browser is installed; make browser installs one")
    return found or pytest.skip("no browser is installed; make browser installs one")


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the main case."""
    results = sim.run(sim.load_scenario(CASE), replications=2)
    return results.report(tmp_path_factory.mktemp("report") / "report.html")
