"""Runs a benchmark as a person does."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def run(benchmark: str, *typed: str | Path) -> str:
    """What it prints."""
    done = subprocess.run(
        [sys.executable, BENCHMARKS / benchmark, *typed], capture_output=True, text=True, check=True
    )
    return done.stdout
