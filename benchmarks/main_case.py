"""How fast the main case runs: replications and events per second, and where the time goes.

Use the ratios; absolute times differ from machine to machine. Prints one JSON document with --json.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sim.engines.reference import simulate
from sim.outcomes.measure import measure
from sim.outcomes.series import series
from sim.randomness.draws import draw
from sim.scenario.load import load_scenario
from sim.scenario.roster import make_roster

SCENARIO = Path(__file__).parents[1] / "scenarios" / "nagorno-karabakh-2020.yaml"
STEPS = {
    "load": "read and check the scenario",
    "roster": "names, networks and calendar",
    "draw": "all that chance decides (part of simulate)",
    "simulate": "one replication, from the draws to the log",
    "measure": "outcomes and series from the log",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", "-r", type=_at_least_one, default=10)
    parser.add_argument("--scenario", type=Path, default=SCENARIO)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    found = benchmark(asked.scenario, replications=asked.replications)
    print(json.dumps(found, indent=2) if asked.json else _text(found))


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one replication is needed")
    return number


def benchmark(scenario: Path, *, replications: int) -> dict[str, object]:
    """Seconds of each step on average, and the rates that follow."""
    spent = dict.fromkeys(STEPS, 0.0)
    watch = _stopwatch(spent)
    with watch("load"):
        loaded = load_scenario(scenario)
    with watch("roster"):
        roster = make_roster(loaded.scenario)
    simulate(roster, seed=1, replication=replications)  # what is loaded on first use
    events = 0
    for replication in range(replications):
        with watch("draw"):
            draw(roster, seed=1, replication=replication)
        with watch("simulate"):
            log = simulate(roster, seed=1, replication=replication)
        with watch("measure"):
            measure(log, roster, replication=replication)
            series(log, roster)
        events += len(log)
    for step in ("draw", "simulate", "measure"):
        spent[step] /= replications
    a_replication = spent["simulate"] + spent["measure"]
    return {
        "scenario": scenario.name,
        "replications": replications,
        "events_per_replication": events / replications,
        "seconds": spent,
        "replications_per_second": 1 / a_replication,
        "events_per_second": events / replications / spent["simulate"],
    }


def _stopwatch(spent: dict[str, float]) -> Callable[[str], AbstractContextManager[None]]:
    @contextmanager
    def watch(step: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        spent[step] += time.perf_counter() - began

    return watch


def _text(found: dict) -> str:
    lines = [
        f"{found['scenario']}, {found['replications']} replications, one core",
        f"{found['replications_per_second']:12.2f} replications a second",
        f"{found['events_per_second']:12,.0f} events a second in the engine "
        f"({found['events_per_replication']:,.0f} a replication)",
    ]
    for step, what in STEPS.items():
        lines.append(f"{1000 * found['seconds'][step]:9.1f} ms  {step}: {what}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
