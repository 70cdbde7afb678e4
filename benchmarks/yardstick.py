"""How fast the engine is beside a plain SimPy model of the same convoy road, in one run.

Both play 600 convoys of six units that load at twelve points and leave over two shared stretches,
250 sorties through six parking places, and two clauses whose due instants move twice.

`plain_simpy.py` is what one writes with a tutorial at hand: `simpy.Resource`, a process for each
convoy, interrupts when the due instant moves, and a list of what happened. Resources grant in the
order in which the program happens to ask, a convoy enters the next road when the whole of it has
arrived, and what it waited for is one number. The engine plays `convoy-road.yaml`: it grants by
written keys, lets a convoy's head drive on while its tail still enters, finds out by projecting
that more time is needed, asks and is answered, draws by address, and hands over every wait by its
causes in a sorted log of twice as many rows. Both run their replications by turns, timed by the
processor's time, so that a busy machine spares neither. The engine's includes its draws and the
sorting of its log.

At the end both must have told the same: all convoys out, all sorties landed, and on average the
last of them within two hundredths of the same hours. Exits with 1 where they have not. Use the
ratio; absolute times differ from machine to machine. Prints one JSON document with --json.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import TypeVar

from plain_simpy import ConvoyRoad, Happened

from sim.catalogue import Kind
from sim.engines.reference import simulate
from sim.events.log import EventLog
from sim.scenario.load import load_scenario
from sim.scenario.roster import make_roster

SCENARIO = Path(__file__).with_name("convoy-road.yaml")
Run = TypeVar("Run")
NEAR = 0.02
"""By how much of the hours the two may differ on average."""


@dataclass(frozen=True)
class Told:
    """What one replication tells."""

    convoys_out: int
    sorties_landed: int
    last_out_hours: float
    last_landed_hours: float
    rows: int


def main() -> None:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", "-r", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    found = yardstick(replications=max(1, asked.replications))
    print(json.dumps(found, indent=2) if asked.json else _text(found))
    sys.exit(0 if found["agree"] else 1)


def yardstick(*, replications: int) -> dict[str, object]:
    """Replications a second of both, their ratio, and what both told."""
    roster = make_roster(load_scenario(SCENARIO).scenario)
    plain: list[tuple[float, Told]] = []
    engine: list[tuple[float, Told]] = []
    simulate(roster, seed=1, replication=replications)  # what is loaded on first use
    for number in range(replications):
        plain.append(_timed(lambda number=number: ConvoyRoad(number).run(), told_by_plain))
        engine.append(
            _timed(
                lambda number=number: simulate(roster, seed=1, replication=number), told_by_engine
            )
        )
    times = {"plain": plain, "engine": engine}
    a_second = {name: 1 / median(seconds for seconds, _ in runs) for name, runs in times.items()}
    told = {name: [said for _, said in runs] for name, runs in times.items()}
    return {
        "replications": replications,
        "replications_per_second": a_second,
        "ratio": a_second["engine"] / a_second["plain"],
        "told": {name: _means(said) for name, said in told.items()},
        "agree": do_agree(told["plain"], told["engine"]),
    }


def _timed(run: Callable[[], Run], told_by: Callable[[Run], Told]) -> tuple[float, Told]:
    began = time.process_time()
    found = run()
    return time.process_time() - began, told_by(found)


def told_by_plain(happened: list[Happened]) -> Told:
    """What a replication of the plain model tells."""
    out = [row.second for row in happened if row.what == "is out"]
    landed = [row.second for row in happened if row.what == "lands"]
    return Told(len(out), len(landed), max(out) / 3600, max(landed) / 3600, len(happened))


def told_by_engine(log: EventLog) -> Told:
    """What a replication of the engine tells."""
    out, landed = log.of_kind(Kind.OUT)[:, 0], log.of_kind(Kind.LANDED)[:, 0]
    return Told(len(out), len(landed), max(out) / 3600, max(landed) / 3600, len(log))


def do_agree(plain: list[Told], engine: list[Told]) -> bool:
    """Whether both told the same: what is certain in every run, and the hours on average."""
    counts = {(told.convoys_out, told.sorties_landed) for told in (*plain, *engine)}
    return len(counts) == 1 and all(
        abs(_means(engine)[key] / _means(plain)[key] - 1) < NEAR
        for key in ("last_out_hours", "last_landed_hours")
    )


def _means(told: list[Told]) -> dict[str, float]:
    return {key: fmean(getattr(one, key) for one in told) for key in Told.__dataclass_fields__}


def _text(found: dict) -> str:
    rates, told = found["replications_per_second"], found["told"]
    lines = [f"A convoy road, {found['replications']} replications of each by turns, one core"]
    for name, what in (("plain", "plain SimPy"), ("engine", "this engine")):
        said = told[name]
        lines.append(
            f"{rates[name]:9.1f} replications a second  {what}: {said['convoys_out']:.0f} convoys "
            f"out by hour {said['last_out_hours']:.1f}, {said['sorties_landed']:.0f} sorties "
            f"landed by hour {said['last_landed_hours']:.1f}, {said['rows']:,.0f} rows"
        )
    lines.append(f"{found['ratio']:9.2f} times as many by this engine")
    lines.append("Both tell the same." if found["agree"] else "They do NOT tell the same.")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
