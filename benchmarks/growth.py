"""How a replication of the main case grows with the number of people: time, rows and memory.

People, troops with their vehicles and lorries are multiplied, and so is what roads and loading
points carry; vehicles break down as many times less often. That is the same country, so many times
as large: queues of the same hours. With --same-roads the roads stay as they are: queues grow to
weeks, and a wait is written down by its causes, so that rows grow with movers times breakdowns.
Numbers stand at their most likely values, so that sizes differ by the factor and not by chance.

Every size runs in a process of its own. Its memory is the most it ever held, less what it held when
everything was imported and nothing read yet. Prints one JSON document with --json.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from memory import most_bytes

SCENARIO = Path(__file__).parents[1] / "scenarios" / "nagorno-karabakh-2020.yaml"
GROWING = {
    "civilians": ("people",),
    "troops": ("personnel", "vehicles"),
    "vehicle_pools": ("vehicles",),
}
"""What is multiplied, by block."""
CARRYING = {
    "roads": ("saturation_vehicles_per_hour", "turn_vehicles"),
    "places": ("loading_points",),
}
"""What is multiplied with it, unless roads stay the same."""
STOPPING = {"roads": ("breakdown_probability",)}
"""What is divided then."""
COLUMNS = "{:>7} {:>9} {:>10} {:>9} {:>11} {:>9} {:>9} {:>9}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--factors", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--scenario", type=Path, default=SCENARIO)
    parser.add_argument("--same-roads", action="store_true", help="leave the roads as they are")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(measured(asked.scenario, asked.factors[0], same_roads=asked.same_roads)))
        return
    found = [elsewhere(asked, factor) for factor in asked.factors]
    print(json.dumps(found, indent=2) if asked.json else _text(found))


def elsewhere(asked: argparse.Namespace, factor: int) -> dict[str, float]:
    """One size, measured in a process of its own."""
    command = [sys.executable, __file__, "--here", "--scenario", str(asked.scenario)]
    command += ["--factors", str(factor)] + ["--same-roads"] * asked.same_roads
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(scenario: Path, factor: int, *, same_roads: bool) -> dict[str, float]:
    """One replication of the scenario with so many times the people."""
    # Imported here, so that the process that starts the others stays small: on Linux the most a
    # process ever held begins with what its parent holds.
    import numpy as np

    from sim.catalogue import Kind
    from sim.engines.reference import simulate
    from sim.outcomes.measure import measure
    from sim.outcomes.series import series
    from sim.scenario.load import load_scenario
    from sim.scenario.roster import make_roster

    imported = most_bytes() / 1e6
    numbers = make_roster(load_scenario(scenario).scenario).numbers
    likely = {path: listed.quantity.likely() for path, listed in numbers.items()}
    settings = scaled(likely, factor, same_roads=same_roads)
    roster = make_roster(load_scenario(scenario, settings).scenario)
    began = time.perf_counter()
    log = simulate(roster, seed=1, replication=0)
    ran = time.perf_counter()
    held = most_bytes() / 1e6
    measure(log, roster, replication=0)
    series(log, roster)
    ended = time.perf_counter()
    most = most_bytes() / 1e6
    return {
        "factor": factor,
        "movers": len(np.unique(log.of_kind(Kind.ENTER)[:, 3:5], axis=0)),
        "events": len(log),
        "simulate_seconds": ran - began,
        "events_per_second": len(log) / (ran - began),
        "measure_seconds": ended - ran,
        "simulate_megabytes": held - imported,
        "megabytes": most - imported,
    }


def scaled(likely: dict[str, float], factor: int, *, same_roads: bool) -> list[str]:
    """The settings that make a scenario so many times as large."""
    found = []
    for path, value in likely.items():
        if _is_of(path, GROWING) or (not same_roads and _is_of(path, CARRYING)):
            found.append(f"{path}={factor * value:.9g}")
        elif not same_roads and _is_of(path, STOPPING):
            found.append(f"{path}={value / factor:.9g}")
    return found


def _is_of(path: str, blocks: dict[str, tuple[str, ...]]) -> bool:
    block, _, rest = path.partition(".")
    return rest.partition(".")[2] in blocks.get(block, ())


def _text(found: list[dict[str, float]]) -> str:
    head = ("people", "movers", "events", "simulate", "events/s", "measure", "simulate", "all")
    units = ("times", "", "", "s", "", "s", "MB", "MB")
    rows = [
        COLUMNS.format(
            f"{size['factor']}",
            f"{size['movers']:,}",
            f"{size['events']:,}",
            f"{size['simulate_seconds']:.2f}",
            f"{size['events_per_second']:,.0f}",
            f"{size['measure_seconds']:.2f}",
            f"{size['simulate_megabytes']:.0f}",
            f"{size['megabytes']:.0f}",
        )
        for size in found
    ]
    return "\n".join([COLUMNS.format(*head), COLUMNS.format(*units), *rows])


if __name__ == "__main__":
    main()
