"""The benchmark runs, and counts what it says it counts."""

import json
from pathlib import Path

import pytest

from sim.engines.reference import simulate
from sim.scenario.load import load_scenario
from sim.scenario.roster import make_roster
from tests.benchmarks.running import run
from tests.builders import minimal, text


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(text(minimal()), encoding="utf-8")
    return path


def test_rates_follow_from_times_and_events(case: Path) -> None:
    found = json.loads(run("main_case.py", "--scenario", case, "-r", "2", "--json"))
    roster = make_roster(load_scenario(case).scenario)
    events = [len(simulate(roster, seed=1, replication=number)) for number in range(2)]
    assert found["events_per_replication"] == sum(events) / 2
    seconds = found["seconds"]
    assert set(seconds) == {"load", "roster", "draw", "simulate", "measure"}
    assert found["replications_per_second"] == pytest.approx(
        1 / (seconds["simulate"] + seconds["measure"])
    )


def test_it_prints_replications_and_events_a_second(case: Path) -> None:
    told = run("main_case.py", "--scenario", case, "--replications", "1")
    assert "replications a second" in told
    assert "events a second" in told
