"""What must hold of every log holds of the cases, of crowded seconds and of made-up scenarios."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from sim.catalogue import OUTCOMES, Kind
from sim.engines.reference import Run
from sim.events.log import EventLog
from sim.outcomes.folding import Balance, fold
from sim.outcomes.invariants import violations_of
from sim.outcomes.measure import measure
from sim.outcomes.series import series
from sim.processes import lane, ledger, receiving_armies
from sim.processes.instant import Instant
from sim.processes.ledger import Account
from sim.processes.world import World
from sim.randomness.draws import draw
from sim.scenario.load import load_scenario
from sim.scenario.roster import Roster, make_roster
from tests.engines.crowded import CROWDED
from tests.runs import roster_of, run
from tests.strategies import Tree, scenarios
from tests.unit.outcomes.busy import TREE as BUSY

CASES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
MAIN = next(path for path in CASES if path.stem == "nagorno-karabakh-2020")
DELAYS = [
    entry.name
    for entry in OUTCOMES["roads"]
    if entry.name.startswith("delay_") and entry.name != "delay_vehicle_hours"
]
WIDELY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def case(path: Path) -> Roster:
    return make_roster(load_scenario(path).scenario)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_invariants_hold_of_every_case(path: Path):
    told = run(case(path))
    assert violations_of(told.log, told.roster) == []


@pytest.mark.parametrize("replication", [1, 2, 3])
def test_the_invariants_hold_of_more_replications_of_the_main_case(replication: int):
    told = run(case(MAIN), replication=replication)
    assert violations_of(told.log, told.roster) == []


@pytest.mark.parametrize("name", CROWDED)
def test_the_invariants_hold_of_crowded_seconds(name: str):
    told = run(CROWDED[name]())
    assert violations_of(told.log, told.roster) == []


@WIDELY
@given(scenarios())
def test_the_invariants_hold_of_made_up_scenarios(tree: Tree):
    told = run(tree)
    assert violations_of(told.log, told.roster) == []


@WIDELY
@given(scenarios())
def test_made_up_scenarios_can_be_measured_without_contradiction(tree: Tree):
    told = run(tree)
    tables = measure(told.log, told.roster, replication=0)
    found = series(told.log, told.roster)
    last = dict(zip(found.names, found.values[-1].tolist(), strict=True))
    assert found.values.min(initial=0) >= 0
    for row in tables["areas"]:
        inside = [
            last[f"areas.{row['area']}.{who}_inside_people"] for who in ("troops", "civilians")
        ]
        # What is done by the last whole hour shows in the series.
        if row["last_out_hours"] is not None and row["last_out_hours"] <= len(found.values) - 1:  # type: ignore[operator]
            assert inside == [0, 0]
        assert not (row["gap_hours"] and row["overlap_hours"])
        for what in ("gap", "overlap"):
            whole, uncovered = row[f"{what}_hours"], row[f"{what}_uncovered_hours"]
            assert (whole is None) == (uncovered is None)
            assert whole is None or 0 <= uncovered <= whole  # type: ignore[operator]
    for row in tables["roads"]:
        parts = [row[name] for name in DELAYS]
        assert sum(parts) == pytest.approx(row["delay_vehicle_hours"])  # type: ignore[arg-type]
    for row in tables["clauses"]:
        if row["on_time_as_signed"]:
            assert row["on_time"]
        assert not (row["asked_not_needed"] and row["needed_not_asked"])


def test_made_up_scenarios_tell_every_kind_of_event():
    """What is proved of them is proved of every actor and all that can happen to it."""
    told: set[int] = set()

    @settings(WIDELY, max_examples=300)
    @given(scenarios())
    def look(tree: Tree) -> None:
        told.update(np.unique(run(tree).log.column("kind")).tolist())

    look()
    assert set(Kind) - {Kind(kind) for kind in told} == set()


# --- the log folded up ---------------------------------------------------------------------------


def folded(account: Account) -> Balance:
    """What the world knows of a unit or group at its end, as far as it keeps account of it."""
    return Balance(
        people=account.people,
        vehicles=account.vehicles,
        loads=account.loads,
        stays=account.stays,
        people_out=account.people_out,
        vehicles_out=account.vehicles_out,
        people_arrived=account.people_arrived,
        equipment_out={kind: number for kind, number in account.equipment_out.items() if number},
    )


def of_the_log(log: EventLog) -> dict[str, Balance]:
    """The log folded up, without what the world does not keep account of."""
    balances = dict(fold(log))
    for balance in balances.values():
        balance.vehicles_arrived = balance.loads_out = balance.loads_arrived = 0
        balance.loads_abandoned = balance.loads_destroyed = 0
    return balances


def world_and_log(roster: Roster, replication: int = 0) -> tuple[World, EventLog]:
    played = Run(roster, draw(roster, seed=1, replication=replication), Instant())
    log = played.log()
    return played.world, log


def agrees(world: World, log: EventLog) -> bool:
    accounts = {path: folded(account) for path, account in world.ledger.accounts.items()}
    return accounts == of_the_log(log)


def test_the_main_case_folded_up_is_the_world_at_its_end():
    assert agrees(*world_and_log(case(MAIN)))


@WIDELY
@given(scenarios())
def test_every_log_folded_up_is_the_world_at_its_end(tree: Tree):
    assert agrees(*world_and_log(roster_of(tree)))


def test_a_row_that_was_not_written_makes_the_two_disagree():
    world, log = world_and_log(roster_of(BUSY))
    assert agrees(world, log)
    out = log.column("kind") == Kind.OUT
    first = int(out.argmax())
    cells = log.cells[[row for row in range(len(log)) if row != first]]
    assert not agrees(world, EventLog(cells, log.subjects, log.places))


def test_a_balance_says_what_is_still_inside():
    balance = Balance(people=10, stays=2, people_out=3, loads=9, loads_out=1, loads_abandoned=2)
    assert (balance.people_inside, balance.loads_inside) == (5, 6)


# --- bugs planted in the actors ------------------------------------------------------------------


def violated() -> set[str]:
    told = run(BUSY)
    return {violation.split(":")[0] for violation in violations_of(told.log, told.roster)}


def test_a_road_that_lets_in_whom_it_is_closed_to_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lane.Lane, "is_open_to", lambda *_: True)
    assert "closings.shut_roads" in violated()


def test_people_counted_out_twice_are_caught(monkeypatch: pytest.MonkeyPatch):
    leave = ledger.Ledger.leave

    def twice(*args: object, **kwargs: object) -> None:
        leave(*args, **kwargs)  # type: ignore[arg-type]
        leave(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger.Ledger, "leave", twice)
    assert {"conservation.totals", "conservation.out_before_arrival"} <= violated()


def test_an_army_that_enters_among_troops_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(receiving_armies.entry, "may_enter", lambda **_: True)
    late = {"troops": {"battalion": {"ready_after_hours": 200}}}
    from tests.builders import changed

    told = run(changed(BUSY, late))
    found = violations_of(told.log, told.roster)
    assert any(violation.startswith("agreed.entries: ") for violation in found)


def test_a_wait_that_nobody_wrote_down_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(World, "go_on", lambda *_: None)
    assert {"timelines.partition"} <= violated()
