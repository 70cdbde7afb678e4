"""A sweep holds in memory what a run adds, and that is little."""

import json
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "million.py"
PROGRAM_MB = 200
"""The program with its libraries, before there is any run."""
MOST_MB = 500


def traced(points: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, BENCHMARK, "--points", str(points), "--traced", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def test_a_million_runs_would_take_less_than_500_mb() -> None:
    few, many = traced(200), traced(800)
    assert few["before_mb"] < PROGRAM_MB
    assert many["most_mb"] < MOST_MB
    bytes_a_run = (many["traced_mb"] - few["traced_mb"]) * 1e6 / (many["runs"] - few["runs"])
    assert bytes_a_run < MOST_MB - PROGRAM_MB
