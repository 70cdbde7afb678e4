"""A small comparison with the scenarios it is of, run once for all who only read it."""

from pathlib import Path

import pytest

import sim
from sim.analysis.comparing.compared import Compared
from sim.analysis.report.compared.sides import Rows, Side, sides
from sim.api.comparison_rows import rows_of
from tests.builders import changed, minimal, text

CHANCY = {
    "agreement": {"clauses": {"handover": {"due": "2020-11-10 03:30", "what": ["troops"]}}},
    "troops": {"battalion": {"personnel": {"uniform": [100, 900]}}},
    "roads": {"road": {"convoy_speed_kmh": {"uniform": [20, 40]}}},
    "civilians": None,
}
"""Two convoys, of which chance decides whether they are out by due."""


@pytest.fixture(scope="session")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """A shorter road, and the very same road, beside the road as it is."""
    folder = tmp_path_factory.mktemp("compared")
    file = Path(folder, "case.yaml")
    file.write_text(text(changed(minimal(), CHANCY)), "utf-8")
    variants = {"shorter": ["roads.road.length_km=50"], "same": ["roads.road.length_km=60"]}
    found = sim.compare(file, variants=variants, replications=10, out=folder / "out", convoys=0)
    return found.compared


@pytest.fixture(scope="session")
def known(compared: Compared) -> tuple[Side, ...]:
    rows = [Rows(each.table, each.manifest, each.resolved_text()) for each in rows_of(compared)]
    return sides(compared, rows)
