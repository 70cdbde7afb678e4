"""What a report costs beyond the simulation: seconds, memory and size, and each of its charts.

Runs the main case as often as asked, by all cores, into a folder of its own (some minutes for the
thousand it begins with), or takes a results folder that is there (--of). The page and the charts
are then made in a process of their own, which knows nothing yet. Prints one JSON document with
--json.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from memory import most_bytes

SCENARIO = Path(__file__).parents[1] / "scenarios" / "nagorno-karabakh-2020.yaml"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", "-r", type=int, default=1000)
    parser.add_argument("--scenario", type=Path, default=SCENARIO)
    parser.add_argument("--of", type=Path, metavar="FOLDER", help="a results folder that is there")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    if asked.of is not None:
        found = measured(asked.of)
    else:
        found = from_the_start(asked.scenario, replications=asked.replications)
    print(json.dumps(found, indent=2) if asked.json else _text(found))


def from_the_start(scenario: Path, *, replications: int) -> dict:
    """Run the scenario, then have another process tell what its report costs."""
    from sim.api.running import run_to_folder
    from sim.experiments.executors.choosing import executor_for
    from sim.scenario.load import load_scenario

    with TemporaryDirectory() as place:
        began = time.perf_counter()
        done = run_to_folder(
            load_scenario(scenario),
            seed=1,
            replications=replications,
            out=Path(place),
            executor=executor_for(0),
        )
        spent = time.perf_counter() - began
        told = subprocess.run(
            [sys.executable, __file__, "--json", "--of", done.folder],
            capture_output=True,
            text=True,
            check=True,
        )
    return {**json.loads(told.stdout), "simulation_seconds": spent}


def measured(folder: Path) -> dict:
    """Seconds, bytes and memory of the report on a folder, and the seconds of each chart."""
    import sim
    from sim.api.charting import charts_in

    before = most_bytes()
    began = time.perf_counter()
    results = sim.read_results(folder)
    with TemporaryDirectory() as place:
        page = results.report(Path(place) / "report.html")
        seconds, size = time.perf_counter() - began, page.stat().st_size
    memory = most_bytes() - before
    charts = {chart.name: _seconds(chart.draw) for chart in charts_in(folder)}
    return {
        "scenario": results.manifest.scenario,
        "replications": results.manifest.replications,
        "rows_of_series": len(results.to_dataframe("series", "hour")),
        "report_seconds": seconds,
        "report_bytes": size,
        "memory_bytes": memory,
        "chart_seconds": charts,
    }


def _seconds(draw) -> float:
    began = time.perf_counter()
    draw()
    return time.perf_counter() - began


def _text(found: dict) -> str:
    return "\n".join(_lines(found))


def _lines(found: dict) -> Iterable[str]:
    seconds = found["report_seconds"]
    yield (
        f"{found['scenario']}, {found['replications']:,} replications, "
        f"{found['rows_of_series']:,} rows of series"
    )
    yield f"{seconds:9.1f} s   the report, {found['report_bytes'] / 1000:,.0f} kB"
    if "simulation_seconds" in found:
        share = 100 * seconds / found["simulation_seconds"]
        yield f"{share:9.1f} %   of the {found['simulation_seconds']:,.0f} s that the runs took"
    yield f"{found['memory_bytes'] / 1e6:9.0f} MB  over what was imported, at most"
    for name, spent in found["chart_seconds"].items():
        yield f"{spent:9.2f} s   {name}"


if __name__ == "__main__":
    main()
