"""The benchmark of results runs, and says what it says it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import minimal, text

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "store.py"


def test_shares_and_times_follow_from_what_is_measured(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(text(minimal()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, BENCHMARK, "--scenario", case, "-r", "4", "--kept", "5", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    kept, pace = found["keeping"], found["runs_per_second"]
    overhead = sum(
        kept[f"{what}_seconds"] for what in ("packing", "writing", "opening_and_closing")
    )
    assert kept["share"] == pytest.approx(overhead / kept["runs_seconds"])
    assert found["efficiency"] == pytest.approx(pace["two"] / (2 * pace["one"]))
    assert found["estimated_seconds"]["study"] == pytest.approx(257 * 15 / pace["two"])
