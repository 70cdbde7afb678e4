"""Growth multiplies people and nothing else it does not name, each size in its own process."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.running import run
from tests.builders import changed, minimal, text


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    tree = changed(minimal(), {"roads": {"road": {"breakdown_probability": 0.01}}})
    path.write_text(text(tree), encoding="utf-8")
    return path


def grown(case: Path, *typed: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = json.loads(
        run("growth.py", "--scenario", case, "--factors", "1", "10", "--json", *typed)
    )
    return found


@pytest.mark.parametrize("typed", [(), ("--same-roads",)])
def test_ten_times_the_people_are_ten_times_the_movers(case: Path, typed: tuple[str, ...]) -> None:
    """A hundred households and two convoys, then a thousand and twenty."""
    small, large = grown(case, *typed)
    assert (small["movers"], large["movers"]) == (102, 1020)
    assert large["events"] > 9 * small["events"]
    assert 0 <= small["simulate_megabytes"] <= small["megabytes"] < 100


def test_it_prints_a_line_for_every_size(case: Path) -> None:
    told = run("growth.py", "--scenario", case, "--factors", "1", "2").splitlines()
    assert [line.split()[0] for line in told] == ["people", "times", "1", "2"]
